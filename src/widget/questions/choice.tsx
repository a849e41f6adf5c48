import type { h } from 'preact'
import type { ChoiceQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk } from '../types'

type Create = typeof h

/**
 * One or several options, listed in the team's order. A chunk of its own: it gets `h` handed in and imports nothing at run time, so
 * that no second Preact travels.
 */
export const type: TypeChunk = {
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create) => ({
    draw({ question: { options, multiple }, value, text, choose, alert }: QuestionProps<ChoiceQuestion>) {
      const chosen = ([] as readonly unknown[]).concat(value ?? [])
      return (
        <div>
          {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: the role is there, decided at run time. */}
          <div role={multiple ? 'group' : 'radiogroup'} class="list" aria-labelledby="q" aria-describedby="d e">
            {options.map(({ id, text: label }) => {
              const on = chosen.includes(id)
              // In the team's order, whatever the order of the taps: the same choice is the same answer.
              const toggled = options.map((option) => option.id).filter((other) => (other === id ? !on : chosen.includes(other)))
              return (
                // biome-ignore lint/a11y/useAriaPropsSupportedByRole: the same.
                <button
                  type="button"
                  role={multiple ? 'checkbox' : 'radio'}
                  part={on ? 'option chosen' : 'option'}
                  aria-checked={on}
                  onClick={(event) => (multiple ? choose(toggled.length ? toggled : undefined, false) : choose([id], event.detail > 0))}
                >
                  {text(label)}
                </button>
              )
            })}
          </div>
          {alert}
        </div>
      )
    },
  }),
}
