import type { createMemory } from './memory'

/** Timers count in 32 bits: a longer delay would fire at once. It is looked at again then. */
const MAX_DELAY_MS = 2e9

/**
 * Watches over what waits to be asked: for its delay, for a quiet moment, to be resumed after a navigation. It lives in the memory key, so
 * that it survives reloads. `ripe` is called when there is something whose time has come; it takes from the key what it settles.
 */
export const createAgenda = ({ get }: Pick<ReturnType<typeof createMemory>, 'get'>, ripe: () => void) => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const run = () => {
    clearTimeout(timer)
    // A sequence that has begun waits for its next step.
    const due = (get().due ?? []).filter(({ k }) => !k)
    const later = due.map(({ t }) => t - Date.now()).filter((ms) => ms > 0)
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
    stop: () => clearTimeout(timer),
  }
}
