/** What whoever runs the collector says about telling others. Everything has a default. */
export interface LoopSettings {
  /** Where the team reaches the collector, for links in alerts: `https://feedback.example`. Default: where a channel was added from. */
  readonly publicUrl?: string
  /** `smtp://user:password@host:587`. Default none: channels of e-mail wait. */
  readonly smtpUrl?: string
  /** Who mails come from: `Peakend <feedback@shop.example>`. */
  readonly mailFrom?: string
  /** Channels may lead to `http://localhost`: for trying out. Default false. */
  readonly allowLocal?: boolean
  /** How often it is looked for what is due, in milliseconds. Default 10,000. */
  readonly everyMs?: number
}

/** An origin, or nothing; throws at what is neither. */
export const publicOrigin = (text: string | undefined): string | null => {
  if (text === undefined) return null
  const url = URL.canParse(text) ? new URL(text) : null
  if (url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash) return url.origin
  throw new RangeError(`PUBLIC_URL: expected an address such as https://feedback.example, got ${text}`)
}
