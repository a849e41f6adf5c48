import type { ConsentLevel } from '../survey/wire'
import { watchLayer } from './layer'
import { levelOf, type Platform } from './types'

/**
 * What an entry says of storage: its kind (`default`, `update`) and the level. `analytics_storage` alone: what is stored here is measurement. The two
 * keys that version 2 added (`ad_user_data`, `ad_personalization`) and `ad_storage` tell Google what it may do for advertising; the
 * others are about preferences, personalisation and security.
 */
const wordOf = (entry: unknown): { readonly kind: unknown; readonly level: ConsentLevel } | undefined => {
  // gtag() pushes its `arguments`: an array-like with the command first. Anything may be pushed by anybody.
  const { 0: command, 1: kind, 2: values } = (entry ?? {}) as { 0?: unknown; 1?: unknown; 2?: Record<string, unknown> }
  const storage = command === 'consent' && values?.['analytics_storage']
  return storage === 'granted' || storage === 'denied' ? { kind, level: levelOf(storage === 'granted') } : undefined
}

/** Google Consent Mode, as it is pushed: https://developers.google.com/tag-platform/security/guides/consent */
export const consentMode: Platform = {
  // It has no sign of its own: whoever uses it pushes.
  isHere: () => true,
  listen(say) {
    let level: ConsentLevel = 'none'
    return watchLayer('dataLayer', (entries) => {
      const word = entries.map(wordOf).findLast((found) => found)
      // A default holds until the visitor has chosen: denied, it is no refusal, which would erase what was agreed to on earlier pages.
      if (!word || (word.kind === 'default' && word.level === level)) return
      level = word.level
      say(level)
    })
  },
}
