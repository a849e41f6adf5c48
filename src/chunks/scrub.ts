/** The scrub chunk: beside a survey in which something can be written. */
import { isContact, isFreeText, type TypeOf } from '../survey/free-text'
import { scrub } from '../survey/scrub'
import type { Answers } from '../survey/wire'

/** Answers without what nobody asked for: what says how to reach somebody stays where the question is about that. */
export const scrubbed = (answers: Answers, typeOf: TypeOf): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [
      key,
      typeof answer === 'string' && isFreeText(key, typeOf) && !isContact(key, typeOf) ? scrub(answer) : answer,
    ]),
  )
