import { hear } from './hear'
import type { WatchFriction } from './types'

const CLICKS = 3
const WITHIN_MS = 1000
/** One place: what a finger or an impatient hand strays. PostHog's figure too. */
const RADIUS_PX = 30

export interface Press {
  readonly x: number
  readonly y: number
  /** Milliseconds, by any one clock. */
  readonly at: number
}
/** Whether the last presses are three in one place within a second. */
export const isRage = (presses: readonly Press[]): boolean => {
  const last = presses.slice(-CLICKS)
  const [first] = last
  const end = last.at(-1)
  return (
    !!first &&
    !!end &&
    last.length === CLICKS &&
    end.at - first.at <= WITHIN_MS &&
    last.every(({ x, y }) => Math.hypot(x - end.x, y - end.y) <= RADIUS_PX)
  )
}

/** Where many clicks are nothing unusual: what is written in, chosen or played with. */
const PLAYED = ':read-write,select,option,[type=range],[type=color],audio,video,canvas,peakend-card,peakend-inspector,peakend-tab'

/** By the pointer going up, not by the click: a disabled button, the one most pressed in vain, has no clicks. */
export const rageClick: WatchFriction = (felt) => {
  let presses: Press[] = []
  return hear<PointerEvent>(['pointerup'], ({ target, button, isTrusted, clientX: x, clientY: y, timeStamp: at }) => {
    if (!isTrusted || button || !(target instanceof Element) || target.closest(PLAYED)) return
    presses = [...presses, { x, y, at }].slice(-CLICKS)
    // Three clicks on a text select its paragraph.
    const isSelecting = !getSelection()?.isCollapsed && getComputedStyle(target).cursor !== 'pointer'
    if (isRage(presses) && !isSelecting) felt()
  })
}
