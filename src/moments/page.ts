import { mayMatch } from '../survey/pattern'
import type { TriggerOf, Watch } from './types'

/**
 * Calls `changed` after each client-side navigation. By the Navigation API where there is one (Chromium 102, Safari 26.2,
 * Firefox 147); else by a patch of `history`, undone by the stop unless somebody patched over it meanwhile.
 */
export const onNavigate = (changed: () => void): (() => void) => {
  // A fragment that is a route is a page; one that leads to a place on the page is none.
  const page = () => location.href.split(/#(?![/!])/)[0]
  const { navigation } = window as { navigation?: EventTarget }
  const [target, type] = navigation ? [navigation, 'currententrychange'] : [window, 'popstate']
  let path = page()
  let active = true
  const check = () => {
    if (active && path !== page()) {
      path = page()
      changed()
    }
  }
  const undo = (navigation ? [] : (['pushState', 'replaceState'] as const)).map((name) => {
    const original = history[name]
    const patched: typeof original = (...args) => {
      original.apply(history, args)
      setTimeout(check)
    }
    history[name] = patched
    return () => {
      if (history[name] === patched) history[name] = original
    }
  })
  target.addEventListener(type, check)
  return () => {
    active = false
    target.removeEventListener(type, check)
    for (const each of undo) each()
  }
}

/** A page was opened: on load (that is, when it starts to watch) and after each client-side navigation. */
export const page: Watch<TriggerOf<'page'>> = (listeners, happened) => {
  const look = () => {
    const path = location.pathname
    happened(
      { type: 'page', name: path },
      listeners.filter(({ trigger }) => mayMatch(trigger, path)),
    )
  }
  look()
  return onNavigate(look)
}
