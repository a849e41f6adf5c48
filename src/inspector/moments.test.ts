import { describe, expect, test } from 'vitest'
import type { Survey, Trigger } from '../survey/config'
import { calledFor } from './called-for'
import { configuredEvents, triggeringEvents } from './configured-events'
import { cut, short } from './cut'
import { declaredMoments, distinct } from './early'
import { added, type Entry, entryOf, momentEntry } from './journal'

const make = (id: string, trigger: Survey['trigger'], change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 't',
  trigger,
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
  ...change,
})
const place = (path: string) => {
  const { pathname, search, hash } = new URL(path, 'https://shop.example')
  return { pathname, search, hash }
}

describe('which surveys a moment calls for', () => {
  const rows: [Trigger, type: Trigger['on'], name: string, path: string, isMet: boolean][] = [
    [{ on: 'event', name: 'paid' }, 'event', 'paid', '/', true],
    [{ on: 'event', name: 'paid' }, 'event', 'Paid', '/', false],
    [{ on: 'after', name: 'paid', days: 3 }, 'event', 'paid', '/', true],
    [{ on: 'page', path: '/order/*', not: '/order/old' }, 'page', '/order/1', '/order/1', true],
    [{ on: 'page', path: '/order/*', not: '/order/old' }, 'page', '/order/old', '/order/old', false],
    [{ on: 'page', path: '/search?sort=price' }, 'page', '/search', '/search?sort=price&x=1', true],
    [{ on: 'page', path: '/search?sort=price' }, 'page', '/search', '/search', false],
    [{ on: 'click', selector: '#help' }, 'click', '#help', '/', true],
    [{ on: 'click', selector: '#help', path: '/faq' }, 'click', '#help', '/', false],
    [{ on: 'scroll', depth: 0.75 }, 'scroll', '75 %', '/', true],
    [{ on: 'scroll', depth: 0.75 }, 'scroll', '50 %', '/', false],
    [{ on: 'dwell', seconds: 30 }, 'dwell', '30 s', '/', true],
    [{ on: 'returning' }, 'returning', 'visit', '/', true],
    [{ on: 'friction', kinds: ['rage-click'] }, 'friction', 'rage-click', '/', true],
    [{ on: 'friction', kinds: ['rage-click'] }, 'friction', 'dead-click', '/', false],
    [{ on: 'friction' }, 'friction', 'dead-click', '/', true],
    [
      {
        on: 'sequence',
        steps: [
          { on: 'event', name: 'paid' },
          { on: 'page', path: '/thanks' },
        ],
      },
      'page',
      '/thanks',
      '/thanks',
      true,
    ],
    [
      {
        on: 'sequence',
        steps: [
          { on: 'event', name: 'paid' },
          { on: 'page', path: '/thanks' },
        ],
      },
      'event',
      'other',
      '/',
      false,
    ],
    [{ on: 'manual' }, 'manual', 'a', '/', false],
    [{ on: 'slot' }, 'slot', 'a', '/', true],
    [{ on: 'slot' }, 'slot', 'b', '/', false],
    [{ on: 'launcher' }, 'launcher', 'a', '/', true],
  ]
  test.each(rows)('%j, %s %s on %s: %s', (trigger, type, name, path, isMet) => {
    expect(calledFor([make('a', trigger)], { type, name }, place(path))).toEqual(isMet ? ['a'] : [])
  })
  test('each once, whichever of its triggers is met', () => {
    const both: Trigger[] = [
      { on: 'event', name: 'x' },
      { on: 'after', name: 'x', days: 1 },
    ]
    expect(calledFor([make('a', both), make('b', { on: 'event', name: 'x' })], { type: 'event', name: 'x' }, place('/'))).toEqual([
      'a',
      'b',
    ])
  })
})

test('the events of a configuration, with the surveys that wait for them; those that call for a survey', () => {
  const surveys = [
    make('a', { on: 'event', name: 'paid', cancelOn: ['refunded'] }),
    make('b', [{ on: 'after', name: 'delivered', days: 13 }, { on: 'manual' }], {
      audience: { all: [{ event: 'paid', gte: 2 }, { none: [{ event: 'complained', gte: 1 }] }] },
    }),
    make('c', {
      on: 'sequence',
      steps: [
        { on: 'event', name: 'paid' },
        { on: 'click', selector: 'a' },
      ],
    }),
  ]
  expect([...configuredEvents(surveys)]).toEqual([
    ['paid', ['a', 'b', 'c']],
    ['refunded', ['a']],
    ['delivered', ['b']],
    ['complained', ['b']],
  ])
  expect(triggeringEvents(surveys)).toEqual(['paid', 'delivered'])
})

