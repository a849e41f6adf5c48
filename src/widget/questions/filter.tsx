import type { h } from 'preact'
import { plural } from '../plural'
import type { TypeChunk, TypeInstance } from '../types'
import type { ChoiceProps } from './choice'

type Create = typeof h

/** Capitals and diacritics make no difference to who looks for something. */
const plain = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

/** A choice among many: its list (`choice.tsx`) under a field that narrows it down. */
export const type: TypeChunk = {
  // Of one height, or the field would move while somebody types in it.
  css: '.filter{height:min(17em,45vh);align-content:start;overflow:auto;padding:4px;margin:0 -4px}input+p{margin-top:8px}',
  open: (h: Create, put, types) => {
    const list = types['q-choice']?.open(h, put, types) as TypeInstance
    let query = ''
    return {
      ...list,
      draw(props: ChoiceProps) {
        const { question, text, announce, extra } = props
        const words = () => plain(query).split(' ')
        const sift = (label: string) => words().every((word) => plain(label).includes(word))
        const found = () => plural(put, extra.found, question.options.filter((option) => sift(text(option.text))).length, extra.lang)
        return (
          <div>
            <input
              autocomplete="off"
              aria-label={extra.filter}
              placeholder={extra.filter}
              value={query}
              onInput={({ currentTarget }) => {
                query = currentTarget.value
                announce(found())
              }}
              onKeyDown={(event) => {
                const { key, currentTarget, isComposing } = event
                if (isComposing) return
                if (key === 'Escape' && query) {
                  query = ''
                  announce(found())
                } else if (/^(Enter|ArrowDown)$/.test(key))
                  currentTarget.parentElement?.querySelector<HTMLElement>('[tabindex="0"],[role=checkbox]')?.focus()
                else return
                // Enter would go on, Escape would close.
                event.preventDefault()
                event.stopPropagation()
              }}
            />
            <p>{found()}</p>
            {list.draw({ ...props, sift } as never)}
          </div>
        )
      },
    }
  },
}
