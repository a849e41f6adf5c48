/** Differences are called so when chance alone would show one as large in fewer than one in twenty such comparisons. */
export const ALPHA = 0.05

/**
 * p values of several comparisons made at once, so corrected that the chance of even one false difference among them stays under α. Holm (1979),
 * Scandinavian Journal of Statistics 6:65–70. In the order they came.
 */
export const holm = (values: readonly number[]): readonly number[] => {
  const corrected = [...values]
  let highest = 0
  const smallestFirst = values.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p)
  for (const [rank, { p, index }] of smallestFirst.entries()) {
    highest = Math.max(highest, Math.min(1, p * (values.length - rank)))
    corrected[index] = highest
  }
  return corrected
}
