/** What the lives of many visitors come to, person after person: nothing of a life is kept but what is counted. */
import { isInteraction } from '../../../src/gates/frequency'
import type { GateCode } from '../../../src/gates/types'
import type { Outcome } from '../../../src/survey/clocks'
import { triggersOf } from '../../../src/survey/compile'
import type { Survey } from '../../../src/survey/config'
import type { Life } from './life'
import { type Precision, precisionOf } from './precision'
import { reasonOf } from './reason'
import { createSpread, type Spread } from './spread'

const DAY = 864e5
/** What is called a month here. */
export const MONTH_DAYS = 30

export interface SurveySummary {
  readonly id: string
  readonly class: 'interaction' | 'relationship'
  /** Only the visitor or the page opens it, by a tab, a slot or `show()`: that is not simulated. */
  readonly opened: boolean
  /** Times it was called for and that was settled: each was shown, has its reason in `reasons`, or was one of two calls for the same thing at once. */
  readonly triggered: number
  /** Called for again while it waited for the same thing: asked about once. */
  readonly doubled: number
  /** Of these, by a visitor who may be asked, and who is in the sample. */
  readonly eligible: number
  readonly sampled: number
  readonly shown: number
  /** What became of the showings. `unseen`: gone before they could be noticed. */
  readonly outcomes: Readonly<Record<string, number>>
  readonly answered: number
  /** Why it was not shown, the most frequent first. */
  readonly reasons: readonly { readonly code: GateCode; readonly times: number; readonly people: number }[]
  /** Called off by an event before its time came. */
  readonly calledOff: number
  /** Still waiting when the visitor was last seen. */
  readonly waiting: number
  readonly people: {
    readonly triggered: number
    /** In the audience and in the sample when it was called for. */
    readonly due: number
    readonly shown: number
    readonly answered: number
    /** Due, never shown, and at least once because of another survey. */
    readonly starved: number
  }
  /** The surveys that starve it: of how many of the starved each stood in the way. */
  readonly starvedBy: readonly { readonly survey: string; readonly people: number }[]
  /** Showings for each person who was asked. */
  readonly showingsPerPerson: Spread
  /** Where a survey has a sample or a holdout. */
  readonly sample: {
    /** Share of the eligible who should be in it, and who are, 0–1. */
    readonly configured: number
    readonly actual: number
    readonly respondents: number
    /** Respondents who were in it at one time and not at another: none, or the sample is not sticky. */
    readonly changed: number
  } | null
  /** In 30 days. */
  readonly answersPerMonth: number
  /** Of the first scale. */
  readonly precision: Precision | null
}

export interface Summary {
  readonly from: string
  readonly until: string
  readonly days: number
  readonly people: {
    readonly total: number
    readonly visits: number
    readonly asked: number
    /** Showings of each person, those who were never asked included. */
    readonly showings: Spread
    /** Showings of each person in their busiest 30 days. */
    readonly showingsPer30Days: Spread
  }
  readonly surveys: readonly SurveySummary[]
}

/** The most that lie within any so many days. `times` in order. */
export const most = (times: readonly number[], days: number): number => {
  let first = 0
  let found = 0
  times.forEach((time, index) => {
    while (time - (times[first] ?? 0) >= days * DAY) first++
    found = Math.max(found, index - first + 1)
  })
  return found
}

const add = <K>(counts: Map<K, number>, key: K, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by)
const sorted = <K>(counts: ReadonlyMap<K, number>) => [...counts].sort(([, a], [, b]) => b - a)

