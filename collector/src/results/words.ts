import type { Category, Channel, ContactField, QuestionType, ScaleQuestion, Stage } from '../../../src/survey/config'
import type { Measure } from '../report/measures'
import type { PeriodUnit } from '../report/periods'
import type { Cascade, Standing } from '../report/types'
import type { BeliefWords } from './words.belief'
import { en } from './words.en'
import { fr } from './words.fr'
import type { JourneyWords } from './words.journey'
import type { PriorityWords } from './words.priorities'
import type { ViewWords } from './words.views'

type UnscoredType = Exclude<QuestionType, ScaleQuestion['type']>
type ByUnit<Value> = Readonly<Record<PeriodUnit, Value>>

/** The words of scores over time. */
export interface TrendWords {
  readonly title: string
  readonly size: ByUnit<(answers: string) => string>
  /** How a period is called by itself, and where something happened in it. `day`: its first day, or for months their name. */
  readonly name: ByUnit<(day: string) => string>
  readonly during: ByUnit<(day: string) => string>
  readonly fromTo: (first: string, when: string, last: string, whenLast: string) => string
  readonly extremes: (low: string, when: string, high: string, whenHigh: string) => string
  readonly verdict: Readonly<Record<'higher' | 'lower' | 'unclear', string>>
  readonly before: (day: string) => string
  readonly newQuestion: string
  readonly changed: (day: string, what: string) => string
  readonly starts: ByUnit<string>
  readonly band: string
  /** NPS: the latest answer of each person alone. */
  readonly once: ByUnit<string>
  readonly hollow: string
  readonly gaps: ByUnit<string>
  readonly zoomed: (low: string, high: string, min: string, max: string) => string
  readonly read: ByUnit<string>
  readonly few: (answers: string) => string
  readonly inPart: string
  readonly columns: { readonly period: ByUnit<string>; readonly score: string; readonly interval: string; readonly answers: string }
  readonly tooFew: string
  /** Before the first period with a score. */
  readonly earlier: string
}

/** The words of questions that have no score of their own. */
export interface QuestionWords {
  /** What came of it: a share with its interval, of those who could say. */
  readonly outcomes: Readonly<Record<'resolution' | 'firstContact' | 'success', (share: string, n: string) => string>>
  /** The same below ten answers: how many, of how many. */
  readonly outcomesFew: Readonly<Record<'resolution' | 'firstContact' | 'success', (yes: string, n: string) => string>>
  readonly apart: (n: number, text: string) => string
  /** `62% (49% to 73%) chose 4 or 5 of 5`. */
  readonly top: (share: string, from: string, points: string) => string
  readonly byPurpose: string
  /** Over those that were asked beside the score. */
  readonly title: string
  /** Below ten answers. */
  readonly few: string
  /** `64% (51% to 75%)`. */
  readonly share: (share: string, low: string, high: string) => string
  readonly mean: (mean: string, low: string, high: string) => string
  readonly place: (place: string) => string
  readonly first: (share: string) => string
  readonly firstFew: (n: number, text: string) => string
  readonly done: Readonly<Record<'consent' | 'action', (count: number, text: string, of: string) => string>>
  /** `0 to 9`. */
  readonly fromTo: (from: string, to: string) => string
}

/** The words of the page of contact details. */
export interface ContactWords {
  readonly title: string
  readonly skip: string
  readonly link: (n: string) => string
  readonly back: string
  readonly survey: string
  readonly all: (n: string) => string
  readonly kept: (days: number) => string
  readonly keptForGood: string
  readonly none: string
  readonly noneWhy: string
  readonly noneHere: string
  readonly showAll: string
  readonly agreed: string
  readonly remove: string
  readonly removeWhy: string
  readonly removeForGood: string
  readonly deleted: string
  readonly older: string
  readonly oneNew: string
  readonly manyNew: string
  readonly json: string
  readonly fields: Readonly<Record<ContactField, string>>
}

