import { html } from 'hono/html'
import type { JourneyMap, MapPlace, MapPoint, PeakEnd } from '../report/map-types'
import { beliefOf, ruleName, rulesOf, scaleOf, spoken, targetOf, unit, whyNot, wrap } from './journey-text'
import { touchpointName } from './names'
import { type Html, nothing, type View } from './view'

/** Columns are parts of the width, heights are CSS pixels: no text is ever scaled. */
const STAGE = 28
const LINE = 16
const NAME_LINES = 3
const TITLE = 26
const PLOT = 96
const FOOT = 15
const BARS = 44
/** Characters that fit into the narrowest column a map is drawn with: see `journey.css`. */
const MOST = 13
/** More than that are too narrow for their names, on any screen: then the other form is the only one. */
export const MOST_COLUMNS = 12

const round = (value: number): number => Math.round(value * 10) / 10

interface Column {
  readonly place: MapPlace
  /** Its middle, in percent. */
  readonly x: number
}

/** Something in the middle of a column, in pixels from there. */
const at = ({ x }: Column, y: number, body: Html | readonly Html[]): Html =>
  html`<svg x="${x}%" y="${round(y)}" overflow="visible">${body}</svg>`
const lines = (texts: readonly string[], name: string): readonly Html[] =>
  texts.map((text, index) => html`<text class="${name}" y="${index * LINE}" text-anchor="middle">${text}</text>`)

/** Stages as the bands that their touchpoints stand on. */
const stagesOf = (view: View, columns: readonly Column[], height: number): readonly Html[] => {
  const width = 100 / columns.length
  return columns.flatMap(({ place: { stage } }, index) => {
    if (index > 0 && columns[index - 1]?.place.stage === stage) return []
    const count = columns.filter(({ place }) => place.stage === stage).length
    const x = round(index * width)
    const name = stage ? view.words.stages[stage] : view.words.noStage
    // The shortest that fits all languages: one narrow column.
    const short = count === 1 ? (wrap(name, MOST + 3, 1)[0] ?? name) : name
    return [
      html`<g class="stage-band">${index > 0 ? html`<line x1="${x}%" x2="${x}%" y1="0" y2="${height}" />` : nothing}<text x="${x}%" dx="${index > 0 ? 8 : 2}" y="17">${short}</text></g>`,
    ]
  })
}

const truthMark = html`<path class="truth" d="M0 -6 L6 0 L0 6 L-6 0 Z" />`

const headOf = (view: View, column: Column, top: number): Html => {
  const { place } = column
  const name = wrap(touchpointName(view, place), MOST, NAME_LINES)
  const below = top + name.length * LINE
  return html`<g class="head"><title>${touchpointName(view, place)}</title>${at(column, top, lines(name, 'name'))}${place.truth ? at(column, below - 2, truthMark) : nothing}</g>`
}

/** From the top of a plot, in pixels. */
const heightOf = (point: MapPoint, value: number): number => {
  const [low, high] = scaleOf(point)
  return round(PLOT - ((Math.min(high, Math.max(low, value)) - low) / (high - low)) * PLOT)
}

const mark = (view: View, column: Column, point: MapPoint): Html => {
  const { score, interval, extreme } = point
  const why = whyNot(view, point)
  if (why !== null || score === null || interval === null) {
    const said = wrap(why ?? '', MOST, 3)
    return at(column, PLOT / 2 - ((said.length - 1) * LINE) / 2, lines(said, 'none'))
  }
  const [y, low, high] = [heightOf(point, score), heightOf(point, interval[0]), heightOf(point, interval[1])]
  const target = targetOf(column.place, point)
  const belief = beliefOf(column.place, point)
  return at(
    column,
    0,
    html`${target ? html`<line class="goal" x1="-20" x2="8" y1="${heightOf(point, target.value)}" y2="${heightOf(point, target.value)}" />` : nothing}
    ${belief ? html`<svg y="${heightOf(point, belief.value)}" overflow="visible"><path class="belief" d="M-14 -4 L-10 0 L-14 4 L-18 0 Z" /></svg>` : nothing}
    <rect class="band" x="-7" y="${high}" width="14" height="${round(Math.max(1, low - high))}" rx="4" />
    <circle class="dot" cy="${y}" r="4" />
    <text class="value" x="11" y="${y + 4}">${unit(view, point, score)}</text>
    ${extreme ? html`<text class="extreme" x="11" y="${y + 4 + (y > PLOT - 20 ? -14 : 14)}">${view.words.journey.extremes[extreme]}</text>` : nothing}`,
  )
}

