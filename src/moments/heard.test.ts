import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Survey, Trigger } from '../survey/config'
import type { MomentRef } from '../survey/wire'
import { type Heard, heard } from './heard'
import type { Listener } from './types'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const MINUTE = 60_000
const DAY = 864e5

const survey = (trigger: Trigger | readonly Trigger[], id = 's') => ({ id, trigger }) as unknown as Survey
/** The listeners of a survey that a moment meets: those of its type and name, a sequence's steps from the last to the first. */
const met = (one: Survey, moment: MomentRef): Listener[] =>
  [one.trigger].flat().flatMap((whole) => {
    const trigger = whole as Trigger
    const parts = trigger.on === 'sequence' ? trigger.steps : [trigger]
    return parts
      .map((part, k): Listener => ({ survey: one, trigger: part as Trigger, of: trigger, k }))
      .filter(({ trigger: part }) => ('name' in part ? part.name === moment.name : 'path' in part && part.path === moment.name))
      .reverse()
  })
const event = (name: string, props?: MomentRef['props'], at?: number): MomentRef => ({
  type: 'event',
  name,
  ...(props && { props }),
  ...(at !== undefined && { at }),
})
/** What is remembered after a moment, `counted` being what conditions count. */
const remember = (
  memory: Heard,
  moment: MomentRef,
  surveys: readonly Survey[] = [],
  now = NOW,
  counted: readonly string[] = [],
): Heard => ({
  ...memory,
  ...heard(
    memory,
    moment,
    surveys.flatMap((one) => met(one, moment)),
    now,
    new Set(counted),
    undefined,
  ),
})

describe('a visit', () => {
  test('the first moment begins the first one', () => expect(remember({}, event('x'))).toMatchObject({ n: 1, a: NOW }))
  test('goes on for 30 minutes after the last activity, and another begins after that', () => {
    const first = remember({}, event('x'))
    const second = remember(first, event('x'), [], NOW + 30 * MINUTE)
    expect(second).toMatchObject({ n: 1, a: NOW + 30 * MINUTE })
    expect(remember(second, event('x'), [], NOW + 60 * MINUTE + 1)).toMatchObject({ n: 2, g: 30 * MINUTE + 1 })
  })
  test('a clock that was set back or forward begins one, and not one at every moment', () => {
    const first = remember({}, event('x'))
    const back = remember(first, event('x'), [], NOW - 365 * DAY)
    expect(back.n).toBe(2)
    expect(remember(back, event('x'), [], NOW - 365 * DAY + MINUTE).n).toBe(2)
  })
  test('what is to happen once a visit may happen again, and where it began is noted anew', () => {
    const memory = { n: 4, a: NOW - DAY, f: ['exit'], l: ['https://a.example/', '?utm_source=mail'] as const }
    const begin = (now: number, ...keeps: string[]) => heard(memory, event('x'), [], now, new Set(keeps), ['', '?utm_source=ad'])
    expect(begin(NOW, '?')).toMatchObject({ n: 5, f: undefined, l: ['', '?utm_source=ad'] })
    expect(begin(NOW).l).toBe(false)
    expect(begin(NOW - DAY + MINUTE, '?')).not.toHaveProperty('l')
  })
})

describe('counting', () => {
  test('only events that a condition counts', () => {
    expect(remember({}, event('order'), [], NOW, ['order']).ev).toEqual({ order: [NOW] })
    expect(remember({}, event('secret'), [], NOW, ['order']).ev).toBeUndefined()
    expect(remember({}, { type: 'page', name: 'order' }, [], NOW, ['order']).ev).toBeUndefined()
  })
  test('the first time is kept, and the latest ones, 50 in all', () => {
    let memory: Heard = {}
    for (let i = 0; i < 80; i++) memory = remember(memory, event('x', undefined, NOW + i), [], NOW + i, ['x'])
    expect(memory.ev?.['x']).toEqual([NOW, ...Array.from({ length: 49 }, (_, i) => NOW + 31 + i)])
  })
})

describe('waiting', () => {
  const trigger = { on: 'event', name: 'order', delaySeconds: 5 } as const
  test('for its delay, from the time it happened, with all of its moment', () => {
    const moment = event('order', { id: 'A-1' }, NOW - 1000)
    expect(remember({}, moment, [survey(trigger)]).due).toEqual([{ s: 's', i: 0, m: moment, t: NOW + 4000, x: undefined, k: undefined }])
  })
  test('for days, where it comes after', () => {
    const due = remember({}, event('delivered'), [survey({ on: 'after', name: 'delivered', days: 13 })]).due
    expect(due).toMatchObject([{ t: NOW + 13 * DAY }])
  })
  test('of several triggers each knows which one it is', () => {
    const two = survey([{ on: 'event', name: 'a' }, trigger])
    expect(remember({}, event('order'), [two]).due).toMatchObject([{ i: 1 }])
  })
  test('until the event that cancels it, and no other', () => {
    const memory = remember({}, event('order'), [survey({ ...trigger, cancelOn: ['refund'] }), survey(trigger, 'other')])
    expect(remember(memory, event('else')).due).toHaveLength(2)
    expect(remember(memory, { type: 'page', name: 'refund' }).due).toHaveLength(2)
    expect(remember(memory, event('refund')).due).toMatchObject([{ s: 'other' }])
  })
  test.each([5, true, null, {}, { includes: 1 }, [null], 'else'])('is not called off by %j, and hears what comes next', (cancelOn) => {
    const memory = remember({}, event('order'), [survey({ ...trigger, cancelOn } as never)])
    expect(remember(memory, event('refund')).due).toHaveLength(1)
  })
  test('what meets nothing changes nothing that waits', () =>
    expect(heard({}, event('x'), [], NOW, new Set(), undefined)).not.toHaveProperty('due'))
  test('on a page that is never quiet the oldest of many go, so that the key stays small', () => {
    let memory: Heard = {}
    for (let i = 0; i < 70; i++) memory = remember(memory, event('order'), [survey(trigger, `s${i}`)])
    expect(memory.due?.map(({ s }) => s)).toEqual(Array.from({ length: 50 }, (_, i) => `s${i + 20}`))
  })
})

