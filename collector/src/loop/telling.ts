/** The sentences of an alert, for chats and mails. In the channel's language. */
import type { Reason } from '../store'
import type { Message } from './message-schema'
import { loopWords } from './words'

export interface Telling {
  readonly title: string
  /** Name and value, each on a line of its own. */
  readonly facts: readonly (readonly [name: string, value: string])[]
  readonly quotes: readonly string[]
  readonly link: { readonly text: string; readonly href: string }
  readonly footer: string
}

const scoreIn = (metric: string, language: 'en' | 'fr') => {
  const whole = new Intl.NumberFormat(language, {
    maximumFractionDigits: 0,
    ...(metric === 'nps' && { signDisplay: 'exceptZero' as const }),
  })
  const decimal = new Intl.NumberFormat(language, { maximumFractionDigits: 1 })
  return (value: number): string =>
    metric === 'nps' ? whole.format(value) : metric === 'rating' ? decimal.format(value) : loopWords[language].percent(whole.format(value))
}

/** What to read of a message. */
export const tell = ({ type, data }: Message, language: 'en' | 'fr'): Telling => {
  const words = loopWords[language]
  const { response, drop, touchpoint } = data
  const reasons = data.reasons.map((reason: Reason) => words.reasons[reason]).join(' · ') || words.noReason
  const about = words.told.title(reasons, touchpoint.name)
  const title = data.test ? words.told.testTitle : type === 'alert.updated' ? words.told.update(about) : about
  const score = drop ? scoreIn(drop.metric, language) : String
  const facts: (readonly [string, string] | null)[] = [
    response &&
      response.score !== null &&
      ([words.told.score, `${response.score}${response.max === null ? '' : ` / ${response.max}`}`] as const),
    response && ([words.told.question, response.question] as const),
    drop && ([words.told.thisWeek, words.told.ofN(score(drop.score), drop.n)] as const),
    drop && ([words.told.before, words.told.ofN(score(drop.before), drop.nBefore)] as const),
    data.owner === null ? null : ([words.owner, data.owner] as const),
    response?.user ? ([words.told.user, response.user] as const) : null,
    ...Object.entries(response?.contact ?? {}).map(([key, value]) => [key, value] as const),
  ].map((fact) => fact || null)
  return {
    title,
    facts: facts.filter((fact) => fact !== null),
    quotes: (response?.comments ?? []).map(({ text }) => words.quote(text)),
    link: { text: words.told.open, href: data.links.inbox },
    footer: data.test ? words.told.testWhy : data.project === 'default' ? 'Peakend' : `Peakend · ${data.project}`,
  }
}
