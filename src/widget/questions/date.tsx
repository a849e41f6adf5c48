import type { h } from 'preact'
import type { DateQuestion } from '../../survey/config'
import { put } from '../put'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { masked } from './look-away'

type Create = typeof h
type Props = QuestionProps<DateQuestion>

/** `today` is the visitor's. */
const dayOf = (day: string | undefined): string | undefined => {
  if (day !== 'today') return day
  const now = new Date()
  return new Date(now.getTime() - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10)
}

/** A day, in the browser's own field: its order of day, month and year, its calendar, the phone's wheel. */
export const type: TypeChunk = {
  // iOS gives an empty one no height, and makes it wider than its room.
  css: '[type=date]{display:block;min-width:0;min-height:46px;appearance:none;text-align:start}::-webkit-date-and-time-value{text-align:start}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open(h: Create) {
    let field: HTMLInputElement | null
    const problem = ({ question, value, words: { lang }, extra, isFree }: Props): string | false | undefined => {
      const min = dayOf(question.min)
      const max = dayOf(question.max)
      if (!value) return (field?.validity.badInput || !isFree) && extra.errorDate
      const error = min && `${value}` < min ? extra.errorMin : max && `${value}` > max && extra.errorMax
      const say = (day = '') => day && new Intl.DateTimeFormat(lang, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(day))
      return error && put(error, { min: say(min), max: say(max) })
    }
    return {
      draw(props: Props) {
        const { question, value, type, alert } = props
        return (
          <div>
            <input
              {...masked}
              ref={(element) => {
                field = element
              }}
              type="date"
              autocomplete="off"
              aria-labelledby="q"
              aria-describedby="d e"
              aria-invalid={!!alert && !!problem(props)}
              min={dayOf(question.min)}
              max={dayOf(question.max)}
              value={(value ?? '') as string}
              onInput={(event) => type(event.currentTarget.value)}
            />
            {alert}
          </div>
        )
      },
      check(props: Props): Wrong | undefined {
        const message = problem(props)
        return message ? { message } : undefined
      },
    }
  },
}
