import type { h, VNode } from 'preact'
import { farewell } from './farewell'
import { put } from './put'
import type { MoreProps } from './types'

type Create = typeof h

/** The panel's own rules, added to the card's, and those of the small card it leads to. */
const css =
  '.small{width:fit-content;padding:0;border-radius:99px}.small button{padding:12px 24px;font-weight:600}' +
  '.more{margin:32px 0 24px;padding-bottom:8px;border-bottom:var(--b)}.more footer{justify-content:start;margin:0 0 12px}' +
  'summary{padding:8px 0;cursor:pointer}a{color:inherit}pre{overflow:auto;max-height:14em;white-space:pre-wrap;font-size:.75em}'
let sheet: CSSStyleSheet | undefined
const dress = (panel: HTMLElement | null) => {
  const root = panel?.getRootNode() as ShadowRoot | undefined
  sheet ??= new CSSStyleSheet()
  sheet.replaceSync(css)
  if (root && !root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet)
}

/**
 * What is behind the card's “⋯”: later, never again, small, and why one is asked, which is fetched when it is opened. What was pressed is
 * done at once, then said. A chunk of its own: it gets `h` handed in.
 */
export const more = (h: Create) => {
  let why: (() => VNode) | undefined
  return (props: MoreProps) => {
    const { menu: say, level, days, draw, later, never, minimise } = props
    const { lang } = say
    const isKept = level === 'persistent'
    // A day is 24 hours.
    const [value, unit] = days < 2 ? [days * 24, 'hour'] : [days, 'day']
    const time = new Intl.NumberFormat(lang, { style: 'unit', unit, unitDisplay: 'long' }).format(value)
    const button = (label: string, onClick: (event: { currentTarget: EventTarget }) => unknown) => (
      <button type="button" class="next" onClick={onClick}>
        {label}
      </button>
    )
    const leave = (label: string, done: string, act: () => unknown) =>
      button(label, async ({ currentTarget }) => {
        const root = (currentTarget as Element).getRootNode() as ShadowRoot
        const place = root.host.parentNode
        try {
          await act()
          props.atEnd(farewell(root, place, done, lang))
        } catch {
          // It could not be done: the button is still there.
        }
      })
    const tell = async () => {
      const drawn = why ?? (await props.why().catch(() => undefined))?.(h, { menu: say, level, draw, button, leave })
      if (drawn === why) return
      why = drawn
      draw()
    }
    return (
      <div class="more" lang={lang} dir="auto" ref={dress}>
        <footer>
          {level !== 'none' && [
            leave(say.later, isKept ? put(say.snoozed, { days: time }) : say.snoozedHere, later),
            leave(isKept ? say.never : say.neverHere, isKept ? say.neverDone : say.neverDoneHere, never),
          ]}
          {minimise && button(say.minimise, minimise)}
        </footer>
        {/* It stays open when the language changes. */}
        <details onToggle={tell} ref={(details) => void (details?.open && !why && tell())}>
          <summary>{say.whyAsked}</summary>
          {why?.()}
        </details>
      </div>
    )
  }
}
