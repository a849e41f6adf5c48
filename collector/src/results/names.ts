import type { Measure } from '../report/measures'
import type { InstrumentReport, TouchpointReport } from '../report/types'
import { scoreText, type View } from './view'

export const touchpointName = (view: View, { id, name }: Pick<TouchpointReport, 'id' | 'name'>): string => (name ? view.text(name) : id)

/** Of a scale the name it is reported by, where it has one. */
export const metricName = ({ words }: View, metric: string, reportsAs: Measure | null = null): string =>
  reportsAs
    ? words.measures[reportsAs]
    : Object.hasOwn(words.metrics, metric)
      ? words.metrics[metric as keyof typeof words.metrics]
      : metric

/** A figure in one line: `82%, between 78% and 85% · n = 412`. */
export const shortFigure = (view: View, report: InstrumentReport): string => {
  const { score, interval, n } = report
  if (report.precision === null) return view.words.answers(n, view.whole(n))
  if (score === null || interval === null) return view.words.ofTen(n)
  const unit = (value: number) => scoreText(view, report.metric, value)
  return `${unit(score)}, ${view.words.interval(unit(interval[0]), unit(interval[1]))} · n = ${view.whole(n)}`
}
