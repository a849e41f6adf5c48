import { html } from 'hono/html'
import type { Estimate } from '../metrics'
import type { Mark } from '../report/marks'
import type { InstrumentReport } from '../report/types'
import { testedText } from './breakdown'
import { noteFacts } from './notes'
import { type Html, nothing, scoreText, slug, type View } from './view'

const figure = (view: View, metric: InstrumentReport['metric'], estimate: Estimate | null): string => {
  if (!estimate) return view.words.trend.tooFew
  const unit = (value: number) => scoreText(view, metric, value)
  return `${unit(estimate.score)} (${view.words.range(unit(estimate.interval[0]), unit(estimate.interval[1]))}, n = ${view.whole(estimate.n)})`
}

/** What happened, with the score before and after, by the numbers on the chart. */
export const trendMarks = (view: View, metric: InstrumentReport['metric'], marks: readonly Mark[], key: string): Html | string => {
  const { words } = view
  if (marks.length === 0) return nothing
  return html`<h5 class="marks-title">${words.notes.marks}</h5><ol class="marks">${marks.map(
    ({
      note,
      before,
      after,
      tested,
    }) => html`<li id="mark-${slug(`${key} ${note.id}`)}"><p class="who"><span>${view.day(note.day)}</span><span>${words.notes.kinds[note.kind]}</span></p>
      <p>${note.text} <span class="quiet">${noteFacts(view, note)}</span></p>
      <p class="effect">${words.notes.effect(figure(view, metric, before), figure(view, metric, after))} ${testedText(view, metric, tested, words.notes.verdicts, words.notes.untested)}</p></li>`,
  )}</ol><p class="quiet">${words.notes.window}</p>`
}
