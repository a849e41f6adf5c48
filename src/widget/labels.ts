import type { ScaleQuestion, Text } from '../survey/config'
import { scaleOf } from '../survey/scale'
import type { Words } from './types'

/** One label for each point, worst first, as shown; empty where a point has none. Two labels on more points name the ends. */
export const labelsOf = (question: ScaleQuestion, words: Words, text: (text: Text) => string): string[] => {
  const { min, max } = scaleOf(question)
  const last = max - min
  const labels =
    question.labels?.map(text) ??
    { nps: words.nps11, ces: words.agree7, csat: last === 4 ? words.wentWell5 : [], rating: [] }[question.type]
  return perPoint(labels, last + 1)
}
/** Two labels name the ends. */
export const perPoint = (labels: readonly string[], points: number): string[] =>
  Array(points)
    .fill('')
    .map((_, i) => labels[labels.length < points ? (i < points - 1 ? i && -1 : 1) : i] ?? '')
