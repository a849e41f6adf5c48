/** What was answered to questions that have no score of their own: shares, places, means, with how sure each is. Plain values in and out. */
import type { ChoiceOption, Text } from '../../../src/survey/config'
import type { Answer } from '../../../src/survey/wire'
import { type Bar, type Interval, type MeasuredMetric, MINIMUM_ANSWERS, mean, measure } from '../metrics'
import type { AnswerCount } from '../store'
import type { Asked } from './asked'
import type { Measure } from './measures'
import { type Outcome, outcomeOf, type ToldContacts } from './outcome'
import { rate, type TopRate, topRate } from './rate'

/** How many of those who answered, in percent; no share below ten answers. */
export interface Share {
  readonly count: number
  readonly share: number | null
  /** 95 % (Wilson), sampling only. */
  readonly interval: Interval | null
}
export interface OptionShare extends Share {
  readonly option: string
  readonly label: Text
}
export interface RankedOption extends OptionShare {
  /** Mean of its places, 1 the first. Null below ten answers. */
  readonly place: number | null
}
/** One line of a matrix, or a further scale of the survey. */
export interface RatedRow {
  readonly row: string
  readonly label: Text | null
  readonly metric: MeasuredMetric
  readonly n: number
  readonly score: number | null
  readonly interval: Interval | null
  /** Of a scale that reports as `confidence`: how many chose the best points. Null for any other. */
  readonly top: TopRate | null
  readonly distribution: readonly Bar[]
}
export interface Bin {
  readonly from: number
  readonly to: number
  readonly count: number
}
export interface DayBin {
  /** `2027`, `2027-03` or `2027-03-01`. */
  readonly from: string
  readonly count: number
}

interface Base {
  readonly question: string
  /** The question's type; `text.number` of a text that is a number. */
  readonly type: string
  readonly text: Text
  /** Who answered it. Of a consent and an action: who answered anything, since who was asked is not known. */
  readonly n: number
  /** The question the instrument is about, which has no score. */
  readonly isMain: boolean
  /** What a rating or a choice measures: the name it is reported by. */
  readonly reportsAs: Measure | null
  /** Too few for shares and means: the counts are all there is to say. */
  readonly few: boolean
}
export type QuestionReport = Base &
  (
    | {
        readonly kind: 'options'
        readonly options: readonly OptionShare[]
        /** Of a choice that reports as `resolution` or `success`; null for any other. */
        readonly outcome: Outcome | null
      }
    | { readonly kind: 'ranking'; readonly options: readonly RankedOption[] }
    | { readonly kind: 'rows'; readonly labels: readonly Text[]; readonly rows: readonly RatedRow[] }
    | {
        readonly kind: 'number'
        readonly mean: { readonly score: number; readonly interval: Interval } | null
        readonly bins: readonly Bin[]
      }
    | { readonly kind: 'dates'; readonly unit: 'day' | 'month' | 'year'; readonly bins: readonly DayBin[] }
    | ({ readonly kind: 'done' } & Share)
  )

/** An answer and how often it was given. */
type Given = readonly (readonly [answer: Answer, n: number])[]

const round = (value: number): number => Math.round(value * 100) / 100
const rounded = ([low, high]: Interval): Interval => [round(low), round(high)]
const sum = (given: Given): number => given.reduce((total, [, n]) => total + n, 0)

const shareOf = (count: number, n: number): Share => {
  const { share, interval } = rate(count, n)
  return { count, share, interval }
}

const meanOf = (bars: readonly Bar[], min: number, max: number): { score: number; interval: Interval } | null => {
  const figure = mean(bars, min, max)
  return figure && { score: round(figure.score), interval: rounded(figure.interval) }
}

/** Every option that is configured, in its order, then those only the answers still name. */
const allParts = (parts: readonly ChoiceOption[], named: Iterable<string>): readonly ChoiceOption[] => {
  const known = new Set(parts.map(({ id }) => id))
  return [...parts, ...[...new Set(named)].filter((id) => !known.has(id)).map((id) => ({ id, text: id }))]
}

