import { html } from 'hono/html'
import type { FivePoints, JourneyMap, MapPlace, PeakEnd } from '../report/map-types'
import { momentText } from '../report/moments'
import { hidden, option } from './filters'
import { coverageTable } from './journey-coverage'
import { lifts, recoveries, shifts } from './journey-effects'
import { linkFigure, mapTable } from './journey-table'
import { tallMap } from './journey-tall'
import { beliefOf, targetOf } from './journey-text'
import { MOST_COLUMNS, wideMap } from './journey-wide'
import { touchpointName } from './names'
import { type Place, queryOf } from './place'
import { type Html, nothing, type View } from './view'

/** What stands in a cell of the table, as a sentence of its own. */
const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** What the marks of the drawing are: only those that are in it. */
const legend = (view: View, { places, lines, peakEnds }: JourneyMap): Html => {
  const { key } = view.words.journey
  const drawn = places.flatMap((place) => place.points.filter(({ precision }) => precision === 'enough').map((point) => ({ place, point })))
  const entry = (picture: Html, text: string) => html`<li><svg width="30" height="14" aria-hidden="true">${picture}</svg>${text}</li>`
  return html`<ul class="map-key">
    ${drawn.length > 0 ? entry(html`<rect class="band" x="2" y="2" width="26" height="10" rx="5" /><circle class="dot" cx="15" cy="7" r="5" />`, key.score) : nothing}
    ${drawn.some(({ place, point }) => targetOf(place, point)) ? entry(html`<line class="goal" x1="1" x2="29" y1="7" y2="7" />`, key.target) : nothing}
    ${drawn.some(({ place, point }) => beliefOf(place, point)) ? entry(html`<path class="belief" d="M15 3 L19 7 L15 11 L11 7 Z" />`, key.belief) : nothing}
    ${lines.length > 0 ? entry(html`<line class="joined" x1="1" x2="29" y1="7" y2="7" />`, key.line) : nothing}
    ${places.some(({ truth }) => truth) ? entry(html`<path class="truth" d="M15 1 L21 7 L15 13 L9 7 Z" />`, key.truth) : nothing}
    ${peakEnds[0] && peakEnds[0].moments.length > 0 ? entry(html`<rect class="pleasant" x="8" y="2" width="6" height="10" /><rect class="unpleasant" x="17" y="2" width="6" height="10" />`, key.named) : nothing}
  </ul>`
}

const truths = (view: View, map: JourneyMap): Html | string => {
  const { journey } = view.words
  const marked = map.places.filter(({ truth, id }) => truth && id !== map.relationship)
  if (marked.length === 0) return nothing
  const relationship = map.places.find(({ id }) => id === map.relationship)
  const said = (place: MapPlace): Html | string => {
    const { link } = place
    if (relationship === undefined) return html`<span class="quiet">${journey.noRelationship}</span>`
    if (link === null) return html`<span class="quiet">${journey.empty[place.hearing]}</span>`
    const text = journey.link[link.verdict](journey.people(link.n, view.whole(link.n)), touchpointName(view, relationship))
    const figure = linkFigure(view, link)
    return html`${text}${figure === '' ? nothing : html` <span class="quiet">(${figure})</span>`}`
  }
  return html`<section class="truths" id="truths"><h3>${journey.truths}</h3><ul>${marked.map((place) => html`<li><strong>${touchpointName(view, place)}</strong> ${said(place)}</li>`)}</ul>
    ${marked.some(({ link }) => link?.r != null) ? html`<p class="quiet">${journey.linkWhy}</p>` : nothing}</section>`
}

const five = (view: View, text: string, figure: FivePoints | null): Html | string => {
  if (figure === null) return nothing
  const { words } = view
  const { score, interval, n, precision } = figure
  const said =
    score === null || interval === null
      ? words.ofTen(n)
      : `${view.decimal(score)}, ${words.interval(view.decimal(interval[0]), view.decimal(interval[1]))}${precision === 'wide' ? ` (${words.journey.wide})` : ''} · n = ${view.whole(n)}`
  return html`<li><strong>${text}</strong> ${said}</li>`
}

