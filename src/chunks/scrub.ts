/** The scrub chunk: beside a survey in which something can be written. */
import { isComment, type TypeOf } from '../survey/free-text'
import { scrub } from '../survey/scrub'
import type { Answers } from '../survey/wire'

/** Answers without what nobody asked for. */
export const scrubbed = (answers: Answers, typeOf: TypeOf): Answers =>
  Object.fromEntries(
    Object.entries(answers).map(([key, answer]) => [key, typeof answer === 'string' && isComment(key, typeOf) ? scrub(answer) : answer]),
  )
