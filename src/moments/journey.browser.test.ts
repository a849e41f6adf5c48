import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Config, JourneyTrigger, Survey } from '../survey/config'
import type { Journey } from '../survey/journey'
import type { Answers, ConsentLevel, MomentRef } from '../survey/wire'
import type { Heard } from './heard'
import { type JourneyAround, journey } from './journey'
import { onNavigate } from './page'
import { countLeft, goTo, tidy } from './testing'
import type { Happened } from './types'

const touchpoint = (id: string, match?: string, name?: string) => ({
  id,
  stage: 'purchase' as const,
  category: 'sales' as const,
  ...(match && { match }),
  ...(name && { name }),
})
const csat: Survey = {
  id: 'csat',
  touchpoint: 'confirmation',
  trigger: { on: 'manual' },
  questions: [
    { id: 'how', type: 'csat', text: '' },
    { id: 'why', type: 'text', text: '' },
  ],
}
const config: Config = {
  version: 1,
  touchpoints: [
    touchpoint('product', '/p/*'),
    touchpoint('cart', '/cart'),
    touchpoint('atelier', '/atelier', 'Our atelier'),
    touchpoint('x-17', '/x'),
    touchpoint('confirmation'),
    touchpoint('edge', '*', 'The tab at the edge'),
  ],
  surveys: [csat],
}
const after: JourneyTrigger = { on: 'journey', after: 'order_completed' }
const last: JourneyTrigger = { on: 'journey', visit: 'last' }

/** A device over its pages: each `page` loads anew what the one before left. */
const device = (first: Heard & { j?: Journey } = { n: 1 }, level: ConsentLevel = 'persistent') => {
  let memory = first
  const state = { level }
  const open = (url: string, triggers: readonly JourneyTrigger[] = [after], calls: readonly MomentRef[] = []) => {
    history.replaceState(null, '', url)
    const told: Record<string, ((told: never) => unknown)[]> = {}
    const on = ((type: string, fn: (told: never) => unknown) => {
      told[type] = [...(told[type] ?? []), fn]
      return () => {
        told[type] = (told[type] ?? []).filter((one) => one !== fn)
      }
    }) as JourneyAround['on']
    const happened = vi.fn<Happened>()
    const looking = triggers.map((trigger, i): Survey => ({ ...csat, id: `${i}`, trigger }))
    const stop = journey(
      looking.map((survey, i) => ({ survey, trigger: triggers[i] as JourneyTrigger })),
      happened,
      {
        memory: { get: () => memory, set: (change) => (memory = { ...memory, ...change }) },
        on,
        onNavigate,
        fail: vi.fn(),
        level: () => state.level,
        config,
        surveys: new Map([csat, ...looking].map((survey) => [survey.id, survey])),
        calls,
      },
    )
    stops.push(stop)
    const say = (type: string, what: object) => {
      for (const fn of told[type] ?? []) fn(what as never)
    }
    return {
      stop,
      happened,
      met: () => happened.mock.calls.map(([{ name }, met]) => [name, ...met.map(({ survey }) => survey.id)].join(' ')),
      track: (name: string, props?: Record<string, unknown>) => say('moment', { type: 'event', name, at: Date.now(), props }),
      friction: (name: string) => say('moment', { type: 'friction', name }),
      shown: (survey: string) => say('shown', { survey }),
      answered: (survey: string, answers: Answers) => say('answered', { survey, answers }),
    }
  }
  return {
    state,
    open,
    memory: () => memory,
    nextVisit: () => {
      memory = { ...memory, n: (memory.n ?? 1) + 1, f: undefined }
    },
    lived: () => memory.j?.m.map(({ t }) => t) ?? [],
  }
}
const stops: (() => void)[] = []
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date', 'setTimeout', 'clearTimeout', 'performance'], now: Date.parse('2027-03-01T10:00:00Z') })
})
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  tidy()
})

