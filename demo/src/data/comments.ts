/** What simulated people write: sentences about one thing each, and what somebody may add. Written for this shop; nobody ever said them. */
import type { Language } from '../goods/types'
import { english } from './comments.en'
import { french } from './comments.fr'
import type { Random } from './random'
import { pick } from './random'

/** About what; the same in every language. */
export type Topic =
  | 'shipping-cost'
  | 'promo-code'
  | 'address'
  | 'payment'
  | 'late'
  | 'damaged'
  | 'courier'
  | 'search'
  | 'page'
  | 'help'
  | 'price'
  | 'quality'
  | 'service'
  | 'pleased'
  | 'shop'

export interface Stock {
  readonly sentences: Readonly<Record<Topic, readonly string[]>>
  /** May follow whatever was said by somebody who is not content, or is. */
  readonly tails: Readonly<Record<'low' | 'high', readonly string[]>>
}

const stocks: Readonly<Record<Language, Stock>> = { en: english, fr: french }
/** Who adds something. */
const ADDS = 0.25
/** Answers to “what were you looking for?”: there is nothing to add. */
const plain: ReadonlySet<Topic> = new Set(['search', 'page', 'help'])
const pleasant: ReadonlySet<Topic> = new Set(['pleased', 'quality'])

/** A comment about a topic: some dozens of each, by one sentence and what may follow it. */
export const comment = (random: Random, language: Language, topic: Topic): string => {
  const { sentences, tails } = stocks[language]
  const one = (list: readonly string[]) =>
    pick(
      random,
      list.map((text) => [text, 1] as const),
    )
  const said = one(sentences[topic])
  if (plain.has(topic) || random() > ADDS) return said
  return `${said} ${one(tails[pleasant.has(topic) ? 'high' : 'low'])}`
}
