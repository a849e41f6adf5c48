/** mulberry32: the same cases from the same seed, on any machine. */
export const seeded = (/** @type {number} */ seed) => {
  const next = () => {
    seed = (seed + 0x6d2b79f5) | 0
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (/** @type {number} */ n) => Math.floor(next() * n)
  return { next, below, pick: (/** @type {readonly any[]} */ list) => list[below(list.length)] }
}
