/** Something that is read often and changes rarely. Everybody who asks at the same time waits for one look. */
export interface Cached<Value> {
  readonly get: () => Promise<Value>
  /** The next look is a new one: something was changed here. */
  readonly drop: () => void
}

export interface CachedOptions {
  /** How old it may be, in milliseconds. */
  readonly ms: number
  /** Whether what was known last is given when it cannot be read, and looked for again only after `ms`. */
  readonly evenIfOld: boolean
}

export const cached = <Value>(read: () => Promise<Value>, { ms, evenIfOld }: CachedOptions): Cached<Value> => {
  let known: { readonly value: Value; readonly until: number } | undefined
  let looking: Promise<Value> | undefined
  const look = async (): Promise<Value> => {
    // What was begun before a change may not know of it.
    const mine = (): boolean => looking === started
    const started = read()
      .catch((cause: unknown) => {
        if (!evenIfOld || known === undefined) throw cause
        return known.value
      })
      .then((value) => {
        if (mine()) known = { value, until: performance.now() + ms }
        return value
      })
      .finally(() => {
        if (mine()) looking = undefined
      })
    looking = started
    return started
  }
  return {
    get: async () => (known && performance.now() < known.until ? known.value : (looking ?? look())),
    drop() {
      looking = undefined
      if (known) known = { ...known, until: 0 }
    },
  }
}
