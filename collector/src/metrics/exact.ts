/**
 * Two-sided probability that chance alone deals the hits out among two groups as unevenly as this, given how many there are: Fisher's exact test as
 * Irwin has it (1935, Metron 12:83–94), all tables added up that are no likelier than this one.
 */
export const fisherIrwin = (hits1: number, n1: number, hits2: number, n2: number): number => {
  const hits = hits1 + hits2
  const [least, most] = [Math.max(0, hits - n2), Math.min(hits, n1)]
  // Each from the one before, on a scale of logarithms: no factorial is ever written out.
  const logs = [0]
  for (let k = least; k < most; k++) logs.push((logs.at(-1) ?? 0) + Math.log(((hits - k) * (n1 - k)) / ((k + 1) * (n2 - hits + k + 1))))
  const highest = Math.max(...logs)
  const chances = logs.map((log) => Math.exp(log - highest))
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0)
  // Equal ones may differ in their last digits.
  const mine = (chances[hits1 - least] ?? 0) * (1 + 1e-7)
  return Math.min(1, sum(chances.filter((chance) => chance <= mine)) / sum(chances))
}
