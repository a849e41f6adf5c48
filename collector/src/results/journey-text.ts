import type { Target } from '../../../src/survey/config'
import type { JourneyMap, MapPlace, MapPoint } from '../report/map-types'
import { touchpointName } from './names'
import { scoreText, type View } from './view'

/** Breaks a text between words into lines of so many characters, never at a space that binds; what does not fit into the last line is cut off. */
export const wrap = (text: string, most: number, lines: number): readonly string[] => {
  const found: string[] = []
  for (const word of text.split(/[ \t\n]+/).filter(Boolean)) {
    const last = found.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) found[found.length - 1] = `${last} ${word}`
    else found.push(word)
  }
  const kept = found.slice(0, lines)
  const isCut = found.length > lines
  return kept.map((line, index) => {
    const isLong = line.length > most || (isCut && index === lines - 1)
    return isLong ? `${line.slice(0, most - 1).trimEnd()}…` : line
  })
}

export const unit = (view: View, point: Pick<MapPoint, 'metric'>, value: number): string => scoreText(view, point.metric, value)

/** A target is of a metric: of a mean there is none. */
export const targetOf = ({ target }: Pick<MapPlace, 'target'>, { metric }: Pick<MapPoint, 'metric'>): Target | null =>
  target?.metric === metric ? target : null

/** What staff expected of this point: of the touchpoint’s first one, if it lies on its scale. */
export const beliefOf = ({ belief, points, target }: MapPlace, point: MapPoint): MapPlace['belief'] => {
  const of = belief?.rule
    ? points.find(({ rule }) => rule === belief.rule)
    : target
      ? points.find(({ metric }) => metric === target.metric)
      : points[0]
  const [low, high] = scaleOf(point)
  return belief && of === point && belief.value >= low && belief.value <= high ? belief : null
}

/** The ends that a score of this point can have. */
export const scaleOf = ({ metric, min, max }: Pick<MapPoint, 'metric' | 'min' | 'max'>): readonly [number, number] =>
  metric === 'nps' ? [-100, 100] : metric === 'rating' ? [min, max] : [0, 100]

/** Metrics in the order in which they stand below one another; the rules of one metric, most answers first. */
const metrics: readonly MapPoint['metric'][] = ['csat', 'ces', 'rating', 'nps']
export const rulesOf = ({ places }: JourneyMap): readonly MapPoint[] => {
  const points = places.flatMap((place) => place.points)
  const weight = (rule: string) => points.reduce((sum, point) => (point.rule === rule ? sum + point.n : sum), 0)
  return points
    .filter(({ rule }, index) => points.findIndex((other) => other.rule === rule) === index)
    .sort((a, b) => metrics.indexOf(a.metric) - metrics.indexOf(b.metric) || weight(b.rule) - weight(a.rule))
}

/** `CSAT`, and of how many points where there are several on the map. */
export const ruleName = (view: View, rules: readonly MapPoint[], { metric, rule, min, max }: MapPoint): string => {
  const { metrics: names, points } = view.words.journey
  const isAlone = rules.every((other) => other.metric !== metric || other.rule === rule)
  return isAlone ? names[metric] : `${names[metric]} (${points(max - min + 1)})`
}

/** Why there is nothing to draw; null where there is. */
export const whyNot = (view: View, { precision, n }: Pick<MapPoint, 'precision' | 'n'>): string | null =>
  precision === 'few' ? view.words.ofTen(n) : precision === 'wide' ? view.words.journey.wide : null

/** The score with its interval, as it is said. */
export const figureText = (view: View, point: MapPoint): string => {
  const { score, interval, precision, n } = point
  if (score === null || interval === null) return view.words.ofTen(n)
  const said = `${unit(view, point, score)}, ${view.words.interval(unit(view, point, interval[0]), unit(view, point, interval[1]))}`
  return precision === 'wide' ? `${said} (${view.words.journey.wide})` : said
}

/** The drawing in sentences. */
export const spoken = (view: View, map: JourneyMap): string => {
  const { journey } = view.words
  const rules = rulesOf(map)
  const heard = map.places.flatMap((place) =>
    place.points.map((point) => {
      const extreme = point.extreme ? `, ${journey.extremes[point.extreme]}` : ''
      return `${touchpointName(view, place)}${view.words.colon} ${ruleName(view, rules, point)} ${figureText(view, point)}, ${journey.size(view.whole(point.n))}${extreme}.`
    }),
  )
  const silent = map.places.filter(({ points }) => points.length === 0).map((place) => touchpointName(view, place))
  return [journey.spoken(map.places.length), ...heard, ...(silent.length > 0 ? [journey.spokenEmpty(view.list(silent))] : [])].join(' ')
}
