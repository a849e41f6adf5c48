import type { Happened, Listener } from '../moments/types'
import type { LauncherTrigger } from '../survey/config'
import { matchesPlace } from '../survey/pattern'
import type { Shared } from './shared'

type Launcher = Listener<LauncherTrigger>
const isHere = ({ trigger }: Launcher) => matchesPlace(trigger, location)
const isNowhere = () => document.activeElement === document.body

/**
 * The visitor opens a survey: by a tab of ours, or by an element of the page, of which nothing is changed. It is opened as by `show()`: also
 * without consent, and no clock starts.
 */
export const launcher = (listeners: readonly Launcher[], _: Happened, shared: Shared): (() => void) => {
  const page = document.documentElement
  let host: HTMLElement | undefined
  /** The tab that opened the card which is there. */
  let opener: HTMLElement | undefined
  /** Counts pages: what is drawn for one that is gone is dropped. */
  let turn = 0

  /** Nothing is thrown into the page. A chunk that could not be had is told already. */
  const tell = (error: unknown) => {
    if (error) shared.fail('not-shown', error)
  }
  const open = async ({ survey }: Launcher) => {
    const before = document.activeElement
    const shown = await shared
      .chunk('tools')
      .then((tools) => tools.show(survey.id, { byVisitor: true }))
      .catch(tell)
    // Asked for, so the focus follows, unless it went elsewhere while what asks was on its way. A tab that was pressed is gone.
    if (shown && (isNowhere() || document.activeElement === before))
      document.querySelector('peakend-card')?.shadowRoot?.getElementById('q')?.focus({ preventScroll: true })
    return shown
  }
  /** Gone while a card is there, whichever called for it; then the focus that was in it comes back. */
  const look = () => {
    const isOpen = !!document.querySelector('html>peakend-card')
    if (!host || isOpen === host.hidden) return
    host.hidden = isOpen
    if (isOpen || !opener) return
    if (isNowhere()) opener.focus({ preventScroll: true })
    opener = undefined
  }
  const changes = new MutationObserver(look)
  const redraw = async () => {
    const mine = ++turn
    host?.remove()
    const here = listeners.filter((each) => !each.trigger.selector && isHere(each))
    const chunk = here[0] && (await shared.load('tab').catch(() => undefined))
    const drawn = await chunk?.tabs(here, shared, async (each, tab) => {
      opener = tab
      if (!(await open(each))) opener = undefined
    })
    if (!drawn || mine !== turn) return
    host = drawn
    page.append(host)
    look()
  }
  const draw = () => void redraw().catch(tell)
  const clicked = (event: Event) => {
    const path = event.composedPath() as Partial<Element>[]
    const found = listeners.find(
      (each) => each.trigger.selector && path.some((node) => node.matches?.(each.trigger.selector as string)) && isHere(each),
    )
    // What is pressed in a card of ours is nothing of the page.
    if (found && !/^PEAKEND/.test((event.target as Node).nodeName)) open(found)
  }
  const off = shared.onNavigate(draw)
  addEventListener('click', clicked, true)
  changes.observe(page, { childList: true })
  draw()
  return () => {
    turn++
    off()
    removeEventListener('click', clicked, true)
    changes.disconnect()
    host?.remove()
  }
}
