import { hear } from './hear'
import type { WatchFriction } from './types'

/** Nothing has changed so long after the click. */
const DEAD_MS = 2000
const CLICKABLE = 'a[href],button,summary,[role=button],[role=link],[role=tab],[role=menuitem],[onclick]'
/**
 * What does its work elsewhere, or out of sight: fields, media, drawings, frames, links to other windows and programs; and what is chosen
 * already, which need not change any more.
 */
const UNSEEN =
  'input,select,textarea,option,label,[contenteditable],audio,video,canvas,iframe,object,embed,a[target]:not([target=_self]),[download],' +
  'a[href*=":"]:not([href^=http],[href^=javascript]),[aria-current],[aria-selected=true],peakend-card,peakend-inspector,peakend-tab'
/** Signs of life that change no element. */
const SIGNS =
  'scroll submit input change toggle play pause copy hashchange beforeunload pagehide visibilitychange fullscreenchange beforeprint focusin blur'

const looksClickable = (target: Element) => {
  const hasHand = (element: Element) => getComputedStyle(element).cursor === 'pointer'
  // Some pages give the whole body a hand, for phones of old.
  return !target.closest(UNSEEN) && (target.closest(CLICKABLE) || (hasHand(target) && !hasHand(document.body)))
}

/**
 * A click on what looks clickable, after which nothing changed: no element, focus, position, address, request, other window. Watches from
 * the press, since menus open on it, and only for two seconds. What changes in shadow roots cannot be seen from here:
 * nothing in them is judged.
 */
export const deadClick: WatchFriction = (felt) => {
  let end = () => {}
  let clicked = () => {}
  const pressed = (press: PointerEvent) => {
    end()
    const target = press.target as Element
    const { button, isTrusted, altKey, ctrlKey, metaKey, shiftKey } = press
    if (!isTrusted || button || altKey || ctrlKey || metaKey || shiftKey) return
    // A closed root shows nothing of itself but its host, a custom element.
    if (press.composedPath().some((node) => node instanceof ShadowRoot) || target.localName?.includes('-')) return
    if (!target.closest || !looksClickable(target)) return
    if (target.closest('a')?.href === location.href) return
    const changes = new MutationObserver(() => end())
    changes.observe(document, { childList: true, subtree: true, attributes: true, characterData: true })
    const requests = new PerformanceObserver((list) => {
      const isSign = ({ startTime, initiatorType }: PerformanceResourceTiming) => startTime >= press.timeStamp && initiatorType !== 'beacon'
      if ((list.getEntries() as PerformanceResourceTiming[]).some(isSign)) end()
    })
    requests.observe({ type: 'resource' })
    const unhear = hear(SIGNS.split(' '), ({ type, target: at }) => {
      // A press takes the focus itself; and a field that loses it tells of the press, not of an answer.
      if (type === 'focusin' ? !(at as Node).contains?.(target) : type !== 'blur' || at === window) end()
    })
    let timer = setTimeout(() => end(), DEAD_MS)
    clicked = () => {
      clearTimeout(timer)
      timer = setTimeout(() => {
        end()
        felt()
      }, DEAD_MS)
    }
    end = () => {
      clearTimeout(timer)
      changes.disconnect()
      requests.disconnect()
      unhear()
      end = clicked = () => {}
    }
  }
  const stops = [
    hear(['pointerdown'], pressed),
    hear(['click'], () => clicked()),
    // What is disabled has no clicks.
    hear(['pointerup'], ({ target }) => {
      if ((target as Element).closest?.(':disabled')) clicked()
    }),
    () => end(),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
