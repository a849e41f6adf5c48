/**
 * Words of question types that are not built into the card. A table and a chunk of its own in each language, loaded where one of them is asked. A missing key does not compile.
 */
import type { ContactField } from '../../survey/config'

/** By plural category of `{{count}}` in the language. */
export type Plural = { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>

export interface Extra {
  /** BCP 47 tag of these words. */
  readonly lang: string
  /** choice: name and placeholder of the field that “other” opens. */
  readonly other: string
  /** choice: name of the field that narrows a list down, and how many are left. */
  readonly filter: string
  readonly found: Plural
  readonly chooseAtLeast: Plural
  readonly chooseAtMost: Plural
  /** ranking: `{{item}}` */
  readonly moveUp: string
  readonly moveDown: string
  /** ranking: `{{item}}` is number `{{value}}` of `{{max}}`. Said after a move. */
  readonly moved: string
  /** ranking: accepts the order as it stands. */
  readonly keepOrder: string
  /** ranking: how to do it. */
  readonly rankHow: string
  /** ranking: nothing was moved or accepted yet; only where the question must be answered. */
  readonly errorOrder: string
  /** matrix: these rows have no answer, as a list; only where the question must be answered. `{{rows}}` */
  readonly errorRows: string
  /** slider: its two buttons, and its value before there is one. */
  readonly less: string
  readonly greater: string
  readonly notSet: string
  readonly errorDate: string
  /** date: `{{min}}`, `{{max}}` */
  readonly errorMin: string
  readonly errorMax: string
  readonly errorRequired: string
  readonly errorEmail: string
  readonly errorPhone: string
  readonly errorUrl: string
  readonly errorNumber: string
  /** A number: `{{min}}`, `{{max}}` */
  readonly errorLess: string
  readonly errorMore: string
  readonly errorShort: Plural
  readonly errorConsent: string
  readonly fields: Readonly<Record<ContactField, string>>
  readonly newTab: string
  readonly copied: string
  readonly copyFailed: string
  readonly shared: string
  /** action `callback`: what the number is for, and after it was left. */
  readonly callbackNotice: string
  readonly callbackDone: string
}