describe('properties in one line', () => {
  test('as JSON, long values and long lines cut', () => {
    expect(cut({ order_id: 'A-1', total: 129, ok: true, none: undefined })).toBe('order_id: "A-1", total: 129, ok: true, none: undefined')
    expect(cut({ note: 'x'.repeat(90) })).toBe(`note: "${'x'.repeat(38)}…`)
    expect(cut(Object.fromEntries(Array.from({ length: 90 }, (_, index) => [`key${index}`, index])))).toHaveLength(200)
    expect(cut(undefined)).toBe('')
  })
  test('whatever a page puts in', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(cut({ circle, big: 1n })).toBe('circle: [object Object], big: 1')
  })
  test('an id shortened', () => expect([short('0192e4a0-0000-7000'), short('42')]).toEqual(['0192e4a0…', '42']))
})

describe('what came before the inspector', () => {
  test('events that the document declares, but for what is no JSON', () => {
    const page = document.createElement('div')
    for (const text of ['{"event": "order_complete", "props": {"total": 1}}', '{"event": "seen"}', '{event}']) {
      const script = document.createElement('script')
      script.type = 'application/json'
      script.dataset['peakend'] = 'track'
      script.textContent = text
      page.append(script)
    }
    expect(declaredMoments(page)).toEqual([
      { type: 'event', name: 'order_complete', props: { total: 1 } },
      { type: 'event', name: 'seen' },
    ])
  })
  test('each once, in the order of time, without pages', () => {
    const paid = { type: 'event', name: 'paid', props: { total: 1 } } as const
    const later = { type: 'event', name: 'later', at: 9 } as const
    const timed = { ...paid, at: 5 }
    expect(distinct([later, paid, { type: 'page', name: '/', at: 1 }, timed])).toEqual([timed, later])
  })
})

describe('the journal', () => {
  const sentence = (survey: string, { code }: { code?: string }) => `${survey}: ${code}`
  test('what became of a survey or an answer, without answers', () => {
    const gates = [{ gate: 'consent', pass: false, code: 'no-consent' }]
    expect(entryOf('suppressed', { survey: 'a', gates }, 1, sentence)).toEqual({
      at: 1,
      type: 'suppressed',
      name: 'a',
      detail: 'a: no-consent',
    })
    const answered = { survey: 'a', response: 'r', durability: 'disk', answers: { why: 'private' } }
    expect(entryOf('answered', answered, 1, sentence)).toEqual({ at: 1, type: 'answered', name: 'a', detail: 'disk' })
    expect(entryOf('completed', { survey: 'a', response: 'r' }, 1, sentence)).toEqual({ at: 1, type: 'completed', name: 'a' })
    const delivered = { response: 'r', revision: 2, endpoint: '/v1' }
    expect(entryOf('delivered', delivered, 1, sentence)).toEqual({ at: 1, type: 'delivered', name: 'r:2', detail: '/v1' })
    const problem = { type: 'about:blank', title: 'Not this', status: 422 }
    expect(entryOf('loss', { code: 'rejected', count: 3, problem }, 1, sentence)).toMatchObject({
      name: 'rejected × 3',
      detail: '422 Not this',
    })
    expect(entryOf('error', { code: 'internal', message: 'Oh' }, 1, sentence)).toMatchObject({ name: 'internal', detail: 'Oh' })
  })
  test('moments with whom they called for', () => {
    expect(momentEntry({ type: 'event', name: 'paid', props: { total: 1 } }, 5, ['a'])).toEqual({
      at: 5,
      type: 'event',
      name: 'paid',
      calls: ['a'],
      detail: 'total: 1',
    })
  })
  test('is bounded, and its numbers go on', () => {
    let journal: readonly Entry[] = []
    for (let index = 0; index < 400; index++) journal = added(journal, { at: index, type: 'event', name: 'x' })
    expect(journal).toHaveLength(150)
    expect(journal.at(-1)).toMatchObject({ n: 400, at: 399 })
  })
})
