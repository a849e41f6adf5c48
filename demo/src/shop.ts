/** The shop: a page for every address, in two languages, and nothing kept but orders. It knows of Peakend what any site does. */
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Pages, staticRoutes } from '@peakend/collector'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { gallery } from './gallery/route'
import type { Language } from './goods/types'
import { missingPage } from './pages/missing'
import { createView, type View } from './pages/view'
import { policy } from './policy'
import { recipes } from './recipes/route'
import { browse } from './routes/browse'
import { purchase } from './routes/purchase'
import { services } from './routes/services'
import { backTo, choose, visitorOf } from './routes/visitor'
import { forgetAll } from './shop/cookies'
import { type Orders, openOrders } from './shop/orders'

/** No form of this shop needs more. */
const MAX_FORM_BYTES = 64 * 1024

const headers = {
  'content-security-policy': policy,
  // Every page depends on cookies, and Back should bring back a page, not a stale cart.
  'cache-control': 'private, no-cache',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
}

/** What the routes of one language stand on. */
export interface Desk {
  readonly language: Language
  readonly orders: Orders
  readonly now: () => number
  readonly view: (context: Context) => View
}

export interface ShopOptions {
  /** Folder of the database. */
  readonly dataDir: string
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
}
export interface Shop {
  readonly pages: Pages
  readonly close: () => void
}

/** The shop's own folder, from its source and from its bundle alike. */
export const shopFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder))
    if (existsSync(join(folder, 'peakend.json')) || folder === dirname(folder)) return folder
}

const prefixes: readonly (readonly [Language, string])[] = [
  ['fr', '/fr'],
  ['en', ''],
]

export const createShop = ({ dataDir, now = Date.now }: ShopOptions): Shop => {
  const orders = openOrders(join(dataDir, 'shop.db'), now)
  const folder = shopFolder()
  const app = new Hono()
  const deskOf = (language: Language, prefix: string): Desk => ({
    language,
    orders,
    now,
    view: (context) => {
      const { pathname, search } = new URL(context.req.url)
      return createView(language, `${pathname.slice(prefix.length) || '/'}${search}`, visitorOf(context, orders))
    },
  })
  const desks = new Map(prefixes.map(([language, prefix]) => [prefix, deskOf(language, prefix)]))

  app.route('/', staticRoutes({ folders: [join(folder, 'public'), join(folder, 'dist/public')] }))
  // Before a page is made, so that pages may add to them.
  app.use(async (context, next) => {
    for (const [name, value] of Object.entries(headers)) context.header(name, value)
    await next()
  })
  app.use(csrf())
  app.use(bodyLimit({ maxSize: MAX_FORM_BYTES }))
  app.route('/', gallery())
  app.post('/settings', choose)
  app.post('/new-visitor', (context) => {
    forgetAll(context)
    return context.redirect(backTo(context, /^\/fr\//) ? '/fr/' : '/', 303)
  })
  for (const [prefix, desk] of desks) {
    if (prefix) app.get(prefix, (context) => context.redirect(`${prefix}/`, 301))
    app.route(`${prefix}/`, browse(desk))
    app.route(`${prefix}/`, purchase(desk))
    app.route(`${prefix}/`, services(desk))
    app.route(`${prefix}/`, recipes(desk))
  }
  app.notFound((context) => {
    const [, prefix = ''] = /^(\/fr)(\/|$)/.exec(context.req.path) ?? []
    const view = desks.get(prefix)?.view(context)
    return view ? context.html(missingPage(view), 404) : context.text('', 404)
  })
  return { pages: (request) => app.fetch(request), close: orders.close }
}