describe('what is remembered', () => {
  test('touchpoints by the pages they belong to, by load and by navigation, each once in a row, in the order lived; what is everywhere is none', async () => {
    const { open, lived } = device()
    open('/p/lamp')
    await goTo('/p/chair')
    await goTo('/cart')
    await goTo('/nowhere')
    await goTo('/p/lamp')
    expect(lived()).toEqual(['product', 'cart', 'product'])
  })
  test('by an event that names one, by a survey shown at one, by friction', () => {
    const { open, lived } = device()
    const { track, shown, friction } = open('/')
    track('chat_started', { touchpoint: 'chat-team' })
    shown('csat')
    friction('empty-search')
    friction('rage-click')
    expect(lived()).toEqual(['chat-team', 'confirmation', 'no-results', 'error'])
  })
  test('only what has a name in human words: no title, no product, nothing a page makes up', () => {
    const { open, lived } = device()
    const { track } = open('/x')
    for (const touchpoint of ['Red lamp, 40 W', 'x-17', 7, null, { id: 'cart' }, '__proto__', 'constructor']) track('seen', { touchpoint })
    track('seen', { touchpoint: 'atelier' })
    expect(lived()).toEqual(['atelier'])
  })
  test('what was tracked before it was there, once', () => {
    const { open, lived } = device()
    open('/cart', [after], [{ type: 'event', name: 'a', at: Date.now(), props: { touchpoint: 'payment' } }])
    expect(lived()).toEqual(['cart', 'payment'])
  })
  test('feelings, at the touchpoint they belong to; what was written is not', () => {
    const { open, memory } = device()
    const { track, shown, answered } = open('/')
    shown('csat')
    track('x', { touchpoint: 'tracking' })
    answered('csat', { how: 4, why: 'because' })
    expect(memory().j?.m).toEqual([
      { t: 'confirmation', a: Date.now(), f: { how: 4 } },
      { t: 'tracking', a: Date.now() },
    ])
    expect(JSON.stringify(memory())).not.toContain('because')
  })
  test('a survey that looks back is no moment to look back on', () => {
    const { open, lived } = device()
    open('/').shown('0')
    expect(lived()).toEqual([])
  })
  test('little: of many moments the first and the latest', () => {
    const { open, lived, memory } = device()
    const { track } = open('/cart')
    for (let i = 0; i < 300; i++) track('x', { touchpoint: i % 2 ? 'search' : 'listing' })
    track('x', { touchpoint: 'slow' })
    expect(lived()[0]).toBe('cart')
    expect(lived().at(-1)).toBe('slow')
    expect(lived().length).toBeLessThanOrEqual(40)
    expect(JSON.stringify(memory().j).length).toBeLessThan(3000)
  })
  test.each([null, 7, 'x', [], { n: 1, m: 'x', w: 5 }, { n: 1, m: [null, { t: 1 }, { t: 'cart', a: 'x' }], l: {} }])(
    'whatever storage holds: %j',
    (j) => {
      const { open, lived } = device({ n: 1, j: j as never })
      expect(() => open('/cart', [after, last]).track('order_completed')).not.toThrow()
      expect(lived()).toEqual(['cart'])
    },
  )
})

describe('consent', () => {
  test('nothing at none; once it is given the page that is open is remembered, at the latest when it is left', () => {
    const { open, state, memory, lived } = device({ n: 1 }, 'none')
    const { track } = open('/cart')
    track('order_completed', { touchpoint: 'payment' })
    expect(memory()).toEqual({ n: 1 })
    state.level = 'session'
    dispatchEvent(new Event('pagehide'))
    expect(lived()).toEqual(['cart'])
  })
  test('the visit before is kept at persistent alone', () => {
    for (const level of ['session', 'persistent'] as const) {
      const { open, nextVisit, memory } = device({ n: 1 }, level)
      open('/cart').stop()
      nextVisit()
      open('/p/lamp')
      expect(memory().j?.l?.map(({ t }) => t)).toEqual(level === 'persistent' ? ['cart'] : undefined)
    }
  })
})

