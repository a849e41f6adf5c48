import { terms } from '../goods/terms'
import type { Cart } from './cart'

/** How an order reaches its customer. */
export const deliveries = ['parcel', 'workshop'] as const
export type Delivery = (typeof deliveries)[number]

/** Euro cents, taxes included. */
export interface Totals {
  readonly goodsCents: number
  readonly deliveryCents: number
  readonly totalCents: number
  /** What is missing for a parcel that costs nothing. */
  readonly toFreeCents: number
  /** Working days until the slowest of it is there. */
  readonly days: number
}

/** What a cart costs, delivery included: said from the first page of the cart on. */
export const totalsOf = (cart: Cart, delivery: Delivery = 'parcel'): Totals => {
  const goodsCents = cart.reduce((sum, { product, quantity }) => sum + product.priceCents * quantity, 0)
  const toFreeCents = Math.max(0, terms.freeDeliveryFromCents - goodsCents)
  const deliveryCents = delivery === 'parcel' && toFreeCents > 0 ? terms.deliveryCents : 0
  return {
    goodsCents,
    deliveryCents,
    totalCents: goodsCents + deliveryCents,
    toFreeCents,
    days: Math.max(0, ...cart.map(({ product }) => product.deliveryDays)),
  }
}
