import type { Around } from '../around'

/** A purchase, a basket or an article, as whoever tells of it calls things. All of it is of others: nothing has to be what it should. */
export interface Told {
  readonly orderId?: unknown
  readonly total?: unknown
  readonly currency?: unknown
  /** Articles, each with how many of it there are, if it says so. */
  readonly items?: unknown
  readonly productId?: unknown
  readonly price?: unknown
}

const text = (value: unknown) => (/^(string|number)$/.test(typeof value) && value !== '' ? `${value}` : undefined)
/** Amounts come as texts, too: `"129.00"`. */
const amount = (value: unknown) => (text(value)?.trim() && Number.isFinite(Number(value)) ? Number(value) : undefined)
/** How many pieces: two of one article are two. */
const pieces = (items: unknown) =>
  Array.isArray(items) ? items.reduce((sum: number, item) => sum + (amount(item?.quantity) ?? 1), 0) : undefined

/** Tells Peakend, in its own words; an order once. What is not known is left out. */
export const createShop = ({ handle }: Pick<Around, 'handle'>) => {
  const orders = new Set<string>()
  return (event: string, { orderId, total, currency, items, productId, price }: Told) => {
    const order = text(orderId)
    if (event === 'order_completed' && order) {
      if (orders.has(order)) return
      orders.add(order)
    }
    const props = {
      order_id: event === 'order_completed' ? order : undefined,
      product_id: text(productId),
      total: amount(total),
      price: amount(price),
      currency: text(currency),
      items: pieces(items),
    }
    handle.track(event, Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)))
  }
}