/** What stands below a point: how sure it is, how many answered, and what it is measured against. */
const footOf = (view: View, place: MapPlace, point: MapPoint): readonly string[] => {
  const { journey } = view.words
  const target = targetOf(place, point)
  const belief = beliefOf(place, point)
  const { interval } = point
  return [
    ...(interval && point.precision === 'enough' ? [view.words.range(unit(view, point, interval[0]), unit(view, point, interval[1]))] : []),
    journey.size(view.whole(point.n)),
    ...(target ? [journey.target(unit(view, point, target.value)), journey.by(view.shortMonthOfYear(target.by))] : []),
    ...(belief
      ? [
          `${journey.belief(unit(view, point, belief.value))}`,
          ...(belief.n === null ? [] : [journey.believers(view.whole(belief.n))]),
          ...(belief.at === null ? [] : [view.shortMonthOfYear(belief.at)]),
        ]
      : []),
  ]
}

interface Drawn {
  readonly picture: Html
  readonly height: number
}

/** All that is measured by one rule: a panel with a scale of its own, from the first of its columns to the last. */
interface Panel {
  readonly rule: MapPoint
  readonly here: readonly { readonly column: Column; readonly point: MapPoint; readonly index: number }[]
  readonly from: number
  readonly to: number
}

const panelsOf = (map: JourneyMap, columns: readonly Column[]): readonly Panel[] =>
  rulesOf(map).map((rule) => {
    const here = columns.flatMap((column, index) => {
      const point = column.place.points.find((one) => one.rule === rule.rule)
      return point ? [{ column, point, index }] : []
    })
    const indexes = here.map(({ index }) => index)
    return { rule, here, from: Math.min(...indexes), to: Math.max(...indexes) }
  })

/** Panels that have no column in common stand beside one another. */
export const inRows = <One extends Pick<Panel, 'from' | 'to'>>(panels: readonly One[]): readonly (readonly One[])[] => {
  const rows: One[][] = []
  for (const panel of panels) {
    const free = rows.find((row) => row.every(({ from, to }) => panel.to < from || panel.from > to))
    if (free) free.push(panel)
    else rows.push([panel])
  }
  return rows
}

const joinedIn = (map: JourneyMap, { rule, here }: Panel): readonly Html[] => {
  const found = (touchpoint: string, fingerprint: string) =>
    here.find(({ column, point }) => column.place.id === touchpoint && point.fingerprint === fingerprint)
  return map.lines
    .filter((line) => line.rule === rule.rule)
    .flatMap((line) =>
      line.points.slice(1).flatMap((to, index) => {
        const before = line.points[index]
        const [a, b] = [before && found(before.touchpoint, before.fingerprint), found(to.touchpoint, to.fingerprint)]
        if (a?.point.score == null || b?.point.score == null) return []
        return [
          html`<line class="joined" x1="${a.column.x}%" x2="${b.column.x}%" y1="${heightOf(a.point, a.point.score)}" y2="${heightOf(b.point, b.point.score)}" />`,
        ]
      }),
    )
}

const panelOf = (view: View, map: JourneyMap, panel: Panel, top: number, width: number): Drawn => {
  const { rule, here, from, to } = panel
  const rules = rulesOf(map)
  const [low, high] = scaleOf(rule)
  const end = (value: number) => (rule.metric === 'rating' ? view.whole(value) : unit(view, rule, value))
  const middle = rule.metric === 'nps' ? [0] : []
  const feet = here.map(({ column, point }) => ({ column, said: footOf(view, column.place, point) }))
  const footLines = Math.max(0, ...feet.map(({ said }) => said.length))
  const plot = top + TITLE
  const [left, right] = [round((from + 0.03) * width), round((to + 0.97) * width)]
  return {
    picture: html`<g class="panel"><rect class="ground" x="${left}%" y="${plot - 5}" width="${round(right - left)}%" height="${PLOT + 10}" rx="6" /><text class="lane-name" x="${left}%" dx="2" y="${plot - 10}">${ruleName(view, rules, rule)}</text>
    ${[low, ...middle, high].map((value) => {
      const y = plot + heightOf(rule, value)
      return html`<line class="grid" x1="${left}%" x2="${right}%" y1="${y}" y2="${y}" /><text class="scale-end" x="${left}%" dx="4" y="${value === high ? y + 11 : y - 3}">${end(value)}</text>`
    })}
    <svg y="${plot}" width="100%" height="${PLOT}" overflow="visible">${joinedIn(map, panel)}${here.map(({ column, point }) => mark(view, column, point))}</svg>
    ${feet.map(({ column, said }) =>
      at(
        column,
        plot + PLOT + 20,
        said.map((text, index) => html`<text class="foot-line" y="${index * FOOT}" text-anchor="middle">${text}</text>`),
      ),
    )}</g>`,
    height: TITLE + PLOT + 20 + footLines * FOOT,
  }
}

