import { css } from './css'
import type { World } from './types'

/**
 * One element in the page, everything inside its shadow root. It stands outside `body`, where the page's layout does not see it, and in the
 * top layer. `style-src 'self'` and `trusted-types 'none'` allow it.
 */
export const createHost = (theme: World['theme']) => {
  const host = document.createElement('peakend-inspector')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css(theme))
  root.adoptedStyleSheets = [sheet]
  // A page's shortcuts listen for keys that no field of its own has; what is typed here is not for them.
  for (const type of ['keydown', 'keypress', 'keyup'])
    root.addEventListener(type, (event) => (event.target as Element).matches('input,select,textarea') && event.stopPropagation())
  return {
    host,
    root,
    attach: () => {
      host.popover = 'manual'
      document.documentElement.append(host)
      host.showPopover?.()
    },
  }
}