/** Every visible word of the results page. A missing one does not compile. */
export interface Words extends ViewWords {
  readonly belief: BeliefWords
  readonly journey: JourneyWords
  readonly priorities: PriorityWords
  readonly results: string
  readonly skip: string
  readonly period: string
  readonly periods: Readonly<Record<7 | 30 | 90 | 0, string>>
  readonly answersShown: string
  readonly realAnswers: string
  readonly testAnswers: (n: string) => string
  readonly tests: string
  readonly testNotice: string
  readonly sample: {
    /** Of the place where it is said. */
    readonly name: string
    readonly title: string
    readonly why: string
    readonly remove: string
    readonly removeWhy: (n: number, text: string) => string
    readonly removed: (n: number, text: string) => string
    /** Of a single response. */
    readonly answer: string
  }
  readonly backToVisitors: string
  readonly project: string
  readonly language: string
  readonly download: string
  readonly forSpreadsheets: string
  readonly forPrograms: string
  readonly signOut: string
  readonly summary: (answers: number, answersText: string, showings: number, showingsText: string) => string
  readonly importedNote: string
  /** Said after the summary. */
  readonly imported: (n: number, text: string) => string
  readonly updated: string
  readonly glance: string
  readonly glanceColumns: readonly [touchpoint: string, score: string, interval: string, target: string, answers: string]
  readonly tiles: Readonly<Record<'look' | 'well' | 'open', string>>
  readonly noneYet: string
  readonly standings: Readonly<Record<Standing, string>>
  readonly reasons: Readonly<Record<Standing, (target: string) => string>>
  readonly lowest: string
  readonly noTarget: string
  readonly setTarget: string
  readonly range: (low: string, high: string) => string
  readonly tooWide: string
  readonly footnote: string
  readonly stages: Readonly<Record<Stage, string>>
  readonly noStage: string
  readonly categories: Readonly<Record<Category, string>>
  readonly channels: Readonly<Record<Channel, string>>
  readonly momentOfTruth: string
  /** What kind of question it is. */
  readonly metrics: Readonly<Record<QuestionType | 'text.number', string>>
  /** What ratings and choices measure. */
  readonly measures: Readonly<Record<Measure, string>>
  readonly ruleNps: string
  readonly ruleTop: (top: number, points: number) => string
  readonly ruleCes: string
  readonly ruleMean: (min: number, max: number) => string
  /** A point of the team's own from which on an answer counts. */
  readonly ruleFrom: (from: number, points: number) => string
  /** What is read of a question without a score. */
  readonly rules: Readonly<Record<UnscoredType, string>>
  readonly questions: QuestionWords
  readonly answers: (n: number, text: string) => string
  readonly people: (n: number, text: string) => string
  readonly ofTen: (n: number) => string
  readonly whyTen: string
  readonly interval: (low: string, high: string) => string
  readonly wide: (half: string, limit: string) => string
  readonly needed: (more: number, text: string) => string
  readonly meanIs: (mean: string, low: string, high: string) => string
  readonly target: (value: string, by: string) => string
  readonly forecast: (answers: string, by: string) => string
  readonly trend: TrendWords
  readonly unrecognised: (n: number, text: string) => string
  readonly distribution: string
  readonly distributionAndTrend: string
  readonly distributionOf: (parts: string) => string
  readonly coloured: string
  readonly asTable: string
  readonly columns: { readonly answer: string; readonly count: string; readonly share: string }
  readonly stepColumns: { readonly step: string; readonly count: string; readonly share: string }
  readonly npsGroups: { readonly detractors: string; readonly passives: string; readonly promoters: string }
  readonly cascade: string
  readonly steps: Readonly<Record<keyof Cascade, string>>
  readonly participation: (rate: string, low: string, high: string) => string
  readonly countsNote: string
  readonly theAnswers: string
  readonly comments: string
  readonly commentOrder: string
  readonly newestFirst: string
  readonly lowestFirst: string
  readonly askedBefore: string
  readonly askedBeforeWhy: string
  readonly until: (day: string) => string
  readonly otherWays: (n: number) => string
  readonly otherWaysWhy: string
  /** With the space French puts before it. */
  readonly colon: string
  readonly askedAs: string
  readonly differs: Readonly<
    Record<
      'question' | 'display' | 'points' | 'countsFrom' | 'labels' | 'locale' | 'translated' | 'orientation' | 'trigger' | 'delaySeconds',
      string
    >
  >
  readonly differsIn: (what: string) => string
  readonly waiting: string
  readonly waitingWhy: string
  readonly oneNew: string
  readonly manyNew: string
  readonly noConfigTitle: string
  /** Before a link to the page of surveys. */
  readonly noConfigHere: string
  readonly noConfigSteps: readonly [file: string, start: string]
  readonly emptyTitle: string
  readonly emptyTestTitle: string
  readonly emptyPeriod: (days: number) => string
  readonly showAll: string
  readonly emptySteps: readonly [snippet: string, show: string, demo: string]
  /** The project needs a key, and has none that holds. */
  readonly keyMissing: string
  readonly toKeys: string
  /** It has one, which is for others to see. */
  readonly keyElsewhere: string
  readonly openDemo: string
  readonly onlyTests: (n: number, text: string) => string
  readonly seeTests: string
  readonly unanswered: (n: number, text: string) => string
  readonly tryIt: string
  readonly signInTitle: string
  readonly signInWhy: string
  readonly token: string
  readonly signIn: string
  readonly wrongToken: string
  readonly tooManyTokens: (minutes: number) => string
  readonly contacts: ContactWords
  readonly errorTitle: string
  readonly errorWhy: string
  readonly tryAgain: string
}

export const languages = { en, fr } as const satisfies Readonly<Record<string, Words>>
export type Language = keyof typeof languages

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag)

/** `?lang=` if it is one of ours, else the first of Accept-Language that is, else English. */
export const languageOf = (wanted: string | undefined, acceptLanguage: string | undefined): Language => {
  if (wanted && isLanguage(wanted)) return wanted
  const accepted = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=')
      return { tag: tag.split('-')[0]?.toLowerCase() ?? '', quality: quality === undefined ? 1 : Number(quality) }
    })
    .sort((a, b) => b.quality - a.quality)
  for (const { tag, quality } of accepted) if (quality > 0 && isLanguage(tag)) return tag
  return 'en'
}
