/**
 * Asks the page's consent platform, for `consent: 'auto'`:
 *
 * 1. `window.peakendConsent = (set) => { set('persistent'); … }` — the page calls `set` now and whenever the choice changes.
 *    It may return its stop.
 * 2. Google Consent Mode: `analytics_storage` (`granted` → `persistent`, `denied` → `none`), read from the consent commands of
 *    `window.dataLayer` and heard as they are pushed (https://developers.google.com/tag-platform/security/guides/consent).
 */
import type { ConsentLevel } from '../survey/wire'

type Set = (level: ConsentLevel) => void
interface ConsentWindow {
  peakendConsent?: (set: Set) => unknown
  dataLayer?: unknown[]
}

/** What an entry says of storage: its kind (`default`, `update`) and the level. */
const wordOf = (entry: unknown): { readonly kind: unknown; readonly level: ConsentLevel } | undefined => {
  // gtag() pushes its `arguments`: an array-like with the command first. Anything may be pushed by anybody.
  const { 0: command, 1: kind, 2: values } = (entry ?? {}) as { 0?: unknown; 1?: unknown; 2?: Record<string, unknown> }
  const storage = command === 'consent' && values?.['analytics_storage']
  return storage === 'granted' ? { kind, level: 'persistent' } : storage === 'denied' ? { kind, level: 'none' } : undefined
}

/** Starts listening; returns its stop. */
export const watchConsent = (set: Set): (() => void) => {
  const page = window as ConsentWindow
  if (page.peakendConsent) {
    const stop = page.peakendConsent(set)
    return () => {
      if (typeof stop === 'function') stop()
    }
  }
  const found = page.dataLayer
  const layer = (page.dataLayer ??= [])
  let level: ConsentLevel = 'none'
  const hear = (entries: readonly unknown[]) => {
    const word = entries.map(wordOf).findLast((found) => found)
    // A default holds until the visitor has chosen: denied, it is no refusal, which would erase what was agreed to on earlier pages.
    if (!word || (word.kind === 'default' && word.level === level)) return
    level = word.level
    set(level)
  }
  hear(layer)
  const original = layer.push
  let active = true
  const push = (...entries: unknown[]) => {
    const length = original.apply(layer, entries)
    if (active) hear(entries)
    return length
  }
  layer.push = push
  return () => {
    active = false
    // Another script may have wrapped ours meanwhile; then it stays, and passes on.
    if (layer.push === push) layer.push = original
    if (!found && !layer.length && page.dataLayer === layer) delete page.dataLayer
  }
}
