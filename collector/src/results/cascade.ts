import { html } from 'hono/html'
import type { Cascade, TouchpointReport } from '../report/types'
import { type Html, nothing, type View } from './view'

const order: readonly (keyof Cascade)[] = ['triggered', 'eligible', 'sampled', 'shown', 'seen', 'answered', 'completed', 'dismissed']

/** From the moment to the last answer, each step with its number. */
export const cascade = (view: View, { cascade: steps, participation }: TouchpointReport): Html => {
  const { words } = view
  const most = Math.max(1, ...order.map((step) => steps[step] ?? 0))
  const reached = order.flatMap((step) => {
    const count = steps[step]
    return count === null ? [] : [{ step, count }]
  })
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
    ${steps.triggered !== null && steps.triggered < steps.shown ? html`<p class="quiet">${words.countsNote}</p>` : nothing}
  </section>`
}
