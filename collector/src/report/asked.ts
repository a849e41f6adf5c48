import type { ChoiceOption, Config, MatrixQuestion, Question, SliderQuestion, Survey, Text } from '../../../src/survey/config'
import { isScale, scaleOf } from '../../../src/survey/scale'
import type { Instrument } from '../../../src/survey/wire'
import type { UsedInstrument } from '../store'
import { momentParts } from './moments'

/** One question of an instrument: as the published configuration has it, else as the instrument tells. */
export interface Asked {
  readonly id: string
  /** `text.number` of a text that is one. */
  readonly type: string
  readonly text: Text
  /** Options or rows, in their order; those that are gone from the configuration are called by their id. */
  readonly parts: readonly ChoiceOption[]
  readonly points: number | null
  readonly labels: readonly Text[]
  /** Where a number lies and in which steps, as far as it is known. */
  readonly range: readonly [min: number, max: number, step: number] | null
  /** The question the instrument is about. */
  readonly isMain: boolean
}

/** What of a list can be read: a configuration is published survey by survey, mistakes and all. */
export const sound = <Item extends { readonly id: string }>(list: readonly Item[] | undefined): readonly Item[] | undefined =>
  Array.isArray(list) ? list.filter((item) => typeof item?.id === 'string') : undefined

/** Every question a survey has that can be read, those of its variants too. */
export const questionsIn = (survey: Survey | undefined): readonly Question[] =>
  [survey, ...(sound(survey?.variants) ?? [])].flatMap((one) => sound(one?.questions) ?? [])
const questionsOf = (config: Config | null, survey: string): readonly Question[] =>
  questionsIn(config?.surveys.find(({ id }) => id === survey))

/** What each answer of an instrument is. Earlier builds told of one question only: the configuration knows the others. */
const typesOf = ({ types, question, type }: Instrument, configured: readonly Question[]): Readonly<Record<string, string>> =>
  types ?? { ...Object.fromEntries(configured.map(({ id, type }) => [id, type])), [question]: type }

const pointsOf = (question: Question | undefined, type: string): number | null => {
  const { min = 1, max = 0 } = question && isScale(question) ? scaleOf(question) : {}
  const points = question?.type === 'matrix' ? (question.points ?? question.labels?.length ?? 5) : max - min + 1
  return points >= 2 && points <= 11 ? points : type === 'nps' ? 11 : type === 'ces' ? 7 : null
}

/** The questions an instrument's answers belong to, in the order they were asked. */
export const askedOf = (config: Config | null, { survey, instrument }: Pick<UsedInstrument, 'survey' | 'instrument'>): readonly Asked[] => {
  const configured = questionsOf(config, survey)
  return Object.entries(typesOf(instrument, configured)).map(([id, type]) => {
    const question = configured.find((one) => one.id === id && one.type === type.split('.')[0])
    const isMain = id === instrument.question
    // What some types have, read by name.
    const { options, rows, labels } = (question ?? {}) as { readonly options?: readonly ChoiceOption[] } & Partial<
      Pick<MatrixQuestion, 'rows' | 'labels'>
    >
    const { min = 0, max = 100, step = 1 } = (question ?? {}) as Partial<Pick<SliderQuestion, 'min' | 'max' | 'step'>>
    const told = Object.entries(instrument.texts).flatMap(([key, text]) =>
      key.startsWith(`${id}.`) ? [{ id: key.slice(id.length + 1), text }] : [],
    )
    return {
      id,
      type,
      text: instrument.texts[id] ?? question?.text ?? id,
      parts:
        type === 'moment' ? momentParts(config, question) : (sound(options ?? rows) ?? told).map(({ id, text = id }) => ({ id, text })),
      points: (isMain ? instrument.points : null) ?? pointsOf(question, type),
      labels: Array.isArray(labels) ? labels : isMain ? instrument.labels : [],
      range: type !== 'slider' ? null : isMain && instrument.range ? instrument.range : question ? [min, max, step] : null,
      isMain,
    }
  })
}
