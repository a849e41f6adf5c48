import type { MomentRef } from '../survey/wire'

/** Events that the document itself declares: they are tracked when it is parsed, before the inspector can hear them. */
export const declaredMoments = (page: ParentNode): MomentRef[] =>
  [...page.querySelectorAll('script[data-peakend=track]')].flatMap(({ textContent }) => {
    try {
      const { event, props } = JSON.parse(`${textContent}`)
      return [{ type: 'event', name: `${event}`, ...(props && { props }) } as const]
    } catch {
      // The client has told that it is no JSON.
      return []
    }
  })

/** What was tracked before, from several sources that may know the same: each once. Pages are noted by themselves. */
export const distinct = (moments: readonly MomentRef[]): MomentRef[] => {
  const key = ({ type, name, props }: MomentRef) => JSON.stringify([type, name, props])
  const found = new Map<string, MomentRef>()
  for (const moment of moments) if (moment.type !== 'page' && moment.type !== 'manual') found.set(key(moment), moment)
  return [...found.values()].sort((a, b) => (a.at ?? 0) - (b.at ?? 0))
}
