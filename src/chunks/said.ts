/** Beside a survey whose texts take up answers: of a choice, or of moments, they take up the words that were chosen, not their ids. */
import type { ChoiceQuestion, Survey, Text } from '../survey/config'
import { touchpointsOf } from '../survey/journey'
import { localise } from '../survey/text'
import type { Answer, Answers } from '../survey/wire'
import type { Shared } from './shared'
import { type Language, localesOf } from './spoken'

type Known = Pick<Shared, 'config' | 'load' | 'tag'>

/** Gives the answers as texts take them up: what “other” is as it was written, several as a list. */
export const start = async (shared: Known, lang: Language, { questions }: Survey): Promise<(answers: Answers) => Answers> => {
  const { config, load } = shared
  const asksMoment = questions.some(({ type }) => type === 'moment')
  const words = asksMoment && (await load(`moment-${lang}`).catch(() => load('moment-en'))).moment
  const moments = touchpointsOf(config)
  return (answers) => {
    const locales = localesOf(shared.tag)
    const said = new Map<string, Answer>()
    for (const question of questions) {
      const { id, type } = question
      /** The options of a choice; of moments the two that are no moment. */
      const own: Readonly<Record<string, Text | undefined>> =
        type === 'moment'
          ? { other: question.other, none: question.none }
          : Object.fromEntries(((question as Partial<ChoiceQuestion>).options ?? []).map((option) => [option.id, option.text]))
      const name = (value: string): string => {
        const written = answers[`${id}.${value}`]
        const built = words && Object.hasOwn(words.names, value) ? words.names[value as keyof typeof words.names] : value
        const text = (Object.hasOwn(own, value) && own[value]) || (type === 'moment' && moments.find((one) => one.id === value)?.name)
        return typeof written === 'string' ? written : text ? localise(text, locales) : type === 'moment' ? built : value
      }
      const value = Object.hasOwn(answers, id) ? answers[id] : undefined
      // A language that its browser cannot list is listed as English is.
      if (Array.isArray(value)) said.set(id, new Intl.ListFormat(locales, { type: 'unit' }).format(value.map((one) => name(`${one}`))))
      else if (type === 'moment' && typeof value === 'string') said.set(id, name(value))
    }
    return { ...answers, ...Object.fromEntries(said) }
  }
}
