import type { Refusal, Values } from './types'

/** Milliseconds for which our scripts may block one page, counted beyond the first 50 of each frame: the threshold of a long task. */
export const MAX_BLOCKED_MS = 200
/** Layout shift we may cause on one page; 0.1 in all is what “good” means (https://web.dev/articles/cls). */
export const MAX_SHIFT = 0.05
const FREE_MS = 50

/** https://w3c.github.io/long-animation-frames/ (Chromium 123), and https://wicg.github.io/layout-instability/ */
interface Entry extends PerformanceEntry {
  readonly scripts?: readonly { readonly sourceURL: string; readonly duration: number }[]
  readonly value?: number
  readonly hadRecentInput?: boolean
  readonly sources?: readonly { readonly node: Node | null }[]
}

export interface Budget {
  /** Refuses once one of the limits was passed on this page. Passing, it tells what was spent, or that it cannot be measured here. */
  readonly look: () => Refusal
  readonly stop: () => void
}

/** Milliseconds by which our scripts made one frame long. */
export const blockedMs = ({ scripts = [] }: Pick<Entry, 'scripts'>, isOurs: (url: string) => boolean): number =>
  Math.max(0, scripts.reduce((sum, { sourceURL, duration }) => sum + (isOurs(sourceURL) ? duration : 0), 0) - FREE_MS)

/**
 * How much of a shift is ours. A card over the page can only move itself. One inside the page pushes away what follows it, when it grows;
 * moved itself, it was pushed by something above.
 */
export const ownShift = ({ value = 0, hadRecentInput, sources = [] }: Entry, card: Element | null, hasGrown: boolean): number => {
  if (!card || hadRecentInput || !sources.length) return 0
  const isInline = card.parentNode !== card.ownerDocument.documentElement
  const isOurs = (node: Node | null) =>
    isInline ? hasGrown && !!node && card.compareDocumentPosition(node) === Node.DOCUMENT_POSITION_FOLLOWING : node === card
  return sources.every(({ node }) => isOurs(node)) ? value : 0
}

/** Measures what we cost on this page; `over` is called once, when a limit is first passed. */
export const createBudget = (isOurs: ((url: string) => boolean) | undefined, over: (spent: Values) => unknown): Budget => {
  const spent: { blockedMs?: number; shift?: number } = {}
  let height = 0
  let isOver = false
  const observers: PerformanceObserver[] = []
  const measure = (type: string, key: keyof typeof spent, cost: (entry: Entry) => number) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return
    spent[key] = 0
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) spent[key] = (spent[key] ?? 0) + cost(entry)
      if (isOver || !((spent.blockedMs ?? 0) > MAX_BLOCKED_MS || (spent.shift ?? 0) > MAX_SHIFT)) return
      isOver = true
      over(values())
    })
    // What happened before this chunk came counts too.
    observer.observe({ type, buffered: true })
    observers.push(observer)
  }
  const values = (): Values => {
    const entries = Object.entries(spent).map(([key, value]) => [key, Math.round(value * 1000) / 1000])
    return entries[0] ? Object.fromEntries(entries) : { measured: false }
  }
  if (isOurs) measure('long-animation-frame', 'blockedMs', (entry) => blockedMs(entry, isOurs))
  measure('layout-shift', 'shift', (entry) => {
    const card = document.querySelector<HTMLElement>('peakend-card')
    const before = height
    height = card?.offsetHeight ?? 0
    return ownShift(entry, card, height !== before)
  })
  return {
    look: () => [isOver ? 'over-budget' : '', values()],
    stop: () => {
      for (const observer of observers) observer.disconnect()
    },
  }
}
