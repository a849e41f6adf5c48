/**
 * Worlds in which nothing has any effect, drawn person by person and read by the very functions that the results are made of; and some in which there is
 * one. Everybody has a satisfaction of their own; an answer is that with some noise, on the points of the scale, so whoever answers low answers higher the next time.
 */
import { type MeasuredMetric, measure, scaleEnds } from '../../metrics'
import type { AnswerCount, DayCount, LaterCount, Note, Store, TogetherCount, UsedInstrument } from '../../store'
import { breakdownOf } from '../breakdown'
import { recoveriesOf, shiftsOf } from '../effects'
import { isMeasured } from '../instrument'
import { type Lift, liftsOf, type Way } from '../lift'
import { linksOf } from '../map'
import type { JourneyMap, MapPlace } from '../map-types'
import { marksOf } from '../marks'
import { prioritiesOf } from '../priorities'
import type { InstrumentReport, TouchpointReport } from '../types'
import { between, normal, type Random, several } from './random'

/** One run of a world: whether the results claim something in it. */
export type World = (random: Random) => boolean | Promise<boolean>

interface People {
  /** Mean satisfaction on a scale of five. */
  readonly mean: number
  /** Standard deviations: of people, and of one person’s answers. */
  readonly spread: number
  readonly noise: number
}
const usual: People = { mean: 3.6, spread: 1, noise: 0.7 }
/** Most choose the best point. */
const content: People = { mean: 5.6, spread: 0.9, noise: 0.3 }

