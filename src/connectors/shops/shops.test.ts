import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Around, Connector } from '../around'
import { anEmitter, aPage, page } from '../testing'
import * as ga4 from './ga4'
import * as rudderstack from './rudderstack'
import * as segment from './segment'
import * as shopify from './shopify'

const stops: (() => void)[] = []
beforeEach(() => void vi.useFakeTimers())
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  for (const name of ['dataLayer', 'shopLayer', 'analytics', 'rudderanalytics']) delete page[name]
  localStorage.clear()
  vi.useRealTimers()
})
const begin = (connect: Connector, { args, ...more }: Partial<Around> = {}) => {
  const { start, tracked } = aPage(more)
  const stop = start(connect, args)
  stops.push(stop)
  return { tracked, stop }
}
const order = { order_id: 'A-1', total: 129, currency: 'EUR', items: 3 }
const items = [
  { item_id: 'lamp', item_name: 'Lamp', price: 39, quantity: 2 },
  { item_id: 'bulb', price: '51.00' },
]

describe('GA4, in the data layer', () => {
  const layer = () => page['dataLayer'] as unknown[]
  const purchase = { event: 'purchase', ecommerce: { transaction_id: 'A-1', value: '129.00', currency: 'EUR', items } }
  /** As Google's snippet writes it: the arguments object itself is pushed. */
  function gtag(..._: unknown[]) {
    // biome-ignore lint/complexity/noArguments: an arguments object is what is pushed.
    layer().push(arguments)
  }

  test('each of its four events, and no other', () => {
    const { tracked } = begin(ga4.connect)
    layer().push({ event: 'view_item', ecommerce: { currency: 'EUR', value: 39, items } })
    layer().push({ ecommerce: null }, { event: 'add_to_cart', ecommerce: { items } }, { event: 'peakend_shown', survey: 'x' })
    layer().push({ event: 'view_cart', ecommerce: { currency: 'EUR', value: 129, items } })
    layer().push({ event: 'begin_checkout', ecommerce: { currency: 'EUR', value: 129, items } })
    layer().push(purchase)
    expect(tracked).toEqual([
      ['product_viewed', { product_id: 'lamp', price: 39, currency: 'EUR' }],
      ['cart_viewed', { total: 129, currency: 'EUR', items: 3 }],
      ['checkout_started', { total: 129, currency: 'EUR', items: 3 }],
      ['order_completed', order],
    ])
  })
  test('also those pushed before, by gtag, with the fields beside the name, or in a layer of another name', () => {
    page['dataLayer'] = []
    gtag('event', 'purchase', { transaction_id: 'A-1', value: 129, currency: 'EUR', items })
    layer().push({ event: 'purchase', transaction_id: 'A-2', value: 5 })
    const { tracked } = begin(ga4.connect)
    expect(tracked).toEqual([
      ['order_completed', order],
      ['order_completed', { order_id: 'A-2', total: 5 }],
    ])
    page['shopLayer'] = [purchase]
    expect(begin(ga4.connect, { args: ['shopLayer'] }).tracked).toEqual([['order_completed', order]])
  })
  test('an order is told once', () => {
    const { tracked } = begin(ga4.connect)
    layer().push(purchase, purchase)
    expect(tracked).toHaveLength(1)
  })
  test('what is not said is left out', () => {
    const { tracked } = begin(ga4.connect)
    layer().push({ event: 'purchase', ecommerce: { transaction_id: '', value: 'free', items: 'two' } }, { event: 'view_item' })
    expect(tracked).toEqual([
      ['order_completed', {}],
      ['product_viewed', {}],
    ])
  })
  test('its stop gives the layer back, and a layer of ours goes', () => {
    const { stop } = begin(ga4.connect)
    stop()
    expect(page).not.toHaveProperty('dataLayer')
    page['dataLayer'] = [purchase]
    const { push } = layer()
    const second = begin(ga4.connect)
    second.stop()
    expect(layer().push).toBe(push)
    layer().push({ ...purchase, ecommerce: { transaction_id: 'A-3' } })
    expect(second.tracked).toHaveLength(1)
  })
  test('property: whatever is pushed is passed on, and nothing is thrown', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.anything(), fc.record({ event: fc.constantFrom('purchase', 'view_item'), ecommerce: fc.anything() }))),
        (entries) => {
          page['dataLayer'] = []
          const { stop } = begin(ga4.connect)
          for (const entry of entries) layer().push(entry)
          expect([...layer()]).toEqual(entries)
          stop()
        },
      ),
    )
  })
})

const products = [{ product_id: 'lamp', quantity: 2 }, { product_id: 'bulb' }]
const spec = [
  ['Product Viewed', { product_id: 'lamp', price: 39, currency: 'EUR' }],
  ['Cart Viewed', { products }],
  ['Checkout Started', { order_id: 'draft', value: 129, currency: 'EUR', products }],
  ['Order Completed', { order_id: 'A-1', revenue: 129, currency: 'EUR', products }],
  ['Button Clicked', { order_id: 'A-1' }],
] as const
const told = [
  ['product_viewed', { product_id: 'lamp', price: 39, currency: 'EUR' }],
  ['cart_viewed', { items: 3 }],
  ['checkout_started', { total: 129, currency: 'EUR', items: 3 }],
  ['order_completed', order],
]

