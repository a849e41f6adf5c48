import type { Heard } from '../moments/heard'
import type { Showing } from '../survey/clocks'
import type { ConsentLevel } from '../survey/wire'

/**
 * The one small key in web storage. The truth about showings is in IndexedDB; this is what fast gates read. Format 1: one that this build
 * could not read would be kept under another name, so that an older tab and a newer one spoil nothing for each other.
 */
export interface Memory extends Heard {
  /** Random respondent id and when it was made. */
  readonly r?: string | undefined
  readonly rt?: number
  /** It was renewed on purpose: it goes before the one in the database. */
  readonly fresh?: boolean | undefined
  readonly log?: readonly Showing[]
  /** Answers that are still wanted, by `quotaKey`: as the endpoint's last reply says. */
  readonly q?: Readonly<Record<string, number>>
  /** Text typed but not committed when the page was left. */
  readonly ahead?: unknown
  /** `<day, as 2026-11-21> <survey>` → how often triggered, eligible, sampled. */
  readonly counts?: Readonly<Record<string, readonly number[]>> | undefined
  /** The inspector is open: `inspect`. */
  readonly i?: string | undefined
  /** When the visitor refused: kept in a key of its own, and then that is all there is. */
  readonly no?: number | undefined
}

/** As it is, whatever `toJSON` the page has put on the prototypes of arrays and texts; the small key holds nothing that needs one. */
function own(this: Record<string, unknown>, key: string): unknown {
  return this[key]
}

/** Reads and writes the key where the consent level allows: nowhere, in this tab's session, or on the device. */
export const createMemory = (key: string) => {
  /** A key of its own: another tab that has not seen it yet must not write over it. */
  const refusal = `${key}!no`
  let page: Memory = {}
  let storage: Storage | undefined
  /** The storage lacks what this page has set: it is full, or the visitor refused. */
  let isBehind = false

  /** Storage may be denied, full or hold what nobody wrote; then what this page knows has to do. */
  const tried = <T>(fn: () => T): T | undefined => {
    try {
      return fn()
    } catch {}
    return
  }
  const get = (): Memory => {
    const box = storage
    // Nothing here throws as a rule: an exception costs the start of a page more than all the rest of this.
    if (box)
      tried(() => {
        const { no } = JSON.parse(box.getItem(refusal) ?? '{}')
        page = { ...page, no }
        // What another tab wrote before it had seen the refusal.
        if (no) box.removeItem(key)
        const text = box.getItem(key)
        if (!text) return
        const stored = JSON.parse(text)
        // Throws unless they are lists of objects, or absent.
        for (const list of [stored.log, stored.due]) list?.map(({ t }: { t: number }) => t)
        if (!isBehind) page = stored
      })
    return page
  }
  const set = (change: Partial<Memory>) => {
    page = { ...get(), ...change }
    // After a refusal, in this tab or another, nothing is written.
    isBehind = !!page.no || !tried(() => storage?.setItem(key, JSON.stringify(page, own)) === undefined)
  }
  return {
    get,
    set,
    /** Moves to another level. What this page knows of its showings comes along, the respondent does not. */
    move(level: ConsentLevel, explicit?: boolean) {
      const { log, due } = get()
      const before = storage
      storage = tried(() => (level === 'persistent' ? localStorage : level === 'session' ? sessionStorage : undefined))
      if (explicit) tried(() => storage?.removeItem(refusal))
      if (storage === before) {
        if (explicit) set({})
        return
      }
      page = {}
      isBehind = false
      const kept = get()
      if (log || due) set({ log: [...(kept.log ?? []), ...(log ?? [])], due: [...(kept.due ?? []), ...(due ?? [])] })
    },
    /**
     * Erases the key and all that begin with it, those of earlier pages at another level too, and leaves the refusal where there was
     * anything to erase: gives whether there was. This page still knows whom it asked.
     */
    erase(): boolean {
      const { log } = get()
      const erased = [() => sessionStorage, () => localStorage].filter((box) =>
        tried(() => {
          const names = Object.keys(box()).filter((name) => `${name}:`.startsWith(`${key}:`))
          for (const name of names) box().removeItem(name)
          if (names[0]) box().setItem(refusal, JSON.stringify({ no: Date.now() }))
          return names[0]
        }),
      )
      if (storage) {
        storage = undefined
        page = { ...(log && { log }) }
      }
      return !!erased[0]
    },
  }
}
