import type { Question, Survey, Trigger } from './config'
import { isScale, scaleOf } from './scale'
import type { Instrument, MomentRef } from './wire'

/** What the widget knows of the words it shows. */
export interface Shown {
  readonly texts: Readonly<Record<string, string>>
  readonly labels: readonly string[]
  readonly locale: string
  readonly translated: boolean
}

/**
 * Describes exactly what is asked, with a fingerprint by `shortHash`, which whoever decided already has: results of different
 * instruments are never merged silently.
 */
export const instrument = (
  survey: Survey,
  trigger: Trigger,
  moment: MomentRef,
  shown: Shown,
  shortHash: (text: string) => string,
): Instrument => {
  const question = survey.questions.find(isScale) ?? (survey.questions[0] as Question) // no survey is compiled without one
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
    delaySeconds: ('delaySeconds' in trigger && trigger.delaySeconds) || 0,
  }
  return { ...described, fingerprint: shortHash(JSON.stringify([described, shown.texts[question.id]])), texts: shown.texts }
}
