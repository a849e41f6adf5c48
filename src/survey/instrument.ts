import type {
  ConsentQuestion,
  CsatQuestion,
  MatrixQuestion,
  Question,
  QuestionBase,
  QuestionType,
  RankingQuestion,
  SliderQuestion,
  Survey,
  TextQuestion,
  Trigger,
} from './config'
import { isScale, scaleOf } from './scale'
import type { Text } from './text'
import type { Instrument, MomentRef } from './wire'

/** What the widget knows of the words it shows. */
export interface Shown {
  readonly texts: Readonly<Record<string, string>>
  readonly labels: readonly string[]
  readonly locale: string
  readonly translated: boolean
}

/** The question that results are about: the first scale, else the first that is no mere message. No survey is compiled without a question. */
export const mainOf = ({ questions }: Survey): Question =>
  questions.find(isScale) ?? questions.find(({ type }) => type !== 'message') ?? (questions[0] as Question)

/** What some types have and others have not, to be read by name. */
export type AnyQuestion = QuestionBase & { readonly type: QuestionType; readonly display?: string } & Partial<
    Pick<CsatQuestion, 'countsFrom'> &
      Pick<ConsentQuestion, 'label'> &
      Pick<MatrixQuestion, 'points' | 'labels' | 'rows'> &
      Pick<SliderQuestion, 'min' | 'max' | 'step'> &
      Pick<TextQuestion, 'format'> &
      Pick<RankingQuestion, 'options'>
  >

/** Every text of a survey as it is said, by the keys `Instrument.texts` has. */
export const textsOf = ({ questions }: Survey, say: (text: Text) => string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    (questions as readonly AnyQuestion[]).flatMap(({ id, text, label, options, rows = [] }) => [
      [id, say(text)],
      // What was agreed to, or what the button said.
      ...(label ? [[`${id}.label`, say(label)]] : []),
      ...(options ?? rows).map((part) => [`${id}.${part.id}`, say(part.text)]),
    ]),
  )

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
  const question = mainOf(survey)
  const { type } = question
  const scale = isScale(question) ? scaleOf(question) : null
  const { display = null, options, points, labels = { length: 5 }, countsFrom, min = 0, max = 100, step = 1 } = question as AnyQuestion
  const described = {
    question: question.id,
    type,
    display: scale?.display ?? display,
    points: scale ? scale.max - scale.min + 1 : type === 'matrix' ? (points ?? labels.length) : null,
    orientation: (options && display !== 'chips') || type === 'moment' ? ('vertical' as const) : ('horizontal' as const),
    labels: shown.labels,
    locale: shown.locale,
    translated: shown.translated,
    trigger: `${moment.type}:${moment.name}`,
    delaySeconds: ('delaySeconds' in trigger && trigger.delaySeconds) || 0,
    // Only where they are: the instruments of other types keep the fingerprint they always had.
    ...(countsFrom && { countsFrom }),
    ...(type === 'slider' && { range: [min, max, step] as const }),
  }
  return {
    ...described,
    fingerprint: shortHash(JSON.stringify([described, shown.texts[question.id]])),
    texts: shown.texts,
    types: Object.fromEntries(
      (survey.questions as readonly AnyQuestion[]).map(({ id, type, format }) => [id, format ? `${type}.${format}` : type]),
    ),
  }
}
