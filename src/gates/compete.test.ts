import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Survey, Trigger } from '../survey/config'
import type { Due } from '../survey/due'
import { type Contest, compete } from './compete'
import type { GateResult } from './types'

const NOW = Date.parse('2026-11-22T09:00:00Z')
const MINUTE = 60_000
const DAY = 864e5

const make = (id: string, change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 't',
  trigger: { on: 'event', name: 'x' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const due = (s: string, change: Partial<Due> = {}): Due => ({ s, i: 0, m: { type: 'event', name: 'x' }, t: NOW, ...change })
const yes = (gate: GateResult['gate']): GateResult => ({ gate, pass: true })
const no = (gate: GateResult['gate'], code: NonNullable<GateResult['code']>, until?: number): GateResult => ({
  gate,
  pass: false,
  code,
  ...(until && { until }),
})

/** All gates let everything through but what `change` says. `against` names surveys that a gate refuses. */
const contest = (
  surveys: readonly Survey[],
  list: readonly Due[],
  change: Partial<Contest> & { against?: Record<string, GateResult> } = {},
) =>
  compete({
    due: list,
    surveys: new Map(surveys.map((survey) => [survey.id, survey])),
    now: NOW,
    place: { pathname: '/', search: '', hash: '' },
    page: () => [yes('open'), yes('quiet'), yes('budget')],
    judge: ({ id }) => {
      const gates = [change.against?.[id] ?? yes('enabled')]
      return { survey: id, pass: gates.every(({ pass }) => pass), gates }
    },
    lookup: (moment) => (kind, name) => (kind === 'prop' ? moment.props?.[name] : undefined),
    ...change,
  })
const codes = ({ refused }: ReturnType<typeof compete>) =>
  refused.map(([id, gates]) => [id, gates.flatMap(({ code }) => code ?? [])] as const)

describe('when a delay has ended', () => {
  const trigger: Trigger = { on: 'page', path: '/help*', not: '/help/contact', delaySeconds: 5 }
  const at = (pathname: string, search = '') => contest([make('a', { trigger })], [due('a')], { place: { pathname, search, hash: '' } })
  test('the page must still be the right one', () => {
    expect(at('/help/faq').winner?.survey.id).toBe('a')
    expect(codes(at('/cart'))).toEqual([['a', ['elsewhere']]])
    expect(codes(at('/help/contact'))).toEqual([['a', ['elsewhere']]])
  })
  test('so must its query, exactly', () => {
    const survey = make('a', { trigger: { on: 'page', path: '/search?results=0' } })
    const on = (search: string) => contest([survey], [due('a')], { place: { pathname: '/search', search, hash: '' } })
    expect(on('?q=lamp&results=0').winner).toBeDefined()
    expect(codes(on('?results=3'))).toEqual([['a', ['elsewhere']]])
  })
  test('what a clock that was set back left in the future waits its own delay from now on', () => {
    const { kept } = contest([make('a', { trigger })], [due('a', { t: NOW + 365 * DAY })])
    expect(kept).toEqual([due('a', { t: NOW + 5000 })])
  })
})

describe('patience', () => {
  const noisy = { page: () => [yes('open'), no('quiet', 'typing'), yes('budget')] as const }
  test('is ten minutes, and then it says what kept it waiting', () => {
    expect(contest([make('a')], [due('a', { t: NOW - 10 * MINUTE })], noisy).kept).toHaveLength(1)
    expect(codes(contest([make('a')], [due('a', { t: NOW - 10 * MINUTE - 1 })], noisy))).toEqual([['a', ['too-late', 'typing']]])
  })
  test('is what the trigger says', () => {
    const hasty = make('a', { trigger: { on: 'event', name: 'x', patienceSeconds: 5 } })
    expect(codes(contest([hasty], [due('a', { t: NOW - 5001 })]))).toEqual([['a', ['too-late']]])
  })
  test('of what comes days after is 30 days, or what it says', () => {
    const delivered = (withinDays?: number) =>
      make('a', { trigger: { on: 'after', name: 'delivered', days: 13, ...(withinDays && { withinDays }) } })
    const back = (survey: Survey, days: number) => contest([survey], [due('a', { t: NOW - days * DAY })])
    expect(back(delivered(), 29).winner).toBeDefined()
    expect(codes(back(delivered(), 31))).toEqual([['a', ['too-late']]])
    expect(codes(back(delivered(7), 8))).toEqual([['a', ['too-late']]])
  })
  test('a sequence that came to nothing in its time calls for nothing', () => {
    const survey = make('a', {
      trigger: {
        on: 'sequence',
        steps: [
          { on: 'event', name: 'x' },
          { on: 'page', path: '/' },
        ],
        withinSeconds: 60,
      },
    })
    const half = (ms: number) => contest([survey], [due('a', { k: 1, t: NOW - ms })])
    expect(half(60_000).kept).toHaveLength(1)
    expect(half(60_001)).toEqual({ kept: [], againAt: Infinity, winner: undefined, refused: [], reached: [] })
  })
  test('when to look again is when the first of those that wait gives up, or when the rest after another question ends', () => {
    const { againAt } = contest([make('a'), make('b')], [due('a', { t: NOW - MINUTE }), due('b')], noisy)
    expect(againAt).toBe(NOW + 9 * MINUTE + 1)
    expect(
      contest([make('a')], [due('a')], { page: () => [no('open', 'resting', NOW + 30_000), yes('quiet'), yes('budget')] }).againAt,
    ).toBe(NOW + 30_000)
    expect(contest([make('a')], [due('a')]).againAt).toBe(Infinity)
  })
})

test('a message that helps may come where a question waits', () => {
  const surveys = [make('question', { priority: 9 }), make('help', { help: true })]
  const { winner, kept } = contest(surveys, [due('question'), due('help')], {
    page: ({ help }) => [yes('open'), help ? yes('quiet') : no('quiet', 'error'), yes('budget')],
  })
  expect(winner?.survey.id).toBe('help')
  expect(kept).toEqual([due('question', { c: 1 })])
})
test('over our budget nothing waits: on this page it is over', () => {
  const over = contest([make('a')], [due('a')], { page: () => [yes('open'), yes('quiet'), no('budget', 'over-budget')] })
  expect(over.kept).toEqual([])
  expect(codes(over)).toEqual([['a', ['over-budget']]])
})
test('what is resumed is asked again though its clocks say no, but not where it may not be asked at all', () => {
  const resumed = [due('a', { r: 'response' })]
  expect(contest([make('a')], resumed, { against: { a: no('frequency', 'per-visit') } }).winner?.due.r).toBe('response')
  expect(codes(contest([make('a')], resumed, { against: { a: no('audience', 'audience') } }))).toEqual([['a', ['audience']]])
})

test('property: nothing is lost and nothing doubled; one at most wins, none of higher priority that could have is passed over', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
  const refusal = fc.constantFrom(undefined, no('sample', 'not-sampled'), no('frequency', 'per-visit'), no('audience', 'audience'))
  const one = fc.record({ priority: fc.integer({ min: -2, max: 2 }), against: refusal, isQuiet: fc.boolean(), isAffordable: fc.boolean() })
  const waiting = fc.record({ s: fc.constantFrom(...ids, 'gone'), minutes: fc.integer({ min: -20, max: 20 }) })
  fc.assert(
    fc.property(fc.array(one, { minLength: 7, maxLength: 7 }), fc.array(waiting, { maxLength: 12 }), fc.boolean(), (all, list, isOpen) => {
      const surveys = ids.map((id, i) =>
        make(id, { priority: all[i]?.priority ?? 0, trigger: { on: 'event', name: 'x', delaySeconds: 1200 } }),
      )
      const of = (id: string) => all[ids.indexOf(id)]
      const entries = list.map(({ s, minutes }, n) => due(s, { t: NOW + minutes * MINUTE, m: { type: 'event', name: `${n}` } }))
      const settled = contest(surveys, entries, {
        against: Object.fromEntries(ids.flatMap((id) => (of(id)?.against ? [[id, of(id)?.against as GateResult]] : []))),
        page: ({ id }) => [
          isOpen ? no('open', 'busy') : yes('open'),
          of(id)?.isQuiet ? yes('quiet') : no('quiet', 'typing'),
          of(id)?.isAffordable ? yes('budget') : no('budget', 'over-budget'),
        ],
      })
      const { kept, winner, refused, reached } = settled
      const known = entries.filter(({ s }) => s !== 'gone')
      // Each is counted once, when its time has come.
      const ripe = known.filter(({ t }) => t <= NOW)
      expect(reached).toHaveLength(ripe.length)
      expect(contest(surveys, kept).reached.filter(([id]) => !kept.some(({ s, t }) => s === id && t > NOW))).toEqual([])
      expect(new Set(kept).size).toBe(kept.length)
      for (const each of kept) expect(each.t).toBeGreaterThanOrEqual(NOW - 10 * MINUTE)
      for (const [, gates] of refused) expect(gates.some(({ pass }) => !pass)).toBe(true)
      expect(kept.filter(({ t }) => t <= NOW).length).toBeLessThanOrEqual(3)
      const able = known.filter(
        ({ s, t }) => t <= NOW && t >= NOW - 10 * MINUTE && !of(s)?.against && of(s)?.isQuiet && of(s)?.isAffordable,
      )
      const best = Math.max(...able.map(({ s }) => of(s)?.priority ?? 0))
      if (isOpen || !able.length) expect(winner).toBeUndefined()
      else expect(winner?.survey.priority).toBe(best)
      if (winner) expect(kept).not.toContain(winner.due)
    }),
    { numRuns: 1000 },
  )
})
