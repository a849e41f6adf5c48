// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { advice, each, event, page } from './testkit'

describe('what can never show', () => {
  const when = (audience: object) => ({ audience })
  const both = (...conditions: object[]) => when({ all: conditions })
  const audience = 'never-shows surveys[0].audience'
  each([
    ['its time is past', { until: '2027-03-01' }, 'never-shows surveys[0].until'],
    ['its time is to come', { from: '2027-04-01', until: '2027-05-01' }],
    ['switched off, and so meant', { enabled: false, until: '2027-01-01', sample: 0 }],
    ['a sample of nobody', { sample: 0 }, 'never-shows surveys[0].sample'],
    ['everybody held out', { holdout: 1 }, 'never-shows surveys[0].holdout'],
    ['a sample, a holdout and a quota', { sample: 0.5, holdout: 0.1, quota: 100 }],
    [
      'days that lie outside its dates',
      { from: '2027-03-15', until: '2027-03-18', hours: { days: ['sat'] } },
      'never-shows surveys[0].hours.days',
    ],
    ['days at the edge, in some time zone', { from: '2027-03-15', until: '2027-03-18', hours: { days: ['sun'] } }],
    ['days of a long time', { from: '2027-03-15', until: '2027-04-18', hours: { days: ['sun'] } }],
    ['a page that is left out', page('/help', { not: '/help' }), 'never-shows surveys[0].trigger.not'],
    ['pages that are left out by a wider pattern', page(['/help/*', '/help/a'], { not: ['/help*'] }), 'never-shows surveys[0].trigger.not'],
    ['every page left out', { trigger: [{ on: 'manual' }, { on: 'exit', not: '*' }] }, 'never-shows surveys[0].trigger[1].not'],
    ['pages of which some are left out', page('/help/*', { not: '/help/contact' })],
    ['pages left out by their query', page('/help', { not: '/help?x=1' })],
    ['two values at once', both({ trait: 'plan', is: 'a' }, { trait: 'plan', is: 'b' }), audience],
    ['a value and its opposite', both({ trait: 'plan', is: 'a' }, { trait: 'plan', not: 'a' }), audience],
    ['a value outside a list', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', is: 'c' }), audience],
    ['lists that share nothing', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', in: ['c'] }), audience],
    ['lists that share something', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', in: ['b', 'c'] })],
    ['bounds the wrong way round', both({ trait: 'age', gt: 30 }, { trait: 'age', lt: 20 }), audience],
    ['bounds that meet and exclude', both({ trait: 'age', gt: 30 }, { trait: 'age', lte: 30 }), audience],
    ['bounds that meet', both({ trait: 'age', gte: 30 }, { trait: 'age', lte: 30 })],
    ['bounds of a text and a number', both({ trait: 'age', is: 'a' }, { trait: 'age', gt: 3 }), audience],
    ['no value, and one', both({ trait: 'age', exists: false }, { trait: 'age', gt: 3 }), audience],
    ['no value, and not one of some', both({ trait: 'age', exists: false }, { trait: 'age', notIn: [3] })],
    ['different subjects', both({ trait: 'plan', is: 'a' }, { context: 'plan', is: 'b' })],
    ['counts over different times', both({ event: 'x', withinDays: 7, is: 0 }, { event: 'x', gte: 1 })],
    ['counts over the same time', both({ event: 'x', withinDays: 7, is: 0 }, { event: 'x', withinDays: 7, gte: 1 }), audience],
    ['deeper', both({ all: [{ trait: 'plan', is: 'a' }] }, { all: [{ trait: 'plan', is: 'b' }] }), audience],
    [
      'one of two',
      when({
        any: [
          { trait: 'plan', is: 'a' },
          { trait: 'plan', is: 'b' },
        ],
      }),
    ],
    [
      'no choice left',
      both(
        { trait: 'plan', is: 'a' },
        {
          any: [
            { trait: 'plan', is: 'b' },
            { trait: 'plan', is: 'c' },
          ],
        },
      ),
      audience,
    ],
    ['no choice left, seen from the other side', both({ trait: 'age', lt: 20 }, { any: [{ trait: 'age', gt: 30 }] }), audience],
    ['no choice left among names', both({ trait: 'plan', not: 'a' }, { any: [{ trait: 'plan', is: 'a' }] }), audience],
    ['no choice left for one that names its value', both({ trait: 'plan', is: 'a' }, { any: [{ trait: 'plan', not: 'a' }] }), audience],
    [
      'a choice left',
      both(
        { trait: 'plan', is: 'a' },
        {
          any: [
            { trait: 'plan', is: 'b' },
            { trait: 'x', is: 1 },
          ],
        },
      ),
    ],
    ['what is refused again', both({ trait: 'plan', is: 'a' }, { none: [{ trait: 'plan', is: 'a' }] }), audience],
    [
      'the filter of the event',
      event('chat_ended', {
        where: {
          all: [
            { prop: 'n', gt: 3 },
            { prop: 'n', lt: 1 },
          ],
        },
      }),
      'never-shows surveys[0].trigger.where',
    ],
  ])

  test('a persona that contradicts what stands beside it', () => {
    const personas = [{ id: 'new', when: { trait: 'orders', is: 1 } }]
    expect(advice(both({ persona: 'new' }, { trait: 'orders', gte: 2 }), { personas })).toEqual([audience])
    expect(advice(both({ persona: 'new' }, { trait: 'orders', gte: 1 }), { personas })).toEqual([])
    expect(advice(both({ persona: 'new' }, { none: [{ persona: 'new' }] }), { personas })).toEqual([audience])
  })

  test('a blackout over all its time', () => {
    const blackouts = [{ from: '2027-04-01', until: '2027-04-10' }]
    expect(advice({ from: '2027-04-02', until: '2027-04-09' }, { blackouts })).toEqual(['never-shows surveys[0].until'])
    expect(advice({ from: '2027-04-02', until: '2027-04-19' }, { blackouts })).toEqual([])
    expect(advice({}, { blackouts })).toEqual([])
    // What is past no longer counts.
    const now = [{ from: '2027-02-20', until: '2027-04-10' }]
    expect(advice({ until: '2027-04-09' }, { blackouts: now })).toEqual(['never-shows surveys[0].until'])
  })
})
