import { h } from 'preact'
import type { TextQuestion } from '../../survey/config'
import { plural } from '../plural'
import type { Draw } from '../types'

/** Session recorders (PostHog, Sentry, Hotjar; Clarity never records fields) and password managers (1Password, LastPass) look away. */
const lookAway = {
  autocomplete: 'off',
  class: 'ph-no-capture',
  'data-sentry-mask': '',
  'data-hj-suppress': '',
  'data-1p-ignore': '',
  'data-lpignore': 'true',
} as const

/** A comment, long or short. Says how much room is left once it gets tight. */
export const text: Draw<TextQuestion> = ({ question, value = '', words, text: say, type, alert }) => {
  const { placeholder, maxLength = 2000 } = question
  const count = maxLength - (value as string).length
  const Field = question.long === false ? 'input' : 'textarea'
  return (
    <div>
      <Field
        {...lookAway}
        aria-labelledby="q"
        aria-describedby="d e c"
        placeholder={placeholder ? say(placeholder) : ''}
        maxLength={maxLength}
        value={value as string}
        onInput={(event: Event) => type((event.target as HTMLTextAreaElement).value)}
      />
      {count < 50 && (
        <p id="c" lang={words.lang}>
          {plural(words.charactersLeft, count, words.lang)}
        </p>
      )}
      {alert}
    </div>
  )
}
