import { html } from 'hono/html'
import type { JourneyMap, MapPlace, MapPoint } from '../report/map-types'
import { beliefOf, ruleName, rulesOf, scaleOf, spoken, targetOf, unit, whyNot, wrap } from './journey-text'
import { touchpointName } from './names'
import { type Html, nothing, type View } from './view'

/** Heights in CSS pixels; across, a score is a part of the width. */
const STAGE = 40
const NAME = 19
const STRIP = 26
const META = 16
const GAP = 20
/** Characters that fit beside one another on the narrowest phone: of a name, of what stands below a score. */
const MOST_NAME = 34
const MOST_META = 42

const round = (value: number): number => Math.round(value * 10) / 10
/** Along the scale, in percent. */
const along = (point: MapPoint, value: number): number => {
  const [low, high] = scaleOf(point)
  return round(((Math.min(high, Math.max(low, value)) - low) / (high - low)) * 100)
}

const strip = (view: View, place: MapPlace, point: MapPoint, y: number): Html => {
  const { score, interval } = point
  const why = whyNot(view, point)
  const track = html`<line class="track-line" x1="0" x2="100%" y1="${y}" y2="${y}" />`
  if (why !== null || score === null || interval === null) return html`<text class="none" x="0" y="${y + 4}">${why ?? ''}</text>`
  const [x, low, high] = [along(point, score), along(point, interval[0]), along(point, interval[1])]
  const target = targetOf(place, point)
  const belief = beliefOf(place, point)
  return html`${track}<rect class="band" x="${low}%" y="${y - 5}" width="${round(Math.max(0.5, high - low))}%" height="10" rx="5" />
    ${target ? html`<line class="goal" x1="${along(point, target.value)}%" x2="${along(point, target.value)}%" y1="${y - 10}" y2="${y + 10}" />` : nothing}
    ${belief ? html`<svg x="${along(point, belief.value)}%" y="${y}" overflow="visible"><path class="belief" d="M0 -5 L5 0 L0 5 L-5 0 Z" /></svg>` : nothing}
    <circle class="dot" cx="${x}%" cy="${y}" r="5" /><text class="value" x="100%" dx="8" y="${y + 5}">${unit(view, point, score)}</text>`
}

/** As many of the parts on each line as fit. */
const inLines = (parts: readonly string[]): readonly string[] => {
  const found: string[] = []
  for (const part of parts) {
    const last = found.at(-1)
    if (last !== undefined && last.length + 3 + part.length <= MOST_META) found[found.length - 1] = `${last} · ${part}`
    else found.push(part)
  }
  return found
}

const metaOf = (view: View, map: JourneyMap, place: MapPlace, point: MapPoint): readonly string[] => {
  const { journey } = view.words
  const { interval } = point
  const target = targetOf(place, point)
  const belief = beliefOf(place, point)
  return inLines([
    ruleName(view, rulesOf(map), point),
    ...(interval && point.precision === 'enough' ? [view.words.range(unit(view, point, interval[0]), unit(view, point, interval[1]))] : []),
    journey.size(view.whole(point.n)),
    ...(point.extreme ? [journey.extremes[point.extreme]] : []),
    ...(target ? [`${journey.target(unit(view, point, target.value))} ${journey.by(view.shortMonthOfYear(target.by))}`] : []),
    ...(belief
      ? [
          [
            journey.belief(unit(view, point, belief.value)),
            belief.n === null ? '' : journey.believers(view.whole(belief.n)),
            belief.at === null ? '' : view.shortMonthOfYear(belief.at),
          ]
            .filter(Boolean)
            .join(' '),
        ]
      : []),
  ])
}

/** The journey from top to bottom, for narrow screens: the same points, each on a strip of its own. */
export const tallMap = (view: View, map: JourneyMap): Html => {
  const { journey } = view.words
  const named = map.peakEnds[0]?.moments ?? []
  const drawn: Html[] = []
  const spots = new Map<string, { readonly x: number; readonly y: number }>()
  let y = 0
  let lastNode = 0
  map.places.forEach((place, index) => {
    if (index === 0 || map.places[index - 1]?.stage !== place.stage) {
      drawn.push(
        html`<text class="stage-name" x="-14" y="${y + 20}">${place.stage ? view.words.stages[place.stage] : view.words.noStage}</text>`,
      )
      y += STAGE
    }
    const name = wrap(touchpointName(view, place), MOST_NAME, 2)
    drawn.push(
      html`${place.truth ? html`<svg x="0" y="${y + 2}" overflow="visible"><path class="truth" d="M-14 -6 L-8 0 L-14 6 L-20 0 Z" /></svg>` : html`<circle class="node" cx="-14" cy="${y + 2}" r="4" />`}${name.map((text, line) => html`<text class="name" x="0" y="${y + 6 + line * NAME}">${text}</text>`)}`,
    )
    lastNode = y
    y += name.length * NAME
    if (place.truth) {
      drawn.push(html`<text class="foot-line" x="0" y="${y + 2}">${journey.truth}</text>`)
      y += META
    }
    if (place.points.length === 0) {
      drawn.push(
        html`<g class="empty-place"><rect x="0" y="${y - 2}" width="100%" height="26" rx="6" /><text class="none" x="10" y="${y + 15}">${journey.empty[place.hearing]}</text></g>`,
      )
      y += 30
    }
    for (const point of place.points) {
      drawn.push(strip(view, place, point, y + STRIP / 2))
      if (point.score !== null && point.precision === 'enough')
        spots.set(`${place.id} ${point.fingerprint}`, { x: along(point, point.score), y: y + STRIP / 2 })
      y += STRIP
      for (const text of metaOf(view, map, place, point)) {
        drawn.push(html`<text class="foot-line" x="0" y="${y + 10}">${text}</text>`)
        y += META
      }
    }
    const naming = named.find(({ moment }) => moment === place.id)
    if (naming) {
      drawn.push(
        html`<text class="foot-line" x="0" y="${y + 10}">${journey.namedAs(view.whole(naming.pleasant), view.whole(naming.unpleasant))}</text>`,
      )
      y += META
    }
    y += GAP
  })
  const joined = map.lines.flatMap(({ points }) =>
    points.slice(1).flatMap((to, index) => {
      const from = points[index]
      const [a, b] = [from && spots.get(`${from.touchpoint} ${from.fingerprint}`), spots.get(`${to.touchpoint} ${to.fingerprint}`)]
      return a && b ? [html`<line class="joined" x1="${a.x}%" x2="${b.x}%" y1="${a.y}" y2="${b.y}" />`] : []
    }),
  )
  return html`<svg class="map" width="100%" height="${Math.ceil(y)}" role="img" aria-label="${spoken(view, map)}"><line class="spine" x1="-14" x2="-14" y1="${STAGE}" y2="${lastNode}" />${joined}${drawn}</svg>`
}
