/** What a recipe is made of. A recipe knows the survey language and nothing else: what it makes is plain JSON, and no engine knows where it came from. */
import type { Condition } from '../survey/condition'
import type { Ending, Link, Persona, Question, Survey, Text } from '../survey/config'

/** A text in the languages of the recipes: native English, and French (`vous`). */
export type Words = { readonly en: string; readonly fr: string }

/**
 * What a recipe gives: its survey and, where that speaks of them, the personas and the names for `send` that a configuration needs beside it. `configOf`
 * puts several together.
 */
export interface Made {
  readonly survey: Survey
  readonly personas?: readonly Persona[]
  /** Event properties without which its metric cannot be told; see `Config.send`. */
  readonly send?: readonly string[]
}

/**
 * What an option takes. `text`: words, one for all languages or one for each; they may hold piping. `url`: the same, an address. `share`: 0 to 1. `days`, `number`:
 * 0 or more. `paths`: path patterns. `part`: two shares, from and to. A list: one of these words; `{ of }`: several of them.
 */
export type Kind =
  | 'text'
  | 'url'
  | 'name'
  | 'number'
  | 'days'
  | 'share'
  | 'flag'
  | 'paths'
  | 'part'
  | readonly string[]
  | { readonly of: readonly string[] }
export type Kinds = Readonly<Record<string, Kind>>
/** What the shop can say: facts by name. A text that needs one is left out, or said otherwise, where it is missing. */
export type Fact = Text | number | boolean
export type Facts = Readonly<Record<string, Fact | undefined>>

/** What every recipe takes. */
export interface CommonOptions {
  /** The name of the brand, in its texts. Default: the `brand` of the page (`data-brand`), else words such as “our shop”. */
  readonly brand?: string
}
/** Ways to be reached that may be offered after a low answer. */
export type Channel = 'phone' | 'email' | 'now'
/** What recipes with an offer of help take beside. */
export interface HelpOptions<Known extends string = never> extends CommonOptions {
  /** Ways to be reached that are offered after a low answer; only those somebody attends to. `now` needs the fact `chatUrl`. Default: `phone` and `email`, and `now` with that fact. */
  readonly help?: readonly Channel[]
  /** What the shop can truly say: whole phrases, with their own preposition. A text whose facts are missing is not shown. */
  readonly facts?: Readonly<Partial<Record<Known | HelpFact, Fact>>>
}
export type HelpFact = 'chatUrl' | 'team' | 'callbackPromise' | 'emailPromise'

/** A question, asked only when its condition holds. */
export type Asked = Question & {
  readonly onlyWhen?: Condition | undefined
  /** Where the survey parts ways, by name: a question of another way of the same parting never follows. */
  readonly way?: Readonly<Record<string, string>>
}
/** An ending, said when its condition holds; the last one always does. */
export type Ends = Ending & { readonly when?: Condition | undefined }

/** What recipes share; handed in, so that no recipe carries a copy of it. */
export interface Kit {
  /** The survey's questions in order, each passed over while its condition does not hold, as `next` rules. Endings nobody reaches are left out by the caller. */
  inOrder(asked: readonly Asked[], ends: readonly Ends[]): { readonly questions: readonly Question[]; readonly endings: readonly Ending[] }
  /** Writes facts and the brand into every text. */
  write<Node>(node: Node, values: Facts): Node
  /** Whether all these facts are there. */
  knows(facts: Facts | undefined, needs: readonly string[]): boolean
  /** A link to an address among the facts, or nothing. */
  link(facts: Facts | undefined, name: string, text: Words): { readonly link?: Link }
  /** The offer of help, what it asks for, and how it ends where help was wanted and can be promised. */
  help(
    text: Words,
    options: HelpOptions<string>,
    how: { readonly id?: string; readonly when?: Condition; readonly intro?: Words; readonly way?: Readonly<Record<string, string>> },
  ): { readonly asked: readonly Asked[]; readonly ends: readonly Ends[] }
  /** Throws a `RecipeError`. */
  refuse(path: string, expected: string, got: unknown, hint?: string): never
  /** No public review for those who are content alone: refuses a fact that leads to one. */
  noReviews(facts: Facts | undefined, hint: string): void
  /** Refuses a promise to take goods back that is shorter than the law’s, unless a legal exception is named. */
  returnDays(facts: Facts | undefined): void
  readonly scales: Readonly<Record<'satisfaction5' | 'pleasant5' | 'rightChoice5', readonly Words[]>>
}

/** A recipe: what it takes, and what it makes of it. */
export interface Recipe<Options extends CommonOptions = CommonOptions> {
  /** The id of its survey, unless that is given another. */
  readonly name: string
  make(options: Options, kit: Kit): Made
}
