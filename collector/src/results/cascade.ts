import { html } from 'hono/html'
import type { Cascade, TouchpointReport } from '../report/types'
import { type Html, nothing, slug, type View } from './view'

const order: readonly Exclude<keyof Cascade, 'imported'>[] = [
  'triggered',
  'eligible',
  'sampled',
  'shown',
  'seen',
  'answered',
  'completed',
  'dismissed',
]
/** Before a showing there is nothing to be a share of. */
const before: readonly (keyof Cascade)[] = ['triggered', 'eligible', 'sampled']

/** From the moment to the last answer, each step with its number, and a table with its share. */
export const cascade = (view: View, { id, cascade: steps, participation }: TouchpointReport): Html => {
  const { words } = view
  const most = Math.max(1, ...order.map((step) => steps[step] ?? 0))
  const reached = order.flatMap((step) => {
    const count = steps[step]
    return count === null ? [] : [{ step, count }]
  })
  const share = (step: keyof Cascade, count: number) =>
    before.includes(step) || steps.shown === 0 ? '' : view.percent((count / steps.shown) * 100)
  return html`<section class="funnel"><h4>${words.cascade}</h4>
    <ol>${reached.map(
      ({ step, count }) => html`<li class="${step}"><span>${words.steps[step]}</span>
        <svg width="100%" height="8" aria-hidden="true"><rect width="${Math.round((count / most) * 1000) / 10}%" height="8" rx="2" /></svg>
        <span class="number">${view.whole(count)}</span></li>`,
    )}</ol>
    ${
      participation
        ? html`<p class="quiet">${words.participation(view.percent(participation.rate), view.percent(participation.interval[0]), view.percent(participation.interval[1]))}</p>`
        : nothing
    }
    ${steps.imported > 0 ? html`<p class="quiet">${words.imported(steps.imported, view.whole(steps.imported))} ${words.importedNote}</p>` : nothing}
    ${steps.triggered !== null && steps.triggered < steps.shown ? html`<p class="quiet">${words.countsNote}</p>` : nothing}
    <details id="steps-${slug(id)}"><summary>${words.asTable}</summary><table>
      <caption class="hidden">${words.cascade}</caption>
      <thead><tr><th scope="col">${words.stepColumns.step}</th><th scope="col">${words.stepColumns.count}</th><th scope="col">${words.stepColumns.share}</th></tr></thead>
      <tbody>${reached.map(({ step, count }) => html`<tr><th scope="row">${words.steps[step]}</th><td>${view.whole(count)}</td><td>${share(step, count)}</td></tr>`)}</tbody>
    </table></details>
  </section>`
}
