/** Numbers from 0 to 1 that are the same for the same seed. Mulberry32, after Tommy Ettinger’s. */
export type Random = () => number
export const randomFrom = (seed: number): Random => {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
/** Standard normal, after Box and Muller. */
export const normal = (random: Random): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
/** A whole number from one to another, both included. */
export const between = (random: Random, from: number, to: number): number => from + Math.floor(random() * (to - from + 1))
/** As many of something as are drawn. */
export const several = <One>(n: number, one: (index: number) => One): One[] => Array.from({ length: n }, (_, index) => one(index))
