import { css } from './css'
import type { CardOptions, Host } from './types'
import { under } from './under'

/**
 * One element in the page, everything inside its shadow root. It stands outside `body`, where the page's layout does not see it, and in
 * the top layer; below Safari 17 and Firefox 125 the highest z-index has to do. `style-src 'self'` and `trusted-types 'none'` allow it.
 */
export const createHost = (options: CardOptions, close: () => void): Host => {
  const { target, layout, at = layout ? 'bottom' : 'bottom-end' } = options
  const host = document.createElement('peakend-card')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css(options))
  root.adoptedStyleSheets = [sheet]
  const dialog = layout?.dialog?.(root, close)
  const covered = () => under(host)
  /** Its second rule is the place: those that follow, of sheets and bars, know better. */
  const put = (way: string, lift = 0) => {
    const [block, inline] = way.split('-')
    sheet.deleteRule(1)
    sheet.insertRule(`:host{--l:${lift}px!important;${block}:16px!important;inset-inline-${inline}:16px!important}`, 1)
    return covered()
  }
  /** Where it covers nothing that must be reached: on a bar along its edge, or in another corner. Else where it was wanted. */
  const settle = () => {
    let first: number | undefined
    for (const way of [at, ...(layout ? [] : ['bottom-end', 'bottom-start', 'top-end', 'top-start'])]) {
      const box = put(way)?.getBoundingClientRect()
      if (!box) return
      const lift = way[0] === 'b' ? innerHeight - box.top : box.bottom
      const isBar = box.width * 2 > innerWidth && lift * 3 < innerHeight
      if (isBar && !put(way, lift)) return
      first ??= isBar ? lift : 0
    }
    put(at, first)
  }
  return {
    root,
    box: dialog?.box ?? root,
    attach: () => {
      let stop = () => {}
      if (target) target.append(host)
      else {
        if (!dialog) host.popover = 'manual'
        document.documentElement.append(host)
        if (dialog) stop = dialog.open()
        else {
          host.showPopover?.()
          settle()
          options
            .float?.()
            .then(({ float }) => {
              // It may be gone meanwhile, or have come half way only.
              if (host.isConnected) stop = float(host, settle, covered)
            })
            // Not to be had, or a page without what it needs: the card stays where it is.
            .catch(() => {})
        }
      }
      options.skin?.(root)
      return () => stop()
    },
  }
}
