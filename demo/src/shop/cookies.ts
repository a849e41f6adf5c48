/** The cookies of the shop. `consent` is read by the page's script, which writes it too; the others are the server's alone. */
import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** Who visits, and how they like it. */
const names = ['cart', 'session', 'consent', 'theme', 'kept', 'home', 'candles'] as const
/** What is tried stays with whoever tries the shop, as another visitor too. */
type Name = (typeof names)[number] | 'recipe'

/** Seconds: a cart, a customer and a choice are kept for half a year. */
const MAX_AGE = 182 * 24 * 3600

const full = (name: Name): string => `shop-${name}`

export const getOwn = (context: Context, name: Name): string | undefined => getCookie(context, full(name))

export const setOwn = (context: Context, name: Name, value: string): void =>
  setCookie(context, full(name), value, {
    path: '/',
    sameSite: 'Lax',
    httpOnly: name !== 'consent',
    maxAge: MAX_AGE,
    secure: new URL(context.req.url).protocol === 'https:' || context.req.header('x-forwarded-proto') === 'https',
  })

/** As if nobody had ever been here. */
export const forgetAll = (context: Context): void => {
  for (const name of names) deleteCookie(context, full(name), { path: '/' })
}