describe('after an event', () => {
  const walk = (triggers: readonly JourneyTrigger[], moments = ['home', 'product', 'cart'], props = {}) => {
    const one = device()
    const page = one.open('/', triggers)
    for (const touchpoint of moments) page.track('x', { touchpoint })
    page.track('order_completed', props)
    return { ...one, ...page }
  }
  test('with three moments or more, unless told otherwise, each counted once', () => {
    const triggers = [after, { ...after, atLeast: 2 }, { ...after, atLeast: 4 }]
    expect(walk(triggers).met()).toEqual(['order_completed 0 1'])
    expect(walk(triggers, ['home', 'product', 'home', 'product']).met()).toEqual(['order_completed 1'])
    expect(walk(triggers, ['home']).met()).toEqual([])
  })
  test('with the properties of the event, and which visit it is', () => {
    const { happened } = walk([after], undefined, { order_id: 'A-1', touchpoint: 'confirmation' })
    expect(happened.mock.calls[0]?.[0]).toEqual({
      type: 'journey',
      name: 'order_completed',
      at: Date.now(),
      props: { order_id: 'A-1', touchpoint: 'confirmation', visit: 'this' },
    })
  })
  test('the event itself may be the moment that was missing', () => {
    expect(walk([after], ['home', 'product'], { touchpoint: 'confirmation' }).met()).toEqual(['order_completed 0'])
  })
  test('another event is none', () => {
    const { met } = walk([{ on: 'journey', after: 'chat_ended' }])
    expect(met()).toEqual([])
  })

  const still: JourneyTrigger = { ...after, idleSeconds: 20, cancelOn: ['order_cancelled'] }
  test('and so long without input', () => {
    const { met } = walk([still])
    vi.advanceTimersByTime(15_000)
    dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(15_000)
    expect(met()).toEqual([])
    vi.advanceTimersByTime(6000)
    expect(met()).toEqual(['order_completed 0'])
    vi.advanceTimersByTime(60_000)
    expect(met()).toHaveLength(1)
  })
  test('counted anew on the page that follows, by navigation or by load', async () => {
    const { met, stop, open, memory } = walk([still], undefined, { order_id: 'A-1' })
    vi.advanceTimersByTime(15_000)
    await goTo('/thanks')
    vi.advanceTimersByTime(15_000)
    expect(met()).toEqual([])
    stop()
    expect(JSON.stringify(memory().j?.w)).toContain('A-1')
    const next = open('/next', [still])
    vi.advanceTimersByTime(21_000)
    expect(next.happened.mock.calls[0]?.[0]).toMatchObject({ type: 'journey', props: { order_id: 'A-1', visit: 'this' } })
    expect(memory().j?.w).toBeUndefined()
    next.stop()
    expect(open('/more', [still]).met()).toEqual([])
  })
  test('not half an hour later, nor when it was called off', () => {
    const late = walk([still])
    late.stop()
    vi.setSystemTime(Date.now() + 31 * 60_000)
    const next = late.open('/next', [still])
    vi.advanceTimersByTime(60_000)
    expect(next.met()).toEqual([])
    next.stop()
    const off = walk([still])
    off.track('order_cancelled')
    vi.advanceTimersByTime(60_000)
    expect(off.met()).toEqual([])
  })
})

describe('on the next visit', () => {
  const back = (days: number, triggers: readonly JourneyTrigger[] = [last]) => {
    const one = device()
    const page = one.open('/cart', triggers)
    for (const touchpoint of ['payment', 'confirmation']) page.track('x', { touchpoint })
    page.stop()
    vi.setSystemTime(Date.now() + days * 864e5)
    one.nextVisit()
    return { ...one, ...one.open('/p/lamp', triggers) }
  }
  test('on its first page, once', async () => {
    const { met, happened, stop, open } = back(2)
    expect(met()).toEqual(['last visit 0'])
    expect(happened.mock.calls[0]?.[0]).toMatchObject({ type: 'journey', props: { visit: 'last' } })
    await goTo('/cart')
    expect(met()).toHaveLength(1)
    stop()
    expect(open('/', [last]).met()).toEqual([])
  })
  test('within so many days, seven at most; then it is forgotten', () => {
    const triggers = [last, { ...last, withinDays: 1 }]
    expect(back(0.9, triggers).met()).toEqual(['last visit 0 1'])
    expect(back(6.9, triggers).met()).toEqual(['last visit 0'])
    const { met, memory } = back(7.1, triggers)
    expect(met()).toEqual([])
    expect(memory().j?.l).toBeUndefined()
  })
  test('with enough to look back on', () => {
    expect(back(1, [{ ...last, atLeast: 4 }]).met()).toEqual([])
  })
})

test('leaves nothing after its stop', () => {
  const { open } = device()
  const left = countLeft()
  const { stop, track } = open('/cart', [{ ...after, idleSeconds: 20 }])
  track('order_completed')
  expect(left()).not.toEqual([])
  stop()
  expect([left(), vi.getTimerCount()]).toEqual([[], 0])
  expect(stop).not.toThrow()
})
