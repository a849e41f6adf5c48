import type { Around } from '../around'
import { safely } from '../chain'
import { createShop } from './commerce'

/** Names of the e-commerce specification that Segment wrote and RudderStack follows: https://segment.com/docs/connections/spec/ecommerce/v2/ */
const events: Readonly<Record<string, string>> = {
  'Product Viewed': 'product_viewed',
  'Cart Viewed': 'cart_viewed',
  'Checkout Started': 'checkout_started',
  'Order Completed': 'order_completed',
}

/** What was tracked by such names, for Peakend. */
export const hearSpec = (around: Around) => {
  const tell = createShop(around)
  return safely((name: unknown, properties: unknown) => {
    const ours = typeof name === 'string' && Object.hasOwn(events, name) && events[name]
    if (!ours) return
    const {
      order_id: orderId,
      total,
      revenue,
      value,
      currency,
      products: items,
      product_id: productId,
      price,
    } = (properties ?? {}) as Readonly<Record<string, unknown>>
    tell(ours, ours === 'product_viewed' ? { productId, price, currency } : { orderId, total: total ?? revenue ?? value, currency, items })
  })
}
