import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Outcome, Showing } from '../survey/clocks'
import type { Survey } from '../survey/config'
import { holds } from '../survey/holds'
import { decide, result } from './decide'
import type { GateInput, GateResult } from './types'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const DAY = 864e5
const make = (change: Partial<Survey> = {}): Survey => ({
  id: 's',
  touchpoint: 't',
  trigger: { on: 'event', name: 'x' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const input = (change: Partial<GateInput> = {}): GateInput => ({
  survey: make(),
  reserved: [],
  now: NOW,
  level: 'session',
  lookup: () => undefined,
  respondent: 'r',
  log: [],
  visit: 9,
  key: undefined,
  ...change,
})
const failing = (change: Partial<GateInput>) =>
  decide(input(change))
    .gates.filter(({ pass }) => !pass)
    .map(({ gate, code }) => `${gate}: ${code}`)
const names = ['enabled', 'window', 'consent', 'audience', 'sample', 'quota', 'frequency', 'reserve']
const line: Showing = { id: '1', s: 's', c: 'r', t: NOW - DAY, o: 'answered', w: 1, v: 1 }

test('all gates in their order, whether or not they pass', () => {
  const worst = make({
    enabled: false,
    until: '2026-01-01',
    audience: { trait: 'x', is: 1 },
    sample: 0,
    quota: 0,
    frequency: { once: true },
  })
  const nps = make({ id: 'nps', priority: 5, reserve: true, consent: 'none' })
  const found = decide(input({ survey: worst, level: 'none', log: [line], reserved: [nps] }))
  expect(found.survey).toBe('s')
  expect(found.pass).toBe(false)
  expect(found.gates.map(({ gate }) => gate)).toEqual(names)
  expect(found.gates.map(({ code }) => code)).toEqual([
    'disabled',
    'over',
    'no-consent',
    'audience',
    'not-sampled',
    'quota-full',
    'once',
    'reserved',
  ])
  const fine = decide(input())
  expect(fine.pass).toBe(true)
  expect(fine.gates).toEqual(names.map((gate) => ({ gate, pass: true, ...(gate === 'consent' && { values: { level: 'session' } }) })))
})

describe('one gate at a time', () => {
  test.each<[string, Partial<GateInput>, string[]]>([
    ['switched off', { survey: make({ enabled: false }) }, ['enabled: disabled']],
    ['switched on in words', { survey: make({ enabled: true }) }, []],
    ['not yet', { survey: make({ from: '2027-01-01' }) }, ['window: not-yet']],
    ['over', { survey: make({ until: '2026-01-01' }) }, ['window: over']],
    ['no consent', { level: 'none' }, ['consent: no-consent']],
    ['no consent, and it needs none', { level: 'none', survey: make({ consent: 'none' }) }, []],
    [
      'no consent, and it stands in a slot of the page',
      { level: 'none', survey: make({ trigger: { on: 'slot' } }), moment: { type: 'slot' } },
      [],
    ],
    [
      'no consent, it has a slot, and something else called for it',
      { level: 'none', survey: make({ trigger: [{ on: 'slot' }, { on: 'exit' }] }), moment: { type: 'exit' } },
      ['consent: no-consent'],
    ],
    ['no consent, it has a slot, and nothing has called for it yet', { level: 'none', survey: make({ trigger: { on: 'slot' } }) }, []],
    ['consent, though it needs none', { level: 'persistent', survey: make({ consent: 'none' }) }, []],
    ['consent for the session', { level: 'session' }, []],
    ['consent for good', { level: 'persistent' }, []],
    ['not in the audience', { survey: make({ audience: { trait: 'plan', is: 'gold' } }) }, ['audience: audience']],
    ['in the audience', { survey: make({ audience: { trait: 'plan', is: 'gold' } }), lookup: () => 'gold' }, []],
    ['not sampled', { survey: make({ sample: 0 }) }, ['sample: not-sampled']],
    ['held out', { survey: make({ holdout: 1 }) }, ['sample: held-out']],
    ['outside its hours', { survey: make({ hours: { until: '00:00', from: '23:59', timeZone: 'UTC' } }) }, ['window: off-hours']],
    ['in a blackout', { blackouts: [{ from: '2026-11-20', until: '2026-11-30' }] }, ['window: blackout']],
    ['enough answers', { survey: make({ quota: 5 }), remaining: { 's 1 5': 0 } }, ['quota: quota-full']],
    ['answers are wanted', { survey: make({ quota: 5 }), remaining: { 's 1 5': 1 } }, []],
    ['asked yesterday', { log: [line] }, ['frequency: every-days']],
    ['reserved', { reserved: [make({ id: 'nps', priority: 1 })] }, ['reserve: reserved']],
  ])('%s', (_, change, expected) => expect(failing(change)).toEqual(expected))

  test('the audience sees what the lookup finds, by kind and name', () => {
    const survey = make({ audience: { all: [{ persona: 'loyal' }, { event: 'order', withinDays: 30, gte: 2 }] } })
    const lookup: GateInput['lookup'] = (kind, name, days) => (kind === 'persona' ? name === 'loyal' : days === 30 ? 2 : 0)
    expect(failing({ survey, lookup })).toEqual([])
  })
})

describe('until', () => {
  const gateOf = (change: Partial<GateInput>, name: string): GateResult | undefined =>
    decide(input(change)).gates.find(({ gate }) => gate === name)
  test('is given where it is known', () => {
    expect(gateOf({ log: [line] }, 'frequency')?.until).toBe(line.t + 90 * DAY)
    expect(gateOf({ survey: make({ from: '2027-01-01' }) }, 'window')?.until).toBe(Date.parse('2027-01-01'))
  })
  test('and not where time alone will not do', () => {
    expect(gateOf({ survey: make({ frequency: { once: true } }), log: [line] }, 'frequency')).not.toHaveProperty('until')
    expect(gateOf({ survey: make({ enabled: false }) }, 'enabled')).not.toHaveProperty('until')
    expect(result('quiet', ['hidden'])).not.toHaveProperty('until')
  })
})

test('a gate that passes says no code, and values where it has some', () => {
  expect(result('quota', ['', { quota: 4 }])).toEqual({ gate: 'quota', pass: true, values: { quota: 4 } })
  expect(result('open', false)).toEqual({ gate: 'open', pass: true })
  expect(result('open', undefined)).toEqual({ gate: 'open', pass: true })
  expect(result('open', ['busy', { open: 'x' }])).toEqual({ gate: 'open', pass: false, code: 'busy', values: { open: 'x' } })
})

describe('serialisable: suppressed events and explanations travel as JSON', () => {
  const same = (change: Partial<GateInput>) => {
    const found = decide(input(change))
    expect(JSON.parse(JSON.stringify(found))).toEqual(found)
  }
  test.each<[string, Partial<GateInput>]>([
    ['passing', {}],
    ['every-days', { log: [line] }],
    [
      'weekly-cap',
      {
        survey: make({ id: 'x', frequency: { class: 'interaction' } }),
        visit: 5,
        log: [1, 2].map((d) => ({ ...line, id: `${d}`, c: 'i' as const, s: `${d}` })),
      },
    ],
    ['not-yet', { survey: make({ from: '2027-01-01' }) }],
    ['over', { survey: make({ until: '2026-01-01' }) }],
    ['not-sampled', { survey: make({ sample: 0 }) }],
    ['off-hours', { survey: make({ hours: { days: [] } }) }],
    ['blackout', { blackouts: [{ from: '2026-11-20', until: '2026-11-30' }] }],
    ['held-out', { survey: make({ holdout: 1 }) }],
    ['quota, unknown', { survey: make({ quota: 5 }) }],
    ['quota-full', { survey: make({ quota: 5 }), remaining: { 's 1 5': 0 } }],
    ['snoozed', { log: [{ ...line, o: 'snoozed' as const }] }],
    ['never-again', { log: [{ ...line, o: 'never' as const }] }],
    ['no-consent', { level: 'none' }],
    ['audience', { survey: make({ audience: { trait: 'x', is: 1 } }) }],
    ['reserved', { reserved: [make({ id: 'nps', priority: 1 })] }],
    ['once', { survey: make({ frequency: { once: true } }), log: [line] }],
    ['once-per', { survey: make({ trigger: { on: 'event', name: 'x', oncePer: 'id' } }), log: [{ ...line, k: 'k' }], key: 'k' }],
    ['per-visit', { survey: make({ id: 'other', frequency: { betweenDays: 0 } }), log: [line], visit: 1 }],
    [
      'max-ignored',
      {
        log: [
          { ...line, t: 0, o: 'ignored' as const },
          { ...line, t: 1, id: '2', o: 'ignored' as const },
        ],
        visit: 5,
      },
    ],
  ])('%s', (_, change) => same(change))

  test('property: whatever was asked when', () => {
    const lines = fc.array(
      fc.record({
        id: fc.string(),
        s: fc.constantFrom('s', 'other'),
        c: fc.constantFrom('i' as const, 'r' as const),
        t: fc.integer({ min: 0, max: NOW }),
        o: fc.constantFrom<Outcome>('answered', 'dismissed', 'ignored', 'unseen', 'snoozed', 'never'),
        v: fc.integer({ min: 1, max: 3 }),
      }),
    )
    fc.assert(
      fc.property(lines, fc.constantFrom('interaction' as const, 'relationship' as const), (log, kind) =>
        same({ log, survey: make({ frequency: { class: kind } }) }),
      ),
    )
  })
})

test('deciding changes nothing', () => {
  const deep = <T>(value: T): T => {
    if (typeof value === 'object' && value) for (const inner of Object.values(Object.freeze(value))) deep(inner)
    return value
  }
  const given = input({
    survey: make({ audience: { all: [{ trait: 'x', not: 1 }] } }),
    log: [line],
    reserved: [make({ id: 'nps', priority: 3 })],
  })
  expect(() => decide(deep(given))).not.toThrow()
})

describe('property: each gate on its own', () => {
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
  const survey = fc
    .record({
      enabled: maybe(fc.boolean()),
      from: maybe(fc.constantFrom('2026-01-01', '2027-01-01')),
      until: maybe(fc.constantFrom('2026-02-01', '2027-02-01')),
      consent: maybe(fc.constant('none' as const)),
      audience: maybe(fc.record({ trait: fc.constantFrom('a', 'b'), is: fc.constantFrom(1, 2) })),
      sample: maybe(fc.constantFrom(0, 0.5, 1)),
      holdout: maybe(fc.constantFrom(0, 0.5, 1)),
      quota: maybe(fc.constantFrom(0, 5)),
    })
    .map((change) => make(JSON.parse(JSON.stringify(change))))
  const given = fc
    .record({
      survey,
      level: fc.constantFrom('none' as const, 'session' as const, 'persistent' as const),
      respondent: fc.uuid(),
      remaining: maybe(fc.record({ 's 1 5': fc.constantFrom(-1, 0, 3) })),
      trait: fc.constantFrom<unknown>(1, 2, undefined),
    })
    .map(({ trait, ...change }) => input({ ...change, lookup: (_, name) => (name === 'a' ? trait : undefined) }))
  const gateOf = (given: GateInput, name: string) => decide(given).gates.find(({ gate }) => gate === name)

  test('enabled refuses exactly what is switched off', () => {
    fc.assert(fc.property(given, (given) => gateOf(given, 'enabled')?.pass === (given.survey.enabled !== false)))
  })
  test('consent lets through above none, and at none only what needs none', () => {
    fc.assert(fc.property(given, (given) => gateOf(given, 'consent')?.pass === (given.level !== 'none' || given.survey.consent === 'none')))
  })
  test('audience is its condition', () => {
    fc.assert(
      fc.property(given, (given) => {
        const { audience } = given.survey
        expect(gateOf(given, 'audience')?.pass).toBe(!audience || holds(audience, given.lookup))
      }),
    )
  })
  test('it passes where every gate does, whatever refuses has a code, and no gate heeds what another is about', () => {
    fc.assert(
      fc.property(given, (given) => {
        const { pass, gates } = decide(given)
        expect(pass).toBe(gates.every((gate) => gate.pass))
        for (const gate of gates) expect(gate.pass).toBe(gate.code === undefined)
        const bare = { ...given, survey: make({ sample: given.survey.sample, holdout: given.survey.holdout } as Partial<Survey>) }
        expect(gateOf(bare, 'sample')).toEqual(gateOf(given, 'sample'))
      }),
    )
  })
})
