/** How something is spread over people, without holding all of them: counts of whole numbers. */

export interface Spread {
  readonly mean: number
  readonly median: number
  /** Nine of ten people have no more. */
  readonly p90: number
  readonly p99: number
  readonly max: number
}

export const createSpread = () => {
  const counts: number[] = []
  let people = 0
  return {
    add(value: number) {
      people++
      counts[value] = (counts[value] ?? 0) + 1
    },
    /** The least value that so large a share of the people does not exceed. */
    result(): Spread {
      const at = (share: number): number => {
        let left = share * people
        for (let value = 0; value < counts.length; value++) if ((left -= counts[value] ?? 0) <= 0) return value
        return 0
      }
      let sum = 0
      for (let value = 0; value < counts.length; value++) sum += value * (counts[value] ?? 0)
      return { mean: people ? sum / people : 0, median: at(0.5), p90: at(0.9), p99: at(0.99), max: Math.max(0, counts.length - 1) }
    },
  }
}
