import { promisifyRequest, type UseStore } from 'idb-keyval'
import { coded } from './errors'
import type { Store } from './types'
import { within } from './within'

const STORE = 'outbox'
/**
 * WebKit can leave `open` without any event (bug 226547), and a transaction behind one of a page that it keeps in its back/forward cache:
 * long enough for a slow disk, short enough for a waiting visitor.
 */
const HANG_MS = 2_000

/** One database with one object store, as idb-keyval wants it, with the holes of its stock `createStore` closed. */
export function openDatabase(name: string): { readonly use: UseStore; close(): void } {
  let current: Promise<IDBDatabase> | undefined
  /** Transactions that are not over. */
  const live = new Set<IDBTransaction>()

  // Async, so that the synchronous SecurityError of a sandboxed frame becomes a rejection.
  const open = async (version?: number): Promise<IDBDatabase> => {
    const request = indexedDB.open(name, version)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE)
    const db = await promisifyRequest(request)
    // Another tab wants to upgrade or erase, or the browser closed us (storage cleared, disk error).
    db.onversionchange = db.onclose = () => {
      db.close()
      current = undefined
    }
    if (db.objectStoreNames.contains(STORE)) return db
    // Made by something else, or by an upgrade that was killed halfway.
    db.close()
    return open(db.version + 1)
  }

  /** Nothing may wait for a page that closes: what is not being committed yet is aborted. */
  const close = () => {
    for (const tx of live) {
      try {
        tx.abort()
      } catch {
        // It is being committed.
      }
    }
    current?.then(
      (db) => db.close(),
      () => {},
    )
    current = undefined
  }

  const run = async <T>(db: IDBDatabase, mode: IDBTransactionMode, callback: (store: IDBObjectStore) => T | PromiseLike<T>) => {
    const tx = db.transaction(STORE, mode, { durability: 'strict' })
    live.add(tx)
    try {
      return { value: await callback(tx.objectStore(STORE)) }
    } finally {
      live.delete(tx)
    }
  }

  const attempt: UseStore = async (mode, callback) => {
    current ??= open().catch((error) => {
      current = undefined
      throw error
    })
    const db = await within(HANG_MS, current)
    const outcome = db && (await within(HANG_MS, run(db, mode, callback)))
    if (outcome) return outcome.value
    close()
    throw coded('hung')
  }

  return {
    close,
    use: (mode, callback) => {
      const outcome = attempt(mode, callback)
      const tried = current
      return outcome.catch((error) => {
        // Closed under us (bfcache), or WebKit's storage process died ("Connection … lost" is an UnknownError).
        if (!/^(InvalidState|Unknown)/.test(error?.name)) throw error
        // Another that failed with us may have opened again already.
        if (current === tried) close()
        return attempt(mode, callback)
      })
    },
  }
}

/** IndexedDB as a tier of the store. */
export type IdbTier = Pick<Store, 'get' | 'change' | 'page' | 'clear' | 'close'>
export function idbTier(name: string): IdbTier {
  const { use, close } = openDatabase(name)
  return {
    close,
    get: (key) => use('readonly', (store) => promisifyRequest<unknown>(store.get(key))),
    change: (keys, fn) =>
      use('readwrite', async (store) => {
        const tx = store.transaction
        // Requests of this one transaction are all it ever waits for: the microtasks of their events keep it alive.
        const values = await Promise.all(keys.map((key) => promisifyRequest(store.get(key))))
        try {
          const { puts = {}, result } = fn(values)
          for (const [key, value] of Object.entries(puts)) value === undefined ? store.delete(key) : store.put(value, key)
          // Needs nothing more of a page that may go away now.
          tx.commit?.()
          // `complete`, not `success`: a request succeeds before the commit that may still fail.
          return promisifyRequest(tx).then(() => result)
        } catch (error) {
          tx.abort()
          throw error
        }
      }),
    page: (prefix, limit, after = prefix) =>
      use('readonly', async (store) => {
        const range = IDBKeyRange.bound(after, `${prefix}\uffff`, true)
        const [keys, values] = await Promise.all([
          promisifyRequest(store.getAllKeys(range, limit)),
          promisifyRequest(store.getAll(range, limit)),
        ])
        // Every key of ours is a text.
        return keys.map((key, i) => [key as string, values[i]] as const)
      }),
    clear: async () => {
      // Emptied first, for sure; then dropped, which waits where a tab is slow to let go, and nobody waits for that.
      await use('readwrite', (store) => {
        store.clear()
        return promisifyRequest(store.transaction)
      })
      close()
      indexedDB.deleteDatabase(name)
    },
  }
}
