/** What the score was before something happened, and after. */
import { type Estimate, estimate, type MeasuredMetric } from '../metrics'
import type { DayCount, Note, Scope, Store, UsedInstrument } from '../store'
import { groupBy, pairKey } from './group'
import { LEAST_ANSWERS } from './periods'
import { sizeOf, type Tested, testAll } from './tested'

/** As long as the pace of a forecast, with as many weekends as weeks. */
export const WINDOW_DAYS = 28
/** Older ones are read on their own page. */
const MOST_NOTES = 20
const DAY_MS = 24 * 3600 * 1000

/** A note with what it may have changed at one instrument. */
export interface Mark {
  readonly note: Note
  /** Null below five answers. */
  readonly before: Estimate | null
  readonly after: Estimate | null
  /** After minus before; null below ten answers on a side. */
  readonly tested: Tested | null
}

const plusDays = (day: string, days: number): string => new Date(Date.parse(`${day}T00:00:00.000Z`) + days * DAY_MS).toISOString()

type Scores = ReadonlyMap<number, number>
const scoresOf = (counts: readonly Pick<DayCount, 'score' | 'n'>[]): Scores => {
  const scores = new Map<number, number>()
  for (const { score, n } of counts) scores.set(score, (scores.get(score) ?? 0) + n)
  return scores
}

/** Whether a note stands in an instrument's trend: of its touchpoint or all, on a day of the scope, and within the time it was asked. */
const concerns = ({ day, touchpoint }: Note, { touchpoint: at, first, last }: UsedInstrument): boolean =>
  (touchpoint === null || touchpoint === at.id) && day >= first.slice(0, 10) && day <= last.slice(0, 10)

/**
 * The notes of each measured instrument, by `pairKey`, oldest first: four weeks before against four weeks from that day on, whatever period is
 * looked at. All notes of one instrument are corrected together.
 */
export const marksOf = async (
  store: Store,
  scope: Scope,
  used: readonly UsedInstrument[],
  notes: readonly Note[],
  isMeasured: (type: string) => type is MeasuredMetric,
): Promise<ReadonlyMap<string, readonly Mark[]>> => {
  const inScope = notes
    .filter(({ day }) => (!scope.since || day >= scope.since.slice(0, 10)) && (!scope.until || day < scope.until))
    .slice(0, MOST_NOTES)
    .toReversed()
  const [first, last] = [inScope[0], inScope.at(-1)]
  if (!first || !last) return new Map()
  // Once for all of them: their windows are whole days.
  const days = await store.days({ ...scope, since: plusDays(first.day, -WINDOW_DAYS), until: plusDays(last.day, WINDOW_DAYS) })
  const daysOf = groupBy(days, (one) => pairKey(one.touchpoint, one.fingerprint))
  const found = new Map<string, { readonly note: Note; readonly before: Scores; readonly after: Scores }[]>()
  for (const note of inScope)
    for (const { touchpoint, instrument } of used.filter((one) => isMeasured(one.instrument.type) && concerns(note, one))) {
      const key = pairKey(touchpoint.id, instrument.fingerprint)
      const scores = async (since: string, until: string): Promise<Scores> => {
        if (instrument.type !== 'nps')
          return scoresOf((daysOf.get(key) ?? []).filter(({ day }) => day >= since.slice(0, 10) && day < until.slice(0, 10)))
        // Of each person the latest answer, as everywhere.
        const people = await store.people({ ...scope, since, until }, touchpoint.id, instrument.fingerprint, [since.slice(0, 10)])
        return scoresOf(people.map(({ score, latest }) => ({ score, n: latest })))
      }
      const list = found.get(key) ?? []
      found.set(key, list)
      const middle = plusDays(note.day, 0)
      list.push({
        note,
        before: await scores(plusDays(note.day, -WINDOW_DAYS), middle),
        after: await scores(middle, plusDays(note.day, WINDOW_DAYS)),
      })
    }
  const marks = new Map<string, readonly Mark[]>()
  for (const { touchpoint, instrument } of used) {
    const key = pairKey(touchpoint.id, instrument.fingerprint)
    const { type, points, countsFrom } = instrument
    const list = found.get(key)
    if (!list || !isMeasured(type)) continue
    const tests = testAll(
      list.map(({ before, after }) => ({ metric: type, points, countsFrom: countsFrom ?? null, first: after, second: before })),
    )
    const figure = (scores: Scores) => (sizeOf(scores) < LEAST_ANSWERS ? null : estimate(type, points, scores, countsFrom))
    marks.set(
      key,
      list.map(({ note, before, after }, index) => ({
        note,
        before: figure(before),
        after: figure(after),
        tested: tests[index] ?? null,
      })),
    )
  }
  return marks
}
