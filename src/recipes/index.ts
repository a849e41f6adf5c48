/** `peakend/recipes`: ready-made surveys of the journey, as functions. Importing does nothing. */
import type { Config, Persona } from '../survey/config'
import { recipe as chatEndRecipe } from './chat-end'
import { recipe as checkoutCsatRecipe } from './checkout-csat'
import { recipe as exitReasonRecipe } from './exit-reason'
import { recipe as peakEndRecipe } from './peak-end'
import { recipe as postPurchaseRecipe } from './post-purchase'
import { callable } from './prepare'
import { recipe as relationshipNpsRecipe } from './relationship-nps'
import type { Made } from './types'

export type * from '../survey/config'
export type { ChatEndOptions } from './chat-end'
export type { CheckoutCsatOptions } from './checkout-csat'
export { RecipeError } from './error'
export type { ExitReasonOptions } from './exit-reason'
export { type RecipeName, recipeNames } from './names'
export type { PeakEndOptions } from './peak-end'
export type { PostPurchaseOptions } from './post-purchase'
export { expand } from './prepare'
export type { RelationshipNpsOptions } from './relationship-nps'
export type { Channel, CommonOptions, Fact, HelpOptions, Made } from './types'

export const postPurchase = callable(postPurchaseRecipe)
export const checkoutCsat = callable(checkoutCsatRecipe)
export const chatEnd = callable(chatEndRecipe)
export const peakEnd = callable(peakEndRecipe)
export const relationshipNps = callable(relationshipNpsRecipe)
export const exitReason = callable(exitReasonRecipe)

/** A configuration of what recipes made, with the personas and the names for `send` they need, each once. */
export const configOf = (...made: readonly Made[]): Config => {
  const personas = new Map<string, Persona>(made.flatMap((one) => (one.personas ?? []).map((persona) => [persona.id, persona] as const)))
  const send = new Set(made.flatMap((one) => one.send ?? []))
  return {
    version: 1,
    ...(personas.size && { personas: [...personas.values()] }),
    ...(send.size && { send: [...send] }),
    surveys: made.map(({ survey }) => survey),
  }
}
