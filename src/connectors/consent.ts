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

interface Handed {
  readonly handle?: { readonly consent: (level: ConsentLevel) => unknown }
  readonly options: { readonly connect?: string }
  readonly stops: (() => unknown)[]
}

/**
 * Starts listening, and tells `consent` of the handle. `connect`: the one platform to hear and, after a colon, what it calls us, as in
 * `didomi:c:peakend-x7`; what else it names, parted by spaces, are chats, shops and tags.
 */
export const start = ({ handle, options, stops }: Handed): void => {
  const words = RegExp(`(?:^|\\s)(${Object.keys(platforms).join('|')})(?::(\\S+)|(?!\\S))`)
  const [, only, called = 'peakend'] = words.exec(options.connect ?? '') ?? []
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
        if (said && !isOver) handle?.consent(said)
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
  stops.push(() => {
    isOver = true
    clearTimeout(timer)
    for (const { stop } of heard.values()) stop()
  })
}
