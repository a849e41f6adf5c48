import type { Answer } from '../../../src/survey/wire'
import { isComment, isShown } from '../answers'
import { momentText } from '../report/moments'
import type { View } from '../results/view'
import type { Told } from '../store'
import { maxOf } from './message'
import type { LoopWords } from './words'

/** One answer as somebody reads it who did not ask. */
export interface InWords {
  readonly question: string
  readonly answer: string
  /** As the visitor wrote it. */
  readonly written: boolean
}

/** What was asked and what was answered, in the words the visitor read. */
export const inWords = (view: View, words: LoopWords, told: Told): readonly InWords[] => {
  const { answers, instrument } = told.response
  const { texts, labels } = instrument
  const textOf = (key: string): string | null => (Object.hasOwn(texts, key) ? view.text(texts[key] ?? key) : null)
  const say = (key: string, value: Answer): string => {
    if (typeof value === 'boolean') return value ? words.yes : words.no
    if (typeof value === 'string')
      return textOf(`${key}.${value}`) ?? (instrument.types?.[key] === 'moment' ? view.text(momentText(value)) : value)
    if (typeof value !== 'number') return view.list(value.map((option) => textOf(`${key}.${option}`) ?? option))
    const max = key === instrument.question ? maxOf(told) : null
    if (max === null) return String(value)
    // Labels of every point, or of the two ends alone.
    const label = labels.length === (instrument.points ?? max) ? labels[value - 1] : undefined
    return `${value} / ${max}${label ? ` · ${view.text(label)}` : ''}`
  }
  return Object.entries(answers).flatMap(([key, value]) => {
    if (!isShown(key, instrument)) return []
    const [question = '', part] = key.split('.')
    const asked = [textOf(question) ?? question, ...(part ? [textOf(key) ?? part] : [])].join(' · ')
    const written = isComment(key, value, instrument)
    return [{ question: asked, answer: written ? String(value) : say(key, value), written }]
  })
}
