import { random, shuffled } from './stats.mjs'

/**
 * Measures every subject once a round, in an order drawn anew each round, so that what drifts on the machine meets all alike. A sample
 * that could not be taken is tried once more; then the bench says so.
 *
 * @template T
 * @param {{ rounds: number, names: readonly string[], sample: (name: string) => Promise<T>, progress: (done: number, of: number) => void, seed?: number }} options
 * @returns {Promise<Record<string, T[]>>} samples by subject, in the order of rounds.
 */
export async function interleaved({ rounds, names, sample, progress, seed = 7 }) {
  const next = random(seed)
  const samples = Object.fromEntries(names.map((name) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const name of shuffled(names, next)) samples[name].push(await sample(name).catch(() => sample(name)))
    progress(round + 1, rounds)
  }
  return samples
}