describe('Segment', () => {
  test('hears what is tracked, from when it is there, until its stop', () => {
    const { tracked, stop } = begin(segment.connect)
    const analytics = anEmitter()
    page['analytics'] = analytics
    vi.advanceTimersByTime(60_000)
    for (const [name, props] of spec) analytics.fire('track', name, props, {})
    expect(tracked).toEqual(told)
    stop()
    analytics.fire('track', 'Order Completed', { order_id: 'A-2' })
    expect(tracked).toHaveLength(4)
    expect(analytics.count()).toBe(0)
  })
  test('property: whatever it hands over, nothing is thrown', () => {
    const analytics = anEmitter()
    page['analytics'] = analytics
    begin(segment.connect)
    const names = fc.oneof(fc.constantFrom(...spec.map(([name]) => name)), fc.anything())
    fc.assert(fc.property(names, fc.anything(), (name, props) => void analytics.fire('track', name, props)))
  })
})

describe('RudderStack', () => {
  /** Its queue, as its snippet makes it. */
  const queue = () => {
    const calls: unknown[][] & { track?: unknown; ready?: unknown } = []
    const readies: (() => void)[] = []
    calls.track = (...args: unknown[]) => void calls.push(['track', ...args])
    calls.ready = (fn: () => void) => void readies.push(fn)
    page['rudderanalytics'] = calls
    const load = (api: object) => {
      page['rudderanalytics'] = api
      for (const ready of readies) ready()
    }
    return { calls, load }
  }
  const track = (...args: unknown[]) => (page['rudderanalytics'] as { track(...args: unknown[]): unknown }).track(...args)

  test('what waits in its queue, what is queued, and what is tracked when it has loaded; its own function is called as before', () => {
    const { calls, load } = queue()
    track(...spec[0])
    const { tracked, stop } = begin(rudderstack.connect)
    track(...spec[1])
    expect(calls).toHaveLength(2)
    const theirs = vi.fn(() => 'theirs')
    const api = { track: theirs }
    load(api)
    track(...spec[2])
    expect(track(...spec[3])).toBe('theirs')
    expect(tracked).toEqual(told)
    expect(theirs.mock.calls).toEqual([spec[2], spec[3]])
    stop()
    expect(api.track).toBe(theirs)
  })
  test('loaded already, or stopped before it has', () => {
    page['rudderanalytics'] = { track() {} }
    const { tracked } = begin(rudderstack.connect)
    track(...spec[3])
    expect(tracked).toEqual([told[3]])
    const { load } = queue()
    const second = begin(rudderstack.connect)
    second.stop()
    load({ track() {} })
    track(...spec[3])
    expect(second.tracked).toEqual([])
  })
})

describe('Shopify', () => {
  const fire = (type: string, what: object) => document.dispatchEvent(Object.assign(new Event(type, { bubbles: true }), what))
  const price = { amount: '39.0', currencyCode: 'EUR' }
  test('an article and a basket, as its themes tell of them; a card in a list is no visit', () => {
    const { tracked, stop } = begin(shopify.connect)
    const product = { id: 'gid://shopify/Product/1', title: 'Lamp', selectedVariant: { price } }
    fire('shopify:product:view', { context: 'collection', product })
    fire('shopify:product:view', { context: 'page', product })
    fire('shopify:cart:view', { context: 'dialog', cart: { cost: { totalAmount: price }, lines: [{ quantity: 2 }, { quantity: 1 }] } })
    fire('shopify:cart:view', { cart: null })
    fire('shopify:product:view', {})
    expect(tracked).toEqual([
      ['product_viewed', { product_id: 'gid://shopify/Product/1', price: 39, currency: 'EUR' }],
      ['cart_viewed', { total: 39, currency: 'EUR', items: 3 }],
      ['cart_viewed', {}],
    ])
    stop()
    fire('shopify:cart:view', { cart: null })
    expect(tracked).toHaveLength(3)
  })
  test('an order that the shop’s pixel noted is told on the next page, once, and only to a visitor who has agreed', () => {
    const note = JSON.stringify({ order_id: 'A-1', total: '129.00', currency: 'EUR', items: [{ quantity: 2 }, { quantity: 1 }] })
    localStorage['peakend-order'] = note
    expect(begin(shopify.connect).tracked).toEqual([])
    expect(begin(shopify.connect, { level: () => 'none' }).tracked).toEqual([])
    expect(localStorage['peakend-order']).toBe(note)
    expect(begin(shopify.connect, { level: () => 'session' }).tracked).toEqual([['order_completed', order]])
    expect(localStorage).toHaveLength(0)
    localStorage['peakend-order'] = '{'
    expect(begin(shopify.connect, { level: () => 'session' }).tracked).toEqual([])
  })
})
