import { html } from 'hono/html'
import { stages } from '../report/journey'
import { categories } from '../report/map'
import type { Coverage, JourneyMap } from '../report/map-types'
import { touchpointName } from './names'
import { type Html, nothing, type View } from './view'

const cell = (view: View, map: JourneyMap, { category, touchpoints, hearing }: Coverage): Html => {
  const { words } = view
  const { journey } = words
  const here = map.places.filter(({ id }) => touchpoints.includes(id))
  return html`<td role="cell" class="${hearing}" data-name="${words.categories[category]}">${
    here.length === 0
      ? html`<span class="quiet">${journey.hearing.unasked}</span>`
      : html`<ul>${here.map((place) => html`<li>${touchpointName(view, place)}${place.hearing === 'heard' ? nothing : html` <span class="quiet">${journey.hearing[place.hearing]}</span>`}</li>`)}</ul>`
  }</td>`
}

/** Stages by categories: which fields have a touchpoint that is asked about, and which nobody listens to. */
export const coverageTable = (view: View, map: JourneyMap): Html => {
  const { words } = view
  const { journey } = words
  const empty = map.coverage.filter(({ hearing }) => hearing === 'unasked').length
  return html`<details id="coverage"><summary>${journey.coverage}${words.colon} ${journey.coverageOf(empty, map.coverage.length)}</summary>
    <p class="quiet">${journey.coverageWhy}</p>
    <table role="table" class="coverage"><caption class="hidden">${journey.coverage}</caption>
    <thead role="rowgroup"><tr role="row"><td role="cell"></td>${categories.map((category) => html`<th scope="col" role="columnheader">${words.categories[category]}</th>`)}</tr></thead>
    <tbody role="rowgroup">${stages.map((stage) => html`<tr role="row"><th scope="row" role="rowheader">${words.stages[stage]}</th>${map.coverage.filter((one) => one.stage === stage).map((one) => cell(view, map, one))}</tr>`)}</tbody></table></details>`
}
