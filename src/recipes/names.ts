/** Every recipe. On a page each is a chunk, `recipe-<name>`. */
export const recipeNames = [
  'post-purchase',
  'checkout-csat',
  'chat-end',
  'peak-end',
  'relationship-nps',
  'exit-reason',
  'pre-purchase',
  'checkout-effort',
  'visit-purpose',
  'page-helpful',
  'friction-help',
  'discovery-source',
  'three-e',
  'product-followup',
  'delivery-received',
  'onboarding',
  'first-use',
  'cancellation',
  'what-do-you-remember',
] as const
export type RecipeName = (typeof recipeNames)[number]
