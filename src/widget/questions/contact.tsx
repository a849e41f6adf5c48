import type { h } from 'preact'
import type { ContactField, ContactQuestion } from '../../survey/config'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { email, phone } from './formats'
import { masked } from './look-away'

type Create = typeof h
type Props = QuestionProps<ContactQuestion>

/** What the browser may fill in (WCAG 1.3.5), and the keyboard of a phone. */
const attributes: Readonly<Record<ContactField, Readonly<Record<string, string>>>> = {
  name: { autocomplete: 'name' },
  firstName: { autocomplete: 'given-name' },
  lastName: { autocomplete: 'family-name' },
  email: { autocomplete: 'email', type: 'email', inputmode: 'email', dir: 'ltr' },
  phone: { autocomplete: 'tel', type: 'tel', dir: 'ltr' },
  company: { autocomplete: 'organization' },
  postcode: { autocomplete: 'postal-code' },
  city: { autocomplete: 'address-level2' },
  country: { autocomplete: 'country-name' },
}
const reads: Readonly<Record<string, (typed: string) => string | undefined>> = { email, phone }
const read = (typed: string, part = ''): string | undefined => (reads[part] ? reads[part](typed) : typed.trim() || undefined)

/** Whoever begins says enough to be reached, and so does whoever is asked nothing else. */
const isNeeded = ({ question: { fields, required = [] }, get, isFree }: Props, field: ContactField): boolean => {
  const isBegun = fields.some((field) => `${get(field) ?? ''}`.trim())
  if (!isBegun && isFree) return false
  return required[0] ? required.includes(field) : !isBegun && field === fields[0]
}

/** How to reach somebody: a field for each. Session recorders look away; browsers and password managers may fill it in. */
export const type: TypeChunk = {
  css:
    '.fields{gap:16px;grid-template-columns:1fr}.fields label{display:block;margin-bottom:4px;font-size:.875em;font-weight:600}' +
    '.fields small{font-weight:400;color:var(--m)}[dir=rtl] [dir=ltr]{text-align:right}.fields p{margin:4px 0 0;color:var(--t);font-weight:600}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open(h: Create) {
    /** What is wrong, by field. */
    let errors: Partial<Record<ContactField, string>> = {}
    return {
      draw(props: Props) {
        const { question, get, extra, words, type, alert, wrong } = props
        const { fields, required = [] } = question
        return (
          <div>
            <div role="group" class="fields" aria-labelledby="q" aria-describedby="d">
              {fields.map((field) => {
                const error = alert && errors[field]
                const id = `f-${field}`
                return (
                  <div>
                    <label for={id}>
                      {extra.fields[field]} {required[0] && !required.includes(field) && <small>({words.optional})</small>}
                    </label>
                    <input
                      {...masked}
                      {...attributes[field]}
                      id={id}
                      spellcheck={false}
                      aria-required={isNeeded(props, field)}
                      aria-invalid={!!error}
                      aria-describedby={wrong === field ? 'e' : `e-${field}`}
                      value={(get(field) ?? '') as string}
                      onInput={(event) => type(event.currentTarget.value, field)}
                    />
                    {wrong === field ? alert : error && <p id={`e-${field}`}>{error}</p>}
                  </div>
                )
              })}
            </div>
            {!wrong && alert}
          </div>
        )
      },
      check(props: Props): Wrong | undefined {
        const { question, get, extra } = props
        errors = {}
        let first: Wrong | undefined
        for (const part of question.fields) {
          const typed = `${get(part) ?? ''}`.trim()
          const isWrong = typed ? read(typed, part) === undefined : isNeeded(props, part)
          if (!isWrong) continue
          const message = typed ? (part === 'email' ? extra.errorEmail : extra.errorPhone) : extra.errorRequired
          errors[part] = message
          first ??= { part, message }
        }
        return first
      },
      read,
    }
  },
}
