import { CHATS, type Name } from './names'

const chat = ['chat_started', 'chat_ended']
const shop = ['product_viewed', 'cart_viewed', 'checkout_started', 'order_completed']
/** The events that each tells Peakend; one that is not here tells none. */
const events: ReadonlyMap<string, readonly string[]> = new Map<Name, readonly string[]>([
  ...CHATS.map((name) => [name, chat] as const),
  ['ga4', shop],
  ['segment', shop],
  ['rudderstack', shop],
  // A theme says nothing of its checkout.
  ['shopify', shop.filter((event) => event !== 'checkout_started')],
  ['delighted', ['delighted_survey']],
  ['wootric', ['wootric_survey']],
])

/** Those of a list of names, as `data-connect` writes it, that can say one of these events. */
export const whoSays = (names: string, wanted: readonly string[]): readonly string[] =>
  [...new Set(names.split(/\s+/).map((word) => word.split(':')[0] ?? ''))].filter((name) =>
    events.get(name)?.some((event) => wanted.includes(event)),
  )
