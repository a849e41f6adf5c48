import { distance } from '../survey/check-words'

/** What tells two names apart: only upper and lower case, only separators, only the form of a word, the order of words, or slips of the keyboard. */
export type Difference = 'case' | 'separators' | 'form' | 'order' | 'spelling'
/** An event that a survey waits for and that never came, and one that came instead. */
export interface NearMiss {
  readonly configured: string
  readonly seen: string
  readonly by: Difference
}

/** `orderCompleted`, `order-completed`, `order.completed`, `Order completed` → `order`, `completed`. */
const wordsOf = (name: string) =>
  name
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word)

/** Verbs that events are named after and that bend irregularly. */
const irregular: Readonly<Record<string, string>> = {
  bought: 'buy',
  paid: 'pay',
  sent: 'send',
  began: 'begin',
  begun: 'begin',
  left: 'leave',
  sold: 'sell',
  seen: 'see',
  saw: 'see',
  read: 'read',
  won: 'win',
  lost: 'lose',
  made: 'make',
  done: 'do',
  did: 'do',
}
/** The stem of a word, alike for `order`, `orders`; `complete`, `completed`, `completing`; `deliveries`, `delivery`; `shipped`, `ship`. Rough: it only has to be alike. */
const stem = (word: string): string => {
  const base = irregular[word] ?? word
  const cut = base
    .replace(/(ies|ied)$/, 'y')
    .replace(/(ing|ed|es|s)$/, '')
    .replace(/([b-df-hj-np-tv-z])\1$/, '$1')
    .replace(/e$/, '')
  return cut.length < 2 ? base : cut
}

/** How two names that are not the same differ, where they were probably meant to be the same. */
const difference = (a: string, b: string): Difference | undefined => {
  if (a.toLowerCase() === b.toLowerCase()) return 'case'
  const [left, right] = [wordsOf(a), wordsOf(b)]
  if (left.join('') === right.join('')) return 'separators'
  const stems = [left.map(stem), right.map(stem)] as const
  if (stems[0].join() === stems[1].join()) return 'form'
  if ([...stems[0]].sort().join() === [...stems[1]].sort().join()) return 'order'
  const [x, y] = [left.join(' '), right.join(' ')]
  const shorter = Math.min(x.length, y.length)
  // At most two slips, and five letters for each: `cart` is not `card`.
  return distance(x, y) <= Math.min(2, Math.floor(shorter / 5)) ? 'spelling' : undefined
}
const order: readonly Difference[] = ['case', 'separators', 'form', 'order', 'spelling']

/**
 * For each configured name that was never seen the seen one that was probably meant: of several the one that differs least. A name that is
 * configured itself was meant as it is.
 */
export const nearMisses = (seen: readonly string[], configured: readonly string[]): NearMiss[] => {
  const strangers = seen.filter((name) => !configured.includes(name))
  return configured
    .filter((name) => !seen.includes(name))
    .flatMap((name) => {
      const close = strangers.flatMap((stranger) => {
        const by = difference(name, stranger)
        return by ? { configured: name, seen: stranger, by } : []
      })
      return close.sort((a, b) => order.indexOf(a.by) - order.indexOf(b.by)).slice(0, 1)
    })
}
