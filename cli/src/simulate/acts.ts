/** What a visitor does on a page of the shop beside looking at it: what the shop would track, and when it is no moment to be asked. */
import { between, type Random } from './random'
import type { Act, Shop, View } from './shop'
import type { VisitMoment } from './visits'
import type { Wanted } from './wanted'

const DAY = 864e5
/** Share of the visits to the help pages that end in a chat; of the orders that are called off; of the pages on which anything else happens. */
const CHATS = 0.35
const CANCELS = 0.02
const OTHER = 0.04

/** Remembers what one visitor ordered, from visit to visit. */
export const acts = (shop: Shop, wanted: Wanted, id: string) => {
  let orders = 0
  let chats = 0
  /** When the last order will be there. */
  let delivery = Number.POSITIVE_INFINITY
  return (view: View, now: number, random: Random): readonly VisitMoment[] => {
    const moments: VisitMoment[] = []
    const track = (act: Act, at: number, props: Readonly<Record<string, unknown>>) => {
      for (const name of shop.events[act]) {
        const own = wanted.props.get(name) ?? []
        const drawn = Object.fromEntries([...own].map(([prop, draw]) => [prop, draw(random)]))
        moments.push({ at: Math.min(at, view.seconds), type: 'event', name, props: { ...drawn, ...props } })
      }
    }
    /** It is no quiet moment from here to there. */
    const busy = (code: string, from: number, until: number) => {
      if (until >= view.seconds || from >= until) return
      moments.push({ at: from, type: 'quiet', name: code }, { at: until, type: 'quiet', name: '' })
    }
    /** As connectors tell it. */
    const ended = (random: Random) => {
      const said = between(random, 0, 8)
      return {
        conversation_id: `${id}-c${chats}`,
        visitor_messages: said,
        replies: said && between(random, 1, 8),
        answered_by: random() < 0.2 ? 'both' : 'bot',
        length_seconds: between(random, 20, 900),
      }
    }
    const order = () => ({ order_id: `${id}-${orders}` })
    if (delivery <= now) {
      track('delivery', 1, order())
      delivery = Number.POSITIVE_INFINITY
    }
    switch (view.role) {
      case 'product':
        track('product', 1, { product_id: `p${between(random, 1, 200)}`, price: between(random, 10, 200) })
        break
      case 'search':
        track('search', 1, { results: random() < 0.1 ? 0 : between(random, 1, 60) })
        break
      case 'cart':
        track('cart', 1, { items: between(random, 1, 4) })
        break
      case 'checkout':
        track('checkout', 1, {})
        busy('typing', 5, view.seconds * 0.7)
        break
      case 'order':
        orders++
        delivery = now + between(random, 3, 6) * DAY
        // Who has just ordered is a customer with one order more.
        moments.push({ at: 0.5, type: 'identify', name: '' })
        track('order', 1, { ...order(), total: between(random, 20, 250), items: between(random, 1, 4) })
        break
      case 'account':
        track('account', 1, {})
        if (orders && random() < CANCELS) track('cancel', 10, order())
        break
      case 'help':
        if (random() >= CHATS) break
        chats++
        track('chatStart', 4, { conversation_id: `${id}-c${chats}` })
        busy('typing', 8, view.seconds * 0.6)
        track('chat', view.seconds * 0.7, ended(random))
    }
    if (shop.events.other[0] && random() < OTHER) track('other', view.seconds / 2, {})
    return moments
  }
}
