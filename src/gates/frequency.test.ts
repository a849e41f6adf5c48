import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Outcome, RESPONDENT_MS, type Showing, settled, trimmed } from '../survey/clocks'
import type { Frequency, Survey } from '../survey/config'
import { DAY, frequency, frequencyOf, isInteraction } from './frequency'
import type { GateCode, GateInput } from './types'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const make = (change: Partial<Survey> = {}): Survey => ({
  id: 's',
  touchpoint: 't',
  trigger: { on: 'event', name: 'x' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const interaction = (change: Frequency = {}) => make({ frequency: { class: 'interaction', ...change } })
const relationship = (change: Frequency = {}) => make({ frequency: { class: 'relationship', ...change } })

let ids = 0
/** A showing of the survey `s`, so many days ago, on an earlier visit. */
const asked = (daysAgo: number, change: Partial<Showing> = {}): Showing => ({
  id: `r${ids++}`,
  s: 's',
  c: 'r',
  t: NOW - daysAgo * DAY,
  w: 1,
  v: 1,
  ...change,
})
const input = (survey: Survey, log: readonly Showing[], change: Partial<GateInput> = {}): GateInput => ({
  survey,
  reserved: [],
  now: NOW,
  level: 'persistent',
  lookup: () => undefined,
  respondent: 'r',
  log,
  visit: 9,
  key: undefined,
  ...change,
})
const refusal = (...args: Parameters<typeof input>) => {
  const found = frequency(input(...args)) || undefined
  return found?.[0] ? found : undefined
}
const code = (...args: Parameters<typeof input>): GateCode | '' | undefined => refusal(...args)?.[0]
const untilOf = (...args: Parameters<typeof input>) => refusal(...args)?.[2]

describe('which class', () => {
  test.each<[string, Partial<Survey>, boolean]>([
    ['by default', {}, false],
    ['a trigger with oncePer', { trigger: { on: 'event', name: 'x', oncePer: 'id' } }, true],
    [
      'one of several with oncePer',
      {
        trigger: [
          { on: 'page', path: '/' },
          { on: 'event', name: 'x', oncePer: 'id' },
        ],
      },
      true,
    ],
    ['it says interaction', { frequency: { class: 'interaction' } }, true],
    [
      'it says relationship, though oncePer',
      { frequency: { class: 'relationship' }, trigger: { on: 'event', name: 'x', oncePer: 'id' } },
      false,
    ],
    ['other rules alone', { frequency: { everyDays: 1 } }, false],
  ])('%s', (_, change, expected) => expect(isInteraction(make(change))).toBe(expected))

  test('the defaults of DOMAIN.md', () => {
    expect(frequencyOf(relationship())).toMatchObject({
      everyDays: 90,
      afterDismissDays: 60,
      betweenDays: 30,
      perVisit: 1,
      maxIgnored: 2,
      snoozeDays: 7,
    })
    expect(frequencyOf(interaction())).toMatchObject({ everyDays: 7, betweenDays: 0, perVisit: 1 })
    expect(frequencyOf(relationship({ everyDays: 5 }))).toMatchObject({ everyDays: 5, betweenDays: 30 })
  })
})

test('nothing was asked: nothing holds it back', () => {
  expect(refusal(relationship(), [])).toBeUndefined()
  expect(refusal(interaction({ once: true }), [], { key: 'k' })).toBeUndefined()
})

describe('every rule ends at exactly so many times 24 hours', () => {
  type Row = readonly [name: string, survey: Survey, showing: Partial<Showing>, code: GateCode, days: number]
  const i: Partial<Showing> = { c: 'i' }
  const rows: readonly Row[] = [
    ['relationship, same survey answered', relationship(), { o: 'answered' }, 'every-days', 90],
    ['… with everyDays', relationship({ everyDays: 45 }), { o: 'answered' }, 'every-days', 45],
    ['relationship, same survey dismissed', relationship(), { o: 'dismissed' }, 'after-dismiss-days', 60],
    ['… with afterDismissDays', relationship({ afterDismissDays: 40 }), { o: 'dismissed' }, 'after-dismiss-days', 40],
    ['relationship, same survey ignored once', relationship(), { o: 'ignored' }, 'between-days', 30],
    ['relationship, same survey not noticed', relationship(), { o: 'unseen' }, 'between-days', 30],
    ['relationship, another survey', relationship(), { s: 'other', o: 'answered' }, 'between-days', 30],
    ['… with betweenDays', relationship({ betweenDays: 10 }), { s: 'other', o: 'answered' }, 'between-days', 10],
    ['interaction, same survey answered', interaction(), { ...i, o: 'answered' }, 'every-days', 7],
    ['interaction, same survey ignored', interaction(), { ...i, o: 'ignored' }, 'every-days', 7],
    ['interaction, same survey not noticed', interaction(), { ...i, o: 'unseen' }, 'every-days', 7],
    ['interaction, same survey still open', interaction(), { ...i }, 'every-days', 7],
    ['… with everyDays', interaction({ everyDays: 2.5 }), { ...i, o: 'answered' }, 'every-days', 2.5],
    ['interaction, same survey dismissed', interaction(), { ...i, o: 'dismissed' }, 'after-dismiss-days', 7],
    ['… with afterDismissDays', interaction({ afterDismissDays: 21 }), { ...i, o: 'dismissed' }, 'after-dismiss-days', 21],
    ['interaction, another survey with betweenDays', interaction({ betweenDays: 3 }), { ...i, s: 'other' }, 'between-days', 3],
  ]
  test.each(rows)('%s', (_, survey, showing, expected, days) => {
    const end = NOW + days * DAY
    const log = [asked(0, showing)]
    for (const now of [NOW, NOW + 1, end - 1]) expect(code(survey, log, { now })).toBe(expected)
    for (const now of [end, end + 1]) expect(code(survey, log, { now })).toBeUndefined()
    expect(untilOf(survey, log)).toBe(end)
    expect(refusal(survey, log)?.[1]).toMatchObject({ asked: NOW, days })
  })

  test('zero days hold nothing back', () => {
    const zero = { everyDays: 0, afterDismissDays: 0, betweenDays: 0 }
    for (const o of ['answered', 'dismissed', 'ignored'] as const) {
      expect(code(relationship(zero), [asked(0, { o })])).toBeUndefined()
      expect(code(interaction(zero), [asked(0, { o, c: 'i' })])).toBeUndefined()
    }
  })
})

describe('the classes leave each other alone', () => {
  test('an interaction does not start the relationship clock', () => {
    expect(code(relationship(), [asked(0, { s: 'other', c: 'i', o: 'answered', v: 9 })])).toBeUndefined()
  })
  test('nor the other way round', () => {
    expect(code(interaction({ betweenDays: 9 }), [asked(0, { s: 'other', c: 'r', o: 'answered', v: 9 })])).toBeUndefined()
  })
  test('what the visitor opened starts no clock', () => {
    const { c: _, ...opened } = asked(0, { o: 'answered', v: 9, k: 'k' })
    for (const survey of [relationship({ once: true }), interaction({ once: true })])
      expect(code(survey, [opened, opened, opened], { key: 'k' })).toBeUndefined()
  })
})

describe('two in seven days, for interactions', () => {
  const i = (daysAgo: number, s: string) => asked(daysAgo, { c: 'i', s, o: 'answered' })
  test('one is no matter', () => expect(code(interaction(), [i(0, 'a')])).toBeUndefined())
  test('the third waits for the first to be seven days old', () => {
    const log = [i(5, 'a'), i(1, 'b')]
    expect(code(interaction(), log)).toBe('weekly-cap')
    expect(untilOf(interaction(), log)).toBe(NOW + 2 * DAY)
    expect(code(interaction(), log, { now: NOW + 2 * DAY - 1 })).toBe('weekly-cap')
    expect(code(interaction(), log, { now: NOW + 2 * DAY })).toBeUndefined()
  })
  test('of the same other survey too', () => expect(code(interaction(), [i(3, 'a'), i(2, 'a')])).toBe('weekly-cap'))
  test('older ones do not count', () => expect(code(interaction(), [i(9, 'a'), i(8, 'b'), i(7, 'c'), i(1, 'd')])).toBeUndefined())
  test('relationship surveys do not count', () => expect(code(interaction(), [asked(2, { s: 'a' }), i(1, 'b')])).toBeUndefined())
  test('relationship surveys have no such cap', () => {
    const log = [asked(3, { s: 'a', o: 'ignored' }), asked(2, { s: 'b', o: 'ignored' })]
    expect(code(relationship({ betweenDays: 1 }), log)).toBeUndefined()
  })
})

describe('so many a visit', () => {
  const here = (s: string, c: 'i' | 'r'): Showing => asked(0.01, { s, c, v: 9, o: 'answered' })
  test.each(['i', 'r'] as const)('one of the class (%s)', (c) => {
    const survey = c === 'i' ? interaction() : relationship({ betweenDays: 0 })
    expect(code(survey, [here('a', c)])).toBe('per-visit')
    expect(untilOf(survey, [here('a', c)])).toBe(Infinity)
    expect(code(survey, [here('a', c)], { visit: 10 })).toBeUndefined()
    expect(code(survey, [here('a', c === 'i' ? 'r' : 'i')])).toBeUndefined()
  })
  test('or more', () => {
    const survey = relationship({ betweenDays: 0, perVisit: 2 })
    expect(code(survey, [here('a', 'r')])).toBeUndefined()
    expect(code(survey, [here('a', 'r'), here('b', 'r')])).toBe('per-visit')
  })
})

describe('ignored', () => {
  const i = (daysAgo: number, change: Partial<Showing> = {}) => asked(daysAgo, { o: 'ignored', ...change })
  const old = [i(400), i(300)]
  test('twice: rests until the next wave', () => {
    expect(code(relationship(), [i(400)])).toBeUndefined()
    expect(code(relationship(), old)).toBe('max-ignored')
    expect(untilOf(relationship(), old)).toBe(Infinity)
    expect(code({ ...relationship(), wave: 2 }, old)).toBeUndefined()
  })
  test('counted by survey, by wave and by what became of it', () => {
    expect(code(relationship(), [i(400, { s: 'other' }), i(300)])).toBeUndefined()
    expect(code({ ...relationship(), wave: 2 }, [i(400), i(300, { w: 2 })])).toBeUndefined()
    expect(code({ ...relationship(), wave: 2 }, [i(500), i(400, { w: 2 }), i(300, { w: 2 })])).toBe('max-ignored')
    expect(code(relationship(), [i(400, { o: 'unseen' }), i(300)])).toBeUndefined()
  })
  test('with maxIgnored', () => {
    expect(code(relationship({ maxIgnored: 3 }), old)).toBeUndefined()
    expect(code(relationship({ maxIgnored: 1 }), [i(400)])).toBe('max-ignored')
  })
  test('none for interactions, unless they say so', () => {
    const many = [60, 50, 40, 30, 20].map((days) => i(days, { c: 'i' }))
    expect(code(interaction(), many)).toBeUndefined()
    expect(code(interaction({ maxIgnored: 5 }), many)).toBe('max-ignored')
  })
})

describe('once', () => {
  test.each<Outcome | undefined>(['answered', 'dismissed', 'ignored', 'unseen', undefined])('a wave, whatever became of it: %s', (o) => {
    for (const c of ['i', 'r'] as const) {
      const survey = c === 'i' ? interaction({ once: true }) : relationship({ once: true })
      const log = [asked(1000, { c, ...(o && { o }) })]
      expect(code(survey, log)).toBe('once')
      expect(untilOf(survey, log)).toBe(Infinity)
      expect(code({ ...survey, wave: 2 }, log)).toBeUndefined()
    }
  })
  test('another survey is not meant', () => expect(code(relationship({ once: true }), [asked(1000, { s: 'other' })])).toBeUndefined())
})

describe('once per key', () => {
  const survey = make({ trigger: { on: 'event', name: 'x', oncePer: 'order_id' } })
  const log = [asked(1000, { c: 'i', k: 'k1', o: 'answered' })]
  test('the same key never again', () => {
    expect(code(survey, log, { key: 'k1' })).toBe('once-per')
    expect(untilOf(survey, log, { key: 'k1' })).toBe(Infinity)
    expect(code({ ...survey, wave: 2 }, log, { key: 'k1' })).toBe('once-per')
  })
  test('another key, no key, another survey', () => {
    expect(code(survey, log, { key: 'k2' })).toBeUndefined()
    expect(code(survey, log)).toBeUndefined()
    expect(code({ ...survey, id: 'other' }, log, { key: 'k1' })).toBeUndefined()
  })
  test('showings without a key are not the same key', () => {
    expect(code(survey, [asked(1000, { c: 'i' })])).toBeUndefined()
  })
  test('another key still waits for the other clocks', () => {
    expect(code(survey, [asked(1, { c: 'i', k: 'k1' })], { key: 'k2' })).toBe('every-days')
  })
})

describe('“Ask me later”', () => {
  const later = (daysAgo: number, change: Partial<Showing> = {}) => asked(daysAgo, { o: 'snoozed', ...change })
  test.each<[string, Survey, Partial<Showing>]>([
    ['relationship', relationship(), {}],
    ['interaction', interaction(), { c: 'i' }],
    ['opened by the visitor', relationship(), { c: undefined as never }],
  ])('%s: the same survey waits a week', (_, survey, change) => {
    const log = [later(0, change)]
    expect(refusal(survey, log)).toEqual(['snoozed', expect.objectContaining({ asked: NOW, days: 7 }), NOW + 7 * DAY])
    expect(code(survey, log, { now: NOW + 7 * DAY - 1 })).toBe('snoozed')
    expect(code(survey, log, { now: NOW + 7 * DAY })).toBeUndefined()
  })
  test('or as long as the survey says', () => {
    for (const survey of [relationship({ snoozeDays: 2 }), interaction({ snoozeDays: 2 })]) {
      const log = [later(0, { c: isInteraction(survey) ? 'i' : 'r' })]
      expect(untilOf(survey, log)).toBe(NOW + 2 * DAY)
      expect(code(survey, log, { now: NOW + 2 * DAY })).toBeUndefined()
    }
  })
  test('not within the same visit', () => expect(code(relationship({ snoozeDays: 0 }), [later(0, { v: 9 })])).toBe('per-visit'))
  test('it is put off, not used up: neither once nor its key hold it back for good', () => {
    expect(code(relationship({ once: true }), [later(8)])).toBeUndefined()
    const survey = make({ trigger: { on: 'event', name: 'x', oncePer: 'order_id' } })
    expect(code(survey, [later(8, { c: 'i', k: 'k1' })], { key: 'k1' })).toBeUndefined()
  })
  test('others keep their distance from it', () => {
    expect(code(relationship(), [later(29, { s: 'other' })])).toBe('between-days')
    expect(code(interaction(), [later(2, { s: 'a', c: 'i' }), later(1, { s: 'b', c: 'i' })])).toBe('weekly-cap')
  })
})

describe('“Don’t ask me again”', () => {
  const never = (daysAgo: number, change: Partial<Showing> = {}) => asked(daysAgo, { o: 'never', ...change })
  test.each<[string, Partial<Showing>]>([
    ['said to the same survey', {}],
    ['said to another', { s: 'other' }],
    ['said to one of the other class', { s: 'other', c: 'i' }],
    ['said to one that the visitor opened', { s: 'other', c: undefined as never }],
    ['said in an earlier wave', { w: 0 }],
  ])('%s: nothing asks for 13 months', (_, change) => {
    const log = [never(0, change)]
    for (const survey of [relationship(), interaction(), { ...relationship(), wave: 5 }]) {
      expect(code(survey, log, { now: NOW + 200 * DAY })).toBe('never-again')
      expect(untilOf(survey, log)).toBeCloseTo(NOW + RESPONDENT_MS, 0)
      expect(code(survey, log, { now: NOW + RESPONDENT_MS + 1 })).toBeUndefined()
    }
  })
  test('and is not lost when a hundred showings follow it', () => {
    let log: readonly Showing[] = [never(300)]
    for (let days = 290; days > 60; days--) log = trimmed([...log, asked(days, { c: undefined as never, s: 'opened' })])
    expect(code(relationship(), log)).toBe('never-again')
  })
})

test('what passes says when it last asked', () => {
  const passed = (log: readonly Showing[]) => frequency(input(relationship(), log))
  expect(passed([asked(95, { o: 'answered' })])).toEqual(['', { asked: NOW - 95 * DAY, other: 's' }])
  expect(passed([asked(95, { o: 'answered' }), asked(40, { s: 'nps' })])).toEqual(['', { asked: NOW - 40 * DAY, other: 'nps' }])
  expect(passed([asked(1, { s: 'csat', c: 'i' })])).toBeUndefined()
})

describe('of several reasons the one that lasts longest is given', () => {
  test('90 days after an answer outlast 30 between', () => {
    const log = [asked(10, { o: 'answered' }), asked(1, { s: 'other' })]
    expect(code(relationship(), log)).toBe('every-days')
    expect(code(relationship(), [asked(80, { o: 'answered' }), asked(1, { s: 'other' })])).toBe('between-days')
  })
  test('one without an end outlasts all', () => {
    expect(code(relationship({ once: true }), [asked(0, { o: 'answered' })])).toBe('once')
    expect(code(interaction({ everyDays: 1000 }), [asked(0, { c: 'i', v: 9 })])).toBe('per-visit')
  })
})

describe('a stored time in the future counts as now', () => {
  test.each([1, DAY, 365 * DAY])('%d ms ahead', (ahead) => {
    const log = [asked(0, { t: NOW + ahead, o: 'answered' })]
    expect(code(relationship(), log)).toBe('every-days')
    expect(untilOf(relationship(), log)).toBe(NOW + 90 * DAY)
  })
  test('for the weekly cap too', () => {
    const ahead = (s: string) => asked(0, { s, c: 'i', t: NOW + 100 * DAY, o: 'answered' })
    expect(untilOf(interaction(), [ahead('a'), ahead('b')])).toBe(NOW + 7 * DAY)
  })
  test('and no longer than that: dated now once, it locks nobody out for a year', () => {
    const log = settled([asked(0, { t: NOW + 365 * DAY, o: 'answered' })], NOW)
    expect(code(relationship(), log, { now: NOW + 90 * DAY - 1 })).toBe('every-days')
    expect(code(relationship(), log, { now: NOW + 90 * DAY })).toBeUndefined()
  })
})

const outcome = fc.constantFrom<Outcome | undefined>('answered', 'dismissed', 'ignored', 'unseen', 'snoozed', undefined)
const rules: fc.Arbitrary<Frequency> = fc.record(
  {
    class: fc.constantFrom('interaction' as const, 'relationship' as const),
    everyDays: fc.constantFrom(0, 0.5, 1, 7, 30, 90),
    afterDismissDays: fc.constantFrom(0, 1, 7, 60),
    betweenDays: fc.constantFrom(0, 1, 7, 30),
    perVisit: fc.integer({ min: 1, max: 3 }),
    maxIgnored: fc.integer({ min: 1, max: 4 }),
    snoozeDays: fc.constantFrom(0, 1, 7, 30),
    once: fc.boolean(),
  },
  { requiredKeys: [] },
)

describe('until', () => {
  const line = fc.record({
    s: fc.constantFrom('s', 'other'),
    c: fc.constantFrom('i' as const, 'r' as const, undefined),
    ago: fc.integer({ min: 0, max: 100 * DAY }),
    o: fc.oneof({ weight: 9, arbitrary: outcome }, { weight: 1, arbitrary: fc.constant('never' as const) }),
    k: fc.constantFrom('k1', 'k2', undefined),
    w: fc.constantFrom(1, 2),
    v: fc.integer({ min: 1, max: 9 }),
  })
  const logs = fc
    .array(line, { maxLength: 12 })
    .map((lines) =>
      lines
        .sort((a, b) => b.ago - a.ago)
        .map(({ ago, ...rest }, index) => JSON.parse(JSON.stringify({ id: `${index}`, ...rest, t: NOW - ago })) as Showing),
    )
  const key = fc.constantFrom('k1', 'k3', undefined)
  const wave = fc.constantFrom(undefined, 1, 2)

  test('property: is the true earliest time', () => {
    fc.assert(
      fc.property(rules, logs, key, wave, (frequencyRules, log, key, wave) => {
        const survey = make({ frequency: frequencyRules, ...(wave && { wave }) })
        const at = (now: number) => refusal(survey, log, { key, now })
        const until = at(NOW)?.[2]
        if (until === undefined) return
        expect(until).toBeGreaterThan(NOW)
        if (until === Infinity) expect(at(NOW + 20 * 365 * DAY)).toBeDefined()
        else {
          expect(at(until)).toBeUndefined()
          expect(at(until - 1)).toBeDefined()
          expect(at(NOW + (until - 1 - NOW) / 2)).toBeDefined()
        }
      }),
      { numRuns: 3000 },
    )
  })

  test('property: a longer log never lets through what a shorter one holds back', () => {
    fc.assert(
      fc.property(rules, logs, key, (frequencyRules, log, key) => {
        const survey = make({ frequency: frequencyRules })
        const shorter = refusal(survey, log.slice(0, -1), { key })
        if (shorter) expect(untilOf(survey, log, { key })).toBeGreaterThanOrEqual(shorter[2] ?? 0)
      }),
      { numRuns: 1000 },
    )
  })

  test('property: it changes nothing, and gives the same answer again', () => {
    fc.assert(
      fc.property(rules, logs, (frequencyRules, log) => {
        const survey = make({ frequency: frequencyRules })
        const before = JSON.stringify([survey, log])
        expect(refusal(survey, log)).toEqual(refusal(survey, log))
        expect(JSON.stringify([survey, log])).toBe(before)
      }),
    )
  })
})

/** A visitor's year, and every limit checked by counting, not by the gate. */
describe('a simulated year', () => {
  interface Asked {
    readonly survey: Survey
    readonly line: Showing
    /** True time; the line has the device's. */
    readonly at: number
  }
  interface Moment {
    /** Milliseconds since the one before. */
    readonly after: number
    readonly pick: number
    readonly o: Outcome | undefined
    readonly key: number
  }
  const config = fc.array(fc.record({ rules, oncePer: fc.boolean(), wave: fc.constantFrom(1, 2) }), { minLength: 1, maxLength: 5 })
  const surveysOf = (list: readonly { rules: Frequency; oncePer: boolean; wave: number }[]) =>
    list.map(({ rules, oncePer, wave }, index) =>
      make({
        id: `s${index}`,
        wave,
        frequency: rules,
        trigger: { on: 'event', name: 'x', ...(oncePer && { oncePer: 'id' }) },
      }),
    )
  const moment: fc.Arbitrary<Moment> = fc.record({
    after: fc.oneof(
      fc.integer({ min: 1, max: 20 * 60_000 }),
      fc.integer({ min: 1, max: DAY }),
      fc.integer({ min: 1, max: 10 * DAY }),
      fc.constantFrom(DAY, 7 * DAY, 30 * DAY, 90 * DAY),
    ),
    pick: fc.nat(),
    o: fc.oneof({ weight: 40, arbitrary: outcome }, { weight: 1, arbitrary: fc.constant('never' as const) }),
    key: fc.integer({ min: 0, max: 5 }),
  })
  const moments = fc.array(moment, { minLength: 20, maxLength: 90 })

  const live = (
    surveys: readonly Survey[],
    moments: readonly Moment[],
    offset: (at: number) => number,
    raised: (at: number) => number = () => 0,
  ): Asked[] => {
    const all: Asked[] = []
    let log: readonly Showing[] = []
    let at = NOW
    let visit = 1
    for (const { after, pick, o, key } of moments) {
      at += after
      if (at > NOW + 365 * DAY) break
      if (after > 18e5) visit++
      const written = surveys[pick % surveys.length] as Survey
      const survey = { ...written, wave: (written.wave ?? 1) + raised(at) }
      const k = 'oncePer' in survey.trigger ? `k${key}` : undefined
      const now = at + offset(at)
      log = settled(log, now)
      if (refusal(survey, log, { now, visit, key: k })) continue
      const c = isInteraction(survey) ? 'i' : 'r'
      const line: Showing = {
        id: `${all.length}`,
        s: survey.id,
        c,
        t: now,
        v: visit,
        w: survey.wave,
        ...(o && { o }),
        ...(k && { k }),
      }
      log = trimmed([...log, line])
      all.push({ survey, line, at })
    }
    return all
  }
  /** The first limit that one showing breaks, in words. */
  const broken = ({ survey, line, at }: Asked, earlier: readonly Asked[]): string | undefined => {
    const { everyDays, afterDismissDays, betweenDays, perVisit, maxIgnored, snoozeDays, once } = frequencyOf(survey)
    const own = earlier.filter((other) => other.survey.id === survey.id)
    const snoozed = own.filter((other) => other.line.o === 'snoozed')
    const same = own.filter((other) => other.line.o !== 'snoozed')
    const alike = earlier.filter((other) => other.line.c === line.c)
    const within = (days: number) => (other: Asked) => at - other.at < days * DAY
    const dismissed = same.filter((other) => other.line.o === 'dismissed')
    const clocked = same.filter((other) => other.line.o === 'answered' || (line.c === 'i' && other.line.o !== 'dismissed'))
    if (earlier.some((other) => other.line.o === 'never')) return 'never'
    if (snoozed.some(within(snoozeDays))) return 'snoozeDays'
    if (clocked.some(within(everyDays))) return 'everyDays'
    if (dismissed.some(within(afterDismissDays))) return 'afterDismissDays'
    if (alike.filter((other) => !snoozed.includes(other)).some(within(betweenDays))) return 'betweenDays'
    if (line.c === 'i' && alike.filter(within(7)).length >= 2) return 'two in seven days'
    if (alike.filter((other) => other.line.v === line.v).length >= perVisit) return 'perVisit'
    const inWave = same.filter((other) => other.line.w === line.w)
    if (once && inWave.length) return 'once'
    if (line.k && same.some((other) => other.line.k === line.k)) return 'oncePer'
    if (inWave.filter((other) => other.line.o === 'ignored').length >= maxIgnored) return 'maxIgnored'
    return
  }

  test('property: nobody ever exceeds a limit', () => {
    let total = 0
    fc.assert(
      fc.property(config, moments, (list, moments) => {
        const all = live(surveysOf(list), moments, () => 0)
        total += all.length
        all.forEach((one, index) => {
          expect(broken(one, all.slice(0, index))).toBeUndefined()
        })
      }),
      { numRuns: 2000 },
    )
    expect(total).toBeGreaterThan(2000) // or nothing was tested
  })

  test('property: nor when waves are raised: days, visits, keys and “never” hold across them', () => {
    let again = 0
    fc.assert(
      fc.property(config, moments, fc.integer({ min: 1, max: 200 }), (list, moments, day) => {
        const all = live(
          surveysOf(list),
          moments,
          () => 0,
          (at) => Math.floor((at - NOW) / (day * DAY)),
        )
        all.forEach((one, index) => {
          const earlier = all.slice(0, index)
          expect(broken(one, earlier)).toBeUndefined()
          if (frequencyOf(one.survey).once && earlier.some(({ survey }) => survey.id === one.survey.id)) again++
        })
      }),
      { numRuns: 1000 },
    )
    expect(again).toBeGreaterThan(50) // or no wave was raised
  })

  const jump = fc.record({ day: fc.integer({ min: 1, max: 300 }), by: fc.constantFrom(-365, 365, -30, 30) })
  test('property: nor when the clock is set back or forward once: each side of the jump keeps the limits, and what has no end holds across it', () => {
    fc.assert(
      fc.property(config, moments, jump, (list, moments, { day, by }) => {
        const turned = NOW + day * DAY
        const all = live(surveysOf(list), moments, (at) => (at < turned ? 0 : by * DAY))
        all.forEach((one, index) => {
          const earlier = all.slice(0, index)
          const side = earlier.filter((other) => other.at < turned === one.at < turned)
          expect(broken(one, side)).toBeUndefined()
          // Set back, the old times lie ahead and count as now; only set forward do the clocks run out early.
          const reason = broken(one, earlier)
          if (by < 0) expect(reason).toBeUndefined()
          else
            expect(['everyDays', 'afterDismissDays', 'betweenDays', 'two in seven days', 'snoozeDays', 'never', undefined]).toContain(
              reason,
            )
        })
      }),
      { numRuns: 1000 },
    )
  })

  test('property: a clock set back a year locks nobody out beyond the configured days', () => {
    fc.assert(
      fc.property(config, moments, (list, moments) => {
        const surveys = surveysOf(list)
        const before = live(surveys, moments.slice(0, 30), () => 0)
        const last = before.at(-1)
        if (!last) return
        const log = before.map(({ line }) => line)
        for (const survey of surveys) {
          const { everyDays, afterDismissDays, betweenDays, snoozeDays } = frequencyOf(survey)
          const longest = Math.max(everyDays, afterDismissDays, betweenDays, snoozeDays, 7)
          const setBack = last.at - 365 * DAY
          // As every look at the memory does before it decides.
          const seen = settled(log, setBack)
          const given = refusal(survey, seen, { now: setBack, visit: 1000 })
          if (given?.[2] === Infinity || given?.[0] === 'never-again') continue
          expect(code(survey, seen, { now: setBack + longest * DAY, visit: 1001 })).toBeUndefined()
        }
      }),
      { numRuns: 300 },
    )
  })
})
