import { html } from 'hono/html'
import type { Text } from '../../../src/survey/config'
import { languages as fallbacks, localise } from '../../../src/survey/text'
import { plain } from '../plain'
import type { InstrumentReport } from '../report/types'
import { type Language, languages, type Words } from './words'

export type Html = ReturnType<typeof html>
export const nothing = ''

/** What every part of the page needs: the words, and numbers and dates written as that language writes them. */
export interface View {
  readonly language: Language
  readonly words: Words
  /** There is sample data among what the page shows. */
  readonly sample: boolean
  readonly whole: (value: number) => string
  readonly decimal: (value: number) => string
  /** 0–100 → `82 %`. */
  readonly percent: (value: number) => string
  /** `+30`, `−12`. */
  readonly signed: (value: number) => string
  readonly list: (items: readonly string[]) => string
  readonly text: (text: Text) => string
  readonly day: (iso: string) => string
  /** `22 Sept`, for axes. */
  readonly shortDay: (iso: string) => string
  /** `March 2027`. */
  readonly month: (iso: string) => string
  /** `Mar`, and the year where one begins. */
  readonly shortMonth: (iso: string) => string
  /** `Jun 2027`, for drawings. */
  readonly shortMonthOfYear: (iso: string) => string
  /** `2.5`, `3`. */
  readonly short: (value: number) => string
  /** `0.46`. */
  readonly hundredths: (value: number) => string
  /** A language by its name in the reader's own. */
  readonly languageName: (tag: string) => string
  /** A moment, in UTC until the page's script writes it in the reader's own time. */
  readonly time: (iso: string) => Html
}

/** The first of a month is an ordinal in French, which Intl (CLDR) leaves to the writer. */
const ordinal = (language: Language, text: string): string => (language === 'fr' ? text.replace(/^1 /, '1er ') : text)
const minus = (text: string): string => text.replace('-', '\u2212')

/** What a page calls its language may be no tag at all. */
const nameOf = (names: Intl.DisplayNames, tag: string): string => {
  try {
    return names.of(tag) ?? tag
  } catch {
    return tag
  }
}

export const createView = (language: Language): View => {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const decimal = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 })
  const signed = new Intl.NumberFormat(language, { maximumFractionDigits: 0, signDisplay: 'exceptZero' })
  const list = new Intl.ListFormat(language, { type: 'conjunction' })
  const dates = language === 'en' ? 'en-GB' : language
  const day = new Intl.DateTimeFormat(dates, { dateStyle: 'long', timeZone: 'UTC' })
  const shortDay = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const month = new Intl.DateTimeFormat(dates, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const shortMonth = new Intl.DateTimeFormat(dates, { month: 'short', timeZone: 'UTC' })
  const shortMonthOfYear = new Intl.DateTimeFormat(dates, { month: 'short', year: 'numeric', timeZone: 'UTC' })
  const short = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  const hundredths = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 })
  const year = new Intl.DateTimeFormat(dates, { year: 'numeric', timeZone: 'UTC' })
  const names = new Intl.DisplayNames(language, { type: 'language' })
  const moment = new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZone: 'UTC' })
  return {
    language,
    words: languages[language],
    sample: false,
    whole: (value) => minus(whole.format(value)),
    decimal: (value) => minus(decimal.format(value)),
    percent: (value) => minus(percent.format(value / 100)),
    signed: (value) => minus(signed.format(value)),
    list: (items) => list.format(items),
    text: (text) => plain(localise(text, fallbacks(language))),
    day: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : ordinal(language, day.format(new Date(iso)))),
    shortDay: (iso) => ordinal(language, shortDay.format(new Date(iso))),
    month: (iso) => month.format(new Date(iso)),
    shortMonth: (iso) => (iso.slice(5, 7) === '01' ? year : shortMonth).format(new Date(iso)),
    shortMonthOfYear: (iso) => (Number.isNaN(Date.parse(iso)) ? iso : shortMonthOfYear.format(new Date(iso))),
    short: (value) => minus(short.format(value)),
    hundredths: (value) => minus(hundredths.format(value)),
    languageName: (tag) => nameOf(names, tag),
    time: (iso) => html`<time datetime="${iso}">${moment.format(new Date(iso))} UTC</time>`,
  }
}

/** A score in its own unit: NPS signed, shares in percent, means with a decimal. */
export const scoreText = (view: View, metric: InstrumentReport['metric'], value: number): string =>
  metric === 'nps' ? view.signed(value) : metric === 'csat' || metric === 'ces' ? view.percent(value) : view.decimal(value)

/** An id for the DOM from any text. */
export const slug = (text: string): string => text.replace(/[^\w-]/g, (character) => `_${character.charCodeAt(0).toString(16)}`)
