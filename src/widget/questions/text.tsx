import type { h } from 'preact'
import type { TextQuestion } from '../../survey/config'
import { plural } from '../plural'
import { put } from '../put'
import type { QuestionProps } from '../types'

type Create = typeof h
type Attributes = Readonly<Record<string, unknown>>

/** A comment, long or short. Says how much room is left once it gets tight. Other formats share it: they hand in `h` and their attributes. */
export const text =
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
    (h: Create) =>
    ({ question, value = '', words, text: say, type, alert, lookAway }: QuestionProps<TextQuestion>, attributes: Attributes = lookAway) => {
      const { placeholder, maxLength = 2000, long = true } = question
      const count = maxLength - (value as string).length
      const Field = (long && !attributes.type ? 'textarea' : 'input') as 'input'
      return (
        <div>
          <Field
            part="field"
            aria-labelledby="q"
            aria-describedby="d e c"
            placeholder={placeholder ? say(placeholder) : ''}
            maxLength={maxLength}
            value={value as string}
            onInput={(event) => type(event.currentTarget.value)}
            {...attributes}
          />
          {count < 50 && (
            <p id="c" lang={words.lang}>
              {plural(put, words.charactersLeft, count, words.lang)}
            </p>
          )}
          {alert}
        </div>
      )
    }
