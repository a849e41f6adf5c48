import type { h } from 'preact'
import type { ActionQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { actCss } from './act-css'
import { phone } from './formats'
import { masked } from './look-away'

type Create = typeof h
type Props = QuestionProps<ActionQuestion>

const numberOf = ({ get }: Props) => `${get('phone') ?? ''}`

/** Asks where to call, and says what for. The answer is that it was asked for, and the number. */
export const type: TypeChunk = {
  css: `${actCss}.phone{display:block;margin-bottom:4px;font-size:.875em;font-weight:600}#n{margin-top:8px}[dir=rtl] [dir=ltr]{text-align:right}`,
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open(h: Create) {
    let field: HTMLInputElement | null
    /** The number has been refused so often, by the button. */
    let refused = 0
    let isWrong = false
    /** Which number was left. */
    let called: string | undefined
    return {
      draw(props: Props) {
        const { question, value, text, extra, choose, type, draw, announce, alert, wrong } = props
        const isDone = !!value && phone(numberOf(props)) === called
        const call = async () => {
          const given = phone(numberOf(props))
          isWrong = !given
          if (!given) {
            refused++
            draw()
            return field?.focus()
          }
          called = given
          choose(given, false, 'phone')
          await choose('callback', false)
          announce(extra.callbackDone)
        }
        const problem = wrong ? (
          alert
        ) : isWrong ? (
          // A node of its own each time, so that it is said each time.
          <p id="e" role="alert" key={refused}>
            {extra.errorPhone}
          </p>
        ) : undefined
        return (
          <div>
            <label class="phone" for="p">
              {extra.fields.phone}
            </label>
            <input
              {...masked}
              ref={(element) => {
                field = element
              }}
              id="p"
              type="tel"
              dir="ltr"
              autocomplete="tel"
              aria-invalid={!!problem}
              aria-describedby="e n"
              value={numberOf(props)}
              onInput={(event) => type(event.currentTarget.value, 'phone')}
            />
            {problem}
            <p id="n">{extra.callbackNotice}</p>
            <button type="button" class={`act ${isDone ? '' : 'go'}`} onClick={call}>
              {isDone && (
                <svg class="did" viewBox="0 0 24 24" aria-hidden="true">
                  <path d="M5 12l5 5 9-10" />
                </svg>
              )}{' '}
              {isDone ? extra.callbackDone : text(question.label)}
            </button>
            {!wrong && alert}
          </div>
        )
      },
      check(props: Props): Wrong | undefined {
        const { value, choose, extra } = props
        const typed = numberOf(props).trim()
        const given = phone(typed)
        isWrong = false
        if (typed && !given) return { part: 'phone', message: extra.errorPhone }
        // To go on with a number asks for the call as well, and without one calls it off.
        called = given
        if (!value !== !given) choose(given && 'callback', false)
        return
      },
      read: phone,
    }
  },
}
