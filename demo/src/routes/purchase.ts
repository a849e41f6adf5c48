import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { accountPage } from '../pages/account'
import { cartPage } from '../pages/cart'
import { checkoutPage } from '../pages/checkout'
import { orderPage } from '../pages/order'
import type { Desk } from '../shop'
import { type Cart, productBySlug, quantityOf, readCart, withQuantity, writeCart } from '../shop/cart'
import { check, nothingTyped, typedIn } from '../shop/checkout'
import { getOwn, setOwn } from '../shop/cookies'
import { readHome } from '../shop/home'
import { newSession, readSession } from '../shop/session'
import { formOf } from './form'

/** An order is news for so long; read later, its page confirms nothing. */
const NEWS_MS = 30 * 60_000

const cartOf = (context: Context): Cart => readCart(getOwn(context, 'cart'))
const sessionOf = (context: Context): string | undefined => readSession(getOwn(context, 'session'))

/** From the cart to the account. */
export const purchase = ({ view, orders, now }: Desk): Hono => {
  const app = new Hono()
  app.get('/cart', (context) => {
    const [removed] = readCart(context.req.query('removed'))
    return context.html(cartPage(view(context), { cart: cartOf(context), removed, pressed: context.req.query('pressed') ?? '' }))
  })
  app.post('/cart', async (context) => {
    const form = await formOf(context)
    const product = productBySlug(`${form.get('slug')}`)
    const { href } = view(context)
    if (!product) return context.redirect(href('/cart'), 303)
    const cart = cartOf(context)
    const before = quantityOf(cart, product)
    const set = form.get('set')
    const quantity = set === null ? before + Math.max(0, Number(form.get('add')) || 0) : Number(set)
    const after = withQuantity(cart, product, quantity)
    const isFewer = quantityOf(after, product) < before
    setOwn(context, 'cart', writeCart(after))
    // The next page keeps the focus on what was pressed, or offers what was taken out.
    const query =
      set === null || before === 0
        ? ''
        : quantityOf(after, product) === 0
          ? `?removed=${product.slug}.${before}`
          : `?pressed=${isFewer ? 'fewer' : 'more'}-${product.slug}`
    return context.redirect(href(`/cart${query}`), 303)
  })

  app.get('/checkout', (context) => {
    const cart = cartOf(context)
    const desk = view(context)
    if (cart.length === 0) return context.redirect(desk.href('/cart'), 303)
    return context.html(checkoutPage(desk, { cart, typed: nothingTyped, faults: {}, key: randomUUID() }))
  })
  app.post('/checkout', async (context) => {
    const form = await formOf(context)
    const cart = cartOf(context)
    const desk = view(context)
    const session = sessionOf(context) ?? newSession()
    const key = `${form.get('key')}`.slice(0, 64)
    // Sent twice: the first has emptied the cart.
    const before = orders.placed(session, key)
    if (before) return context.redirect(desk.href(`/order/${before.id}`), 303)
    if (cart.length === 0) return context.redirect(desk.href('/cart'), 303)
    const typed = typedIn(form)
    const checked = check(typed)
    if ('faults' in checked) return context.html(checkoutPage(desk, { cart, typed, faults: checked.faults, key }), 422)
    const { id } = orders.place(session, key, cart, checked.details)
    setOwn(context, 'session', session)
    setOwn(context, 'cart', '')
    return context.redirect(desk.href(`/order/${id}`), 303)
  })

  app.get('/order/:id', (context) => {
    const session = sessionOf(context)
    const order = session && orders.one(session, context.req.param('id'))
    if (!order) return context.notFound()
    const { placedAt, receivedAt, returnAt } = order
    return context.html(orderPage(view(context), order, now() - Date.parse(returnAt ?? receivedAt ?? placedAt) < NEWS_MS))
  })
  app.get('/account', (context) => {
    const session = sessionOf(context)
    return context.html(
      accountPage(view(context), session ? orders.of(session) : [], {
        candles: getOwn(context, 'candles') === 'yes',
        cancelled: context.req.query('cancelled') !== undefined && getOwn(context, 'candles') !== 'yes',
        home: readHome(getOwn(context, 'home')),
      }),
    )
  })
  return app
}
