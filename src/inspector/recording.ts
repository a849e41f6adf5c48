import type { ConsentLevel } from '../survey/wire'

/** A visit as `peakend simulate` reads it: what the page noticed, and nothing it decided. */
export interface VisitMoment {
  /** Seconds since the visit began. */
  readonly at: number
  readonly type: string
  readonly name: string
  readonly props?: Readonly<Record<string, unknown>>
}
/** How the visit began. */
export interface Begun {
  /** Milliseconds since the epoch. */
  readonly start: number
  readonly consent: ConsentLevel
  readonly traits: Readonly<Record<string, unknown>>
  readonly context: Readonly<Record<string, unknown>>
}
/** What the simulator knows; `returning`, for one, it finds by itself. */
const known = /^(page|event|click|visible|scroll|exit|dwell|idle|friction|journey|identify|quiet)$/
/** Enough for a long visit, and little enough for the storage of a tab. */
const MAX_MOMENTS = 500

/** What can be written down of properties: a function or a circle cannot. */
const plain = (props: object): Record<string, unknown> | undefined => {
  try {
    const read = JSON.parse(JSON.stringify(props)) as Record<string, unknown>
    return Object.keys(read)[0] ? read : undefined
  } catch {
    return
  }
}
export const recorded = (
  moments: readonly VisitMoment[],
  { start }: Pick<Begun, 'start'>,
  moment: { readonly type: string; readonly name: string; readonly props?: object | undefined },
  now: number,
): readonly VisitMoment[] => {
  if (!known.test(moment.type) || moments.length >= MAX_MOMENTS) return moments
  const props = moment.props && plain(moment.props)
  // A clock that was set back does not turn the order round.
  const at = Math.max(moments.at(-1)?.at ?? 0, Math.round((now - start) / 100) / 10)
  return [...moments, { at, type: moment.type, name: moment.name, ...(props && { props }) }]
}

/** The visit so far, as a file of visits. */
export const visitFile = (begun: Begun, moments: readonly VisitMoment[], visitor: string, now: number, timeZone: string) => ({
  version: 1 as const,
  visits: [
    {
      visitor,
      start: new Date(begun.start).toISOString(),
      end: Math.max(moments.at(-1)?.at ?? 0, Math.round((now - begun.start) / 100) / 10),
      consent: begun.consent,
      ...(plain(begun.traits) && { traits: plain(begun.traits) }),
      context: begun.context,
      timeZone,
      moments,
    },
  ],
})
