import type { h } from 'preact'
import type { ChoiceQuestion } from '../../survey/config'
import { plural } from '../plural'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { shuffleAround } from './shuffle'

type Create = typeof h
type Option = ChoiceQuestion['options'][number]
export interface ChoiceProps extends QuestionProps<ChoiceQuestion> {
  /** What is left of a long list (`filter.tsx`). */
  readonly sift?: (label: string) => boolean
}

/** How many it takes; never more than there are, or nobody could go on. */
const leastOf = ({ multiple, options, min = 1, max = min }: ChoiceQuestion) => (multiple ? Math.min(min, max, options.length) : 1)

/**
 * One or several options. The answer is their ids in the team's order, whatever the order of the taps or on the screen: the same choice
 * is the same answer. What “other” is, is a part of its own.
 */
export const type: TypeChunk = {
  css:
    '.list{grid-template-columns:1fr}.chips{display:flex;flex-wrap:wrap}' +
    '.list>button,.chips>button{display:flex;gap:12px;padding:10px 16px;text-align:start}.chips>button{border-radius:99px}' +
    // A circle for one, a box for several.
    '.list>:before{content:"";flex:none;width:.65em;height:.65em;margin:.1em;padding:.2em;border:1.5px solid;border-radius:4px}' +
    '[role=radio]:before{border-radius:50%}[aria-checked=true]:before{background:currentColor content-box}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create, put) => {
    let order: readonly Option[] | undefined
    /** Fewer than the question asks for: no answer yet. */
    let few: readonly string[] = []
    /** A pointer has just opened the field of this option: whoever taps “other” is about to write. */
    let opened = ''
    /** There was one too many. */
    let isFull = false

    return {
      check({ question, value, isFree, extra }: ChoiceProps): Wrong | undefined {
        const least = leastOf(question)
        // Where one is enough, the card says so itself.
        return !value && least > 1 && (few[0] || !isFree) ? { message: plural(put, extra.chooseAtLeast, least, extra.lang) } : undefined
      },
      draw({ question, value, get, text, choose, type, draw, extra, seed, lookAway, alert, sift }: ChoiceProps) {
        const { options, multiple, max = 0 } = question
        const least = leastOf(question)
        const chosen = (value ?? few) as readonly string[]
        const atMost = max ? plural(put, extra.chooseAtMost, max, extra.lang) : ''
        order ??= question.shuffle ? shuffleAround(options, seed, ({ pin, other, none }) => pin || other || none) : options

        const toggle = ({ id, none, other }: Option, byPointer: boolean) => {
          const wanted = options.filter((option) =>
            option.id === id ? !multiple || !chosen.includes(id) : multiple && !none && !option.none && chosen.includes(option.id),
          )
          isFull = !!max && wanted.length > max
          if (isFull) return draw()
          for (const option of options)
            if (option.other && !wanted.includes(option) && get(option.id) !== undefined) choose(undefined, false, option.id)
          few = wanted.map((option) => option.id)
          if (byPointer && other) opened = id
          if (few.length >= least || wanted[0]?.none) choose(few, byPointer && !multiple && !other)
          else if (value) choose(undefined, false)
          else draw()
        }

        return (
          <div>
            {multiple && (
              // One too many: what was said quietly is said again, aloud.
              <p id="l" role={isFull ? 'alert' : undefined} key={isFull}>
                {least > 1 && plural(put, extra.chooseAtLeast, least, extra.lang)} {atMost}
              </p>
            )}
            {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is there, decided at run time. */}
            <div
              role={multiple ? 'group' : 'radiogroup'}
              class={sift ? 'list filter' : (question.display ?? 'list')}
              aria-labelledby="q"
              aria-describedby="d l e"
            >
              {order.map((option) => {
                const { id, other, none } = option
                const label = text(option.text)
                const isOn = chosen.includes(id)
                // What is chosen stays in sight, and so do the ways out.
                return (
                  (isOn || other || none || !sift || sift(label)) && [
                    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the same.
                    <button
                      type="button"
                      key={id}
                      role={multiple ? 'checkbox' : 'radio'}
                      part={isOn ? 'option chosen' : 'option'}
                      aria-checked={isOn}
                      aria-invalid={multiple && !!alert && !value}
                      onClick={(event) => toggle(option, event.detail > 0)}
                    >
                      {label}
                    </button>,
                    isOn && other && (
                      <input
                        {...lookAway}
                        part="field"
                        maxLength={200}
                        aria-label={extra.other}
                        placeholder={extra.other}
                        value={(get(id) as string | undefined) ?? ''}
                        ref={(field) => {
                          if (opened === id) field?.focus()
                          opened = ''
                        }}
                        onInput={({ currentTarget }) => type(currentTarget.value, id)}
                      />
                    ),
                  ]
                )
              })}
            </div>
            {alert}
          </div>
        )
      },
    }
  },
}
