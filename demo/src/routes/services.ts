import { Hono } from 'hono'
import { homeSteps } from '../goods/home'
import { cartPage } from '../pages/cart'
import { homePage } from '../pages/home'
import { keptPage } from '../pages/kept'
import type { Desk } from '../shop'
import { productBySlug, readCart } from '../shop/cart'
import { getOwn, setOwn } from '../shop/cookies'
import { homeOf, isWhole, readHome, writeHome } from '../shop/home'
import { readKept, withKept, writeKept } from '../shop/kept'
import { readSession } from '../shop/session'
import { formOf } from './form'

/** What the shop does beside selling. */
export const services = ({ view, orders }: Desk): Hono => {
  const app = new Hono()
  /** The parcel is there, or goes back: said on the order's own page. */
  for (const step of ['received', 'return'] as const)
    app.post(`/order/:id/${step}`, (context) => {
      const session = readSession(getOwn(context, 'session'))
      const id = context.req.param('id')
      if (!session || !orders.one(session, id)) return context.notFound()
      orders.note(session, id, step)
      return context.redirect(view(context).href(`/order/${id}`), 303)
    })

  app.post('/account/candles', async (context) => {
    const isOn = (await formOf(context)).get('candles') === 'yes'
    setOwn(context, 'candles', isOn ? 'yes' : '')
    // Where it was pressed, it is said.
    return context.redirect(view(context).href(isOn ? '/account#candles' : '/account?cancelled#candles'), 303)
  })

  app.get('/account/start', (context) => {
    const asked = homeOf(homeSteps.map(({ id }) => context.req.query(id)))
    const isDone = context.req.query('done') !== undefined
    return context.html(homePage(view(context), isDone ? readHome(getOwn(context, 'home')) : asked))
  })
  app.post('/account/start', async (context) => {
    const form = await formOf(context)
    const home = homeOf(homeSteps.map(({ id }) => `${form.get(id)}`))
    if (isWhole(home)) setOwn(context, 'home', writeHome(home))
    return context.redirect(view(context).href(isWhole(home) ? '/account/start?done' : '/account/start'), 303)
  })

  app.get('/kept', (context) =>
    context.html(keptPage(view(context), readKept(getOwn(context, 'kept')), context.req.query('first') !== undefined)),
  )
  app.post('/kept', async (context) => {
    const form = await formOf(context)
    const product = productBySlug(`${form.get('slug')}`)
    const before = getOwn(context, 'kept')
    const isKept = form.get('keep') === 'yes'
    if (product) setOwn(context, 'kept', writeKept(withKept(readKept(before), product, isKept)))
    return context.redirect(view(context).href(product && isKept && before === undefined ? '/kept?first' : '/kept'), 303)
  })

  // No voucher of this shop was ever given out.
  app.get('/cart/voucher', (context) => context.redirect(view(context).href('/cart'), 303))
  app.post('/cart/voucher', async (context) => {
    const voucher = `${(await formOf(context)).get('voucher') ?? ''}`.trim().slice(0, 40)
    return context.html(cartPage(view(context), { cart: readCart(getOwn(context, 'cart')), removed: undefined, pressed: '', voucher }), 422)
  })
  return app
}