/** Counts one survey. */
const createTally = (survey: Survey) => {
  const count = { triggered: 0, eligible: 0, sampled: 0, shown: 0, calledOff: 0, waiting: 0 }
  const people = { triggered: 0, due: 0, shown: 0, answered: 0, starved: 0 }
  const outcomes = new Map<Outcome, number>()
  const reasons = new Map<GateCode, number>()
  const reasonPeople = new Map<GateCode, number>()
  const starvedBy = new Map<string, number>()
  const spread = createSpread()
  const inSample = { respondents: 0, sampled: 0, changed: 0 }
  const { id, sample = 1, holdout = 0, split } = survey
  return {
    add(life: Life) {
      const own = <T extends { readonly survey: string }>(list: readonly T[]) => list.filter((one) => one.survey === id)
      const [reached, shown, refused] = [own(life.reached), own(life.shown), own(life.refused)]
      count.calledOff += life.calledOff.filter((one) => one === id).length
      count.waiting += life.waiting.filter((one) => one === id).length
      // 1: out of the sample, 2: in it, 3: now this, now that.
      const sampled = new Map<string, number>()
      for (const { respondent, isIn } of own(life.drawn)) sampled.set(respondent, (sampled.get(respondent) ?? 0) | (isIn ? 2 : 1))
      for (const seen of sampled.values()) {
        inSample.respondents++
        if (seen > 1) inSample.sampled++
        if (seen > 2) inSample.changed++
      }
      if (!reached[0]) return
      for (const { stage } of reached) {
        count.triggered++
        if (stage > 0) count.eligible++
        if (stage > 1) count.sampled++
      }
      const isDue = reached.some(({ stage }) => stage > 1)
      people.triggered++
      if (isDue) people.due++
      if (shown[0]) {
        people.shown++
        spread.add(shown.length)
      }
      if (shown.some(({ outcome }) => outcome === 'answered')) people.answered++
      count.shown += shown.length
      for (const { outcome } of shown) add(outcomes, outcome)
      const codes = new Set<GateCode>()
      const others = new Set<string>()
      for (const { gates } of refused) {
        const reason = reasonOf(id, gates)
        if (!reason) continue
        add(reasons, reason.code)
        codes.add(reason.code)
        if (reason.by) others.add(reason.by)
      }
      for (const code of codes) add(reasonPeople, code)
      if (!isDue || shown[0] || !others.size) return
      people.starved++
      for (const other of others) add(starvedBy, other)
    },
    result(days: number): SurveySummary {
      const answered = outcomes.get('answered') ?? 0
      const answersPerMonth = (answered / days) * MONTH_DAYS
      return {
        id,
        class: isInteraction(survey) ? 'interaction' : 'relationship',
        opened: triggersOf(survey).every(({ on }) => /^(launcher|slot|manual)$/.test(on)),
        ...count,
        doubled: count.triggered - count.shown - [...reasons.values()].reduce((sum, times) => sum + times, 0),
        outcomes: Object.fromEntries(sorted(outcomes)),
        answered,
        reasons: sorted(reasons).map(([code, times]) => ({ code, times, people: reasonPeople.get(code) ?? 0 })),
        people: { ...people },
        starvedBy: sorted(starvedBy).map(([survey, people]) => ({ survey, people })),
        showingsPerPerson: spread.result(),
        sample:
          sample < 1 || holdout > 0
            ? {
                configured: sample * (1 - holdout) * (split ? split.to - split.from : 1),
                actual: inSample.respondents ? inSample.sampled / inSample.respondents : 0,
                respondents: inSample.respondents,
                changed: inSample.changed,
              }
            : null,
        answersPerMonth,
        precision: precisionOf(survey, answersPerMonth),
      }
    },
  }
}

/** Takes one life after the other. `days`: how long the time is that they come from; default: from the first visit to the last. */
export const createSummary = (surveys: Iterable<Survey>, days?: number) => {
  const tallies = [...surveys].map(createTally)
  const showings = createSpread()
  const showingsPer30Days = createSpread()
  let [total, visits, asked] = [0, 0, 0]
  let [from, until] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  return {
    add(life: Life) {
      total++
      visits += life.visits.length
      if (life.shown[0]) asked++
      showings.add(life.shown.length)
      showingsPer30Days.add(
        most(
          life.shown.map(({ at }) => at),
          30,
        ),
      )
      for (const { start, end } of life.visits) {
        const at = Date.parse(start)
        from = Math.min(from, at)
        until = Math.max(until, at + end * 1000)
      }
      for (const tally of tallies) tally.add(life)
    },
    result(): Summary {
      const span = days ?? Math.max(1, (until - from) / DAY)
      const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : '')
      return {
        from: iso(from),
        until: iso(until),
        days: span,
        people: { total, visits, asked, showings: showings.result(), showingsPer30Days: showingsPer30Days.result() },
        surveys: tallies.map((tally) => tally.result(span)),
      }
    },
  }
}
