import { SHADOW_HOSTS } from './banners'
import { SCROLL_MS } from './quiet'

/** At most one look in so many milliseconds, however busy the page is. */
export const LOOK_MS = 250
/** Timers count in 32 bits. */
const MAX_DELAY_MS = 2e9

/**
 * What may end a wait. Not all of it bubbles, so all is heard in the capture phase. The end of a transition: a banner may fade out long
 * after its class changed. A click: it may close what nothing else tells of, such as something in a closed shadow root.
 */
const EVENTS =
  'visibilitychange focus blur close toggle fullscreenchange leavepictureinpicture pause ended volumechange scrollend compositionend transitionend animationend click reset popstate'.split(
    ' ',
  )
/** What is taken away or hidden. */
const CHANGES = {
  childList: true,
  subtree: true,
  attributeFilter: ['class', 'style', 'hidden', 'open', 'role', 'inert', 'aria-modal', 'aria-invalid', 'aria-hidden', 'data-peakend'],
}

export interface Watch {
  /** Looks at this time too (milliseconds since the epoch), instead of one named before. `Infinity`: not by the clock. */
  readonly until: (at: number) => void
  /** Nothing waits any more: nothing is left in the page. */
  readonly stop: () => void
}

/**
 * Looks again when a quiet moment may have come: by events and by what changes in the page, never by asking over and over. For as long as
 * something waits. It begins with a look: what it waits for may have ended while this chunk was on its way.
 */
export const watchQuiet = (look: () => unknown): Watch => {
  const ears = new AbortController()
  const options = { capture: true, passive: true, signal: ears.signal }
  let lookedAt = -LOOK_MS
  let soon: ReturnType<typeof setTimeout> | undefined
  let still: typeof soon
  let later: typeof soon
  const wake = () => {
    soon ??= setTimeout(
      () => {
        soon = undefined
        lookedAt = performance.now()
        look()
      },
      // Not inside the page's own event: focus has left but not yet arrived.
      Math.max(0, lookedAt + LOOK_MS - performance.now()),
    )
  }
  for (const type of EVENTS) addEventListener(type, wake, options)
  ;(window as { navigation?: Navigation }).navigation?.addEventListener('currententrychange', wake, options)
  // Not every end of a scroll is told, and one may be under way already.
  const scrolled = () => {
    clearTimeout(still)
    still = setTimeout(wake, SCROLL_MS)
  }
  addEventListener('scroll', scrolled, options)
  scrolled()
  const observer = new MutationObserver(wake)
  for (const root of [document.documentElement, document.querySelector(SHADOW_HOSTS)?.shadowRoot]) if (root) observer.observe(root, CHANGES)
  wake()

  return {
    until(at) {
      clearTimeout(later)
      if (at < Infinity) later = setTimeout(wake, Math.min(MAX_DELAY_MS, Math.max(0, at - Date.now())))
    },
    stop() {
      ears.abort()
      observer.disconnect()
      for (const timer of [soon, still, later]) clearTimeout(timer)
    },
  }
}
