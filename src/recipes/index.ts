/** `peakend/recipes`: ready-made surveys of the journey, as functions. Importing does nothing. */
import type { Config, Persona } from '../survey/config'
import { recipe as cancellationRecipe } from './cancellation'
import { recipe as chatEndRecipe } from './chat-end'
import { recipe as checkoutCsatRecipe } from './checkout-csat'
import { recipe as checkoutEffortRecipe } from './checkout-effort'
import { recipe as deliveryReceivedRecipe } from './delivery-received'
import { recipe as discoverySourceRecipe } from './discovery-source'
import { recipe as exitReasonRecipe } from './exit-reason'
import { recipe as firstUseRecipe } from './first-use'
import { recipe as frictionHelpRecipe } from './friction-help'
import { recipe as onboardingRecipe } from './onboarding'
import { recipe as pageHelpfulRecipe } from './page-helpful'
import { recipe as peakEndRecipe } from './peak-end'
import { recipe as postPurchaseRecipe } from './post-purchase'
import { recipe as prePurchaseRecipe } from './pre-purchase'
import { callable } from './prepare'
import { recipe as productFollowupRecipe } from './product-followup'
import { recipe as relationshipNpsRecipe } from './relationship-nps'
import { recipe as threeERecipe } from './three-e'
import type { Made } from './types'
import { recipe as visitPurposeRecipe } from './visit-purpose'
import { recipe as whatDoYouRememberRecipe } from './what-do-you-remember'

export type * from '../survey/config'
export { about } from './about'
export type { CancellationOptions } from './cancellation'
export type { ChatEndOptions } from './chat-end'
export type { CheckoutCsatOptions } from './checkout-csat'
export type { CheckoutEffortOptions } from './checkout-effort'
export type { DeliveryReceivedOptions } from './delivery-received'
export type { DiscoverySourceOptions } from './discovery-source'
export { RecipeError } from './error'
export type { ExitReasonOptions } from './exit-reason'
export type { FirstUseOptions } from './first-use'
export type { FrictionHelpOptions } from './friction-help'
export { type RecipeName, recipeNames } from './names'
export type { OnboardingOptions } from './onboarding'
export type { PageHelpfulOptions } from './page-helpful'
export type { PeakEndOptions } from './peak-end'
export type { PostPurchaseOptions } from './post-purchase'
export type { PrePurchaseOptions } from './pre-purchase'
export { expand } from './prepare'
export type { ProductFollowupOptions } from './product-followup'
export type { RelationshipNpsOptions } from './relationship-nps'
export type { ThreeEOptions } from './three-e'
export type { Channel, CommonOptions, Fact, HelpOptions, Made } from './types'
export type { VisitPurposeOptions } from './visit-purpose'
export type { WhatDoYouRememberOptions } from './what-do-you-remember'

export const postPurchase = callable(postPurchaseRecipe)
export const checkoutCsat = callable(checkoutCsatRecipe)
export const chatEnd = callable(chatEndRecipe)
export const peakEnd = callable(peakEndRecipe)
export const relationshipNps = callable(relationshipNpsRecipe)
export const exitReason = callable(exitReasonRecipe)
export const prePurchase = callable(prePurchaseRecipe)
export const checkoutEffort = callable(checkoutEffortRecipe)
export const visitPurpose = callable(visitPurposeRecipe)
export const pageHelpful = callable(pageHelpfulRecipe)
export const frictionHelp = callable(frictionHelpRecipe)
export const discoverySource = callable(discoverySourceRecipe)
export const threeE = callable(threeERecipe)
export const productFollowup = callable(productFollowupRecipe)
export const deliveryReceived = callable(deliveryReceivedRecipe)
export const onboarding = callable(onboardingRecipe)
export const firstUse = callable(firstUseRecipe)
export const cancellation = callable(cancellationRecipe)
export const whatDoYouRemember = callable(whatDoYouRememberRecipe)

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
