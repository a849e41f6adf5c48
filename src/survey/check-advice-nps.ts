import { type Advised, eachCondition, placedQuestions, placedTriggers } from './check-advice'
import { delayOf, eventOf } from './check-advice-moments'
import { quote } from './check-words'
import type { Condition } from './condition'
import type { PathPattern, Step, Trigger } from './config'

/** An order is behind them, and nothing else yet. */
const PURCHASE =
  /^(purchase|achat|(order|purchase|checkout|booking|commande|achat)[_.:\- ]?(completed?|placed|confirmed|success(ful)?|succeeded|paid|done|confirme+|valide+|paye+|passe+))$/i
/** Where an order ends: `/order/*`, `/checkout/thank-you`, `/fr/merci`; not `/orders`, which is a list of them. */
const CONFIRMATION =
  /\/(order|commande|thanks?([-_]?you)?|merci|confirmation|order-(confirmation|confirmed|complete|received)|(checkout|commande)\/(success|complete|done|succes))(?![a-z-])/i

const pathsOf = (trigger: Trigger | Step | undefined): readonly PathPattern[] => {
  if (trigger?.on === 'sequence') return pathsOf(trigger.steps.at(-1))
  return trigger && 'path' in trigger && trigger.path !== undefined ? [trigger.path].flat() : []
}

/** It says something of how long they have been with the brand: then the team has thought of it. */
const knowsTenure = (audience: Condition | undefined): boolean => {
  let found = false
  eachCondition(audience, [], (condition) => {
    if (
      'persona' in condition ||
      'trait' in condition ||
      'event' in condition ||
      ('context' in condition && condition.context === 'visits')
    )
      found = true
  })
  return found
}

/** Whether they would recommend a brand they have only just met: NPS wants tenure. */
export const adviseNps = (advised: Advised): void => {
  const { survey, advise } = advised
  if (knowsTenure(survey.audience) || !placedQuestions(advised).some(({ question }) => question.type === 'nps')) return
  for (const { trigger, at } of placedTriggers(advised)) {
    const event = eventOf(trigger)
    const path = pathsOf(trigger).find((pattern) => typeof pattern === 'string' && CONFIRMATION.test(pattern))
    const got = event !== undefined && PURCHASE.test(event) ? event : path
    if (got !== undefined && delayOf(trigger) < 86_400)
      advise(
        at,
        'early-nps',
        'a recommendation asked of customers who know the brand',
        quote(got),
        'Right after an order ask about the order ("csat", "ces"); for NPS add an audience such as { "event": "order_completed", "gte": 2 }.',
      )
  }
}
