import type { Category, Channel, Stage } from '../../../src/survey/config'
import type { Cascade } from '../report/types'
import { en } from './words.en'
import { fr } from './words.fr'

/** Every visible word of the results page. A missing one does not compile. */
export interface Words {
  readonly results: string
  readonly skip: string
  readonly period: string
  readonly periods: Readonly<Record<7 | 30 | 90 | 0, string>>
  readonly answersShown: string
  readonly realAnswers: string
  readonly testAnswers: (n: string) => string
  readonly testNotice: string
  readonly project: string
  readonly language: string
  readonly download: string
  readonly forSpreadsheets: string
  readonly forPrograms: string
  readonly signOut: string
  readonly summary: (answers: number, answersText: string, showings: number, showingsText: string) => string
  readonly updated: string
  readonly glance: string
  readonly glanceColumns: readonly [touchpoint: string, metric: string, score: string, interval: string, answers: string]
  readonly range: (low: string, high: string) => string
  readonly tooWide: string
  readonly footnote: string
  readonly stages: Readonly<Record<Stage, string>>
  readonly noStage: string
  readonly categories: Readonly<Record<Category, string>>
  readonly channels: Readonly<Record<Channel, string>>
  readonly momentOfTruth: string
  readonly metrics: Readonly<Record<'nps' | 'csat' | 'ces' | 'rating' | 'choice' | 'text', string>>
  readonly ruleNps: string
  readonly ruleTop: (top: number, points: number) => string
  readonly ruleCes: string
  readonly ruleMean: (min: number, max: number) => string
  readonly ruleChoice: string
  readonly ruleText: string
  readonly answers: (n: number, text: string) => string
  readonly people: (n: number, text: string) => string
  readonly ofTen: (n: number) => string
  readonly whyTen: string
  readonly interval: (low: string, high: string) => string
  readonly wide: (half: string, limit: string) => string
  readonly needed: (more: number, text: string) => string
  readonly meanIs: (mean: string, low: string, high: string) => string
  readonly target: (value: string, by: string) => string
  readonly unrecognised: (n: number, text: string) => string
  readonly distribution: string
  readonly distributionOf: (parts: string) => string
  readonly coloured: string
  readonly asTable: string
  readonly columns: { readonly answer: string; readonly count: string; readonly share: string }
  readonly npsGroups: { readonly detractors: string; readonly passives: string; readonly promoters: string }
  readonly cascade: string
  readonly steps: Readonly<Record<keyof Cascade, string>>
  readonly participation: (rate: string, low: string, high: string) => string
  readonly countsNote: string
  readonly theAnswers: string
  readonly comments: string
  readonly otherWays: (n: number) => string
  readonly otherWaysWhy: string
  readonly askedAs: string
  readonly differs: Readonly<
    Record<'question' | 'display' | 'points' | 'labels' | 'locale' | 'translated' | 'orientation' | 'trigger' | 'delaySeconds', string>
  >
  readonly differsIn: (what: string) => string
  readonly waiting: string
  readonly waitingWhy: string
  readonly oneNew: string
  readonly manyNew: string
  readonly emptyTitle: string
  readonly emptyTestTitle: string
  readonly emptyPeriod: string
  readonly emptySteps: readonly [string, string, string]
  readonly openDemo: string
  readonly signInTitle: string
  readonly signInWhy: string
  readonly token: string
  readonly signIn: string
  readonly wrongToken: string
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
