// @vitest-environment node
import { describe, expect, test, vi } from 'vitest'
import { cases } from '../../../bench/simulated.mjs'
import { compete } from '../../../src/gates/compete'
import { decide } from '../../../src/gates/decide'
import type { GateCode } from '../../../src/gates/types'
import { heard } from '../../../src/moments/heard'
import { pageRules, type Rules } from './rules'
import { simulate } from './simulate'
import { traffic } from './traffic'

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

const VISITORS = 1500
const people = cases({ simulate, traffic, visitors: VISITORS })
const survey = ({ summary }: ReturnType<typeof people.year>, id: string) => {
  const found = summary.surveys.find((one: { id: string }) => one.id === id)
  if (!found) throw new Error(`no survey ${id}`)
  return found
}

describe('a year of visits', () => {
  const year = people.year()
  test('nobody ever passes a limit, and nobody is held back longer than the limits say', () => {
    expect(year.showings).toBeGreaterThan(1500) // or nothing was tested
    for (const { id, shown } of year.summary.surveys) expect([id, shown]).toEqual([id, expect.toSatisfy((n: number) => n > 10)])
    expect(year.broken).toEqual([])
    expect(year.lockedOut).toEqual([])
  })
  test('a sample of ten in a hundred is that, and always the same people', () => {
    const { sample } = survey(year, 'sampled')
    expect(sample.respondents).toBeGreaterThan(500)
    expect(sample.changed).toBe(0)
    // Four standard errors of so few people; the bench has more of them, and half a point.
    expect(Math.abs(sample.actual - 0.1)).toBeLessThan(4 * Math.sqrt((0.1 * 0.9) / sample.respondents))
  })
  test('every call is shown or has its reason', () => {
    for (const { triggered, shown, doubled, reasons } of year.summary.surveys) {
      const refused = reasons.reduce((sum: number, { times }: { times: number }) => sum + times, 0)
      expect(shown + refused).toBeLessThanOrEqual(triggered)
      // What is left was called for twice at once.
      expect(shown + refused).toBeGreaterThanOrEqual(triggered * 0.95)
      expect(shown + refused + doubled).toBe(triggered)
    }
  })
})

describe('a clock that is set in the middle of the year', () => {
  test.each(['back', 'forward'] as const)('%s: neither a flood nor a lock-out', (way) => {
    const { broken, lockedOut, showings } = people[way]()
    expect(showings).toBeGreaterThan(300)
    expect(broken).toEqual([])
    expect(lockedOut).toEqual([])
  })
})

describe('a quarterly NPS beside daily surveys', () => {
  test('is reserved: it is never starved', () => {
    const run = people.quarterly()
    const nps = survey(run, 'nps')
    expect(nps.people.due).toBeGreaterThan(80)
    expect(nps.people.starved).toBe(0)
    expect(nps.people.shown).toBe(nps.people.due)
    // It is not that nothing else is asked.
    expect(survey(run, 'daily-interaction').shown).toBeGreaterThan(1000)
    expect(run.broken).toEqual([])
  })
  test('is not reserved: it is starved, and by whom is told', () => {
    const nps = survey(people.quarterly({ reserve: false, kinds: ['relationship'] }), 'nps')
    expect(nps.people.starved).toBeGreaterThan(10)
    expect(nps.starvedBy).toEqual([{ survey: 'daily-relationship', people: nps.people.starved }])
  })
})

/** The oracle sees each rule that is broken on purpose, or it proves nothing. */
describe('the oracle turns red', () => {
  const run = (rules: Partial<Rules>) => cases({ simulate, traffic, visitors: 250, consent: 1, rules: { ...pageRules, ...rules } })
  const without = (code: GateCode): Partial<Rules> => ({
    decide: (input) => {
      const { survey, gates } = decide(input)
      const left = gates.map((gate) => (gate.code === code ? { gate: gate.gate, pass: true } : gate))
      return { survey, gates: left, pass: left.every(({ pass }) => pass) }
    },
  })
  test.each<[GateCode, RegExp]>([
    ['every-days', /everyDays/],
    ['after-dismiss-days', /afterDismissDays/],
    ['between-days', /betweenDays/],
    ['weekly-cap', /2 in seven days/],
    ['per-visit', /perVisit/],
    ['max-ignored', /maxIgnored/],
    ['once', /breaks once$/],
    ['once-per', /once for each thing/],
    ['snoozed', /snoozeDays/],
    ['never-again', /never again/],
  ])('without %s', (code, said) => {
    const { broken } = run(without(code)).year()
    expect(broken.length).toBeGreaterThan(0)
    expect(broken.some((one) => said.test(one))).toBe(true)
  })
  test('when visits are not counted', () => {
    const { lockedOut } = run({ heard: (memory, ...rest) => ({ ...heard(memory, ...rest), n: 1 }) }).year()
    expect(lockedOut.some((one) => /a visit that is over/.test(one))).toBe(true)
  })
  test('when the sample is drawn anew each time', () => {
    let draws = 0
    const { summary } = run({ decide: (input) => decide({ ...input, respondent: `${draws++}` }) }).year()
    expect(summary.surveys.find(({ id }: { id: string }) => id === 'sampled')?.sample?.changed).toBeGreaterThan(10)
  })
  test('when the reserve lets others go first', () => {
    const nps = run(without('reserved')).quarterly({ kinds: ['relationship'] }).summary.surveys[0]
    expect(nps?.people.starved).toBeGreaterThan(5)
  })
  test('when times of the future are not dated now', () => {
    const { lockedOut } = run({ settled: (log) => log }).back()
    expect(lockedOut.length).toBeGreaterThan(0)
  })
  test('when times of the future are forgotten', () => {
    const { broken } = run({ settled: (log, now) => log.filter(({ t }) => t <= now) }).back()
    expect(broken.length).toBeGreaterThan(0)
  })
  test('when what is called for shows at once, whatever the gates say', () => {
    const { broken } = run({
      compete: (contest) => compete({ ...contest, judge: (survey) => ({ survey: survey.id, pass: true, gates: [] }) }),
    }).year()
    expect(broken.length).toBeGreaterThan(100)
  })
})
