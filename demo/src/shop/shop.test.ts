import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { homeSteps } from '../goods/home'
import { products } from '../goods/products'
import { terms } from '../goods/terms'
import type { Product } from '../goods/types'
import { type Cart, MAX_QUANTITY, mostOf, pieces, productBySlug, readCart, withQuantity, writeCart } from './cart'
import { check, type Details, firstNameOf, nothingTyped, typedIn } from './checkout'
import { homeOf, isWhole, readHome, suiting, writeHome } from './home'
import { readKept, withKept, writeKept } from './kept'
import { openOrders } from './orders'
import { search } from './search'
import { newSession, readSession } from './session'
import { totalsOf } from './totals'

const lamp = productBySlug('opaline') as (typeof products)[number]
const soldOut = { ...lamp, stock: 0 }
const slugs = (cart: Cart) => cart.map(({ product, quantity }) => `${product.slug} ${quantity}`)

describe('the cart in its cookie', () => {
  it('comes back as it was', () => {
    const cart = products.filter(({ stock }) => stock > 1).reduce<Cart>((all, product) => withQuantity(all, product, 2), [])
    expect(readCart(writeCart(cart))).toEqual(cart)
    expect(pieces(cart)).toBe(cart.length * 2)
  })
  it.each(['', 'opaline', 'opaline.-1', 'opaline.0', 'opaline.1e9', '__proto__.1', 'nothing.3', '<b>.1', '~~~', 'opaline.2.2', undefined])(
    'is empty for %s',
    (cookie) => expect(readCart(cookie)).toEqual([]),
  )
  it('keeps what makes sense of what does not', () => expect(slugs(readCart('opaline.1~nothing.2~opaline.3'))).toEqual(['opaline 3']))
  it('holds no more than there are, and nothing that is sold out', () => {
    expect(withQuantity([], lamp, 1000)).toEqual([{ product: lamp, quantity: mostOf(lamp) }])
    expect(mostOf(lamp)).toBeLessThanOrEqual(MAX_QUANTITY)
    expect(withQuantity([], soldOut, 1)).toEqual([])
    expect(withQuantity([], lamp, Number.NaN)).toEqual([])
    expect(withQuantity([{ product: lamp, quantity: 2 }], lamp, 0)).toEqual([])
  })
})

describe('totals', () => {
  const of = (cents: number) => totalsOf([{ product: { ...lamp, priceCents: cents }, quantity: 1 }])
  it('add the parcel below the threshold, and say what is missing', () =>
    expect(of(terms.freeDeliveryFromCents - 1)).toMatchObject({ deliveryCents: terms.deliveryCents, toFreeCents: 1 }))
  it('add nothing from the threshold on', () =>
    expect(of(terms.freeDeliveryFromCents)).toMatchObject({ deliveryCents: 0, toFreeCents: 0, totalCents: terms.freeDeliveryFromCents }))
  it('add nothing for what is collected', () =>
    expect(totalsOf([{ product: { ...lamp, priceCents: 100 }, quantity: 3 }], 'workshop')).toMatchObject({ totalCents: 300 }))
})

const ada: Details = {
  name: 'Ada Byron',
  email: 'ada@example.com',
  street: '1 Rue Neuve',
  postcode: '69001',
  city: 'Lyon',
  delivery: 'parcel',
}

describe('the checkout', () => {
  const form = (values: Record<string, string>) => {
    const data = new FormData()
    for (const [name, value] of Object.entries(values)) data.set(name, value)
    return typedIn(data)
  }
  it('takes what is right, without the spaces around it', () =>
    expect(check(form({ ...ada, name: '  Ada Byron ' }))).toEqual({ details: ada }))
  it('names every field that is missing, in the order of the form', () =>
    expect(Object.entries('faults' in check(nothingTyped) ? { ...check(nothingTyped) } : {})).toEqual([
      ['faults', { name: 'missing', email: 'missing', street: 'missing', postcode: 'missing', city: 'missing' }],
    ]))
  it.each(['ada', 'ada@', '@example.com', 'ada@example', 'a b@example.com', 'ada@example..com'])('refuses %s as an address', (email) =>
    expect(check(form({ ...ada, email }))).toEqual({ faults: { email: 'email' } }),
  )
  it('refuses what is too long, and a delivery there is none of', () =>
    expect(check(form({ ...ada, city: 'x'.repeat(121), delivery: 'drone' }))).toEqual({ faults: { city: 'long', delivery: 'missing' } }))
  it('greets by the first name', () => expect([firstNameOf('Ada  Byron'), firstNameOf('')]).toEqual(['Ada', '']))
})

