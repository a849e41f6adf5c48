import type { MessagePort } from 'node:worker_threads'
import { isUnavailable, openReader, type ReaderPlace } from '../store'
import type { Asked, Told } from './thread'
import { type Job, workOf } from './work'

/** Answers what the other thread asks, until that says it is enough. */
export const serveReader = (port: MessagePort, place: ReaderPlace): void => {
  const store = openReader(place)
  const work = workOf(store)
  const tell = (told: Told): void => port.postMessage(told)
  const fail = (id: number, error: unknown): void => {
    const wrong = isUnavailable(error) ? error.cause : error
    try {
      tell({ id, error: wrong, isUnavailable: isUnavailable(error) })
    } catch {
      // What hangs on it is not for passing on.
      tell({ id, error: new Error(wrong instanceof Error ? wrong.message : String(wrong)), isUnavailable: isUnavailable(error) })
    }
  }
  const running = new Set<Promise<void>>()
  const close = async (): Promise<void> => {
    await Promise.all(running)
    await store.close()
    port.close()
  }
  port.on('message', (asked: Asked) => {
    if (asked === 'close') return void close()
    const { id, name, args } = asked
    // Only `readApart` asks, by the names of the work and with its arguments.
    const job = work[name as Job] as (...args: readonly unknown[]) => Promise<unknown>
    const run = job(...args)
      .then(
        (value) => tell({ id, value }),
        (error: unknown) => fail(id, error),
      )
      .finally(() => running.delete(run))
    running.add(run)
  })
  tell('ready')
}
