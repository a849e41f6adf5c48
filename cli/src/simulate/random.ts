/**
 * Draws by a seed: the same seed, the same draws, on every machine. Not for secrets.
 */
import { hash } from '../../../src/survey/hash'

/** Numbers in [0, 1). */
export type Random = () => number

/** A generator of its own for each thing that is drawn, so that drawing more of one changes nothing of another (mulberry32). */
export const createRandom = (...seed: readonly (string | number)[]): Random => {
  let state = hash(seed.join(' '))
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** One of several, each as likely as its weight says. */
export const pick = <T>(random: Random, weighted: readonly (readonly [value: T, weight: number])[]): T => {
  let left = random() * weighted.reduce((sum, [, weight]) => sum + weight, 0)
  const found = weighted.find(([, weight]) => (left -= weight) < 0) ?? weighted.at(-1)
  if (!found) throw new RangeError('pick: expected at least one value, got none.')
  return found[0]
}

/** A whole number from one to another, both included. */
export const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1))

/** What is positive and has a long tail, such as pauses and reading times: half of the draws are below the median (Box & Muller 1958). */
export const logNormal = (random: Random, median: number, sigma: number): number =>
  median * Math.exp(sigma * Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random()))