describe('orders', () => {
  const open = () => {
    const folder = mkdtempSync(join(tmpdir(), 'peakend-shop-'))
    const file = join(folder, 'shop.db')
    const orders = openOrders(file, () => Date.parse('2027-03-01T12:00:00Z'))
    onTestFinished(() => {
      orders.close()
      rmSync(folder, { recursive: true })
    })
    return { orders, file }
  }
  const cart = [{ product: lamp, quantity: 2 }]

  it('count upward from A-1001, also after the file was closed', () => {
    const { orders, file } = open()
    const session = newSession()
    expect(orders.place(session, 'one', cart, ada).id).toBe('A-1001')
    const again = openOrders(file)
    expect(again.place(newSession(), 'two', cart, ada).id).toBe('A-1002')
    again.close()
  })
  it('are placed once, however often the form is sent', () => {
    const { orders } = open()
    const session = newSession()
    const first = orders.place(session, 'key', cart, ada)
    expect(orders.place(session, 'key', cart, ada)).toEqual(first)
    expect(orders.of(session)).toEqual([first])
    expect(first).toMatchObject({ ...ada, totalCents: 2 * lamp.priceCents, lines: [{ slug: 'opaline', quantity: 2 }] })
  })
  it('are seen by their customer alone', () => {
    const { orders } = open()
    const [mine, theirs] = [newSession(), newSession()]
    const { id } = orders.place(mine, 'one', cart, ada)
    expect(orders.one(mine, id)?.id).toBe(id)
    for (const wrong of ['A-1', 'A-1001x', "A-1001' OR 1", '']) expect(orders.one(mine, wrong)).toBeUndefined()
    expect(orders.one(theirs, id)).toBeUndefined()
    expect(orders.of(theirs)).toEqual([])
    expect(orders.customer(theirs)).toBeUndefined()
  })
  it('make a customer: an id that says nothing, since the first order', () => {
    const { orders } = open()
    const session = newSession()
    orders.place(session, 'one', cart, ada)
    orders.place(session, 'two', cart, { ...ada, name: 'Grace Hopper' })
    expect(orders.customer(session)).toEqual({
      id: expect.stringMatching(/^C-[0-9a-f]{8}$/),
      firstName: 'Grace',
      orders: 2,
      since: '2027-03-01T12:00:00.000Z',
      returnInProgress: false,
    })
  })
  it('remember when the parcel came and when it was to go back, of their own customer alone', () => {
    const { orders } = open()
    const session = newSession()
    const { id } = orders.place(session, 'one', cart, ada)
    orders.note(newSession(), id, 'received')
    expect(orders.one(session, id)).not.toHaveProperty('receivedAt')
    orders.note(session, id, 'received')
    orders.note(session, id, 'received')
    orders.note(session, id, 'return')
    expect(orders.one(session, id)).toMatchObject({ receivedAt: '2027-03-01T12:00:00.000Z', returnAt: '2027-03-01T12:00:00.000Z' })
    expect(orders.customer(session)).toMatchObject({ returnInProgress: true })
  })
})

describe('a home in its cookie', () => {
  it('comes back as it was, and has something that suits it', () => {
    const home = homeOf(['bedroom', 'reading', 'little'])
    expect([readHome(writeHome(home)), isWhole(home)]).toEqual([home, true])
    expect(suiting(home).map(({ slug }) => slug)).toEqual(['opaline', 'midi', 'lutrin', 'vesper'])
  })
  it('has things of the shop alone for every answer', () => {
    for (const { answers } of homeSteps)
      for (const { suits } of answers) expect(suits.flatMap((slug) => productBySlug(slug) ?? [])).toHaveLength(suits.length)
  })
  it.each([undefined, '', 'reading', 'bedroom.little', '__proto__.1', '<b>'])('is no whole one for %s', (cookie) =>
    expect(isWhole(readHome(cookie))).toBe(false),
  )
})

it('what is kept for later: the newest first, once each, and nothing the shop does not have', () => {
  const [vesper, dune] = [productBySlug('vesper'), productBySlug('dune')] as [Product, Product]
  const kept = withKept(withKept(withKept([], vesper, true), dune, true), vesper, true)
  expect(kept).toEqual([vesper, dune])
  expect(readKept(writeKept(kept))).toEqual(kept)
  expect(withKept(kept, vesper, false)).toEqual([dune])
  expect(readKept('dune~nothing~dune~<b>')).toEqual([dune])
})

it('a session is one of ours, or none', () => {
  const session = newSession()
  expect(readSession(session)).toBe(session)
  for (const wrong of [undefined, '', 'x', `${session}x`, session.replace(/./, '/')]) expect(readSession(wrong)).toBeUndefined()
})

describe('search', () => {
  it('finds by words of either language, without accents or case', () => {
    expect(search('OPALINE', 'en').map(({ slug }) => slug)).toContain('opaline')
    expect(search('lampe a poser', 'fr').map(({ slug }) => slug)).toContain('opaline')
  })
  it('puts names first', () => expect(search('lamp', 'en')[0]?.name.en).toMatch(/lamp/i))
  it.each(['', '   ', '???', 'quux'])('finds nothing for “%s”', (text) => expect(search(text, 'en')).toEqual([]))
})
