import { type Interval, Z95 } from './interval'

/**
 * Wilson score interval of a share, as fractions 0–1. Wilson (1927), JASA 22:209–212; recommended for small samples by Brown, Cai & DasGupta
 * (2001), Statistical Science 16:101–133. Counts may be fractional (forecasts scale a sample up).
 */
export const wilson = (hits: number, n: number, z = Z95): Interval => {
  if (n <= 0) return [0, 1]
  const p = hits / n
  const z2 = z * z
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n)
  const reach = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))
  return [hits <= 0 ? 0 : Math.max(0, centre - reach), hits >= n ? 1 : Math.min(1, centre + reach)]
}
