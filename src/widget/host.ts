import { css } from './css'
import type { CardOptions } from './types'

/**
 * One element in the page, everything inside its shadow root. It stands outside `body`, where the page's layout does not see it, and in
 * the top layer; below Safari 17 and Firefox 125 the highest z-index has to do. `style-src 'self'` and `trusted-types 'none'` allow it.
 */
export const createHost = (options: CardOptions, close: () => void): { root: ShadowRoot; attach: () => () => void } => {
  const host = document.createElement('peakend-card')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css(options))
  root.adoptedStyleSheets = [sheet]
  return {
    root,
    attach: () => {
      let detach = () => {}
      if (options.target) options.target.append(host)
      else if (options.layout) detach = options.layout.attach(host, root, close)
      else {
        host.popover = 'manual'
        document.documentElement.append(host)
        host.showPopover?.()
      }
      options.skin?.(root)
      return detach
    },
  }
}
