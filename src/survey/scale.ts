import type { Display, Question, ScaleQuestion } from './config'

export interface Scale {
  readonly min: number
  readonly max: number
  readonly display: Display
}

const scaleTypes: readonly string[] = ['nps', 'csat', 'ces', 'rating']
export const isScale = (question: Question): question is ScaleQuestion => scaleTypes.includes(question.type)

/** Points and display of a scale with its defaults: NPS 0–10, CES 1–7, CSAT five faces, rating five numbers. */
export const scaleOf = (question: ScaleQuestion): Scale => {
  if (question.type === 'nps') return { min: 0, max: 10, display: 'numbers' }
  if (question.type === 'ces') return { min: 1, max: 7, display: 'numbers' }
  const max = question.points ?? 5
  return { min: 1, max, display: question.display ?? (question.type === 'csat' && max < 6 ? 'faces' : 'numbers') }
}
