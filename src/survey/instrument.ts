import type { Survey, Trigger } from './config'
import { shortHash } from './hash'
import { isScale, scaleOf } from './scale'
import type { Instrument, MomentRef } from './wire'

/** What the widget knows of the words it shows. */
export interface Shown {
  readonly texts: Readonly<Record<string, string>>
  readonly labels: readonly string[]
  readonly locale: string
  readonly translated: boolean
}

/** Describes exactly what is asked, with a fingerprint: results of different instruments are never merged silently. */
export const instrument = (survey: Survey, trigger: Trigger | null, moment: MomentRef, shown: Shown): Instrument => {
  const question = survey.questions.find(isScale) ?? survey.questions[0]
  if (!question) throw new TypeError(`survey ${survey.id}: expected at least one question, got none`)
  const scale = isScale(question) ? scaleOf(question) : null
  const described = {
    question: question.id,
    type: question.type,
    display: scale?.display ?? null,
    points: scale && scale.max - scale.min + 1,
    orientation: question.type === 'choice' ? ('vertical' as const) : ('horizontal' as const),
    labels: shown.labels,
    locale: shown.locale,
    translated: shown.translated,
    trigger: `${moment.type}:${moment.name}`,
    delaySeconds: (trigger && 'delaySeconds' in trigger && trigger.delaySeconds) || 0,
  }
  return { ...described, fingerprint: shortHash(JSON.stringify([described, shown.texts[question.id]])), texts: shown.texts }
}
