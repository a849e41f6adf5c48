import type { MessagePort } from 'node:worker_threads'
import type { Asked, Told } from './reading'
import { openReadOnly } from './sqlite'

/** Answers what the other thread asks, one after the other. */
export const serveReader = (port: MessagePort, file: string): void => {
  const store = openReadOnly(file)
  const tell = (told: Told): void => port.postMessage(told)
  port.on('message', ({ id, method, args }: Asked) => {
    const read = store[method] as (...args: readonly unknown[]) => Promise<unknown>
    read(...args).then(
      (value) => tell({ id, value }),
      (error: unknown) => {
        const { name, message } = error instanceof Error ? error : new Error(String(error))
        tell({ id, error: { name, message } })
      },
    )
  })
}
