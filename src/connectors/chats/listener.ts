import type { Chat } from '../around'
import { arrival } from '../arrival'
import { safely } from '../chain'

/** A vendor whose object takes functions for its events, several for one, and, mostly, takes them off again. */
export interface Emitter {
  on(event: string, fn: (told: never) => void): unknown
  off?(event: string, fn: (told: never) => void): unknown
}

/** Hears it from when it is there; returns the stop, of the chat too. */
export const hearEmitter = <T extends Emitter>(
  chat: Pick<Chat, 'hear' | 'stop'>,
  name: string,
  by: Readonly<Record<string, (told: never, api: T) => unknown>>,
): (() => void) => {
  const offs: (() => unknown)[] = []
  const stop = arrival(
    () => (window as unknown as Record<string, T | undefined>)[name],
    (api) => {
      for (const [event, fn] of Object.entries(by)) {
        const hear = chat.hear((told: never) => fn(told, api))
        offs.push(() => api.off?.(event, hear))
        api.on(event, hear)
      }
    },
  )
  return () => {
    stop()
    chat.stop()
    for (const off of offs) safely(off)()
  }
}
