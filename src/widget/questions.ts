import { h } from 'preact'
import type { Question, QuestionType } from '../survey/config'
import { scale } from './scale'
import { text } from './text'
import type { CardOptions, Draw } from './types'

/** Every type and who draws it. What is not here is a chunk of its own and comes with `CardOptions.types`. */
const types: { readonly [T in QuestionType]?: Draw<Extract<Question, { type: T }>> } = {
  nps: scale,
  csat: scale,
  ces: scale,
  rating: scale,
  text,
}

/** The table's row and the question have the same type, which TypeScript cannot follow through a union: hence the cast. */
export const drawOf = ({ type }: Question, more: CardOptions['types']): Draw => (types[type] ?? more?.[type]?.(h)) as Draw