/** A moment by the name of its touchpoint, else as visitors were told, else as it was sent. */
const momentName = (view: View, map: JourneyMap, moment: string): string => {
  const place = map.places.find(({ id }) => id === moment)
  return place ? touchpointName(view, place) : view.text(momentText(moment))
}

const named = (view: View, map: JourneyMap): Html | string => {
  const { journey } = view.words
  const [first] = map.peakEnds
  if (!first) return nothing
  const entries = (of: PeakEnd) =>
    of.moments.map(
      ({ moment, n, pleasant, unpleasant }) =>
        html`<li><strong>${momentName(view, map, moment)}</strong> ${journey.size(view.whole(n))} <span class="quiet">${journey.namedAs(view.whole(pleasant), view.whole(unpleasant))}</span></li>`,
    )
  return html`<section class="truths" id="named"><h3>${journey.named}</h3>
    ${first.named > 0 ? html`<p>${journey.namedBy(first.named, view.whole(first.named))}${first.rest > 0 ? html` ${journey.namedRest(first.rest, view.whole(first.rest))}` : nothing}</p>` : nothing}
    <ul>${entries(first)}${five(view, journey.peak, first.peak)}${five(view, journey.end, first.end)}</ul>
    <p class="quiet">${journey.namedWhy}${map.peakEnds.length > 1 ? html` ${sentence(journey.others(map.peakEnds.length - 1))}` : nothing}</p></section>`
}

/** Only people who also answered somewhere: a form, so that it works without a script, and an address. */
const sameForm = (view: View, map: JourneyMap, place: Place): Html | string => {
  const { journey } = view.words
  const heard = map.places.filter(({ points, id }) => points.some(({ n }) => n > 0) || id === place.same)
  if (place.shared !== null || heard.length < 2) return nothing
  const kept = Object.fromEntries(queryOf(place, { same: null }))
  return html`<form class="same" action="/results">${hidden(kept)}<label for="same">${journey.same}</label> <select id="same" name="same">${option('', journey.everybody, place.same === null)}${heard.map((one) => option(one.id, touchpointName(view, one), one.id === place.same))}</select> <button>${journey.sameShow}</button></form>`
}

const notice = (view: View, map: JourneyMap): Html | string => {
  const { same } = map
  const there = map.places.find(({ id }) => id === same?.touchpoint)
  if (!same || !there) return nothing
  const { journey } = view.words
  return html`<p class="notice">${journey.sameNotice(touchpointName(view, there), same.people, view.whole(same.people))}${same.isPart ? html` ${journey.samePart(view.whole(same.people))}` : nothing}</p>`
}

/** How much room the wide form needs: see `journey.css`. */
const sizeOf = (columns: number): string => [4, 6, 8, 10].find((most) => columns <= most)?.toString() ?? '12'

/** The journey: first of all there is to read. `isHere`: whether a touchpoint has its card on this page. */
export const journey = (view: View, map: JourneyMap | null, place: Place, isHere: (id: string) => boolean): Html | string => {
  if (map === null) return nothing
  const { words } = view
  const effects = [named, shifts, lifts, recoveries].map((say) => say(view, map)).filter((said) => said !== nothing)
  const title = html`<h2 id="journey-title">${words.journey.title}</h2>`
  // One place is no map; what came after may be told all the same.
  if (map.places.length < 2) return effects.length > 0 ? html`<section id="journey">${title}${effects}</section>` : nothing
  const isWide = map.places.length <= MOST_COLUMNS
  const scored = map.places.flatMap(({ points }) => points).filter(({ precision }) => precision === 'enough')
  return html`<section id="journey">${title}
    ${notice(view, map)}
    <section aria-labelledby="journey-title"><div class="${isWide ? `maps size-${sizeOf(map.places.length)}` : 'maps'}">${isWide ? html`<div class="wide-map">${wideMap(view, map)}</div>` : nothing}<div class="tall-map">${tallMap(view, map)}</div></div>
    ${legend(view, map)}
    <p class="quiet">${words.journey.apart} ${map.lines.length === 0 && scored.length > 1 ? words.journey.unjoined : nothing} ${words.journey.left}</p>
    ${mapTable(view, map, isHere)}</section>
    ${coverageTable(view, map)}${sameForm(view, map, place)}
    ${truths(view, map)}${effects}</section>`
}
