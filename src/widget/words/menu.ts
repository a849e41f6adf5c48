/** Words of what is behind “⋯”. A table and a chunk of its own in each language, loaded when it is pressed. A missing key does not compile. */
export interface Menu {
  /** BCP 47 tag of these words. */
  readonly lang: string
  readonly minimise: string
  readonly later: string
  readonly never: string
  /** The same where only this visit is remembered. */
  readonly neverHere: string
  /** What was understood: `{{days}}` is a time, such as “7 days”. */
  readonly snoozed: string
  readonly snoozedHere: string
  readonly neverDone: string
  readonly neverDoneHere: string
  readonly whyAsked: string
  readonly because: Readonly<Record<'did' | 'here' | 'earlier' | 'back' | 'opened', string>>
  readonly sample: string
  /** `{{list}}`: the kinds of things an audience rule looks at. */
  readonly looked: string
  readonly subjects: Readonly<Record<'traits' | 'events' | 'device' | 'language' | 'page' | 'visits' | 'origin' | 'site', string>>
  readonly free: string
  /** What is stored, by consent level. */
  readonly stored: Readonly<Record<'none' | 'session' | 'persistent', string>>
  /** Of what is taken out of free text. */
  readonly scrubbed: string
  /** Of how long contact details wait. */
  readonly contact: string
  readonly privacy: string
  readonly newTab: string
  readonly showMyData: string
  readonly forgetMe: string
  /** What the same button then asks. */
  readonly forgetSure: string
  readonly forgotten: string
}
