import { afterEach, describe, expect, test, vi } from 'vitest'
import type { SubjectKind } from '../survey/condition'
import { holds } from '../survey/holds'
import { type Known, subjects } from './subjects'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const DAY = 864e5
const find = (change: Partial<Known>, kind: SubjectKind, name: string, days?: number, since?: 'first' | 'last') =>
  subjects({ traits: {}, personas: [], events: {}, visits: 1, now: NOW, ...change })(kind, name, days, since)
afterEach(() => {
  history.replaceState(null, '', '/')
  vi.unstubAllGlobals()
})

describe('traits, properties of the event, what the page passed', () => {
  const moment = { type: 'event', name: 'x', props: { total: 5, nothing: null } } as const
  test.each<[Partial<Known>, SubjectKind, string, unknown]>([
    [{ traits: { plan: 'gold' } }, 'trait', 'plan', 'gold'],
    [{ traits: { plan: 'gold' } }, 'trait', 'orders', undefined],
    [{ traits: { plan: 'gold' }, moment }, 'prop', 'plan', undefined],
    [{ moment }, 'prop', 'total', 5],
    [{ moment }, 'trait', 'total', undefined],
    [{}, 'prop', 'total', undefined],
    [{ moment: { type: 'page', name: '/' } }, 'prop', 'total', undefined],
    [{ extra: { seat: 12 } }, 'context', 'seat', 12],
    [{ extra: { path: '/mine' } }, 'context', 'path', '/mine'],
  ])('%j %s %s', (known, kind, name, expected) => expect(find(known, kind, name)).toBe(expected))

  test('nobody has answered here: an answer is missing, though a property has its name', () => {
    expect(find({ moment, traits: { total: 5 } }, 'answer', 'total')).toBeUndefined()
  })
})

describe('own properties only', () => {
  const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']
  const kinds = ['trait', 'prop', 'context', 'answer'] as const
  test.each(kinds.flatMap((kind) => names.map((name) => [kind, name] as const)))('%s %s is missing', (kind, name) => {
    const lookup = subjects({
      traits: {},
      moment: { type: 'event', name: 'x', props: {} },
      extra: {},
      personas: [],
      events: {},
      visits: 1,
      now: NOW,
    })
    expect(lookup(kind, name) ?? undefined).toBeUndefined()
    expect(holds({ [kind]: name, exists: true } as never, lookup)).toBe(false)
  })
  test.each(names)('no event %s was tracked', (name) => expect(find({}, 'event', name)).toBe(0))
  test('unless it was given', () => expect(find({ traits: JSON.parse('{"constructor": "me"}') }, 'trait', 'constructor')).toBe('me'))
})

describe('events are counted', () => {
  const events = { order: [NOW - 40 * DAY, NOW - 3 * DAY, NOW - 1] }
  test('all of them, or those of so many days', () => {
    expect(find({ events }, 'event', 'order')).toBe(3)
    expect(find({ events }, 'event', 'order', 30)).toBe(2)
    expect(find({ events }, 'event', 'order', 1)).toBe(1)
    expect(find({ events }, 'event', 'other')).toBe(0)
  })
  test('at exactly so many days it is over', () => {
    expect(find({ events: { e: [NOW - DAY] } }, 'event', 'e', 1)).toBe(0)
    expect(find({ events: { e: [NOW - DAY + 1] } }, 'event', 'e', 1)).toBe(1)
  })
  test('a time in the future counts as now', () => expect(find({ events: { e: [NOW + DAY] } }, 'event', 'e', 1)).toBe(1))
  test.each([5, 'text', null, { a: 1 }, [null], ['x']])('what storage holds may be broken: %j', (broken) => {
    expect(() => find({ events: { e: broken } }, 'event', 'e', 1)).not.toThrow()
    expect(typeof find({ events: { e: broken } }, 'event', 'e')).toBe('number')
  })
})

