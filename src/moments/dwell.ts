import { eachPage, isHere } from './each-page'
import { watchPresence } from './presence'
import { tell } from './tell'
import type { LazyWatch, Listener, TriggerOf } from './types'

/** An input tells that the page is used for so long. */
const USED_MS = 30_000

/** So long on the page, in view and used. A timer runs only while the time counts. */
export const dwell: LazyWatch<TriggerOf<'dwell'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here) => {
    let waiting = here
    let spentMs = 0
    /** What came before is in `spentMs`. */
    let counted = 0
    let usedUntil = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const pause = () => {
      const now = performance.now()
      if (timer) spentMs += Math.max(0, Math.min(now, usedUntil) - counted)
      counted = now
      clearTimeout(timer)
      timer = undefined
    }
    const isMet = ({ trigger }: Listener<TriggerOf<'dwell'>>) => trigger.seconds * 1000 <= spentMs
    const look = () => {
      pause()
      const met = waiting.filter(isMet)
      waiting = waiting.filter((listener) => !isMet(listener))
      if (!waiting[0]) stop()
      else if (counted < usedUntil) run()
      tell('dwell', met.filter(isHere), happened)
    }
    const run = () => {
      const nextMs = Math.min(...waiting.map(({ trigger }) => trigger.seconds)) * 1000
      timer = setTimeout(look, Math.min(nextMs - spentMs, usedUntil - counted))
    }
    const off = watchPresence(() => {
      const now = performance.now()
      usedUntil = now + USED_MS
      if (timer) return
      counted = now
      run()
    }, pause)
    const stop = () => {
      off()
      pause()
    }
    return stop
  })
