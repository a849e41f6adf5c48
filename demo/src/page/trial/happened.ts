/** A short list of what Peakend said on this tab, over all its pages. */
import { element, kept, words } from '../dom'
import type { PeakendEvent } from '../peakend'

const types = ['moment', 'suppressed', 'shown', 'answered', 'completed', 'dismissed', 'delivered', 'loss', 'error'] as const
interface Happening {
  readonly type: (typeof types)[number]
  readonly text: string
  /** Milliseconds since the epoch. */
  readonly at: number
}
const KEY = 'trial-happened'
/** So many are kept. */
const MOST = 20

const all = (): readonly Happening[] => (kept.get(KEY) as readonly Happening[] | null) ?? []

/** What of an event is worth a line. */
const textOf = ({ survey, name, gates, code, revision, durability, endpoint }: PeakendEvent['detail']): string => {
  const surveyName = typeof survey === 'string' ? (words().surveys[survey] ?? survey) : ''
  const codes = Array.isArray(gates) ? gates.map((gate: { code: string }) => gate.code).join(', ') : ''
  return [surveyName, name, codes, code, revision && `#${revision}`, durability, endpoint].filter((part) => part).join(' · ')
}

/** Starts keeping the list, before Peakend starts. */
export const recordHappenings = (): void => {
  for (const type of types)
    addEventListener(`peakend:${type}`, (event) => {
      kept.set(KEY, [{ type, text: textOf((event as PeakendEvent).detail), at: Date.now() }, ...all()].slice(0, MOST))
      dispatchEvent(new Event('trial:happened'))
    })
}

export const happenedList = (): HTMLElement => {
  const list = all()
  if (list.length === 0) return element('p', { class: 'trial-quiet' }, words().nothingYet)
  const time = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'medium' })
  return element(
    'ol',
    { class: 'trial-list' },
    ...list.map(({ type, text, at }) =>
      element(
        'li',
        { class: type },
        element('b', {}, words().events[type]),
        ` ${text} `,
        element('span', { class: 'trial-quiet' }, time.format(at)),
      ),
    ),
  )
}
