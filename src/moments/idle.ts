import { eachPage, isHere } from './each-page'
import { watchPresence } from './presence'
import { tell } from './tell'
import type { LazyWatch, Listener, TriggerOf } from './types'

/** No input for so long while the page is in view. An input costs the noting of its time: one timer runs on and looks again. */
export const idle: LazyWatch<TriggerOf<'idle'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here) => {
    let waiting = here
    let last = 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const pause = () => {
      clearTimeout(timer)
      timer = undefined
    }
    const look = () => {
      pause()
      const stillMs = performance.now() - last
      const isMet = ({ trigger }: Listener<TriggerOf<'idle'>>) => trigger.seconds * 1000 <= stillMs
      const met = waiting.filter(isMet)
      waiting = waiting.filter((listener) => !isMet(listener))
      if (waiting[0]) timer = setTimeout(look, Math.min(...waiting.map(({ trigger }) => trigger.seconds)) * 1000 - stillMs)
      else stop()
      tell('idle', met.filter(isHere), happened)
    }
    const off = watchPresence(() => {
      last = performance.now()
      if (!timer) look()
    }, pause)
    const stop = () => {
      off()
      pause()
    }
    return stop
  })
