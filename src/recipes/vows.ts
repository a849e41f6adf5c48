/** What a survey may promise, and what it may not do: refused before it is made. */
import type { Link } from '../survey/config'
import { REVIEW_SITES } from '../survey/review-sites'
import { RecipeError } from './error'
import type { Fact, Facts, Kit } from './types'

/** Directive 2011/83/EU, article 9: days to change one's mind without a reason. */
const LEAST_DAYS = 14

/** Whether all these facts are there; what is `false` is not so. */
export const knows = (facts: Facts = {}, needs: readonly string[]): boolean =>
  needs.every((name) => facts[name] !== undefined && facts[name] !== false)

const show = (value: unknown): string => JSON.stringify(value)
export const refuse: Kit['refuse'] = (path, expected, got, hint) => {
  throw new RecipeError(path, expected, show(got), hint)
}

export const link: Kit['link'] = (facts, name, text) => {
  const href = facts?.[name] as Link['href'] | undefined
  return href === undefined ? {} : { link: { href, text } }
}

export const returnDays: Kit['returnDays'] = (facts) => {
  const days = facts?.returnDays
  if (days === undefined || knows(facts, ['returnException'])) return
  // Days by language are as many days.
  const all = (typeof days === 'object' ? Object.values(days) : [days]).map(Number)
  if (!all.every((count) => count >= LEAST_DAYS))
    refuse(
      'facts.returnDays',
      `${LEAST_DAYS} days or more, or the legal exception in "returnException"`,
      days,
      'In the European Union that is the least. Made to measure, perishable or unsealed for hygiene: say so in "returnException".',
    )
}

const wordsOf = (fact: Fact | undefined): string => (typeof fact === 'object' ? Object.values(fact).join(' ') : `${fact}`)
export const noReviews: Kit['noReviews'] = (facts = {}, hint) => {
  for (const [name, fact] of Object.entries(facts))
    if (REVIEW_SITES.test(wordsOf(fact))) refuse(`facts.${name}`, 'no public review that only a high score leads to', fact, hint)
}
