import type { Connector } from '../around'
import { safely } from '../chain'
import { createShop } from './commerce'

/** What a pixel of the shop leaves for the next page that may ask: the confirmation page itself is closed to scripts. */
const NOTE = 'peakend-order'

interface Money {
  readonly amount?: unknown
  readonly currencyCode?: unknown
}
/** What is read of the events that themes fire: https://shopify.dev/docs/storefronts/themes/best-practices/standard-events */
interface Fired {
  readonly context?: unknown
  readonly product?: { readonly id?: unknown; readonly selectedVariant?: { readonly price?: Money } | null }
  readonly cart?: { readonly cost?: { readonly totalAmount?: Money }; readonly lines?: unknown } | null
}

/** Shopify: the standard events of its themes, and the order that a custom pixel has noted. */
export const connect: Connector = (around) => {
  const tell = createShop(around)
  const heard: Readonly<Record<string, (fired: Fired) => unknown>> = {
    'shopify:product:view'({ context, product }) {
      const price = product?.selectedVariant?.price
      // Cards in a list are no visit to an article.
      if (context === 'page') tell('product_viewed', { productId: product?.id, price: price?.amount, currency: price?.currencyCode })
    },
    'shopify:cart:view'({ cart }) {
      const total = cart?.cost?.totalAmount
      tell('cart_viewed', { total: total?.amount, currency: total?.currencyCode, items: cart?.lines })
    },
  }
  const listeners = Object.entries(heard).map(([type, fn]) => [type, safely((event: Event) => fn(event as Fired))] as const)
  for (const [type, fn] of listeners) document.addEventListener(type, fn)
  // Nothing is read from a device whose visitor has not agreed to it.
  if (around.level && around.level() !== 'none')
    safely(() => {
      const note = localStorage[NOTE]
      if (!note) return
      delete localStorage[NOTE]
      const { order_id: orderId, total, currency, items } = JSON.parse(note)
      tell('order_completed', { orderId, total, currency, items })
    })()
  return () => {
    for (const [type, fn] of listeners) document.removeEventListener(type, fn)
  }
}
