/** Entries by what `key` says of each, in their order. */
export const groupBy = <T>(list: readonly T[], key: (entry: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>()
  for (const entry of list) {
    const group = groups.get(key(entry))
    if (group) group.push(entry)
    else groups.set(key(entry), [entry])
  }
  return groups
}

/** One text for an instrument at a touchpoint, for maps. */
export const pairKey = (touchpoint: string, fingerprint: string): string => JSON.stringify([touchpoint, fingerprint])
