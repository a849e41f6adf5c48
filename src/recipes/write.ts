import type { Fact, Facts, Kit } from './types'

/** `{{facts.team|A member of our team}}`, `{{brand|our shop}}`, `{{everyDays}}`; other piping is the page's affair. */
const SLOT = /\{\{(?:facts\.)?(\w+)(?:\|([^}]*))?\}\}/g

/** A fact in a language; undefined where it is said in others only. */
const said = (fact: Fact | undefined, language: string): string | undefined =>
  typeof fact === 'object' ? fact[language] : fact === undefined ? fact : `${fact}`

/** One language of a text; undefined where a fact is not said in it. */
const written = (text: string, language: string, values: Facts): string | undefined => {
  let isComplete = true
  const whole = text.replace(SLOT, (slot: string, name: string, otherwise = '') => {
    const fact = values[name]
    const words = said(fact, language)
    if (fact !== undefined && words === undefined) isComplete = false
    // A brand that is not known here may be known to the page.
    return words ?? (name === 'brand' ? slot : otherwise)
  })
  return isComplete ? whole : undefined
}

/**
 * Writes values into every text of a node. A fact that is given in some languages leaves a text in those: half a sentence in another language is no
 * sentence.
 */
export const write: Kit['write'] = (node, values) => {
  const visit = (node: unknown): unknown => {
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    const entries = Object.entries(node)
    const isText = 'en' in node && 'fr' in node
    return Object.fromEntries(
      entries.flatMap(([key, value]) => {
        const told = isText ? written(value, key, values) : visit(value)
        return told === undefined ? [] : [[key, told]]
      }),
    )
  }
  // The same shape, with other words in it.
  return visit(node) as typeof node
}
