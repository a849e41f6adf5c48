import type { Survey } from '../survey/config'
import { BANNERS, SHADOW_BANNERS, SHADOW_HOSTS } from './banners'
import { landedFrom } from './landing'
import { all, firstSeen, nameOf, seen } from './seen'
import type { GateCode, Refusal } from './types'

/**
 * A scroll is over with its `scrollend`; before Chromium 114, Firefox 109 and Safari 26.2 so many milliseconds after it last moved. Where the
 * end is told it is waited for longer: on a busy page a scroll under way may stand still.
 */
export const SCROLL_MS = 'onscrollend' in globalThis ? 2000 : 150
/** So long a message such as “Your card was refused” is an error that has just happened. */
export const ALERT_MS = 10_000
/** Looked at longer ago than this, the same message may be a second one. */
const FORGET_MS = 60_000

/** Our own element in the page. What is inside it never counts. */
const OURS = /^peakend-/
/**
 * Modal or not: what calls itself a dialog wants the visitor. Popovers that a click elsewhere closes are menus and the like; the others stay.
 * What a browser may not know stands in `:is()`, which forgives.
 */
const DIALOGS =
  '[aria-modal=true],[role=dialog],[role=alertdialog],dialog[open],:is(:popover-open):not([popover=manual]):not([popover=hint]):not([role=tooltip])'

export interface Quiet {
  /** Why now is no moment to ask; what helps (`help: true`) may come right after an error. Changes nothing on the page. */
  readonly look: (survey?: Pick<Survey, 'help'>) => Refusal
  readonly stop: () => void
}

/**
 * The gate that looks at the page: nobody is interrupted. Between looks it only remembers what cannot be seen: a scroll under way, text
 * being composed. Never throws, whatever the page is: one that cannot be looked at holds nothing back.
 */
export const createQuiet = (page: Document): Quiet => {
  const ears = new AbortController()
  let scroller: EventTarget | null = null
  let scrolledAt = 0
  let composer: EventTarget | null = null
  const alerts = new WeakMap<Element, { readonly text: string; readonly since: number; readonly last: number }>()

  const hear = (type: string, heard: (target: EventTarget | null) => void) =>
    addEventListener(type, ({ target }) => heard(target), { capture: true, passive: true, signal: ears.signal })
  hear('scroll', (target) => {
    scroller = target
    scrolledAt = performance.now()
  })
  hear('scrollend', () => (scroller = null))
  hear('compositionstart', (target) => (composer = target))
  hear('compositionend', () => (composer = null))

  const held = (code: GateCode, element: Element | null | undefined | false): Refusal => !!element && [code, { element: nameOf(element) }]

  /** What `find` leads to, through open shadow roots. */
  const innermost = (find: (root: DocumentOrShadowRoot) => Element | null) => {
    let found = find(page)
    for (let depth = 9; depth && found?.shadowRoot && !OURS.test(found.localName); depth--) found = find(found.shadowRoot) ?? found
    return found
  }
  /** The dialog an element is in: a component may have it in its shadow root, around what the page slots into it. */
  const dialogAround = (element: Element | null): Element | undefined => {
    let node: Node | null = element
    // Not without end: a form’s field called `parentNode` leads back into the form.
    for (let left = 500; left && node instanceof Element; left--) {
      if (node.matches(DIALOGS)) return node
      const parent: Node | null = node.assignedSlot ?? node.parentNode
      node = parent instanceof ShadowRoot ? parent.host : parent
    }
    return
  }
  const banner = () => {
    const [host] = all(SHADOW_HOSTS, page)
    return firstSeen(BANNERS, page) ?? (host?.shadowRoot && firstSeen(SHADOW_BANNERS, host.shadowRoot) && host)
  }
  /** It cannot be known when a message came: it counts from when it is first looked at. */
  const alerted = (): Refusal => {
    const now = performance.now()
    let found: Refusal
    for (const alert of page.querySelectorAll('[role=alert]')) {
      const text = alert.textContent.trim()
      // One pixel high: for screen readers alone, such as the announcement of a client-side navigation.
      if (!text || alert.getBoundingClientRect().height < 2 || !seen(alert)) continue
      const known = alerts.get(alert)
      const since = known?.text === text && now < known.last + FORGET_MS ? known.since : now
      const leftMs = since + ALERT_MS - now
      alerts.set(alert, { text, since, last: now })
      if (leftMs > 0) found = ['error', { element: nameOf(alert) }, Date.now() + leftMs]
    }
    return found
  }
  const scrolling = (): Refusal => {
    if (!scroller || performance.now() > scrolledAt + SCROLL_MS) return
    // What moves by itself, such as a carousel, is not the visitor: only what is as large as a page counts. A document has no such height.
    const { clientHeight = innerHeight } = scroller as Partial<Element>
    return clientHeight * 2 >= innerHeight && ['scrolling']
  }
  const landing = (): Refusal => {
    const referrer = landedFrom(page.referrer)
    return !!referrer && ['landing', { referrer }]
  }

  return {
    look({ help } = {}) {
      try {
        if (page.hidden) return ['hidden']
        const active = innermost((root) => root.activeElement)
        return (
          held('not-now', firstSeen('[data-peakend=quiet]', page)) ||
          held('banner', banner()) ||
          held('fullscreen', page.fullscreenElement ?? page.pictureInPictureElement) ||
          held(
            'dialog',
            firstSeen(DIALOGS, page) ??
              dialogAround(active) ??
              dialogAround(innermost((root) => root.elementFromPoint(innerWidth / 2, innerHeight / 2))),
          ) ||
          // What goes on in a frame, such as that of a payment, cannot be seen from here.
          held('frame', active?.localName === 'iframe' && active) ||
          held('typing', active?.matches(':read-write') && active) ||
          // Also in a closed shadow root, out of which the event comes. An element that was taken away is never told the end.
          held('typing', composer instanceof Element && composer.isConnected && !OURS.test(composer.localName) && composer) ||
          held(
            'media',
            all<HTMLMediaElement>('video,audio', page).find(
              ({ paused, ended, muted, volume, readyState }) => !paused && !ended && !muted && volume && readyState > 2,
            ),
          ) ||
          (!help && (held('error', firstSeen('[aria-invalid=true],:is(:user-invalid)', page)) || alerted())) ||
          scrolling() ||
          landing()
        )
      } catch {
        return undefined
      }
    },
    stop: () => ears.abort(),
  }
}
