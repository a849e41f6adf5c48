import type { h } from 'preact'
import type { MatrixQuestion } from '../../survey/config'
import { put } from '../put'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { shuffle } from './shuffle'

type Create = typeof h
type Props = QuestionProps<MatrixQuestion>

/** Several lines on one scale, each a group of its own: a table where there is room, else one under the other. */
export const type: TypeChunk = {
  css:
    '.rows.rows{display:block;container-type:inline-size}.rows>div{display:flex;flex-wrap:wrap;gap:4px;margin-top:16px}' +
    '.rows b{flex:1 0 100%;font-weight:500}.rows button{flex:1 0 2.25em}.rows span:nth-child(n+3):not(:last-child),.rows i{display:none}' +
    '.rows [aria-invalid=true] b{border-inline-start:3px solid;padding-inline-start:8px;font-weight:600}' +
    '@container(min-width:34em){.rows>div{flex-wrap:nowrap;align-items:center;margin-top:8px;gap:8px}.rows b,.rows i{display:block;flex:0 0 30%}' +
    '.rows span.rows span{display:block;flex:1 0 0;text-align:center}.rows button{flex:1 0 0}.rows .ends{align-items:end}}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create) => {
    let order: MatrixQuestion['rows'] | undefined
    return {
      check({ question, get, text, isFree, extra }: Props): Wrong | undefined {
        const missing = isFree ? [] : question.rows.filter(({ id }) => get(id) === undefined)
        const rows = new Intl.ListFormat(extra.lang).format(missing.map((row) => text(row.text)))
        return missing[0] && { message: put(extra.errorRows, { rows }), part: missing[0].id }
      },
      draw({ question, get, text, choose, words, seed, alert, wrong }: Props) {
        order ??= question.shuffle ? shuffle(question.rows, seed) : question.rows
        const { labels: given, points = given?.length || 5 } = question
        const built = { 5: words.wentWell5, 7: words.agree7 } as Readonly<Record<number, readonly string[]>>
        const own = given?.map(text) ?? built[points] ?? []
        const labels = Array.from({ length: points }, (_, i) => own[own.length === points ? i : i < points - 1 ? i && -1 : 1] ?? '')
        return (
          <div role="group" class="rows" aria-labelledby="q" aria-describedby="d">
            <p class="ends" aria-hidden="true">
              <i />
              {labels.map((label) => (
                <span>{label}</span>
              ))}
            </p>
            {order.map((row, line) => {
              const value = get(row.id)
              return (
                <div
                  role="radiogroup"
                  key={row.id}
                  aria-labelledby={`r${line}`}
                  aria-describedby="e"
                  aria-invalid={!!wrong && value === undefined}
                  tabIndex={-1}
                >
                  <b id={`r${line}`}>{text(row.text)}</b>
                  {labels.map((label, i) => (
                    <button
                      type="button"
                      role="radio"
                      aria-checked={value === i + 1}
                      aria-label={put(label ? words.ratingName : words.ratingNameNoLabel, { value: i + 1, max: points, label })}
                      // Never by itself: there are other lines.
                      onClick={() => choose(i + 1, false, row.id)}
                    >
                      {i + 1}
                    </button>
                  ))}
                </div>
              )
            })}
            {alert}
          </div>
        )
      },
    }
  },
}
