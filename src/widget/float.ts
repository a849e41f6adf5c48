import type { FloatChunk } from './types'

/** The page is looked at once in so many milliseconds at most. */
const LOOK_MS = 100

/**
 * How a card over the page lives with it. Where the focus of the page comes to lie under it, it goes to another corner; a sheet lets the
 * page scroll, or, at its very end, goes to the top. Over the on-screen keyboard it rises. A dialog of the page, which `isHeld` tells of,
 * has the visitor alone: meanwhile the card is gone, and then on top again. Nothing polls.
 */
export const createFloat =
  (isHeld: () => unknown): FloatChunk['float'] =>
  (host, settle, covered) => {
    const root = host.shadowRoot as ShadowRoot // open
    const sheet = new CSSStyleSheet()
    root.adoptedStyleSheets.push(sheet)
    const view = window.visualViewport
    const ears = new AbortController()
    let isAside = false
    let isOnTop = false
    let timer: ReturnType<typeof setTimeout> | undefined

    const draw = () => {
      // Zoomed in by fingers it is small as well, and so is what the page's own field leaves.
      const isTyping = root.activeElement && view && view.scale < 1.1
      const gap = isTyping ? Math.round(innerHeight - view.height - view.offsetTop) : 0
      sheet.replaceSync(
        (isAside ? ':host{display:none!important}' : '') +
          (isOnTop ? '@media(width<=30em){:host{inset:0 0 auto!important}}' : '') +
          (gap > 0 ? `:host{--l:${gap}px!important}section{max-height:${view?.height}px}` : ''),
      )
    }
    const look = () => {
      timer = undefined
      const wasAside = isAside
      isAside = !!isHeld()
      if (isAside === wasAside) return
      draw()
      if (isAside) return
      // What was opened since would stay above it.
      host.hidePopover?.()
      host.showPopover?.()
    }
    const soon = () => (timer ??= setTimeout(look, LOOK_MS))
    const uncover = () => {
      const focused = document.activeElement
      const isCovered = () => focused && covered() === focused
      if (!isCovered()) return
      isOnTop = false
      draw()
      settle()
      // One that is larger than what is left can be seen in part only.
      for (const block of ['center', 'start', 'end'] as const) if (isCovered()) focused?.scrollIntoView({ block, behavior: 'instant' })
      isOnTop = !!isCovered()
      draw()
    }
    const on = (target: EventTarget | null, types: string, heard: () => unknown) => {
      for (const type of types.split(' ')) target?.addEventListener(type, heard, { capture: true, passive: true, signal: ears.signal })
    }
    const changes = new MutationObserver(soon)
    changes.observe(document, {
      childList: true,
      subtree: true,
      attributeFilter: ['open', 'class', 'style', 'hidden', 'aria-modal', 'aria-hidden'],
    })
    on(document, 'transitionend animationend', soon)
    on(document, 'focusin', uncover)
    on(view, 'resize scroll', draw)
    on(root, 'focusin focusout', draw)
    look()
    uncover()
    return () => {
      ears.abort()
      changes.disconnect()
      clearTimeout(timer)
    }
  }
