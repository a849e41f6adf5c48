/** Which moments people named, how those were for them, and how it ended: one scale of five points for all of it. */
import { type MeasuredMetric, measure } from '../metrics'
import type { AnswerCount } from '../store'
import type { FivePoints, NamedMoment, PeakEnd } from './map-types'

/** Breakdown cells below this are suppressed (DOMAIN §3). */
const LEAST_NAMED = 5
const POINTS = 5

/** Which questions of one instrument ask for what. */
export interface PeakEndQuestions {
  /** Its question of type `moment`. */
  readonly moment: string | null
  /** Its ratings that report as `peak` and as `end`. */
  readonly peak: string | null
  readonly end: string | null
}

const textIn = (answer: unknown): string | null =>
  typeof answer === 'string' ? answer : Array.isArray(answer) && typeof answer[0] === 'string' ? answer[0] : null
const pointIn = (answer: unknown): number | null =>
  typeof answer === 'number' && Number.isInteger(answer) && answer >= 1 && answer <= POINTS ? answer : null

const answerTo = ({ answers }: AnswerCount, question: string | null): unknown =>
  question !== null && Object.hasOwn(answers, question) ? answers[question] : undefined

const meanOf = (counts: readonly AnswerCount[], question: string | null): FivePoints | null => {
  if (question === null) return null
  const scores = new Map<number, number>()
  for (const count of counts) {
    const point = pointIn(answerTo(count, question))
    if (point !== null) scores.set(point, (scores.get(point) ?? 0) + count.n)
  }
  const { n, score, interval, precision } = measure('rating' satisfies MeasuredMetric, POINTS, scores)
  return n === 0 ? null : { n, score, interval, precision }
}

/** Null where nobody answered any of it. */
export const peakEndOf = (
  asked: Pick<PeakEnd, 'survey' | 'fingerprint' | 'locale'>,
  { moment, peak, end }: PeakEndQuestions,
  counts: readonly AnswerCount[],
): PeakEnd | null => {
  const named = new Map<string, NamedMoment>()
  for (const count of counts) {
    const id = textIn(answerTo(count, moment))
    if (id === null) continue
    const before = named.get(id) ?? { moment: id, n: 0, pleasant: 0, unpleasant: 0 }
    const point = pointIn(answerTo(count, peak))
    named.set(id, {
      moment: id,
      n: before.n + count.n,
      pleasant: before.pleasant + (point !== null && point >= 4 ? count.n : 0),
      unpleasant: before.unpleasant + (point !== null && point <= 2 ? count.n : 0),
    })
  }
  const all = [...named.values()].sort((a, b) => b.n - a.n || (a.moment < b.moment ? -1 : 1))
  const sum = (moments: readonly NamedMoment[]) => moments.reduce((total, { n }) => total + n, 0)
  const shown = all.filter(({ n }) => n >= LEAST_NAMED)
  const figures = { peak: meanOf(counts, peak), end: meanOf(counts, end) }
  if (all.length === 0 && figures.peak === null && figures.end === null) return null
  return { ...asked, named: sum(all), moments: shown, rest: sum(all) - sum(shown), ...figures }
}