describe('days since an event', () => {
  const events = { order: [NOW - 40 * DAY, NOW - 3.5 * DAY, NOW - 2 * DAY] }
  test('the first or the last time', () => {
    expect(find({ events }, 'event', 'order', undefined, 'first')).toBe(40)
    expect(find({ events }, 'event', 'order', undefined, 'last')).toBe(2)
  })
  test('among those of so many days', () => expect(find({ events }, 'event', 'order', 10, 'first')).toBe(3.5))
  test('missing where it never was, or not within so many days', () => {
    expect(find({ events }, 'event', 'other', undefined, 'last')).toBeUndefined()
    expect(find({ events }, 'event', 'order', 1, 'last')).toBeUndefined()
    const lookup = subjects({ traits: {}, personas: [], events, visits: 1, now: NOW })
    expect(holds({ event: 'other', since: 'last', lte: 9 }, lookup)).toBe(false)
    expect(holds({ event: 'other', since: 'last', exists: false }, lookup)).toBe(true)
    expect(holds({ event: 'order', since: 'last', lte: 9 }, lookup)).toBe(true)
  })
  test('a time in the future counts as now', () => expect(find({ events: { e: [NOW + DAY] } }, 'event', 'e', undefined, 'last')).toBe(0))
  test.each([5, 'text', null, { a: 1 }, [null], ['x']])('what storage holds may be broken: %j', (broken) => {
    const found = find({ events: { e: broken } }, 'event', 'e', undefined, 'first')
    expect(found == null || Number.isFinite(found)).toBe(true)
  })
})

describe('personas', () => {
  const personas: Known['personas'] = [
    { id: 'buyer', when: { trait: 'orders', gte: 1 } },
    { id: 'regular', when: { event: 'order', withinDays: 30, gte: 2 } },
    { id: 'nested', when: { any: [{ persona: 'buyer' }, { trait: 'orders', gte: 1 }] } },
    {
      id: 'here',
      when: {
        all: [
          { context: 'path', is: '/cart' },
          { prop: 'total', gt: 1 },
          { context: 'seat', is: 3 },
        ],
      },
    },
  ]
  test('are rules over the same subjects', () => {
    expect(find({ personas, traits: { orders: 1 } }, 'persona', 'buyer')).toBe(true)
    expect(find({ personas }, 'persona', 'buyer')).toBe(false)
    expect(find({ personas, events: { order: [NOW, NOW] } }, 'persona', 'regular')).toBe(true)
    history.replaceState(null, '', '/cart')
    expect(find({ personas, extra: { seat: 3 }, moment: { type: 'event', name: 'x', props: { total: 2 } } }, 'persona', 'here')).toBe(true)
  })
  test('one that is not there is a mistake of the configuration', () => expect(() => find({ personas }, 'persona', 'gone')).toThrow())
  test('do not nest: within a rule none is known', () => {
    // Whether that throws or does not hold is all the same, as long as it never holds and never runs in circles.
    const circle: Known['personas'] = [{ id: 'a', when: { persona: 'a' } }]
    for (const [list, name] of [
      [personas, 'nested'],
      [circle, 'a'],
    ] as const) {
      let found: unknown = false
      try {
        found = find({ personas: list, traits: {} }, 'persona', name)
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError)
      }
      expect(found).toBe(false)
    }
  })
})