const lists = (given: Given) => given.flatMap(([answer, n]) => (Array.isArray(answer) ? [[answer as readonly string[], n] as const] : []))

/** Of moments only those that were named are shares of anything, and that none was. */
const momentsOf = (asked: Asked, given: Given): readonly OptionShare[] =>
  optionsOf(
    asked,
    given.flatMap(([answer, n]) => (typeof answer === 'string' ? [[[answer], n] as const] : [])),
  ).filter(({ option, count }) => count > 0 || option === 'none')

const optionsOf = ({ parts }: Asked, given: Given): readonly OptionShare[] => {
  const chosen = lists(given)
  const n = sum(given)
  return allParts(
    parts,
    chosen.flatMap(([ids]) => ids),
  )
    .map(({ id, text }) => {
      const count = chosen.reduce((total, [ids, times]) => (ids.includes(id) ? total + times : total), 0)
      return { option: id, label: text, ...shareOf(count, n) }
    })
    .sort((a, b) => b.count - a.count)
}

const rankingOf = ({ parts }: Asked, given: Given): readonly RankedOption[] => {
  const ranked = lists(given)
  const n = sum(given)
  return allParts(
    parts,
    ranked.flatMap(([ids]) => ids),
  )
    .map(({ id, text }) => {
      const places = ranked.flatMap(([ids, times]) => (ids.includes(id) ? [[ids.indexOf(id) + 1, times] as const] : []))
      const times = places.reduce((total, [, times]) => total + times, 0)
      const first = places.reduce((total, [place, times]) => (place === 1 ? total + times : total), 0)
      const place = times < MINIMUM_ANSWERS ? null : round(places.reduce((total, [place, times]) => total + place * times, 0) / times)
      return { option: id, label: text, place, ...shareOf(first, n) }
    })
    .sort((a, b) => (a.place ?? Infinity) - (b.place ?? Infinity) || b.count - a.count)
}

/** How often each whole number was given. */
const scoresOf = (given: Given): ReadonlyMap<number, number> => {
  const scores = new Map<number, number>()
  for (const [answer, n] of given) if (typeof answer === 'number') scores.set(answer, (scores.get(answer) ?? 0) + n)
  return scores
}

const rowOf = (
  row: string,
  label: Text | null,
  metric: MeasuredMetric,
  points: number | null,
  given: Given,
  reportsAs: Measure | null = null,
): RatedRow => {
  const { n, score, interval, distribution } = measure(metric, points, scoresOf(given))
  return { row, label, metric, n, score, interval, top: reportsAs === 'confidence' ? topRate(distribution) : null, distribution }
}

/** More bars than that are no longer read one by one; then there are ten. */
const MOST_BINS = 13
const BINS = 10

/** One for each value there may be, or ten of one width from one end to the other. */
export const binsOf = (bars: readonly Bar[], [min, max, step]: readonly [min: number, max: number, step: number]): readonly Bin[] => {
  const steps = (max - min) / step
  const each = steps < MOST_BINS && Number.isInteger(steps) && bars.every(({ value }) => Number.isInteger((value - min) / step))
  const width = each ? step : (max - min) / BINS
  const length = each ? steps + 1 : width > 0 ? BINS : 1
  return Array.from({ length }, (_, index) => {
    const from = min + index * width
    const isLast = index === length - 1
    const to = each ? from : isLast ? max : min + (index + 1) * width
    const count = bars.reduce(
      (total, { value, count }) => ((each ? value === from : value >= from && (isLast || value < to)) ? total + count : total),
      0,
    )
    return { from: round(from), to: round(to), count }
  })
}

