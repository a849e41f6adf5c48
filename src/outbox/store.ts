import type { ConsentLevel } from '../survey/wire'
import { coded } from './errors'
import { type IdbTier, idbTier } from './store-idb'
import { type Box, flatTier } from './store-web'
import type { Change, Store } from './types'

/** Of the 5 MiB an origin has in web storage, no more than this is ours. */
const WEB_BYTES = 256 * 1024

export interface StoreOptions {
  readonly level: ConsentLevel
  readonly project: string
  /** Asked synchronously in every write, just before it: false aborts it with `refused`. The gate of opting out, here or in another tab. */
  readonly allowed: () => boolean
  /** Holds the memory tier. Hand the same one over when consent rises, and what it holds is read, sent and moves up. */
  readonly memory?: Box
}

/** Storage is untyped: a revision counts only if it is a number. */
const revisionOf = (value: unknown): number => Number((value as { revision?: unknown }).revision) || 0

/**
 * One value out of two tiers. What a lower tier holds was written after the upper failed: it wins,
 * but a record of a higher revision always wins, and the memory of asking and the ledger are joined.
 */
function merge(upper: unknown, lower: unknown): unknown {
  if (!upper || !lower) return lower || upper
  if (Array.isArray(upper) && Array.isArray(lower)) {
    return [...new Map([...upper, ...lower].map((line) => [line?.id, line])).values()].sort((a, b) => a?.t - b?.t)
  }
  if (revisionOf(upper) > revisionOf(lower)) return upper
  return revisionOf(lower) || typeof lower !== 'object' ? lower : { ...upper, ...lower }
}

/**
 * The store of a consent level: IndexedDB → localStorage → session storage → memory, entered where the level allows.
 * Reads look at every tier, writes go to the highest that takes them.
 */
export function openStore({ level, project, allowed, memory = {} }: StoreOptions): Store {
  const name = `peakend:${project}`
  const idb = level === 'persistent' ? idbTier(name) : undefined
  const flats = [
    flatTier(() => localStorage, `${name}:`, WEB_BYTES),
    flatTier(() => sessionStorage, `${name}:`, WEB_BYTES),
    flatTier(() => memory, '', Infinity),
  ].slice(idb ? 0 : level === 'session' ? 1 : 2)
  /** First tier that takes writes; -1 is IndexedDB. */
  let top: number
  /** IndexedDB while it can be read. */
  let heard: IdbTier | undefined
  const reprobe = () => {
    heard = idb
    top = idb ? -1 : 0
  }
  reprobe()

  /** A denied storage reads as empty. */
  const quietly = <T>(use: () => T): T | undefined => {
    try {
      return use()
    } catch {
      return undefined
    }
  }
  const below = (key: string, value: unknown) =>
    flats.reduce(
      (upper, flat) =>
        merge(
          upper,
          quietly(() => flat.get(key)),
        ),
      value,
    )
  const ask = <T>(read: (tier: IdbTier) => Promise<T>): Promise<T | undefined> | undefined =>
    heard &&
    read(heard).catch((): undefined => {
      heard = undefined
    })
  const get = (key: string) => ask((tier) => tier.get(key))

  const change = async <R>(keys: readonly string[], fn: (values: readonly unknown[]) => Change<R>): Promise<R> => {
    let refused = false
    let written: Readonly<Record<string, unknown>> = {}
    const run = (values: readonly unknown[]) => {
      refused = true
      const outcome = fn(keys.map((key, i) => below(key, values[i])))
      if (!allowed()) throw coded('refused')
      refused = false
      written = outcome.puts ?? {}
      return outcome
    }
    /** What is committed supersedes the copies below it. */
    const settle = () => {
      const gone = Object.fromEntries(Object.keys(written).map((key) => [key, undefined]))
      for (const flat of flats.slice(top + 1)) quietly(() => flat.write(gone))
    }
    if (idb && top < 0) {
      try {
        const result = await idb.change(keys, run)
        settle()
        return result
      } catch (error) {
        // What `fn` refuses is an answer, not a failing disk.
        if (refused) throw error
        top = 0
      }
    }
    // Read before, written at once: `run` looks at the lower tiers again, so that two changes on their way down do not pass each other.
    const values = await Promise.all(keys.map(get))
    // Whatever is tried again meanwhile, this one goes below IndexedDB.
    for (top = Math.max(top, 0); ; top++) {
      const { result } = run(values)
      try {
        flats[top]?.write(written)
        settle()
        return result
      } catch (error) {
        // On to the next; the last, memory, takes everything that is JSON.
        if (top >= flats.length - 1) throw error
      }
    }
  }

  return {
    durability: () => (top < 0 ? 'disk' : top < flats.length - 1 ? 'session' : 'memory'),
    get: async (key) => below(key, await get(key)),
    change,
    page: async (prefix, limit, after) => {
      const found = new Map(await ask((tier) => tier.page(prefix, limit, after)))
      for (const flat of flats) {
        for (const [key, value] of quietly(() => flat.page(prefix, limit, after)) ?? []) found.set(key, merge(found.get(key), value))
      }
      return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit)
    },
    clear: async () => {
      for (const flat of flats) quietly(flat.clear)
      await idb?.clear()
    },
    close: () => idb?.close(),
    reprobe,
  }
}
