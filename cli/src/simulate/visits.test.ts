import { describe, expect, test } from 'vitest'
import { checkVisits, parseVisits } from './visits'

const visit = {
  visitor: 'anna',
  start: '2026-11-22T10:00:00Z',
  end: 60,
  consent: 'persistent',
  moments: [
    { at: 0, type: 'page', name: '/lamp?ref=x' },
    { at: 12.5, type: 'event', name: 'order_completed', props: { total: 5 } },
  ],
}
const said = (visits: unknown) => checkVisits(visits).map(({ message }) => message)
const one = (change: object) => said({ version: 1, visits: [{ ...visit, ...change }] })
const moment = (change: object) => one({ moments: [{ at: 0, type: 'page', name: '/', ...change }] })

test('a visit with everything it may have', () => {
  const whole = {
    ...visit,
    traits: { orders: 1 },
    context: { device: 'mobile' },
    timeZone: 'Europe/Paris',
    clockOffsetSeconds: -3600,
    reaction: 'snoozed',
  }
  expect(said({ $schema: 'x', version: 1, visits: [visit, whole], expect: { surveys: { nps: { minShown: 1 } } }, notes: 'x' })).toEqual([])
})

describe('what is wrong, where, and what was expected', () => {
  test.each<[string, string[], string]>([
    ['a list', said([]), 'visits: expected an object with "version" and "visits", got an empty list.'],
    ['no version', said({ visits: [] }), 'version: expected 1, got nothing.'],
    ['no visits', said({ version: 1 }), 'visits: expected a list of visits, got nothing.'],
    ['a key nobody knows', said({ version: 1, visits: [], visit: [] }), 'visit: expected version, visits or expect, got "visit".'],
    ['no object', said({ version: 1, visits: [3] }), 'visits[0]: expected an object, got 3.'],
    ['no visitor', one({ visitor: '' }), 'visits[0].visitor: expected a text that tells visitors apart, got "".'],
    ['a date alone', one({ start: '2026-11-22' }), 'visits[0].start: expected an instant like "2026-11-22T10:00:00Z", got "2026-11-22".'],
    [
      'no zone',
      one({ start: '2026-11-22T10:00:00' }),
      'visits[0].start: expected an instant like "2026-11-22T10:00:00Z", got "2026-11-22T10:00:00".',
    ],
    [
      'no such day',
      one({ start: '2026-02-31T99:00:00Z' }),
      'visits[0].start: expected an instant like "2026-11-22T10:00:00Z", got "2026-02-31T99:00:00Z".',
    ],
    ['consent', one({ consent: 'yes' }), 'visits[0].consent: expected "none", "session" or "persistent", got "yes".'],
    ['a time zone', one({ timeZone: 'Paris' }), 'visits[0].timeZone: expected an IANA time zone like "Europe/Paris", got "Paris".'],
    [
      'a misspelt key',
      one({ reation: 'answered' }),
      expect.stringMatching(/^visits\[0\]\.reation: expected .*got "reation"\. Did you mean "reaction"\?$/) as never,
    ],
    [
      'a moment before the visit',
      moment({ at: -1 }),
      'visits[0].moments[0].at: expected the seconds since the visit began, 0 or more, got -1.',
    ],
    ['after its end', moment({ at: 61 }), 'visits[0].moments[0].at: expected 60 or less, where the visit ends, got 61.'],
    [
      'a type',
      moment({ type: 'swipe' }),
      expect.stringMatching(/^visits\[0\]\.moments\[0\]\.type: expected "page", .*got "swipe"\.$/) as never,
    ],
    ['no name', moment({ name: undefined }), 'visits[0].moments[0].name: expected a text, got nothing.'],
    ['props', moment({ props: [] }), 'visits[0].moments[0].props: expected an object, got an empty list.'],
    [
      'out of order',
      one({ moments: [...visit.moments].reverse() }),
      'visits[0].moments[1].at: expected 12.5 or more: moments are in the order of time, got 0.',
    ],
    [
      'an expectation',
      said({ version: 1, visits: [], expect: { maxShowings: 3 } }),
      expect.stringContaining('expect.maxShowings: expected ') as never,
    ],
    [
      'one of a survey',
      said({ version: 1, visits: [], expect: { surveys: { nps: { minShareShown: 80 } } } }),
      'expect.surveys.nps.minShareShown: expected a share from 0 to 1, got 80.',
    ],
    [
      'one of a visitor',
      said({ version: 1, visits: [], expect: { visitors: { anna: 'nps' } } }),
      'expect.visitors.anna: expected a list of survey ids, got "nps".',
    ],
  ])('%s', (_, got, expected) => expect(got).toEqual([expected]))

  test('all of it at once, but no more than anybody reads', () => {
    expect(one({ consent: 'yes', end: '60' })).toHaveLength(2)
    expect(said({ version: 1, visits: Array.from({ length: 500 }, () => 3) })).toHaveLength(20)
  })
})

test('a file: those that are right, or where it stops being JSON', () => {
  expect(parseVisits(JSON.stringify({ version: 1, visits: [visit] }))).toEqual({ recording: { version: 1, visits: [visit] } })
  expect(parseVisits('{ "version": 1, }')).toMatchObject({ problems: [{ path: 'line 1, column 17', code: 'not-json' }] })
  expect(parseVisits('{ "version": 2, "visits": [] }')).toMatchObject({ problems: [{ path: 'version' }] })
})
