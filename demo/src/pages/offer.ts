import type { Cart } from '../shop/cart'
import { totalsOf } from '../shop/totals'
import type { View } from './view'

/** What somebody who hesitates may want to know of these things, as the page declares it to Peakend. */
export const offer = ({ words, price }: View, cart: Cart): Readonly<Record<string, string>> => {
  if (cart.length === 0) return {}
  const { withDelivery, availability, estimate } = words.services
  const { totalCents, days } = totalsOf(cart)
  return {
    'offer.total': withDelivery(price(totalCents)),
    'offer.availability': availability(Math.min(...cart.map(({ product }) => product.stock))),
    'offer.delivery': estimate(days),
  }
}
