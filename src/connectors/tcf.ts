import type { ConsentLevel } from '../survey/wire'
import { levelOf, type Platform } from './types'

type Purposes = Readonly<Record<number, boolean | undefined>>
/** What of the IAB's TCData is read. */
export interface TcData {
  readonly gdprApplies?: boolean
  readonly eventStatus?: string
  readonly listenerId?: number
  /** What the site itself asked for, beside what it asked for others. */
  readonly publisher?: { readonly consents?: Purposes; readonly legitimateInterests?: Purposes }
}
type Api = (command: string, version: 2, fn: (data: TcData, success: boolean) => void, parameter?: unknown) => void
const page = () => window as { __tcfapi?: Api }

/**
 * The site asks and keeps the answers: its own consents count, no vendor's. Purpose 1 (store and access information on a device) is what
 * ePrivacy wants; 9 (understand audiences, which names market research) is what a survey is for, by consent or by an interest that
 * the visitor did not object to. Undefined: nobody has chosen yet. Null: the platform asks nothing for the site itself.
 */
export const tcfLevel = ({ gdprApplies, eventStatus = '', publisher }: TcData): ConsentLevel | null | undefined => {
  if (gdprApplies === false) return 'persistent'
  // `cmpuishown`: the banner is open, nothing is decided.
  if (!/^(tcloaded|useractioncomplete)$/.test(eventStatus)) return
  if (!publisher) return null
  const { consents, legitimateInterests } = publisher
  return levelOf(consents?.[1] && (consents[9] || legitimateInterests?.[9]))
}

/** IAB TCF 2.3: https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework */
export const tcf: Platform = {
  isHere: () => page().__tcfapi,
  listen(say) {
    const api = page().__tcfapi
    let isOver = false
    let id: number | undefined
    api?.('addEventListener', 2, (data, success) => {
      id = data?.listenerId
      const level = success ? tcfLevel(data) : undefined
      if (!isOver && level !== undefined) say(level)
    })
    return () => {
      isOver = true
      if (id !== undefined) api?.('removeEventListener', 2, () => {}, id)
    }
  },
}
