import { recipe as chatEnd } from './chat-end'
import { recipe as checkoutCsat } from './checkout-csat'
import { recipe as exitReason } from './exit-reason'
import type { RecipeName } from './names'
import { recipe as peakEnd } from './peak-end'
import { recipe as postPurchase } from './post-purchase'
import { recipe as relationshipNps } from './relationship-nps'
import type { Recipe } from './types'

/** Every recipe, by name. */
export const all: Readonly<Record<RecipeName, Recipe<never>>> = {
  'post-purchase': postPurchase,
  'checkout-csat': checkoutCsat,
  'chat-end': chatEnd,
  'peak-end': peakEnd,
  'relationship-nps': relationshipNps,
  'exit-reason': exitReason,
}
