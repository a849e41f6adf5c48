import { eachPage, isHere } from './each-page'
import { inView } from './in-view'
import { tell } from './tell'
import type { LazyWatch, Listener, TriggerOf } from './types'

/** So much of an element was in view for so long: once a page for each selector, share and time, with all that wait for just that. */
export const visible: LazyWatch<TriggerOf<'visible'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here) => {
    const same = new Map<string, Listener<TriggerOf<'visible'>>[]>()
    for (const listener of here) {
      const { selector, share = 0.5, seconds = 1 } = listener.trigger
      const key = JSON.stringify([selector, share, seconds])
      same.set(key, [...(same.get(key) ?? []), listener])
    }
    const stops = [...same].map(([key, group]) => {
      const [selector, share, seconds] = JSON.parse(key)
      const seen = () => tell('visible', group.filter(isHere), happened)
      return inView(selector, share, seconds, seen, (error) => around.fail('internal', error))
    })
    return () => {
      for (const stop of stops) stop()
    }
  })
