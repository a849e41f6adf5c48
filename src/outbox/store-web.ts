import { coded } from './errors'
import { asIs } from './json'
import { LEDGER, readLedger, totalBytes } from './ledger'

/** Web storage, or a plain object: both hold texts as properties. */
export type Box = Record<string, string>

/** A tier whose every operation is synchronous, so that it can be read inside a transaction of the tier above. */
export interface FlatTier {
  get(key: string): unknown
  /** Not atomic: what fails in the middle is written once more, as a whole, to the tier below, which wins. */
  write(puts: Readonly<Record<string, unknown>>): void
  page(prefix: string, limit: number, after?: string): (readonly [string, unknown])[]
  clear(): void
}

/**
 * A box as a tier: a key per record, JSON, no more than `maxBytes` of records.
 * The box is looked up at each use: reading `window.localStorage` itself throws where storage is denied.
 */
export function flatTier(box: () => Box, name: string, maxBytes: number): FlatTier {
  const get = (key: string): unknown => {
    const text = box()[name + key]
    try {
      return text && JSON.parse(text)
    } catch {
      // Not ours to throw: whoever reads it sets it aside.
      return text
    }
  }
  const own = (prefix: string) => Object.keys(box()).filter((key) => key.startsWith(name + prefix))
  return {
    get,
    write: (puts) => {
      const texts = box()
      if (totalBytes(readLedger(puts[LEDGER])) > maxBytes) throw coded('storage')
      for (const [key, value] of Object.entries(puts)) {
        if (value === undefined) delete texts[name + key]
        else texts[name + key] = JSON.stringify(value, asIs)
      }
    },
    page: (prefix, limit, after = prefix) =>
      own(prefix)
        .map((key) => key.slice(name.length))
        .filter((key) => key > after)
        .sort()
        .slice(0, limit)
        .map((key) => [key, get(key)] as const),
    clear: () => {
      for (const key of own('')) delete box()[key]
    },
  }
}
