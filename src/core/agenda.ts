import type { createMemory, Due } from './memory'

/** Timers count in 32 bits: a longer delay would fire at once. It is looked at again then. */
const MAX_DELAY_MS = 2e9
/** So many wait at most: on a page that is never quiet the oldest go. */
const MAX_DUE = 50

/**
 * What waits to be asked: for its delay, for a quiet moment, to be resumed after a navigation. It lives in the memory key, so
 * that it survives reloads. `ripe` is called when there is something whose time has come; it takes from the key what it settles.
 */
export const createAgenda = ({ get, set }: Pick<ReturnType<typeof createMemory>, 'get' | 'set'>, ripe: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = (fresh: readonly Due[] = []) => {
    clearTimeout(timer)
    const due = [...(get().due ?? []), ...fresh].slice(-MAX_DUE)
    const later = due.map(({ t }) => t - Date.now()).filter((ms) => ms > 0)
    if (fresh[0]) set({ due })
    if (later[0]) timer = setTimeout(run, Math.min(MAX_DELAY_MS, ...later))
    if (due[later.length]) ripe()
  }
  return {
    run,
    /** Something changed that may end the wait. Not inside the page's own event: focus has left but not yet arrived. */
    look() {
      if (!get().due?.[0]) return
      clearTimeout(timer)
      timer = setTimeout(run)
    },
    /** Calls off what a tracked event cancels. */
    cancel(event: string) {
      const { due } = get()
      if (due?.[0]) set({ due: due.filter(({ x }) => !x?.includes(event)) })
    },
    stop: () => clearTimeout(timer),
  }
}
