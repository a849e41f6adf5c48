import type { h } from 'preact'
import type { TextQuestion } from '../../survey/config'
import { plural } from '../plural'
import { put } from '../put'
import type { QuestionProps, TypeChunk } from '../types'
import { email, number, phone, url } from './formats'
import { masked } from './look-away'
import { text } from './text'

type Create = typeof h
type Props = QuestionProps<TextQuestion>

/** How a format is read; its type of field, which decides the keyboard of a phone and what the browser fills in; what is wrong with anything else. */
const formats = {
  email: [email, 'email', 'errorEmail'],
  phone: [phone, 'tel', 'errorPhone'],
  url: [url, 'url', 'errorUrl'],
  // Not of type `number`: that changes under the wheel and knows one decimal sign.
  number: [number, 'text', 'errorNumber'],
  text: [(typed: string) => typed.trim() || undefined, '', 'errorRequired'],
} as const
const formatOf = ({ question }: Props) => formats[question.format ?? 'text']

/** Text of a format, or of a least length. Nothing is said while it is being typed. */
export const type: TypeChunk = {
  // Formats are written from left to right in all languages.
  css: '[dir=rtl] [dir=ltr]{text-align:right}',
  open(h: Create) {
    const drawText = text(h)
    let shown: Props
    /** As it was typed: a number answered is shown as it was written. */
    let written: string
    const read = (typed: string) => {
      written = typed
      return formatOf(shown)[0](typed, shown.words.lang)
    }
    const problem = (props: Props) => {
      const { question, value = '', extra } = props
      const { min = -Infinity, max = Infinity, minLength = 0 } = question
      const { lang } = extra
      const given = typeof value === 'number' ? value : read(value as string)
      if (typeof given === 'number') {
        const error = given < min ? extra.errorLess : given > max && extra.errorMore
        return error && put(error, { min: min.toLocaleString(lang), max: max.toLocaleString(lang) })
      }
      if (given) return [...given].length < minLength && plural(put, extra.errorShort, minLength, lang)
      return `${value}`.trim() && extra[formatOf(props)[2]]
    }
    return {
      draw(props: Props) {
        shown = props
        const { value, alert } = props
        const [, type] = formatOf(props)
        const [autocomplete, inputmode] = type === 'text' ? ['off', 'decimal'] : [type, type]
        return drawText(props, {
          ...(type ? { ...masked, type, autocomplete, inputmode, dir: 'ltr' } : props.lookAway),
          'aria-invalid': !!alert && !!problem(props),
          ...(typeof value === 'number' && { value: written }),
        })
      },
      check(props: Props) {
        const message = problem(props)
        return message ? { message } : undefined
      },
      read,
    }
  },
}
