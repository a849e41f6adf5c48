/** Entries by what `key` says of each, in their order. */
export const groupBy = <T>(list: readonly T[], key: (entry: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const of = key(entry)
    const group = groups.get(of)
    if (group) group.push(entry)
    else groups.set(of, [entry])
  }
  return groups
}

/** One text for an instrument at a touchpoint, for maps. Of every day and score it is asked: with the length of the one before it, two never meet. */
export const pairKey = (touchpoint: string, fingerprint: string): string => `${touchpoint.length} ${touchpoint}${fingerprint}`
