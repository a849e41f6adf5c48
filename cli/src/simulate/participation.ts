/** How people take a question: assumed, since nobody has been asked yet. */
import { createRandom, logNormal } from './random'
import type { Reaction } from './visits'

/** Shares of the showings, 0–1; what is left is ignored. */
export interface Participation {
  readonly answered?: number
  readonly dismissed?: number
  /** “Ask me later”. */
  readonly snoozed?: number
  /** “Do not ask me again”. */
  readonly never?: number
}

/**
 * One in five answers, one in four closes the card, one in fifty each of “later” and “never again”. On-site surveys report from 5 to 30 % answers; take the
 * figure of your own results as soon as there is one.
 */
export const DEFAULT_PARTICIPATION: Required<Participation> = { answered: 0.2, dismissed: 0.25, snoozed: 0.02, never: 0.02 }

/** What becomes of a showing, and how many seconds after it appeared. What is ignored stays until the page is left. */
export interface Drawn {
  readonly reaction: Reaction
  readonly seconds: number
}

/** Median of the seconds until somebody does something about the card. */
const SECONDS: { readonly [Key in Reaction]: number } = {
  answered: 7,
  dismissed: 4,
  snoozed: 4,
  never: 5,
  ignored: Number.POSITIVE_INFINITY,
}

/**
 * Draws for one person and the first, second, third showing of a survey: the same whatever else is configured, so that two configurations are
 * compared on the same people.
 */
export const drawReaction = (shares: Participation, given: Reaction | undefined, ...seed: readonly (string | number)[]): Drawn => {
  const random = createRandom('reaction', ...seed)
  let left = random()
  const { answered, dismissed, snoozed, never } = { ...DEFAULT_PARTICIPATION, ...shares }
  const drawn = Object.entries({ answered, dismissed, snoozed, never }).find(([, share]) => (left -= share) < 0)?.[0] ?? 'ignored'
  const reaction = given ?? (drawn as Reaction) // one of the keys above
  return { reaction, seconds: reaction === 'ignored' ? SECONDS.ignored : logNormal(random, SECONDS[reaction], 0.5) }
}
