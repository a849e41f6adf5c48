/** The widget knows surveys, not delivery: everything it needs is handed in, everything that happens is handed out. */

import type { h, VNode } from 'preact'
import type { Condition } from '../survey/condition'
import type { Corner, Question, QuestionType, Survey, Text } from '../survey/config'
import type { Answer, Answers, Durability } from '../survey/wire'

export interface CardOptions {
  readonly survey: Survey
  /** Language order to take texts from, most wanted first, e.g. `['fr-CA', 'fr', 'en']`. */
  readonly locales: readonly string[]
  readonly words: Words
  /** Fills `{{trait.firstName|there}}` and the like in an already localised text. */
  readonly fill: (text: string, answers: Answers) => string
  /** Does a branch's condition hold, given the answers so far? */
  readonly holds: (condition: Condition, answers: Answers) => boolean
  /** Answers already given: the card opens at the first question without one. */
  readonly resume?: { readonly answers: Answers }
  readonly theme: 'auto' | 'light' | 'dark'
  readonly at: Corner
  /** Where to mount inline instead of in a corner. */
  readonly target?: Element
  /** Question types that are chunks of their own: `{ choice }`. Every type the survey has must be here or built in. */
  readonly types?: Partial<Record<QuestionType, TypeFactory>>
  /** What is behind “⋯”, fetched when it is pressed; without it there is no such button. */
  readonly more?: () => Promise<(create: typeof h) => () => VNode>
  /** Commits; resolves after the commit. The card thanks nobody before. A rejection shows `words.errorSave` and keeps the answer. */
  readonly save: (answers: Answers, state: CardState) => Promise<Durability>
  /** Text being typed, not yet committed. */
  readonly draft: (answers: Answers) => void
  /** Half of the card has been in view. Once. */
  readonly seen: () => void
  /** The card is gone from the page. Once. */
  readonly closed: (why: CloseReason) => void
  /** True while an answer cannot be sent now (shows where it is saved instead of plain thanks). */
  readonly offline: () => boolean
}
export type CardState = 'answered' | 'completed'
/** `completed`: after the thanks. `dismissed`: by the visitor, without any answer. `left`: by the visitor, after an answer. `hidden`: by the page or a navigation. `snoozed`, `never`: “Ask me later”, “Don’t ask me again”. */
export type CloseReason = 'completed' | 'dismissed' | 'left' | 'hidden' | 'snoozed' | 'never'

export interface Card {
  /** Puts it into the page: it is drawn, and nobody has seen it. Once. */
  attach(): void
  /** Removes the card without asking. Idempotent. */
  hide(why?: 'hidden' | 'snoozed' | 'never'): void
  /** The visitor has not pressed, typed or focused anything in it. */
  untouched(): boolean
  /** Milliseconds the card has been on a visible page. */
  visibleMs(): number
  /** Still in the page: one that took its surroundings away, such as a swap of `body`, took an inline card with them. */
  isThere(): boolean
  /** Re-renders, e.g. when the connection changed or the language did. */
  update(change?: Partial<Pick<CardOptions, 'locales' | 'words'>>): void
}

/** Every visible or spoken word that is not in the configuration. A missing key does not compile. */
export interface Words {
  /** BCP 47 tag of these words; also decides the direction of the card. */
  readonly lang: string
  readonly region: string
  readonly shown: string
  readonly next: string
  readonly send: string
  readonly back: string
  readonly skip: string
  readonly close: string
  /** Name of the “⋯” button. */
  readonly more: string
  readonly optional: string
  readonly commentHelp: string
  /** `{{value}} of {{max}}, {{label}}` */
  readonly ratingName: string
  readonly ratingNameNoLabel: string
  readonly npsName: string
  readonly npsNameEnd: string
  readonly saved: string
  readonly savedOffline: Readonly<Record<Durability, string>>
  readonly errorSave: string
  readonly errorChoose: string
  readonly thanks: string
  /** By plural category of `{{count}}` in the language. */
  readonly charactersLeft: { readonly other: string } & Readonly<Partial<Record<Intl.LDMLPluralRule, string>>>
  readonly wentWell5: readonly string[]
  readonly agree7: readonly string[]
  readonly nps11: readonly [string, string]
}

export interface QuestionProps<Q extends Question = Question> {
  readonly question: Q
  readonly value: Answer | undefined
  readonly words: Words
  readonly text: (text: Text) => string
  /** A choice was made; `undefined` takes it back. `byPointer` may advance by itself. */
  readonly choose: (value: Answer | undefined, byPointer: boolean) => void
  readonly type: (value: string) => void
}
/**
 * One question type: draws the control under the heading, labelled by `q` and described by `d` (help) and `e` (error), ids of the
 * card's shadow root. Focus, arrow keys and the one tab stop are the card's (`keys.ts`).
 */
export type Draw<Q extends Question = Question> = (props: QuestionProps<Q>) => VNode
/** A type in a chunk of its own gets `h` handed in, so that the chunk carries no second Preact. Written as a method: accepts any one type's `Draw`. */
export type TypeFactory = { of(create: typeof h): (props: never) => VNode }['of']
