import type { h } from 'preact'
import type { MatrixQuestion } from '../../survey/config'
import { perPoint } from '../labels'
import type { QuestionProps, TypeChunk, Wrong } from '../types'
import { shuffle } from './shuffle'

type Create = typeof h
type Props = QuestionProps<MatrixQuestion>

/** Several lines on one scale, each a group of its own: a table where there is room, else one under the other. */
export const type: TypeChunk = {
  css:
    '.rows{display:block;container-type:inline-size}.rows>div{display:flex;flex-wrap:wrap;gap:4px;margin-top:16px}' +
    '.rows b{flex:1 0 100%;box-sizing:border-box;font-weight:500}.rows button{flex:1 0 2.25em}' +
    '.rows [aria-invalid=true]>b{border-inline-start:3px solid;padding-inline-start:8px}' +
    '@container(max-width:38em){.ends>b,.ends>:nth-child(n+3):not(:last-child){display:none}}' +
    '@container(min-width:38.01em){.rows>*{flex-wrap:nowrap!important;align-items:center;gap:8px!important;margin-top:8px!important}' +
    '.rows b{flex:0 0 30%}.rows :is(span,button){flex:1 0 0;text-align:center}}',
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
  open: (h: Create, put) => {
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
        const labels = perPoint(own, points)
        return (
          <div role="group" class="rows" aria-labelledby="q" aria-describedby="d">
            <p class="ends" aria-hidden="true">
              <b />
              {labels.map((label, i) => (
                // Seven labels side by side are too much to read.
                <span>{points < 6 || i % (points - 1) === 0 ? label : ''}</span>
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
