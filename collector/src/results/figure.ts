import { html } from 'hono/html'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { topText } from './questions'
import { scaleOf } from './scale'
import { type Html, nothing, scoreText, type View } from './view'

/** Metric and rule in words: a figure is only worth something with its rule. */
export const ruleText = ({ words }: View, { metric, rule, min, max, points, countsFrom }: InstrumentReport): string => {
  if (metric === 'nps') return words.ruleNps
  if (metric === 'ces') return words.ruleCes
  if (metric === 'csat' && countsFrom) return words.ruleFrom(countsFrom, points ?? max ?? 5)
  if (metric === 'csat') return words.ruleTop(Number(rule?.split('-')[1] ?? 2), points ?? max ?? 5)
  if (metric === 'rating') return words.ruleMean(min ?? 1, max ?? 5)
  // A newer SDK may ask what this collector has no word for.
  return Object.hasOwn(words.rules, metric) ? words.rules[metric] : ''
}

/** Where a value lies between the ends, in percent of the width, to one decimal. */
export const place = (value: number, [low, high]: readonly [number, number]): number =>
  Math.round(((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 1000) / 10

/**
 * The interval as a band with the score on it, and the target as a mark. Drawn only when the figure is precise enough to be read from a picture.
 * `bare`: without the scale's ends, for a line of a table.
 */
export const gauge = (view: View, report: InstrumentReport, target: TouchpointReport['target'], bare = false): Html | string => {
  if (!report.enough || report.score === null || report.interval === null) return nothing
  const scale = scaleOf(report)
  const [low, high] = [place(report.interval[0], scale), place(report.interval[1], scale)]
  const end = (value: number) => (report.metric === 'rating' ? view.whole(value) : scoreText(view, report.metric, value))
  const goal = target?.metric === report.metric ? place(target.value, scale) : null
  return html`<svg class="gauge" width="100%" height="${bare ? 20 : 30}" role="presentation" aria-hidden="true">
    <rect class="track" x="0" y="9" width="100%" height="2" />
    <rect class="band" x="${low}%" y="5" width="${Math.max(0.5, Math.round((high - low) * 10) / 10)}%" height="10" rx="5" />
    ${goal === null ? nothing : html`<rect class="goal" x="${goal}%" y="1" width="2" height="18" />`}
    <circle class="dot" cx="${place(report.score, scale)}%" cy="10" r="5" />
    ${bare ? nothing : html`<text class="end" x="0" y="29">${end(scale[0])}</text><text class="end" x="100%" y="29" text-anchor="end">${end(scale[1])}</text>`}
  </svg>`
}

const size = ({ words, whole }: View, { metric, n }: InstrumentReport): string =>
  (metric === 'nps' ? words.people : words.answers)(n, whole(n))

/** The limit in the unit of the half-width: points for NPS and shares, scale points for a mean. */
const width = (view: View, { metric }: InstrumentReport, value: number): string =>
  metric === 'rating' ? view.decimal(value) : view.whole(Math.ceil(value))

/** `30 answers expected by 14 December 2027`, where the pace allows one to tell. */
const expected = (view: View, { forecast }: InstrumentReport): Html | string =>
  forecast ? html`<p class="quiet">${view.words.forecast(view.whole(forecast.answers), view.day(forecast.by))}</p>` : nothing

/** The target, and whether it is reached: said only where the whole interval is on one side. */
const against = (view: View, report: InstrumentReport, target: TouchpointReport['target'], standing: TouchpointReport['standing']) =>
  target && standing
    ? html`<p class="target ${standing}"><strong>${view.words.standings[standing]}</strong> ${view.words.target(scoreText(view, report.metric, target.value), view.day(target.by))}</p>`
    : nothing

/** The score with its interval and n, or why there is none yet. */
export const figure = (view: View, report: InstrumentReport, { target, standing }: Pick<TouchpointReport, 'target' | 'standing'>): Html => {
  const { words } = view
  const { score, interval, n } = report
  if (report.precision === null) return html`<p class="score small">${words.answers(n, view.whole(n))}</p>`
  if (score === null || interval === null)
    return html`<p class="score few"><data value="${n}">${words.ofTen(n)}</data></p>
      <p class="quiet">${n === 0 ? words.unanswered(report.cascade.shown, view.whole(report.cascade.shown)) : words.whyTen}</p>${expected(view, report)}`
  const unit = (value: number) => scoreText(view, report.metric, value)
  const isWide = report.precision === 'wide'
  return html`<p class="${isWide ? 'score wide' : 'score'}"><data value="${score}">${unit(score)}</data></p>
    ${gauge(view, report, target)}
    <p class="range">${words.interval(unit(interval[0]), unit(interval[1]))}</p>
    <p class="size">${size(view, report)}</p>
    ${against(view, report, target, standing)}
    ${
      isWide && report.halfWidth !== null && report.limit !== null
        ? html`<p class="quiet">${words.wide(width(view, report, report.halfWidth), width(view, report, report.limit))}
            ${report.needed === null ? nothing : words.needed(report.needed - n, view.whole(report.needed - n))}</p>${expected(view, report)}`
        : nothing
    }
    ${
      report.mean && report.metric === 'ces'
        ? html`<p class="quiet">${words.meanIs(view.decimal(report.mean.score), view.decimal(report.mean.interval[0]), view.decimal(report.mean.interval[1]))}</p>`
        : nothing
    }
    ${topText(view, report)}
    ${
      report.metric === 'nps' && report.unrecognised > 0
        ? html`<p class="quiet">${words.unrecognised(report.unrecognised, view.whole(report.unrecognised))}</p>`
        : nothing
    }`
}
