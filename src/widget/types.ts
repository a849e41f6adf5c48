/** The widget knows surveys, not delivery: everything it needs is handed in, everything that happens is handed out. */

import type { h, VNode } from 'preact'
import type { Condition } from '../survey/condition'
import type { Layout, Question, Survey, Text, TriggerType } from '../survey/config'
import type { Answer, Answers, ConsentLevel, Durability } from '../survey/wire'
import type { Put } from './put'
import type { Extra, Plural } from './words/extra'
import type { Menu } from './words/menu'

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
  readonly answers?: Answers
  readonly theme: 'auto' | 'light' | 'dark'
  /** Puts the team's colours and sizes on a card that is in the page; what it starts ends with the root. */
  readonly skin?: ((root: ShadowRoot) => void) | undefined
  /** Default: a card at `bottom-end`. */
  readonly at?: Layout['at'] | undefined
  /** Where to mount inline instead of in a corner. */
  readonly target?: Element | null | undefined
  /** A layout that is a chunk of its own. */
  readonly layout?: LayoutChunk | undefined
  /** Fetched once a card over the page is there. */
  readonly float?: () => Promise<FloatChunk>
  /** Question types that are chunks of their own, by the name of the chunk (`chunkOf`). Every type the survey has must be here or built in. */
  readonly types?: Readonly<Record<string, TypeChunk>>
  /** Shapes beside faces and numbers, where a scale of the survey shows them. */
  readonly drawings?: Drawings | undefined
  /** Words of what is not built in, present wherever something of it is. */
  readonly extra?: Extra | undefined
  /** The same for all of one showing, and for no other: what is shuffled is shuffled by it. */
  readonly seed?: string
  /** What is behind “⋯”, fetched when it is pressed; without it there is no such button. */
  readonly more?: (() => Promise<MoreChunk>) | undefined
  /** Commits; resolves after the commit. The card thanks nobody before. A rejection shows `words.errorSave` and keeps the answer. */
  readonly save: (answers: Answers, state: CardState) => Promise<Durability>
  /** Text being typed, not yet committed. */
  readonly draft: (answers: Answers) => void
  /** Half of the card has been in view. Once. */
  readonly seen: () => void
  /** The card is gone from the page. Once. */
  readonly closed: (why: CloseReason) => void
  /** It is gone because its configuration cannot be drawn. */
  readonly failed: (error: unknown) => void
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
  update(change?: Partial<Pick<CardOptions, 'locales' | 'words' | 'extra'>>): void
}

/** Every visible or spoken word that is not in the configuration. A missing key does not compile. */
export interface Words {
  /** BCP 47 tag of these words. */
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
  /** `Question {{n}} of {{max}}` */
  readonly progress: string
  /** Name of what a minimised card leaves. */
  readonly reopen: string
  readonly thanks: string
  /** By plural category of `{{count}}` in the language. */
  readonly charactersLeft: Plural
  readonly wentWell5: readonly string[]
  readonly agree7: readonly string[]
  readonly nps11: readonly [string, string]
}

export interface QuestionProps<Q extends Question = Question> {
  readonly question: Q
  /** The answer of the question itself, also while it is being typed. */
  readonly value: Answer | undefined
  /** The answer of one of its parts. */
  readonly get: (part: string) => Answer | undefined
  readonly words: Words
  readonly extra: Extra
  /** In the visitor’s language, with what is to be filled in. */
  readonly text: (text: Text) => string
  /** A choice was made; `undefined` takes it back. `byPointer` may advance by itself. */
  readonly choose: (value: Answer | undefined, byPointer: boolean, part?: string) => Promise<void>
  /** Goes with the next choice, without a commit of its own. */
  readonly keep: (value: Answer | undefined, part: string) => void
  /** It was typed, and is committed with Continue. */
  readonly type: (value: string, part?: string) => void
  /** Draws again, after something of the type's own has changed. */
  readonly draw: () => void
  /** Says something politely. */
  readonly announce: (text: string) => void
  readonly seed: string
  /** Attributes of a field for free text: session recorders and password managers look away. */
  readonly lookAway: Readonly<Record<string, string>>
  /** What is wrong, to be placed beside the field it belongs to. */
  readonly alert: VNode | false
  /** The part it belongs to. */
  readonly wrong: string | undefined
  /** May be left without an answer. */
  readonly isFree: boolean
  readonly drawings: Drawings | undefined
}
/**
 * One question type: draws the control under the heading, labelled by `q` and described by `d` (help) and `e` (error), ids of the
 * card's shadow root. Focus, arrow keys and the one tab stop of radio groups are the card's (`keys.ts`).
 */