const on = (min: number, max: number, value: number): number => Math.max(min, Math.min(max, Math.round(value)))
const person = (random: Random, { mean, spread }: People): number => mean + spread * normal(random)
const answer = (random: Random, { noise }: People, satisfaction: number, metric: MeasuredMetric = 'rating'): number => {
  const [min, max] = scaleEnds(metric, metric === 'nps' ? 11 : 5)
  const exact = satisfaction + noise * normal(random)
  return on(min, max, min + ((exact - 1) / 4) * (max - min))
}
const countsOf = (values: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
const sample = (random: Random, people: People, metric: MeasuredMetric, n: number) =>
  countsOf(several(n, () => answer(random, people, person(random, people), metric)))

const of = { survey: 'post-purchase', fingerprint: 'f', touchpoint: 'confirmation' }
const pair = ['sure', 'sure-after', 5] as const

/** Somebody’s two answers to one item. `onlyLow`: of those alone who are in doubt, as the recipe asks. */
const twice = (random: Random, people: People, onlyLow: boolean, effect = 0): AnswerCount => {
  for (;;) {
    const one = person(random, people)
    const sure = answer(random, people, one)
    if (!onlyLow || sure <= 3) return { answers: { sure, 'sure-after': answer(random, people, one + effect) }, n: 1 }
  }
}

export const shifts =
  (people: People, onlyLow: boolean): World =>
  (random) => {
    const asked = several(between(random, 1, 3), () => several(between(random, 10, 150), () => twice(random, people, onlyLow)))
    return shiftsOf(asked.map((counts) => ({ of, pair, counts }))).some(({ verdict }) => verdict === 'higher' || verdict === 'lower')
  }

const rating = (id: string) => ({ id, type: 'rating', text: '?' }) as const
const wayOf = (variant: string): Way => ({ variant, questions: [rating('sure'), rating('sure-after')] })
/** Somebody’s second answer is missing now and then. */
const stays = (random: Random, share: number, one: AnswerCount): AnswerCount =>
  random() < share ? one : { answers: { sure: one.answers.sure ?? 0 }, n: 1 }

/** A tenth is held out of so many in doubt, at least ten. Of those who read first fewer answer again. */
export const liftIn = (random: Random, people: People, doubting: number, effect: number): Lift | undefined => {
  const held = Math.max(10, Math.round(doubting / 10))
  const group = several(doubting - held, () => stays(random, 0.8, twice(random, people, true, effect)))
  const holdout = several(held, () => stays(random, 0.97, twice(random, people, true)))
  return liftsOf([{ of, pair, group: [wayOf('answer-first'), group], holdout: [wayOf('held-out'), holdout] }])[0]
}
export const lift =
  (people: People, [least, most]: readonly [number, number], effect = 0): World =>
  (random) => {
    const verdict = liftIn(random, people, between(random, least, most), effect)?.verdict
    return verdict === 'higher' || (effect === 0 && verdict === 'lower')
  }

/** Those who had answered low, some of whom accepted help, by the draw of a coin. */
export const recovery =
  (effect = 0): World =>
  (random) => {
    const counts = several(between(random, 40, 300), (): LaterCount => {
      const accepted = random() < 0.3
      const isBack = random() < 0.7
      return { accepted, score: isBack ? answer(random, usual, person(random, usual) + (accepted ? effect : 0), 'csat') : null, n: 1 }
    })
    const tested = recoveriesOf([{ of: { ...of, metric: 'csat' }, points: 5, countsFrom: null, counts }])[0]?.tested
    return tested !== null && tested !== undefined && tested.verdict !== 'unclear'
  }

/** Eight values of a dimension, of sizes from a few to many. */
export const breakdown =
  (metric: MeasuredMetric, people: People, effect = 0): World =>
  (random) => {
    const points = metric === 'nps' ? 11 : 5
    const cells = several(8, (index) => ({
      value: `v${index}`,
      scores: sample(
        random,
        { ...people, mean: people.mean + (index === 1 ? effect : 0) },
        metric,
        between(random, 10, 20 * (index + 1) ** 2),
      ),
    }))
    const all = new Map<number, number>()
    for (const { scores } of cells) for (const [score, n] of scores) all.set(score, (all.get(score) ?? 0) + n)
    const values = cells.map(({ value, scores }) => ({
      ...{ value, showings: 0, answered: 0 },
      scores: [...scores].map(([score, n]) => ({ score, n, unrecognised: 0 })),
    }))
    const { rows } = breakdownOf({ metric, points, countsFrom: null }, { dimension: 'device', values, rest: null, without: null }, all)
    return rows.some(({ against }) => against !== null && against.verdict !== 'unclear')
  }

/** Four touchpoints and the relationship, rated by the same people. `shared`: how much of one’s satisfaction is that with all of it. */
export const links =
  (shared: number): World =>
  (random) => {
    const counted = several(4, () =>
      several(between(random, 30, 150), (): TogetherCount => {
        const whole = normal(random)
        const here = shared * whole + Math.sqrt(1 - shared ** 2) * normal(random)
        return {
          touchpoint: 'chat',
          fingerprint: 'f',
          first: answer(random, usual, usual.mean + whole, 'nps'),
          score: answer(random, usual, usual.mean + here),
          n: 1,
        }
      }),
    )
    return linksOf(counted).some(({ verdict }) => verdict === 'together' || verdict === 'opposite')
  }

/** Touchpoints that are all alike; the first may be worse. Whether any is ranked above another. */
export const priorities =
  (touchpoints: number, effect = 0): World =>
  (random) => {
    const n = between(random, 30, 300)
    const all = several(touchpoints, (index) => {
      const people = { ...usual, mean: usual.mean - (index === 0 ? effect : 0) }
      const figure = measure('csat', 5, sample(random, people, 'csat', n))
      // As much of a report as priorities read.
      const instrument = { ...figure, fingerprint: `f${index}`, points: 5, countsFrom: null } as unknown as InstrumentReport
      const report = { id: `t${index}`, instruments: [instrument], cascade: { triggered: 0, shown: n } } as unknown as TouchpointReport
      const place = { id: `t${index}`, name: null, target: null, effort: null, link: null, points: [{ fingerprint: `f${index}` }] }
      return { report, place: place as unknown as MapPlace }
    })
    const map = { places: all.map(({ place }) => place), relationship: null } as unknown as JourneyMap
    const { items } = prioritiesOf(
      all.map(({ report }) => report),
      map,
    )
    return items.some(({ rank }) => rank > 1)
  }

const DAY_MS = 24 * 3600 * 1000
const dayAt = (index: number): string => new Date(Date.parse('2027-01-01') + index * DAY_MS).toISOString().slice(0, 10)

/** Three actions on a trend; after the last one the mean may rise. */
export const actions =
  (metric: 'csat' | 'rating', people: People, effect = 0): World =>
  async (random) => {
    const [first, last, perDay] = [60, 120, between(random, 1, 8)]
    const days = several(180, (index) =>
      [...sample(random, { ...people, mean: people.mean + (index >= last ? effect : 0) }, metric, perDay)].map(
        ([score, n]): DayCount => ({ touchpoint: 'confirmation', fingerprint: 'f', day: dayAt(index), score, n, unrecognised: 0 }),
      ),
    ).flat()
    const used = {
      touchpoint: { id: 'confirmation' },
      survey: 'checkout-csat',
      instrument: { fingerprint: 'f', type: metric, points: 5 },
      first: `${dayAt(0)}T00:00:00.000Z`,
      last: `${dayAt(179)}T00:00:00.000Z`,
    } as unknown as UsedInstrument
    const notes = [last, 90, first].map((index) => ({ day: dayAt(index), touchpoint: null }) as unknown as Note)
    const store = { days: async () => days } as unknown as Store
    const marks = (await marksOf(store, { project: 'p', test: false }, [used], notes, isMeasured)).values().next().value ?? []
    return marks.some(({ tested }) => tested !== null && tested.verdict !== 'unclear')
  }

/** Every claim the results make, in a world where it would be wrong. */
export const withoutEffect: Readonly<Record<string, World>> = {
  'a shift among people who are all asked twice': shifts(usual, false),
  'a lift, over ten who are held out or a few more': lift(usual, [60, 150]),
  'a lift, over many': lift(usual, [300, 900]),
  'a lift among people who say the same again': lift({ ...usual, noise: 0.2 }, [60, 300]),
  'a recovery after help': recovery(),
  'a row of a breakdown of CSAT': breakdown('csat', usual),
  'a row of a breakdown of NPS': breakdown('nps', usual),
  'a row of a breakdown of a rating': breakdown('rating', usual),
  'a row of a breakdown of a rating that most give the best point': breakdown('rating', content),
  'a row of a breakdown of CSAT that most are satisfied with': breakdown('csat', content),
  'a row of a breakdown of NPS that most are promoters of': breakdown('nps', content),
  'a link with the relationship': links(0),
  'a rank above another, of three': priorities(3),
  'a rank above another, of six': priorities(6),
  'an action on CSAT': actions('csat', usual),
  'an action on a rating that most give the best point': actions('rating', content),
}

/** The same where there is something to find. */
export const withEffect: Readonly<Record<string, World>> = {
  'the shift of those who were in doubt, by chance alone': shifts({ ...usual, noise: 0.9 }, true),
  'a lift of most of a point': lift(usual, [500, 600], 0.8),
  'a recovery of a point': recovery(1.2),
  'a row that is a point lower': breakdown('csat', usual, -1.5),
  'a link with the relationship': links(0.6),
  'a touchpoint that is far worse': priorities(4, 1.5),
  'an action that helped': actions('csat', usual, 1),
}
