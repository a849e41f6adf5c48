import { eachPage, isHere } from './each-page'
import { tell } from './tell'
import type { LazyWatch, Listener, TriggerOf } from './types'

type ScrollListener = Listener<TriggerOf<'scroll'>>
const pageScroller = () => document.scrollingElement ?? document.documentElement

/**
 * The page, or an element that scrolls, was read down to a depth. Told at a scroll, by one listener in the capture phase, which hears
 * what comes later too. After a client-side navigation the position may be that of the page before, or what the new, shorter page
 * leaves of it: what had been scrolled counts only once it has been above the depth.
 */
export const scroll: LazyWatch<TriggerOf<'scroll'>> = (listeners, happened, around) =>
  eachPage(listeners, around, (here, isLoad) => {
    let waiting = here
    const inherited = ({ trigger: { selector } }: ScrollListener) =>
      (selector ? [...document.querySelectorAll(selector)] : [pageScroller()]).filter(({ scrollTop }) => scrollTop)
    const stale = new Map(here.map((listener) => [listener, new Set(isLoad ? [] : inherited(listener))]))
    const scrolled = ({ target }: Event) => {
      const isPage = target === document
      const element = isPage ? pageScroller() : (target as Element)
      const { scrollTop, scrollHeight, clientHeight } = element
      const met = waiting.filter((listener) => {
        const { selector, depth = 0.5 } = listener.trigger
        if (selector ? !element.matches?.(selector) : !isPage) return false
        // Heights are whole numbers, and positions are not: the very end may be up to a pixel less.
        const isDeep = scrollTop > 0 && scrollTop + 1 >= depth * (scrollHeight - clientHeight)
        if (!isDeep) stale.get(listener)?.delete(element)
        return isDeep && !stale.get(listener)?.has(element) && isHere(listener)
      })
      waiting = waiting.filter((listener) => !met.includes(listener))
      if (!waiting[0]) stop()
      tell('scroll', met, happened)
    }
    addEventListener('scroll', scrolled, { passive: true, capture: true })
    const stop = () => removeEventListener('scroll', scrolled, true)
    return stop
  })
