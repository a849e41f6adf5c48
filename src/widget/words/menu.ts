/** Words of what is behind “⋯”. A table and a chunk of its own in each language, loaded when it is pressed. A missing key does not compile. */
export interface Menu {
  /** BCP 47 tag of these words. */
  readonly lang: string
  readonly minimise: string
  readonly later: string
  readonly never: string
  readonly whyAsked: string
  readonly because: Readonly<Record<'did' | 'here' | 'earlier' | 'back' | 'opened', string>>
  readonly sample: string
  /** “What was looked at:” and the kinds of things an audience rule looks at. */
  readonly looked: string
  readonly subjects: Readonly<Record<'traits' | 'events' | 'device' | 'language' | 'page' | 'visits' | 'origin' | 'site', string>>
  readonly free: string
  /** What is stored, by consent level. */
  readonly stored: Readonly<Record<'none' | 'session' | 'persistent', string>>
  readonly privacy: string
}
