import type { Connector } from '../around'
import { safely } from '../chain'
import { watchLayer } from '../layer'
import { createShop } from './commerce'

type Fields = Readonly<Record<string, unknown>>

/** GA4's recommended events: https://developers.google.com/analytics/devguides/collection/ga4/ecommerce */
const events: Readonly<Record<string, string>> = {
  view_item: 'product_viewed',
  view_cart: 'cart_viewed',
  begin_checkout: 'checkout_started',
  purchase: 'order_completed',
}

/** The data layer of Google Tag Manager and gtag.js, `dataLayer` or the name that is given (`ga4:myLayer`): also what was pushed before. */
export const connect: Connector = (around) => {
  const tell = createShop(around)
  const hear = safely((entry: unknown) => {
    // gtag() pushes its `arguments`: an array-like of a command, a name and its fields. Anything may be pushed by anybody.
    const { 0: command, 1: name, 2: given, event = command === 'event' && name, ecommerce } = (entry ?? {}) as Fields & { event?: unknown }
    const ours = typeof event === 'string' && Object.hasOwn(events, event) && events[event]
    if (!ours) return
    const { transaction_id: orderId, value, currency, items } = (ecommerce ?? given ?? entry) as Fields
    if (ours !== 'product_viewed') return tell(ours, { orderId, total: value, currency, items })
    const [first] = (Array.isArray(items) ? items : []) as (Fields | undefined)[]
    return tell(ours, { productId: first?.['item_id'], price: first?.['price'] ?? value, currency: first?.['currency'] ?? currency })
  })
  return watchLayer(around.args?.[0] || 'dataLayer', (entries) => {
    for (const entry of entries) hear(entry)
  })
}
