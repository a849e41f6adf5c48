import type { Kept } from '../connectors/chats/talk'
import type { Heard } from '../moments/heard'
import type { Showing } from '../survey/clocks'
import type { Journey } from '../survey/journey'
import type { ConsentLevel } from '../survey/wire'

/**
 * The one small key in web storage. The truth about showings is in IndexedDB; this is what fast gates read. Format 1: one that this build
 * could not read would be kept under another name, so that an older tab and a newer one spoil nothing for each other.
 */
export interface Memory extends Heard {
  /** Random respondent id and when it was made. */
  readonly r?: string | undefined
  readonly rt?: number
  /** It was renewed on purpose: it goes before the one in the database. 1: it is to be renewed when it is next needed. */
  readonly fresh?: 1 | true | undefined
  /** Earlier random ids of this device and when each was made: a request to forget names them, too. */
  readonly was?: readonly (readonly [id: string, at: number])[] | undefined
  readonly log?: readonly Showing[] | undefined
  /** The moments of this visit and of the one before, where a survey looks back on them. */
  readonly j?: Journey | undefined
  /** Answers that are still wanted, by `quotaKey`: as the endpoint's last reply says. */
  readonly q?: Readonly<Record<string, number>>
  /** Text typed but not committed when the page was left. */
  readonly ahead?: unknown
  /** `<day, as 2026-11-21> <survey>` → how often triggered, eligible, sampled. */
  readonly counts?: Readonly<Record<string, readonly number[]>> | undefined
  /** Conversations that connectors follow over page loads: when they began, how many messages they had, whether they are over. */
  readonly chats?: Kept | undefined
  /** The inspector is open: `inspect`. */
  readonly i?: string | undefined
  /** When the visitor refused: kept in a key of its own, and then that is all there is. */
  readonly no?: string | undefined
}

/** Reads and writes the key where the consent level allows: nowhere, in this tab's session, or on the device. */
export const createMemory = (key: string) => {
  /** A key of its own, in local storage whatever the level: other tabs read it, and one that has not seen it yet must not write over it. */
  const refusal = `${key}!no`
  let page: Memory = {}
  let storage: Storage | undefined
  /** The storage lacks what this page has set: it is full, or the visitor refused. */
  let isBehind: unknown

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
        const no = localStorage[refusal]
        page = { ...page, no }
        // What another tab wrote before it had seen the refusal.
        if (no) delete box[key]
        const text = box[key]
        if (!text) return
        const stored = JSON.parse(text)
        const { log = [], due = [] } = stored
        // Throws unless it is an object, its lists are absent or of objects, and what is reckoned with can be: `in` refuses all else.
        ;[stored, ...log, ...due].map((one: Readonly<Record<'t' | 'a' | 'n', number>>) => one.t - one.a - one.n in one)
        if (!isBehind) page = stored
      })
    return page
  }
  const set = (change: Partial<Memory>) => {
    page = { ...get(), ...change }
    // After a refusal, in this tab or another, nothing is written.
    isBehind = page.no || !tried(() => !storage || (storage[key] = JSON.stringify(page)))
  }
  return {
    get,
    set,
    /** A request to forget that the endpoint has not acknowledged yet, kept whatever the level. */
    asked: () => tried(() => localStorage[`${key}!forget`]),
    /** Moves to another level. What this page knows of its showings comes along, the respondent does not. */
    move(level: ConsentLevel, explicit?: boolean) {
      const { log = [], due = [] } = get()
      const before = storage
      storage = tried(() => (level === 'none' ? undefined : level === 'session' ? sessionStorage : localStorage))
      if (explicit) tried(() => storage && delete localStorage[refusal])
      if (storage === before) {
        if (explicit) set({})
        return
      }
      // What was kept there is kept here now.
      if (before) delete before[key]
      page = {}
      isBehind = 0
      const { log: keptLog = [], due: keptDue = [] } = get()
      if (log[0] || due[0]) set({ log: [...keptLog, ...log], due: [...keptDue, ...due] })
    },
    /**
     * Erases the key and all that begin with it, those of earlier pages at another level too, and leaves the refusal where there was
     * anything to erase: gives whether there was. This page still knows whom it asked.
     */
    erase(): boolean {
      const { log } = get()
      let erased = false
      for (const box of [() => sessionStorage, () => localStorage])
        tried(() => {
          for (const name of Object.keys(box()))
            if (`${name}:`.startsWith(`${key}:`)) {
              erased = delete box()[name]
              localStorage[refusal] = Date.now()
            }
        })
      if (storage) {
        storage = undefined
        page = { log }
      }
      return erased
    },
  }
}
