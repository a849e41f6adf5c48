import { type ResourceLimits, Worker } from 'node:worker_threads'
import { StoreUnavailable } from '../store'

/** To the thread. */
export type Asked = { readonly id: number; readonly name: string; readonly args: readonly unknown[] } | 'close'
/** And back. An error keeps its type where that is JavaScript's own; `isUnavailable` says that it was the database's. */
export type Told =
  | 'ready'
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: unknown; readonly isUnavailable: boolean }

export interface ThreadOptions {
  readonly script: string
  /** What the thread is told at its beginning. */
  readonly data: unknown
  readonly limits?: ResourceLimits
  readonly log: (message: string, cause?: unknown) => void
}

export interface Thread {
  /** Resolves and rejects as it did there. `here` does the same in this thread, where there is no other. */
  readonly call: (name: string, args: readonly unknown[], here: () => Promise<unknown>) => Promise<unknown>
  /** What is under way is finished first. */
  readonly close: () => Promise<void>
}

interface Waiting {
  readonly name: string
  readonly args: readonly unknown[]
  readonly here: () => Promise<unknown>
  readonly done: (value: unknown) => void
  readonly failed: (cause: unknown) => void
  /** A thread has ended over it. */
  readonly isAgain: boolean
}

/** What is under way gets this long at the end. */
const GRACE_MS = 5_000

/**
 * A thread that is asked, and replaced when it ends. What was under way is asked of the next one, once: who ends a second thread fails. A thread that
 * cannot even begin is not tried again until the next start; what it was for is done in this one.
 */
export const createThread = ({ script, data, limits, log }: ThreadOptions): Thread => {
  const waiting = new Map<number, Waiting>()
  let last = 0
  let isUsable = true
  let closing = false
  let current: Worker | null = null

  const told = (worker: Worker, message: Exclude<Told, 'ready'>): void => {
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if (!('error' in message)) one?.done(message.value)
    else if (message.isUnavailable) one?.failed(new StoreUnavailable('expected the database to answer, got none', { cause: message.error }))
    else one?.failed(message.error)
  }

  const ended = (began: boolean, cause: unknown): void => {
    current = null
    if (!began) isUsable = false
    if (!closing)
      log(
        began
          ? 'The thread that reads for reports ended; another one takes its place'
          : 'The thread that reads for reports cannot begin; reports are read beside what arrives, until the next start',
        cause,
      )
    const left = [...waiting.values()]
    waiting.clear()
    for (const one of left)
      if (one.isAgain || closing) one.failed(cause)
      else send({ ...one, isAgain: true })
  }

  const start = (): Worker => {
    const worker = new Worker(script, { workerData: data, ...(limits && { resourceLimits: limits }) })
    let began = false
    let cause: unknown
    worker.unref()
    worker.on('message', (message: Told) => {
      if (message === 'ready') began = true
      else told(worker, message)
    })
    worker.on('error', (error) => {
      cause = error
    })
    worker.on('exit', (code) => ended(began, cause ?? new Error(`exit ${code}`)))
    return worker
  }

  const send = (one: Waiting): void => {
    if (!isUsable || closing) return void one.here().then(one.done, one.failed)
    current ??= start()
    const id = ++last
    current.postMessage({ id, name: one.name, args: one.args } satisfies Asked)
    waiting.set(id, one)
    // Nothing that is waited for is cut off by the end of everything else.
    current.ref()
  }

  current = start()
  return {
    call: (name, args, here) => new Promise((done, failed) => send({ name, args, here, done, failed, isAgain: false })),
    close: async () => {
      closing = true
      const worker = current
      if (worker === null) return
      await new Promise<void>((done) => {
        const impatient = setTimeout(() => void worker.terminate(), GRACE_MS)
        worker.once('exit', () => {
          clearTimeout(impatient)
          done()
        })
        worker.ref()
        worker.postMessage('close' satisfies Asked)
      })
    },
  }
}
