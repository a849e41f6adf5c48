import type { Context, Handler } from 'hono'
import { recipeNames } from 'peakend/recipes'
import { consents, themes, type Visitor } from '../pages/view'
import { pieces, readCart } from '../shop/cart'
import { getOwn, setOwn } from '../shop/cookies'
import type { Orders } from '../shop/orders'
import { readSession } from '../shop/session'
import { formOf } from './form'

/** One of these, or nothing: a cookie and a form may hold anything. */
const oneOf = <Value extends string>(values: readonly Value[], given: unknown): Value | undefined => values.find((value) => value === given)

/** Who asks, as far as the cookies say something that can be. */
export const visitorOf = (context: Context, orders: Orders): Visitor => {
  const session = readSession(getOwn(context, 'session'))
  return {
    theme: oneOf(themes, getOwn(context, 'theme')) ?? 'auto',
    consent: oneOf(consents, getOwn(context, 'consent')),
    pieces: pieces(readCart(getOwn(context, 'cart'))),
    customer: session ? orders.customer(session) : undefined,
    recipe: oneOf(recipeNames, getOwn(context, 'recipe')),
  }
}

/** The page of this shop a form was on, if the browser says so and it is of this kind. */
export const backTo = (context: Context, kind = /^\//): string | undefined => {
  const referer = context.req.header('referer')
  if (!referer || !URL.canParse(referer)) return undefined
  const { host, pathname, search } = new URL(referer)
  return host === context.req.header('host') && kind.test(pathname) && !pathname.startsWith('//') ? pathname + search : undefined
}

/** Keeps a choice, and goes back to where it was made. */
export const choose: Handler = async (context) => {
  const form = await formOf(context)
  const theme = oneOf(themes, form.get('theme'))
  const consent = oneOf(consents, form.get('consent'))
  if (theme) setOwn(context, 'theme', theme)
  if (consent) setOwn(context, 'consent', consent)
  return context.redirect(backTo(context) ?? '/', 303)
}