describe('the page and the device', () => {
  test('path, search and campaign, read when asked', () => {
    history.replaceState(null, '', '/cart/2?q=a%20b&utm_source=mail&empty=&a.b=c')
    expect(find({}, 'context', 'path')).toBe('/cart/2')
    expect(find({}, 'context', 'query.q')).toBe('a b')
    expect(find({}, 'context', 'query.empty')).toBe('')
    expect(find({}, 'context', 'query.a.b')).toBe('c')
    expect(find({}, 'context', 'utm.source')).toBe('mail')
    expect(find({}, 'context', 'query.utm_source')).toBe('mail')
    for (const name of ['query.none', 'utm.medium', 'query', 'utm', 'query.', 'nothing'])
      expect(find({}, 'context', name) ?? undefined).toBeUndefined()
  })
  test('visits, language, size', () => {
    expect(find({ visits: 4 }, 'context', 'visits')).toBe(4)
    expect(find({}, 'context', 'language')).toBe(navigator.language)
    expect(find({}, 'context', 'viewport.width')).toBe(innerWidth)
    expect(find({}, 'context', 'viewport.height')).toBe(innerHeight)
  })
  test('the address', () => {
    history.replaceState(null, '', '/cart/2?q=1#pay')
    expect(find({}, 'context', 'url')).toBe(location.href)
    expect(find({}, 'context', 'host')).toBe(location.host)
    expect(find({}, 'context', 'hash')).toBe('#pay')
  })
  test('campaign and referrer are those of the page the visit began with, the query is that of this one', () => {
    history.replaceState(null, '', '/cart?utm_source=here&q=1')
    const landing = { referrer: 'https://search.example/', search: '?utm_source=mail&utm_campaign=may&q=2' }
    expect(find({ landing }, 'context', 'utm.source')).toBe('mail')
    expect(find({ landing }, 'context', 'utm.campaign')).toBe('may')
    expect(find({ landing }, 'context', 'utm.medium') ?? undefined).toBeUndefined()
    expect(find({ landing }, 'context', 'query.utm_source')).toBe('here')
    expect(find({ landing }, 'context', 'query.q')).toBe('1')
    expect(find({ landing }, 'context', 'referrer')).toBe('https://search.example/')
    expect(find({ landing: { referrer: '', search: '' } }, 'context', 'referrer') ?? undefined).toBeUndefined()
  })
  test('new or returning', () => {
    expect(find({ visits: 1 }, 'context', 'visitor')).toBe('new')
    expect(find({ visits: 2 }, 'context', 'visitor')).toBe('returning')
  })
  test('the language of the page, the network, fingers', () => {
    document.documentElement.lang = 'fr-CA'
    expect(find({}, 'context', 'lang')).toBe('fr-CA')
    document.documentElement.removeAttribute('lang')
    expect(find({}, 'context', 'lang') ?? undefined).toBeUndefined()
    expect(find({}, 'context', 'online')).toBe(navigator.onLine)
    vi.stubGlobal('navigator', { maxTouchPoints: 5, onLine: false, language: 'en' })
    expect(find({}, 'context', 'touch')).toBe(true)
    expect(find({}, 'context', 'online')).toBe(false)
  })
  test('the country is not guessed', () => {
    expect(find({}, 'context', 'country') ?? undefined).toBeUndefined()
    expect(find({ extra: { country: 'FR' } }, 'context', 'country')).toBe('FR')
  })
  test('no referrer is a missing one', () => expect(find({}, 'context', 'referrer') ?? undefined).toBeUndefined())
  test.each([
    [true, 390, 844, 'mobile'],
    [true, 844, 390, 'mobile'],
    [true, 820, 1180, 'tablet'],
    [false, 1920, 1080, 'desktop'],
    [false, 500, 500, 'desktop'],
  ])('pointed at with fingers: %s, %d × %d is a %s', (isCoarse, width, height, device) => {
    vi.stubGlobal('matchMedia', (query: string) => ({ matches: /coarse/.test(query) && isCoarse }))
    vi.stubGlobal('screen', { width, height })
    expect(find({}, 'context', 'device')).toBe(device)
  })
})

describe('what the page declares', () => {
  const declare = (name: string, content: string) => {
    const meta = document.createElement('meta')
    meta.name = name
    meta.content = content
    document.head.append(meta)
  }
  afterEach(() => {
    for (const meta of document.querySelectorAll('meta[name^=peakend]')) meta.remove()
  })
  test('is asked by its name, and is always a text', () => {
    declare('peakend:page_type', 'product')
    declare('peakend:stock', '5')
    expect(find({}, 'context', 'page_type')).toBe('product')
    expect(find({}, 'context', 'stock')).toBe('5')
    expect(find({}, 'context', 'page') ?? undefined).toBeUndefined()
    expect(find({}, 'trait', 'page_type')).toBeUndefined()
  })
  test('goes before what is built in, and after what was passed with show()', () => {
    declare('peakend:device', 'kiosk')
    expect(find({}, 'context', 'device')).toBe('kiosk')
    expect(find({ extra: { device: 'wall' } }, 'context', 'device')).toBe('wall')
  })
  test('other elements of that name declare nothing', () => {
    const form = document.createElement('form')
    form.setAttribute('name', 'peakend:page_type')
    document.body.append(form)
    expect(find({}, 'context', 'page_type') ?? undefined).toBeUndefined()
    form.remove()
  })
})