const numbersOf = ({ range }: Asked, given: Given) => {
  const bars = given.flatMap(([answer, count]): Bar[] => {
    const value = typeof answer === 'string' ? Number.parseFloat(answer) : answer
    if (typeof value !== 'number' || !Number.isFinite(value)) return []
    return range && (value < range[0] || value > range[1]) ? [] : [{ value, count }]
  })
  const n = bars.reduce((total, { count }) => total + count, 0)
  const values = bars.map(({ value }) => value)
  const [min, max, step] = range ?? [Math.min(...values), Math.max(...values), 1]
  return {
    n,
    few: n < MINIMUM_ANSWERS,
    // Where no end is known, one and the same number from everybody says nothing of how sure it is.
    mean: n < MINIMUM_ANSWERS || min === max ? null : meanOf(bars, min, max),
    bins: n === 0 ? [] : binsOf(bars, [min, max, step]),
  }
}

const LENGTHS = { day: 10, month: 7, year: 4 } as const

const datesOf = (given: Given) => {
  const days = given.flatMap(([answer, n]) =>
    typeof answer === 'string' && /^\d{4}-\d\d-\d\d$/.test(answer) ? [[answer, n] as const] : [],
  )
  const distinct = (length: number) => new Set(days.map(([day]) => day.slice(0, length))).size
  const unit = (['day', 'month', 'year'] as const).find((unit) => distinct(LENGTHS[unit]) <= MOST_BINS + 2) ?? 'year'
  const counts = new Map<string, number>()
  for (const [day, n] of days) {
    const from = day.slice(0, LENGTHS[unit])
    counts.set(from, (counts.get(from) ?? 0) + n)
  }
  const bins = [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([from, count]) => ({ from, count }))
  return { unit, bins }
}

const scales: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
const isScaleType = (type: string): type is MeasuredMetric => scales.includes(type)

/** Whether there is something to count beside the score, which has its own report. */
export const isCounted = ({ type, isMain }: Asked): boolean =>
  /^(choice|moment|ranking|matrix|slider|date|consent|action|text\.number)$/.test(type) || (isScaleType(type) && !isMain)

const givenTo = (answers: readonly AnswerCount[], key: string): Given =>
  answers.flatMap(({ answers, n }) => {
    const answer = Object.hasOwn(answers, key) ? answers[key] : undefined
    return answer === undefined ? [] : [[answer, n] as const]
  })

/** One question's report; null where nobody answered it. */
export const reportQuestion = (
  asked: Asked,
  answers: readonly AnswerCount[],
  measures: ReadonlyMap<string, Measure> = new Map(),
  /** The survey’s other questions, which name a purpose. */
  others: readonly Asked[] = [],
  told?: ToldContacts,
): QuestionReport | null => {
  const { id, type, text, parts, points, labels, isMain } = asked
  const given = givenTo(answers, id)
  const n = sum(given)
  const base = { question: id, type, text, n, isMain, few: n < MINIMUM_ANSWERS, reportsAs: measures.get(id) ?? null }
  if (type === 'matrix') {
    const rows = parts.map((part) => rowOf(part.id, part.text, 'rating', points, givenTo(answers, `${id}.${part.id}`)))
    const most = Math.max(0, ...rows.map(({ n }) => n))
    return most ? { ...base, n: most, few: most < MINIMUM_ANSWERS, kind: 'rows', labels, rows } : null
  }
  if (n === 0) return null
  if (isScaleType(type)) return { ...base, kind: 'rows', labels, rows: [rowOf(id, null, type, points, given, base.reportsAs)] }
  if (type === 'moment') return { ...base, kind: 'options', options: momentsOf(asked, given), outcome: null }
  if (type === 'choice') {
    const purposes = others.find((other) => measures.get(other.id) === 'purpose')?.parts
    return { ...base, kind: 'options', options: optionsOf(asked, given), outcome: outcomeOf(asked, measures, answers, purposes, told) }
  }
  if (type === 'ranking') return { ...base, kind: 'ranking', options: rankingOf(asked, given) }
  if (type === 'date') return { ...base, kind: 'dates', ...datesOf(given) }
  if (type === 'slider' || type === 'text.number') {
    const numbers = numbersOf(asked, given)
    return numbers.n ? { ...base, kind: 'number', ...numbers } : null
  }
  const all = answers.reduce((total, { n }) => total + n, 0)
  return { ...base, n: all, few: all < MINIMUM_ANSWERS, kind: 'done', ...shareOf(n, all) }
}
