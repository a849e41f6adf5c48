import { html } from 'hono/html'
import type { JourneyMap, Link, MapPlace, MapPoint } from '../report/map-types'
import { beliefOf, figureText, ruleName, rulesOf, targetOf, unit } from './journey-text'
import { touchpointName } from './names'
import { type Html, nothing, slug, type View } from './view'

/** Two decimals, in the language’s own way. */
export const linkFigure = (view: View, { r, interval }: Link): string =>
  r === null || interval === null
    ? ''
    : view.words.journey.linkFigure(view.hundredths(r), view.hundredths(interval[0]), view.hundredths(interval[1]))

const beside = (view: View, map: JourneyMap, place: MapPlace, point: MapPoint, isFirst: boolean): string => {
  const { words } = view
  const { journey } = words
  const target = targetOf(place, point)
  const belief = beliefOf(place, point)
  const there = map.same && map.places.find(({ id }) => id === map.same?.touchpoint)
  const [anchor] = there?.points ?? []
  return [
    point.extreme ? journey.extremes[point.extreme] : '',
    target ? words.target(unit(view, point, target.value), view.day(target.by)) : '',
    belief
      ? belief.n === null || belief.at === null
        ? journey.expected(unit(view, point, belief.value))
        : journey.expectedBy(unit(view, point, belief.value), belief.n, view.whole(belief.n), view.day(belief.at))
      : '',
    isFirst && place.link && place.link.r !== null ? linkFigure(view, place.link) : '',
    there && anchor && point.there ? journey.sameThere(touchpointName(view, there), unit(view, anchor, point.there.score)) : '',
    point.others > 0 ? journey.others(point.others) : '',
  ]
    .filter((text) => text !== '')
    .join('; ')
}

const nameOf = (view: View, place: MapPlace, isHere: boolean): Html =>
  html`${isHere ? html`<a href="#touchpoint-${slug(place.id)}">${touchpointName(view, place)}</a>` : touchpointName(view, place)}${place.truth ? html` <span class="quiet">${view.words.journey.truth}</span>` : nothing}`

/** The same as the drawing, for whoever would rather read it. Roles are spelled out: on narrow screens its rows are laid out otherwise. */
export const mapTable = (view: View, map: JourneyMap, isHere: (id: string) => boolean): Html => {
  const { words } = view
  const { journey } = words
  const rules = rulesOf(map)
  const rows = map.places.flatMap((place, index) => {
    const isNew = index === 0 || map.places[index - 1]?.stage !== place.stage
    const stage = isNew
      ? [
          html`<tr role="row" class="stage-row"><th scope="colgroup" role="rowheader" colspan="4">${place.stage ? words.stages[place.stage] : words.noStage}</th></tr>`,
        ]
      : []
    const head = (shown: boolean) =>
      html`<th scope="row" role="rowheader">${shown ? nameOf(view, place, isHere(place.id)) : html`<span class="hidden">${touchpointName(view, place)}</span>`}</th>`
    if (place.points.length === 0)
      return [
        ...stage,
        html`<tr role="row">${head(true)}<td role="cell" colspan="3"><span class="quiet">${journey.empty[place.hearing]}</span></td></tr>`,
      ]
    return [
      ...stage,
      ...place.points.map(
        (point, at) =>
          html`<tr role="row">${head(at === 0)}<td role="cell">${ruleName(view, rules, point)} ${figureText(view, point)}</td><td role="cell" class="size-cell">${view.whole(point.n)}</td><td role="cell"><span class="quiet">${beside(view, map, place, point, at === 0)}</span></td></tr>`,
      ),
    ]
  })
  const { columns } = journey
  return html`<details id="journey-table"><summary>${words.asTable}</summary><table role="table" class="journey-table"><caption class="hidden">${journey.title}</caption>
    <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader">${columns.place}</th><th scope="col" role="columnheader">${columns.score}</th><th scope="col" role="columnheader">${columns.answers}</th><th scope="col" role="columnheader">${columns.beside}</th></tr></thead>
    <tbody role="rowgroup">${rows}</tbody></table></details>`
}
