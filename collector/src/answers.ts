import { isContact, isFreeText, type TypeOf } from '../../src/survey/free-text'
import type { Answer, Instrument } from '../../src/survey/wire'

const typeIn =
  ({ types }: Instrument): TypeOf =>
  (question) =>
    types?.[question]

/** Something somebody wrote that a team reads: no way to reach them, and no date or name of an action, which are texts too. */
export const isComment = (key: string, answer: Answer | undefined, instrument: Instrument): answer is string => {
  if (typeof answer !== 'string' || !answer.trim()) return false
  // Earlier builds had no other texts.
  if (!instrument.types) return true
  return isFreeText(key, typeIn(instrument)) && !isContact(key, typeIn(instrument)) && instrument.types[key] !== 'text.number'
}

/** Whether an answer may be on a page of results: how to reach somebody is for exports alone. */
export const isShown = (key: string, instrument: Instrument): boolean => !isContact(key, typeIn(instrument))
