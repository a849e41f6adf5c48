import type { Timers } from './types'

/** What `work` comes to, or undefined when that takes longer than `ms`. The timer does not outlive it. */
export function within<T>(ms: number, work: Promise<T>, { setTimeout, clearTimeout }: Timers = globalThis): Promise<T | undefined> {
  let timer: unknown
  const over = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms)
  })
  return Promise.race([work, over]).finally(() => clearTimeout(timer))
}
