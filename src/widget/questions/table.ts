import { h } from 'preact'
import type { Question, QuestionType, ScaleQuestion } from '../../survey/config'
import { isScale, scaleOf } from '../../survey/scale'
import { put } from '../put'
import type { TypeChunk, TypeInstance } from '../types'
import { scale } from './scale'
import { text } from './text'

/** Scales and plain text are built in. What else there is, is a chunk: its name, or nothing. Text that can be too short has errors of its own. */
export const chunkOf = (question: Question): TypeChunkName | undefined => {
  if (isScale(question)) return
  if (question.type === 'text') return question.minLength || (question.format && question.format !== 'text') ? 'q-field' : undefined
  if (question.type === 'choice' && (question.display ?? (question.options[8] && 'filter')) === 'filter') return 'q-filter'
  // It asks for a number, which the other actions do not.
  return 'action' in question && question.action === 'callback' ? 'q-callback' : `q-${question.type}`
}
export type TypeChunkName = 'q-field' | 'q-filter' | 'q-callback' | `q-${Exclude<QuestionType, ScaleQuestion['type'] | 'text'>}`
/** Whether its points are drawn by the chunk of drawings. */
export const isDrawn = (question: Question): boolean => isScale(question) && /^[sht]/.test(scaleOf(question).display)

/** The question and the type's own are of one type, which TypeScript cannot follow through a union: hence the cast. */
export const openType = (question: Question, chunks: Readonly<Record<string, TypeChunk>> = {}): TypeInstance =>
  (chunks[chunkOf(question) ?? '']?.open(h, put, chunks) ?? { draw: isScale(question) ? scale : text(h) }) as TypeInstance
