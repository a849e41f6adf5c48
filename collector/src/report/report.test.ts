import { describe, expect, it } from 'vitest'
import type { UsedInstrument } from '../store'
import { forecast } from './forecast'
import { replacements } from './lineage'
import { isLowest, standing } from './standing'

const used = (fingerprint: string, first: string, last: string, change: { survey?: string; locale?: string } = {}): UsedInstrument => ({
  touchpoint: { id: 'confirmation' },
  survey: change.survey ?? 'checkout-csat',
  instrument: {
    fingerprint,
    question: 'csat',
    type: 'csat',
    display: 'faces',
    points: 5,
    orientation: 'horizontal',
    labels: [],
    texts: {},
    locale: change.locale ?? 'en',
    translated: false,
    trigger: 'event:order_completed',
    delaySeconds: 0,
  },
  first: `${first}T00:00:00.000Z`,
  last: `${last}T00:00:00.000Z`,
})
const pairs = (...list: readonly UsedInstrument[]) => [...replacements(list)]

describe('an instrument took another’s place', () => {
  const old = used('old', '2027-01-01', '2027-02-01')
  it('when it came later and went on', () => {
    expect(pairs(used('new', '2027-02-02', '2027-03-01'), old)).toEqual([['new', 'old']])
    // Visitors with an older configuration still answer for a while.
    expect(pairs(old, used('new', '2027-01-25', '2027-03-01'))).toEqual([['new', 'old']])
  })
  it('each its predecessor’s', () =>
    expect(pairs(old, used('new', '2027-02-02', '2027-03-01'), used('newest', '2027-03-02', '2027-04-01'))).toEqual([
      ['new', 'old'],
      ['newest', 'new'],
    ]))
  it.each([
    ['both go on', used('beside', '2027-01-10', '2027-02-20')],
    ['another language', used('fr', '2027-02-02', '2027-03-01', { locale: 'fr' })],
    ['another survey', used('nps', '2027-02-02', '2027-03-01', { survey: 'nps' })],
    ['ended earlier', used('trial', '2027-01-20', '2027-01-22')],
    ['began together', used('variant', '2027-01-01', '2027-03-01')],
  ])('not: %s', (_, other) => expect(pairs(old, other)).toEqual([]))
  it('only one of two that began beside each other afterwards', () =>
    expect(pairs(old, used('a', '2027-02-02', '2027-03-01'), used('b', '2027-02-02', '2027-03-01'))).toEqual([['a', 'old']]))
})

describe('the forecast', () => {
  const NOW = Date.parse('2027-03-01T00:00:00.000Z')
  const few = (n: number) => ({ n, needed: null, precision: 'few' }) as const
  it('is of thirty answers, at the pace so far', () =>
    expect(
      forecast(
        few(5),
        [
          { day: '2027-02-19', n: 2 },
          { day: '2027-02-27', n: 3 },
        ],
        NOW,
      ),
    ).toEqual({ answers: 30, by: '2027-04-20' }))
  it('is at the pace of the last four weeks', () => {
    const days = [
      { day: '2026-01-01', n: 900 },
      { day: '2027-02-20', n: 28 },
    ]
    expect(forecast({ n: 928, needed: 942, precision: 'wide' }, days, NOW)).toEqual({ answers: 942, by: '2027-03-15' })
    expect(forecast({ n: 928, needed: null, precision: 'enough' }, days, NOW)).toBeNull()
  })
  it.each([
    ['one answer has no pace', few(1), [{ day: '2027-02-27', n: 1 }]],
    ['nothing for four weeks', few(9), [{ day: '2027-01-01', n: 9 }]],
    [
      'not within a year',
      { n: 12, needed: 200, precision: 'wide' } as const,
      [
        { day: '2026-12-01', n: 10 },
        { day: '2027-02-20', n: 2 },
      ],
    ],
  ])('is none: %s', (_, figure, days) => expect(forecast(figure, days, NOW)).toBeNull())
})

describe('against its target', () => {
  const target = { metric: 'csat', value: 80, by: '2027-06-30' } as const
  const csat = (interval: readonly [number, number] | null) => ({ metric: 'csat', rule: 'top-2-of-5', interval }) as const
  it.each([
    [csat([80, 90]), 'reached'],
    [csat([70, 79.99]), 'below'],
    [csat([70, 80]), 'open'],
    [csat(null), 'open'],
    [{ metric: 'nps', rule: 'nps', interval: [10, 20] } as const, null],
  ])('%j → %s', (figure, expected) => expect(standing(figure, target)).toBe(expected))
  it('says nothing without one', () => expect(standing(csat([70, 80]), null)).toBeNull())

  it('there is a lowest only where no interval touches another of the same rule', () => {
    const [low, middle, high] = [csat([50, 60]), csat([61, 70]), csat([65, 80])]
    const nps = { metric: 'nps', rule: 'nps', interval: [-20, -10] } as const
    expect([low, middle, high, nps].map((one) => isLowest(one, [low, middle, high, nps]))).toEqual([true, false, false, false])
    expect(isLowest(middle, [middle, high])).toBe(false)
    expect(isLowest(low, [low, nps])).toBe(false)
    expect(isLowest(csat(null), [low])).toBe(false)
  })
})
