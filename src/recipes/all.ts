import { recipe as cancellation } from './cancellation'
import { recipe as chatEnd } from './chat-end'
import { recipe as checkoutCsat } from './checkout-csat'
import { recipe as checkoutEffort } from './checkout-effort'
import { recipe as deliveryReceived } from './delivery-received'
import { recipe as discoverySource } from './discovery-source'
import { recipe as exitReason } from './exit-reason'
import { recipe as firstUse } from './first-use'
import { recipe as frictionHelp } from './friction-help'
import type { RecipeName } from './names'
import { recipe as onboarding } from './onboarding'
import { recipe as pageHelpful } from './page-helpful'
import { recipe as peakEnd } from './peak-end'
import { recipe as postPurchase } from './post-purchase'
import { recipe as prePurchase } from './pre-purchase'
import { recipe as productFollowup } from './product-followup'
import { recipe as relationshipNps } from './relationship-nps'
import { recipe as threeE } from './three-e'
import type { Recipe } from './types'
import { recipe as visitPurpose } from './visit-purpose'
import { recipe as whatDoYouRemember } from './what-do-you-remember'

/** Every recipe, by name. */
export const all: Readonly<Record<RecipeName, Recipe<never>>> = {
  'post-purchase': postPurchase,
  'checkout-csat': checkoutCsat,
  'chat-end': chatEnd,
  'peak-end': peakEnd,
  'relationship-nps': relationshipNps,
  'exit-reason': exitReason,
  'pre-purchase': prePurchase,
  'checkout-effort': checkoutEffort,
  'visit-purpose': visitPurpose,
  'page-helpful': pageHelpful,
  'friction-help': frictionHelp,
  'discovery-source': discoverySource,
  'three-e': threeE,
  'product-followup': productFollowup,
  'delivery-received': deliveryReceived,
  onboarding: onboarding,
  'first-use': firstUse,
  cancellation: cancellation,
  'what-do-you-remember': whatDoYouRemember,
}