describe('a sequence', () => {
  const steps = [
    { on: 'event', name: 'order' },
    { on: 'event', name: 'chat' },
    { on: 'page', path: '/thanks' },
  ] as const
  const one = survey({ on: 'sequence', steps, withinSeconds: 600, delaySeconds: 2, oncePer: 'id', cancelOn: ['refund'] })
  const play = (moments: readonly (readonly [name: string, seconds: number, props?: MomentRef['props']])[], first: Heard = {}) =>
    moments.reduce<Heard>(
      (memory, [name, seconds, props]) =>
        remember(memory, name[0] === '/' ? { type: 'page', name } : event(name, props), [one], NOW + seconds * 1000),
      first,
    )
  test('is complete with its last step, and waits from then on; it knows the properties of all, of the later one first', () => {
    const { due } = play([
      ['order', 0, { id: 'A-1', total: 5 }],
      ['chat', 10, { total: 9 }],
      ['/thanks', 20],
    ])
    expect(due).toEqual([
      { s: 's', i: 0, m: { type: 'page', name: '/thanks', props: { id: 'A-1', total: 9 } }, t: NOW + 22_000, x: ['refund'], k: undefined },
    ])
  })
  test('other moments may lie between', () => {
    const { due } = play([
      ['order', 0],
      ['search', 1],
      ['/', 2],
      ['chat', 3],
      ['/help', 4],
      ['/thanks', 5],
    ])
    expect(due).toMatchObject([{ t: NOW + 7000 }])
    expect(due?.[0]?.k).toBeUndefined()
  })
  test.each<[string, Parameters<typeof play>[0]]>([
    [
      'out of order',
      [
        ['chat', 0],
        ['order', 1],
        ['/thanks', 2],
      ],
    ],
    [
      'too slow',
      [
        ['order', 0],
        ['chat', 10],
        ['/thanks', 601],
      ],
    ],
    [
      'called off',
      [
        ['order', 0],
        ['chat', 1],
        ['refund', 2],
        ['/thanks', 3],
      ],
    ],
    [
      'without its beginning',
      [
        ['chat', 0],
        ['/thanks', 1],
      ],
    ],
  ])('%s: nothing to ask', (_, moments) => expect((play(moments).due ?? []).filter(({ k }) => !k)).toEqual([]))
  test('begun again, the time counts from the new beginning, with its properties', () => {
    const { due } = play([
      ['order', 0, { id: 'A-1' }],
      ['order', 500, { id: 'A-2' }],
      ['chat', 700],
      ['/thanks', 1000],
    ])
    expect(due).toMatchObject([{ m: { props: { id: 'A-2' } } }])
  })
  test('one moment is one step, though two steps name it', () => {
    const twice = survey({
      on: 'sequence',
      steps: [
        { on: 'event', name: 'failed' },
        { on: 'event', name: 'failed' },
      ],
    })
    const first = remember({}, event('failed'), [twice])
    expect(first.due).toMatchObject([{ k: 1 }])
    const second = remember(first, event('failed'), [twice], NOW + 1000)
    expect(second.due?.some(({ k }) => !k)).toBe(true)
  })
  test('complete exactly when its steps lie in this order among the moments, within its time', () => {
    const names = ['order', 'chat', '/thanks', 'search']
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom(...names), fc.integer({ min: 1, max: 200 })), { maxLength: 12 }), (moments) => {
        let at = 0
        const timed = moments.map(([name, gap]) => [name, (at += gap)] as const)
        // As said, and not as done: the latest beginning counts, and each step is the first of its name after the one before.
        let begun = -1
        let step = 0
        let complete = 0
        for (const [name, second] of timed) {
          const inTime = second <= begun + 600
          if (name === '/thanks' && step === 2 && inTime) {
            complete++
            step = 0
          } else if (name === 'chat' && step === 1 && inTime) step = 2
          else if (name === 'order') {
            begun = second
            step = 1
          }
        }
        expect((play(timed).due ?? []).filter(({ k }) => !k)).toHaveLength(complete)
      }),
      { numRuns: 500 },
    )
  })
})
