/**
 * Asks the page's consent platform, for `consent: 'auto'`. Whichever is there is heard; where there are several, the first of this list that
 * knows us has the word. One that arrives after us is heard too.
 */
import type { ConsentLevel } from '../survey/wire'
import { axeptio } from './axeptio'
import { consentMode } from './consent-mode'
import { didomi } from './didomi'
import { own } from './own'
import { tarteaucitron } from './tarteaucitron'
import { tcf } from './tcf'
import type { Platform, Say } from './types'

/** In order of authority. A platform that asks for us by name goes before one that asks for purposes, and both before what is handed on to Google. */
const platforms: Readonly<Record<string, Platform>> = { own, didomi, axeptio, tarteaucitron, tcf, 'consent-mode': consentMode }
/** Then 1 s, 2 s, …: what loads late is there within seconds, what waits for the visitor's first click may take minutes. */
const FIRST_LOOK_MS = 500
const MAX_LOOK_MS = 30_000

interface Heard {
  stop: () => void
  /** What it said last; null: it does not know us; undefined: nothing yet. */
  word?: ConsentLevel | null
}

interface Consents {
  readonly consent: (level: ConsentLevel) => unknown
}
interface Connects {
  readonly connect?: string
}
interface Handed {
  readonly handle?: Consents
  readonly options: Connects
  readonly stops: (() => unknown)[]
}

/** Starts listening, and tells `consent`; returns its stop. `connect`: the one platform to hear and, after a colon, what it calls us, as in `didomi:c:peakend-x7`. */
export const watchConsent = ({ consent }: Consents, { connect = '' }: Connects): (() => void) => {
  const [, only = '', called = 'peakend'] = /^([^:]*):?(.+)?/.exec(connect) ?? []
  const heard = new Map<string, Heard>()
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  const authority = () => Object.keys(platforms).find((name) => heard.has(name) && heard.get(name)?.word !== null)
  /** Listens to those that have come. What the page itself says goes alone. */
  const look = () => {
    for (const [name, platform] of Object.entries(platforms)) {
      if (isOver || heard.has(name) || (name !== 'own' && (heard.has('own') || (only && name !== only)))) continue
      if (!platform.isHere(called)) continue
      const entry: Heard = { stop: () => {} }
      heard.set(name, entry)
      const say: Say = (word) => {
        entry.word = word
        // One with more authority may have come meanwhile.
        look()
        const first = authority()
        // It speaks itself, or lets the next one speak.
        const said = word === null || first === name ? heard.get(first ?? '')?.word : undefined
        if (said && !isOver) consent(said)
      }
      try {
        entry.stop = platform.listen(say, called)
      } catch {
        // It is not what its name says.
        say(null)
      }
    }
  }
  const watch = (ms: number) => {
    look()
    if ([...heard.keys()].every((name) => name === 'consent-mode')) timer = setTimeout(watch, ms, Math.min(ms * 2, MAX_LOOK_MS))
  }
  watch(FIRST_LOOK_MS)
  return () => {
    isOver = true
    clearTimeout(timer)
    for (const { stop } of heard.values()) stop()
  }
}

/** Started by the script, with what a chunk is handed: its handle is there by then. */
export const start = (shared: Handed): unknown => shared.stops.push(watchConsent(shared.handle as Consents, shared.options))