export type Draw<Q extends Question = Question> = (props: QuestionProps<Q>) => VNode
/** One question of a type on one card: it may keep what is no answer, such as what is filtered by. */
export interface TypeInstance<Q extends Question = Question> {
  draw(props: QuestionProps<Q>): VNode
  /** What is wrong with what was given; asked when the visitor goes on. */
  check?(props: QuestionProps<Q>): Wrong | undefined
  /** What was typed, as an answer. Default: the text without the blanks around it. */
  read?(typed: string, part?: string): Answer | undefined
}
export interface Wrong {
  readonly message: string
  readonly part?: string | undefined
}
/** A type in a chunk of its own gets `h` handed in, so that the chunk carries no second Preact. Written as methods: accepts any one type's. */
export interface TypeChunk {
  /** Rules for its own elements, in the card's one sheet. */
  readonly css?: string
  /** `fill`: fills `{{name}}` in a text of `Words` or `Extra`. `types`: all chunks of the survey; one type may stand on another. */
  open(create: typeof h, fill: Put, types: Readonly<Record<string, TypeChunk>>): TypeInstance<never>
}
/** Shapes of scales beside faces. What is chosen, and what a row of stars or hearts has below it, is of class `on`. */
export interface Drawings {
  /** Rules for them, in the card's one sheet. */
  readonly css: string
  /** Path of a drawing in a box of 24: point `i` of `count`. */
  readonly path: (display: string, i: number, count: number) => string
}

/** A layout in a chunk of its own. */
export interface LayoutChunk {
  /** Rules of the host and of what is in it; `sheet` holds those of narrow screens. */
  readonly css: (options: CardOptions, sheet: string) => string
  /** Of a layout that everything else waits for. `close` closes the card as its × does. */
  readonly dialog?: (root: ShadowRoot, close: () => void) => Dialog
}
export interface Dialog {
  /** What the card is drawn in. */
  readonly box: Element
  /** Opens it once it is in the page; gives what closes it. */
  open(): () => void
}
/** How a card lives with the page once it is there: a chunk of its own, which no card needs to show. */
export interface FloatChunk {
  /** `settle` finds the card a place where it covers nothing that must be reached; `covered` is what it covers all the same. */
  readonly float: (host: HTMLElement, settle: () => void, covered: () => Element | undefined) => () => void
}
/** The card's element in the page. */
export interface Host {
  readonly root: ShadowRoot
  /** What the card is drawn in. */
  readonly box: Element | ShadowRoot
  /** Puts it into the page; gives what ends that. */
  attach(): () => void
}

/** What a card knows of what is behind its “⋯”. */
export interface Behind {
  readonly level: ConsentLevel
  /** Days that “Ask me later” puts it off. */
  readonly days: number
  /** Hands over what takes the last sentence away when the page wants us gone. */
  readonly atEnd: (end: () => void) => void
  /** Fetches the answer to “Why am I being asked?”. */
  readonly why: () => Promise<(create: typeof h, props: WhyProps) => () => VNode>
}
export interface MoreProps extends Behind {
  readonly menu: Menu
  /** Draws again, after something of the panel's own has changed. */
  readonly draw: () => void
  readonly later: () => void
  readonly never: () => void
  /** Absent where the card cannot be made small. */
  readonly minimise?: (() => void) | undefined
}
export interface MoreChunk {
  readonly behind: Behind
  readonly menu: Menu
  /** One panel, opened anew each time. */
  readonly more: (create: typeof h) => (props: MoreProps) => VNode
}
/** Why this visitor is asked. */
export interface Reasons {
  /** What called for the question. */
  readonly on: TriggerType
  /** What the survey itself says of why it asks, instead of what the trigger tells. */
  readonly own?: string | undefined
  /** Only some of the visitors are asked. */
  readonly isSample: boolean
  /** What the audience rule looked at, each once. */
  readonly looked: readonly (keyof Menu['subjects'])[]
  /** Something can be written here, and is scrubbed. */
  readonly isScrubbed: boolean
  /** It asks how to reach the visitor. */
  readonly asksContact: boolean
  /** Of moments: what is remembered, and that only what is chosen is sent. */
  readonly looksBack?: string | undefined
  /** Address of the privacy notice. */
  readonly privacy?: string | undefined
  /** What is kept on this device. */
  readonly kept: () => Promise<object>
  /** Deletes it. */
  readonly forget: () => Promise<unknown>
}
export interface WhyProps extends Pick<MoreProps, 'menu' | 'level' | 'draw'> {
  readonly button: (label: string, onClick: () => unknown) => VNode
  /** A button that closes the card, with what is said when it is done. */
  readonly leave: (label: string, done: string, act: () => unknown) => VNode
}
