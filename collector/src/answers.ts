import { isContact } from '../../src/survey/contact'
import { isFreeText, type TypeOf } from '../../src/survey/free-text'
import type { Answer, Answers, Instrument } from '../../src/survey/wire'

const typeIn =
  ({ types }: Instrument): TypeOf =>
  (question) =>
    types && Object.hasOwn(types, question) ? types[question] : undefined

/** Something somebody wrote that a team reads: no way to reach them, and no date or name of an action, which are texts too. */
export const isComment = (key: string, answer: Answer | undefined, instrument: Instrument): answer is string => {
  if (typeof answer !== 'string' || !answer.trim()) return false
  // Earlier builds had no other texts.
  if (!instrument.types) return true
  return isFreeText(key, typeIn(instrument)) && !isContact(key, typeIn(instrument)) && instrument.types[key] !== 'text.number'
}

/** Whether an answer may be on a page of results: how to reach somebody is for exports alone. */
export const isShown = (key: string, instrument: Instrument): boolean => !isContact(key, typeIn(instrument))

/** What somebody agreed to, with all the words of it that the answer brought along. */
export interface Agreement {
  readonly question: string
  readonly texts: Readonly<Record<string, string>>
  readonly answer: Answer
}

/** How to reach somebody: kept apart from the answers, with what they agreed to. */
export interface ContactDetails {
  readonly answers: Answers
  /** What was asked, by question. */
  readonly texts: Readonly<Record<string, string>>
  readonly agreed: readonly Agreement[]
}

const belongsTo = (question: string) => (key: string) => key === question || key.startsWith(`${question}.`)
const only = <Value>(from: Readonly<Record<string, Value>>, keep: (key: string) => boolean): Readonly<Record<string, Value>> =>
  Object.fromEntries(Object.entries(from).filter(([key]) => keep(key)))

/** The answers without what says how to reach somebody, and that by itself; null where there is none. */
export const splitContact = (
  answers: Answers,
  instrument: Instrument,
): { readonly answers: Answers; readonly contact: ContactDetails | null } => {
  const reach = only(answers, (key) => isContact(key, typeIn(instrument)))
  const keys = Object.keys(reach)
  if (keys.length === 0) return { answers, contact: null }
  const questions = keys.map((key) => key.split('.')[0])
  const agreed = Object.entries(answers).filter(([key]) => typeIn(instrument)(key) === 'consent')
  return {
    answers: only(answers, (key) => !isContact(key, typeIn(instrument))),
    contact: {
      answers: reach,
      texts: only(instrument.texts, (key) => questions.includes(key)),
      agreed: agreed.map(([question, answer]) => ({ question, answer, texts: only(instrument.texts, belongsTo(question)) })),
    },
  }
}
