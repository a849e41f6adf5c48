/** The simulator's own draws, and one more. */
import type { Random } from '../../../cli/src/simulate/random'

export { between, createRandom, pick, type Random } from '../../../cli/src/simulate/random'

/** From the standard normal distribution (Box & Muller 1958). */
export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
