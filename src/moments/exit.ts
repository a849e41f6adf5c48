import { eachPage, isHere } from './each-page'
import { tell } from './tell'
import type { LazyWatch, TriggerOf } from './types'
import { firstThisVisit } from './visit'

/** A flick to the top: a window's height upwards within so long. Reading back is slower, and smooth scrolling after a tap has no touch. */
const FLICK_MS = 300
/** A finger moved so recently: it, not the page, scrolls. */
const TOUCHED_MS = 1000

/** The pointer came from a field whose own list (of options, of what may be filled in) it now is over. */
const isInList = (target: EventTarget | null) => {
  const { activeElement: field } = document
  return field?.localName === 'select' || (field?.localName === 'input' && field === target)
}

/**
 * The visitor is about to leave: the pointer goes out at the top. Without a pointer that hovers: a flick to the top, or the page is in
 * view again after it was left; a way back from another page of the same tab is no such return. History is not touched, so a visitor
 * who goes back is let go.
 */
export const exit: LazyWatch<TriggerOf<'exit'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here) => {
    const now = () => performance.now()
    /** From when the page was first in view. */
    let opened = document.hidden ? Number.POSITIVE_INFINITY : now()
    const leave = (at = now()) => {
      const met = here.filter((listener) => at - opened >= (listener.trigger.seconds ?? 5) * 1000 && isHere(listener))
      if (met[0] && firstThisVisit(around, 'exit')) tell('exit', met, happened)
    }
    let hiddenAt: number | undefined
    let isElsewhere = false
    let touchedAt = Number.NEGATIVE_INFINITY
    let [fromY, since] = [0, 0]
    const heard: Record<string, (event: PointerEvent) => unknown> = {
      visibilitychange: () => {
        if (document.hidden) hiddenAt = now()
        else {
          opened = Math.min(opened, now())
          if (hasNoPointer && hiddenAt && !isElsewhere) leave(hiddenAt)
          isElsewhere = false
        }
      },
    }
    const hasNoPointer = matchMedia('(hover: none)').matches
    if (hasNoPointer) {
      heard['pagehide'] = () => (isElsewhere = true)
      heard['touchmove'] = () => (touchedAt = now())
      heard['scroll'] = ({ target }) => {
        if (target !== document) return
        if (scrollY > fromY || now() - since > FLICK_MS) [fromY, since] = [scrollY, now()]
        else if (fromY - scrollY >= innerHeight && now() - touchedAt < TOUCHED_MS) leave()
      }
    } else
      heard['pointerout'] = ({ pointerType, relatedTarget, clientY, buttons, target }) => {
        if (pointerType === 'mouse' && !relatedTarget && clientY <= 0 && !buttons && !isInList(target)) leave()
      }
    for (const type in heard) addEventListener(type, heard[type] as EventListener, { passive: true, capture: true })
    return () => {
      for (const type in heard) removeEventListener(type, heard[type] as EventListener, true)
    }
  })
