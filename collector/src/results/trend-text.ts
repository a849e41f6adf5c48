import { SOUND_ANSWERS } from '../report/periods'
import type { InstrumentReport, TrendPeriod } from '../report/types'
import { isDrawn } from './trend-chart'
import { scoreText, type View } from './view'

type Unit = NonNullable<InstrumentReport['trend']>['unit']

const when = (view: View, unit: Unit, { from }: TrendPeriod): string => (unit === 'month' ? view.month(from) : view.day(from))
/** `Week of 4 May 2027`. */
export const name = (view: View, unit: Unit, period: TrendPeriod): string => view.words.trend.name[unit](when(view, unit, period))
const during = (view: View, unit: Unit, period: TrendPeriod): string => view.words.trend.during[unit](when(view, unit, period))

/** The ends that are told in words: those that stand on ten answers or more, unless there are no two of them. */
const ends = (periods: readonly TrendPeriod[]) => {
  const drawn = periods.filter(isDrawn)
  const sound = drawn.filter(({ n }) => n >= SOUND_ANSWERS)
  const told = sound.length > 1 ? sound : drawn
  return { first: told[0], last: told.at(-1), told }
}

/** `From 74% in May 2027 to 82% in July 2027.` */
export const fromTo = (view: View, report: InstrumentReport): string => {
  const { unit = 'week', periods = [] } = report.trend ?? {}
  const { first, last } = ends(periods)
  if (!first || !last || first === last) return ''
  const unitText = (period: { score: number }) => scoreText(view, report.metric, period.score)
  return view.words.trend.fromTo(unitText(first), during(view, unit, first), unitText(last), during(view, unit, last))
}

/** Whether the last is higher or lower than the first: as the test of the two says. */
export const verdict = (view: View, { trend }: InstrumentReport): string =>
  trend?.change ? view.words.trend.verdict[trend.change.verdict] : ''

/** The whole chart in sentences. */
export const spoken = (view: View, lines: readonly InstrumentReport[], metric: string): string => {
  const { words } = view
  const parts = lines.map((report, index) => {
    const { unit = 'week', periods = [] } = report.trend ?? {}
    const { told } = ends(periods)
    const [low] = [...told].sort((a, b) => a.score - b.score)
    const [high] = [...told].sort((a, b) => b.score - a.score)
    const text = (score: number) => scoreText(view, report.metric, score)
    const extremes =
      low && high && told.length > 2
        ? words.trend.extremes(text(low.score), during(view, unit, low), text(high.score), during(view, unit, high))
        : ''
    const newer = lines[index - 1]
    return [
      newer ? `${words.trend.before(view.day(newer.firstAt))}.` : '',
      fromTo(view, report),
      newer ? '' : verdict(view, report),
      extremes,
    ]
  })
  return [`${metric}.`, ...parts.flat()].filter((part) => part !== '').join(' ')
}

/** Its ends, in the unit of the score. */
export const interval = (view: View, { metric }: InstrumentReport, [low, high]: readonly [number, number]) =>
  [scoreText(view, metric, low), scoreText(view, metric, high)] as const

/** What one period says. */
export const reading = (view: View, report: InstrumentReport, unit: Unit, period: TrendPeriod): string => {
  const { words } = view
  const answers = words.answers(period.n, view.whole(period.n))
  const what = isDrawn(period)
    ? `${scoreText(view, report.metric, period.score)}, ${words.interval(...interval(view, report, period.interval))}, ${answers}`
    : words.trend.few(answers)
  return `${name(view, unit, period)}${period.whole ? '' : ` (${words.trend.inPart})`} – ${what}`
}
