import type { Corner } from '../survey/config'
import { css } from './css'
import type { CardOptions, Host } from './types'
import { under } from './under'

/** Tried in this order where the corner that was wanted is taken. */
const corners: readonly Corner[] = ['bottom-end', 'bottom-start', 'top-end', 'top-start']

/**
 * One element in the page, everything inside its shadow root. It stands outside `body`, where the page's layout does not see it, and in
 * the top layer; below Safari 17 and Firefox 125 the highest z-index has to do. `style-src 'self'` and `trusted-types 'none'` allow it.
 */
export const createHost = (options: CardOptions, close: () => void): Host => {
  const { target, layout, at = layout ? 'bottom' : 'bottom-end' } = options
  const host = document.createElement('peakend-card')
  const root = host.attachShadow({ mode: 'open' })
  const [sheet, place] = [new CSSStyleSheet(), new CSSStyleSheet()]
  sheet.replaceSync(css(options))
  root.adoptedStyleSheets = [sheet, place]
  const dialog = layout?.dialog?.(root, close)
  const put = (at: string, lift = 0) => {
    const [block, inline] = at.split('-')
    place.replaceSync(
      `:host{--l:${lift}px!important}${inline ? `@media(width>30em){:host{${block}:16px!important;inset-inline-${inline}:16px!important}}` : ''}`,
    )
  }
  /** Where it covers nothing that must be reached: on a bar along its edge, or in another corner. Else where it was wanted. */
  const settle = () => {
    let wanted: (() => void) | undefined
    for (const way of layout ? [at] : [at, ...corners]) {
      put(way)
      const found = under(host)
      if (!found) return
      const { width, top, bottom } = found.getBoundingClientRect()
      const lift = way[0] === 'b' ? innerHeight - top : bottom
      const isBar = width * 2 > innerWidth && lift * 3 < innerHeight
      if (isBar) put(way, lift)
      if (isBar && !under(host)) return
      wanted ??= () => put(way, isBar ? lift : 0)
    }
    wanted?.()
  }
  return {
    root,
    box: dialog?.box ?? root,
    attach: () => {
      let isOver = false
      let stop = () => {}
      if (target) target.append(host)
      else {
        if (!dialog) host.popover = 'manual'
        document.documentElement.append(host)
        if (dialog) return dialog.open()
        host.showPopover?.()
        settle()
        options.float?.().then(
          ({ float }) => {
            if (!isOver) stop = float(host, settle, () => under(host))
          },
          () => {},
        )
      }
      return () => {
        isOver = true
        stop()
      }
    },
  }
}
