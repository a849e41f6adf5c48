import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import type { Store } from './types'

/** What reads much, and may take its time. */
export const readers = [
  'showings',
  'choices',
  'days',
  'people',
  'answers',
  'instruments',
  'together',
  'later',
  'gateCounts',
  'latest',
  'breakdown',
  'dimensions',
  'comments',
  'page',
  'changes',
  'response',
  'person',
  'contacts',
  'contactCounts',
  'projects',
] as const satisfies readonly (keyof Store)[]
type Reader = (typeof readers)[number]

/** To the thread, and back. */
export interface Asked {
  readonly id: number
  readonly method: Reader
  readonly args: readonly unknown[]
}
export type Told =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: { readonly name: string; readonly message: string } }

/** Beside this very file where the collector is built; null where it runs from its sources. */
const entry = (): string | null => {
  const own = fileURLToPath(import.meta.url)
  const file = join(dirname(own), `reader${extname(own)}`)
  return existsSync(file) ? file : null
}

interface Waiting {
  readonly asked: Asked
  readonly done: (value: unknown) => void
  readonly failed: (cause: unknown) => void
}

/**
 * The same store, whose reading is done by a thread with a connection of its own: SQLite's driver holds up everything else in its thread. Should
 * that thread end, this is said once, and reading goes on in this one.
 */
export const readApart = (
  store: Store,
  file: string,
  log: (message: string, cause?: unknown) => void,
  script: string | null = entry(),
): Store => {
  if (script === null || file === ':memory:') return store
  const waiting = new Map<number, Waiting>()
  let last = 0
  let closing = false
  let worker: Worker | null = new Worker(script, { workerData: file })
  worker.unref()

  const here = ({ asked: { method, args }, done, failed }: Waiting): void => {
    // The arguments are those of the method: they came in by it.
    const read = store[method] as (...args: readonly unknown[]) => Promise<unknown>
    read(...args).then(done, failed)
  }
  const ended = (cause: unknown): void => {
    if (worker === null) return
    worker = null
    if (!closing) log('The thread that reads for reports ended; reports are read beside what arrives, until the next start', cause)
    for (const one of waiting.values()) here(one)
    waiting.clear()
  }
  worker.on('message', (told: Told) => {
    const one = waiting.get(told.id)
    waiting.delete(told.id)
    if (waiting.size === 0) worker?.unref()
    if ('error' in told) one?.failed(Object.assign(new Error(told.error.message), { name: told.error.name }))
    else one?.done(told.value)
  })
  worker.on('error', ended)
  worker.on('exit', (code) => ended(new Error(`exit ${code}`)))

  const ask =
    (method: Reader) =>
    (...args: readonly unknown[]): Promise<unknown> =>
      new Promise((done, failed) => {
        const one: Waiting = { asked: { id: ++last, method, args }, done, failed }
        if (worker === null) return here(one)
        waiting.set(one.asked.id, one)
        // Nothing that is waited for is cut off by the end of everything else.
        worker.ref()
        worker.postMessage(one.asked)
      })

  return {
    ...store,
    ...(Object.fromEntries(readers.map((method) => [method, ask(method)])) as unknown as Pick<Store, Reader>),
    close: async () => {
      closing = true
      await worker?.terminate()
      await store.close()
    },
  }
}
