/** What recipes say that the survey language does not know yet. One place, to be taken away when it does. */
import type { Ending, Link, Question, QuestionBase, RatingQuestion, Survey, Text, TrackedBase, Trigger } from '../survey/config'

export interface MomentQuestion extends QuestionBase {
  readonly type: 'moment'
  readonly max?: number
  readonly other?: Text
  readonly none?: Text
}
export interface JourneyTrigger extends TrackedBase {
  readonly on: 'journey'
  readonly after?: string
  readonly idleSeconds?: number
  readonly visit?: 'last'
  readonly withinDays?: number
  readonly atLeast?: number
}
export type AheadQuestion =
  | Question
  | MomentQuestion
  | (RatingQuestion & { readonly reportsAs: 'peak' | 'end' | 'confidence' | 'emotion' | 'effectiveness' | 'ease' | 'success' })
export type AheadEnding = Ending & { readonly link?: Link }
export type AheadSurvey = Omit<Survey, 'trigger' | 'questions' | 'endings'> & {
  readonly trigger: Trigger | JourneyTrigger | readonly (Trigger | JourneyTrigger)[]
  readonly questions: readonly AheadQuestion[]
  readonly endings: readonly AheadEnding[]
  readonly split?: { readonly name: string; readonly from: number; readonly to: number }
  readonly why?: Text
}
