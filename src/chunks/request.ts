/**
 * A request to forget, in a database of its own. What web storage is told is on the disk seconds later: a browser that is killed before would
 * know neither of the request nor of the refusal.
 */
import { hasDatabase } from './has-database'
import type { ForgetRequest } from './shared'

const STORE = 'request'

const done = <Result>(request: IDBRequest<Result>): Promise<Result> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** Opens it for one transaction; nothing keeps it open, so that it can go at any time. */
const use = async <Result>(name: string, work: (store: IDBObjectStore) => Promise<Result>): Promise<Result> => {
  const opening = indexedDB.open(name)
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE)
  const database = await done(opening)
  try {
    return await work(database.transaction(STORE, 'readwrite', { durability: 'strict' }).objectStore(STORE))
  } finally {
    database.close()
  }
}

/** Resolves once it is on the disk, or cannot be: then web storage has to do. */
export const keepRequest = (name: string, asked: ForgetRequest): Promise<unknown> =>
  use(
    name,
    (store) =>
      new Promise((resolve, reject) => {
        const { transaction } = store
        transaction.oncomplete = resolve
        transaction.onabort = reject
        store.put(asked, 0)
      }),
  ).catch(() => {})

/** What an earlier page kept; makes no database where there is none. */
export const keptRequest = async (name: string): Promise<ForgetRequest | undefined> =>
  (await hasDatabase(name)) ? use(name, (store) => done<ForgetRequest | undefined>(store.get(0))).catch(() => undefined) : undefined
