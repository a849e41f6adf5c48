/** The widget knows surveys, not delivery: everything it needs is handed in, everything that happens is handed out. */

import type { Condition } from '../survey/condition'
import type { Corner, Question, Survey } from '../survey/config'
import type { Answers, Durability } from '../survey/wire'

export interface CardOptions {
  readonly survey: Survey
  /** Language order to take texts from, most wanted first, e.g. `['fr-CA', 'fr', 'en']`. */
  readonly locales: readonly string[]
  readonly words: Words
  /** Fills `{{trait.firstName|there}}` and the like in an already localised text. */
  readonly fill: (text: string, answers: Answers) => string
  /** Does a branch's condition hold, given the answers so far? */
  readonly holds: (condition: Condition, answers: Answers) => boolean
  /** Answers already given, and the question to resume at. */
  readonly resume?: { readonly answers: Answers }
  readonly theme: 'auto' | 'light' | 'dark'
  readonly at: Corner
  /** Where to mount inline instead of in a corner. */
  readonly target?: Element
  /** Commits; resolves after the commit. The card thanks nobody before. A rejection shows `words.errorSave` and keeps the answer. */
  readonly save: (answers: Answers, state: CardState) => Promise<Durability>
  /** Text being typed, not yet committed. */
  readonly draft: (answers: Answers) => void
  /** Half of the card has been in view. Once. */
  readonly seen: () => void
  /** The card is gone from the page. */
  readonly closed: (why: CloseReason) => void
  /** True while an answer cannot be sent now (shows where it is saved instead of plain thanks). */
  readonly offline: () => boolean
}
export type CardState = 'answered' | 'completed'
/** `completed`: after the thanks. `dismissed`: by the visitor, without any answer. `left`: by the visitor, after an answer. `hidden`: by the page or a navigation. */
export type CloseReason = 'completed' | 'dismissed' | 'left' | 'hidden'

export interface Card {
  /** Removes the card without asking. Idempotent. */
  hide(): void
  /** The visitor has not pressed, typed or focused anything in it. */
  untouched(): boolean
  /** Milliseconds the card has been visible. */
  visibleMs(): number
  /** Re-renders, e.g. when the connection changed or the language did. */
  update(change?: Partial<Pick<CardOptions, 'locales' | 'words'>>): void
}

/** Every visible or spoken word that is not in the configuration. A missing key does not compile. */
export interface Words {
  readonly lang: string
  readonly region: string
  readonly shown: string
  readonly next: string
  readonly send: string
  readonly back: string
  readonly skip: string
  readonly close: string
  readonly optional: string
  readonly commentHelp: string
  /** `{{value}} of {{max}}, {{label}}` */
  readonly ratingName: string
  readonly npsName: string
  readonly saved: string
  readonly savedOffline: Readonly<Record<Durability, string>>
  readonly errorSave: string
  readonly errorChoose: string
  readonly thanks: string
  readonly charactersLeft: string
  readonly wentWell5: readonly string[]
  readonly agree7: readonly string[]
  readonly nps11: readonly [string, string]
}

export interface QuestionProps<Q extends Question = Question> {
  readonly question: Q
  readonly value: Answers[string] | undefined
  readonly words: Words
  /** Ids for labelling. */
  readonly labelId: string
  readonly describedBy: string | undefined
  readonly text: (text: import('../survey/config').Text) => string
  /** A choice was made. `byPointer` may advance by itself. */
  readonly choose: (value: Answers[string], byPointer: boolean) => void
  readonly type: (value: string) => void
  readonly rtl: boolean
}