/** How often people named each touchpoint as the moment that stays: pleasant upwards, unpleasant downwards. */
const namedLane = (view: View, columns: readonly Column[], { moments }: PeakEnd, top: number): Drawn | null => {
  const here = columns.flatMap((column) => {
    const named = moments.find(({ moment }) => moment === column.place.id)
    return named ? [{ column, named }] : []
  })
  if (here.length === 0) return null
  const { journey } = view.words
  const most = Math.max(1, ...here.flatMap(({ named }) => [named.pleasant, named.unpleasant]))
  const zero = top + TITLE + BARS
  const bar = (count: number) => round((count / most) * (BARS - 4))
  return {
    picture: html`<g class="lane named"><text class="lane-name" x="2" y="${top + 17}">${journey.key.named}</text><line class="grid zero" x1="0" x2="100%" y1="${zero}" y2="${zero}" />
    ${here.map(({ column, named: { pleasant, unpleasant } }) =>
      at(
        column,
        zero,
        html`<rect class="pleasant" x="-8" y="${-bar(pleasant)}" width="16" height="${bar(pleasant)}" /><rect class="unpleasant" x="-8" y="0" width="16" height="${bar(unpleasant)}" /><text class="foot-line" y="${BARS + 14}" text-anchor="middle">${journey.pleasant(view.whole(pleasant))}</text><text class="foot-line" y="${BARS + 14 + FOOT}" text-anchor="middle">${journey.unpleasant(view.whole(unpleasant))}</text>`,
      ),
    )}</g>`,
    height: TITLE + 2 * BARS + 2 * FOOT + 8,
  }
}

/** Where there is nothing to draw, and why: the place is there all the same. */
const emptyOf = (view: View, column: Column, top: number, height: number, width: number): Html => {
  const said = wrap(view.words.journey.empty[column.place.hearing], MOST, 3)
  return html`<g class="empty-place"><rect x="${round(column.x - width * 0.45)}%" y="${top}" width="${round(width * 0.9)}%" height="${height}" rx="8" />${at(column, top + height / 2 - ((said.length - 1) * LINE) / 2 + 4, lines(said, 'none'))}</g>`
}

/** The journey from left to right: a column for each touchpoint, a panel with its own scale for each rule. */
export const wideMap = (view: View, map: JourneyMap): Html => {
  const width = 100 / map.places.length
  const columns = map.places.map((place, index): Column => ({ place, x: round((index + 0.5) * width) }))
  const nameLines = Math.max(...map.places.map((place) => wrap(touchpointName(view, place), MOST, NAME_LINES).length))
  const head = STAGE + LINE
  const body = head + nameLines * LINE + 8
  let top = body
  const drawn: Html[] = []
  for (const row of inRows(panelsOf(map, columns))) {
    const panels = row.map((panel) => panelOf(view, map, panel, top, width))
    drawn.push(...panels.map(({ picture }) => picture))
    top += Math.max(...panels.map(({ height }) => height))
  }
  const [first] = map.peakEnds
  const named = first ? namedLane(view, columns, first, top) : null
  if (named) {
    drawn.push(named.picture)
    top += named.height
  }
  const bottom = Math.max(top, body + TITLE + PLOT + 8)
  return html`<svg class="map" width="100%" height="${Math.ceil(bottom)}" role="img" aria-label="${spoken(view, map)}">
    ${stagesOf(view, columns, bottom)}${columns.map((column) => headOf(view, column, head))}
    ${drawn}
    ${columns.filter(({ place }) => place.points.length === 0).map((column) => emptyOf(view, column, body + TITLE - 5, PLOT + 10, width))}
  </svg>`
}
