import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { Priorities, Priority } from '../report/priorities'
import type { Report } from '../report/types'
import type { Note } from '../store'
import { testedText } from './breakdown'
import { chosen } from './filters'
import { touchpointName } from './names'
import { NOTES, noteFacts } from './notes'
import { hrefOf, type Place, unchosen } from './place'
import { sheet } from './sheet'
import { type Html, nothing, scoreText, slug, type View } from './view'

export const PRIORITIES = '/results/priorities'

const HEIGHT = 260
const nameOf = (view: View, { touchpoint, name }: Pick<Priority, 'touchpoint' | 'name'>): string =>
  touchpointName(view, { id: touchpoint, name })
const round = (value: number): number => Math.round(value * 10) / 10

/** Letters, since numbers would say an order: A to Z, then AA, as the list itself counts. */
const letterOf = (index: number): string =>
  `${index >= 26 ? letterOf(Math.floor(index / 26) - 1) : ''}${String.fromCharCode(65 + (index % 26))}`

/** Impact against effort: each with the letter it has in the list, and how sure its impact is. */
const plot = (view: View, items: readonly Priority[]): Html => {
  const words = view.words.priorities
  const entered = items.flatMap((item, index) => (item.effort === null ? [] : [{ item, effort: item.effort, letter: letterOf(index) }]))
  if (entered.length === 0) return html`<p class="quiet">${words.noPlot}</p>`
  const most = Math.max(1, ...entered.map(({ effort }) => effort))
  const highest = Math.max(1, ...entered.map(({ item }) => item.impact.interval[1]))
  const x = (effort: number) => round(8 + (Math.max(0, effort) / most) * 84)
  const y = (impact: number) => round(HEIGHT - 12 - (impact / highest) * (HEIGHT - 28))
  const spoken = entered
    .map(({ item, effort }) => words.spoken(nameOf(view, item), view.whole(item.impact.value), view.short(effort)))
    .join(' ')
  return html`<h2>${words.plot}</h2><div class="effort-plot"><svg class="map" width="100%" height="${HEIGHT + 26}" role="img" aria-label="${spoken}">
    <rect class="ground" x="0" y="0" width="100%" height="${HEIGHT}" rx="8" /><line class="grid" x1="50%" x2="50%" y1="0" y2="${HEIGHT}" /><line class="grid" x1="0" x2="100%" y1="${HEIGHT / 2}" y2="${HEIGHT / 2}" />
    <text x="0" dx="8" y="16">${words.impact} ↑</text><text x="0" y="${HEIGHT + 18}">${words.less}</text><text x="50%" y="${HEIGHT + 18}" text-anchor="middle">${words.effort} →</text><text x="100%" y="${HEIGHT + 18}" text-anchor="end">${words.more}</text>
    ${entered.map(
      ({ item: { impact }, effort, letter }) =>
        html`<svg x="${x(effort)}%" overflow="visible"><rect class="band" x="-5" y="${y(impact.interval[1])}" width="10" height="${round(Math.max(1, y(impact.interval[0]) - y(impact.interval[1])))}" rx="5" /><circle class="truth" cy="${y(impact.value)}" r="10" /><text class="number-in" y="${y(impact.value) + 4}" text-anchor="middle">${letter}</text></svg>`,
    )}</svg></div>`
}

/** What was written down as done about it, with the score before and after: the marks of its trend. */
const actions = (view: View, report: Report, touchpoint: string, notes: readonly Note[]): Html | string => {
  const { words } = view
  const first = report.touchpoints.find(({ id }) => id === touchpoint)?.instruments[0]
  const done = notes.filter((note) => note.kind === 'action' && note.touchpoint === touchpoint)
  if (done.length === 0) return nothing
  return html`<h4>${words.priorities.actions}</h4><ul class="done">${done.map((note) => {
    const mark = first?.marks.find((one) => one.note.id === note.id)
    return html`<li>${view.day(note.day)}${words.colon} ${note.text} <span class="quiet">${noteFacts(view, note)}</span>${
      mark && first ? html` ${testedText(view, first.metric, mark.tested, words.notes.verdicts, words.notes.untested)}` : nothing
    }</li>`
  })}</ul>`
}

const shortfallText = (view: View, { shortfall, yardstick, metric }: Priority, report: Report): string => {
  const words = view.words.priorities
  const [low, high] = shortfall.interval
  const value = scoreText(view, metric, yardstick.value)
  const best = yardstick.kind === 'best' ? report.touchpoints.find(({ id }) => id === yardstick.touchpoint) : undefined
  const what = yardstick.kind === 'target' ? view.day(yardstick.by) : best ? touchpointName(view, best) : ''
  const short =
    shortfall.value === 0 ? words.noShortfall : words.shortfall(view.percent(shortfall.value), view.percent(low), view.percent(high))
  return `${short}, ${words.shortOf[yardstick.kind](value, what)}`
}

const entry = (view: View, place: Place, report: Report, item: Priority, { occurrences }: Priorities, notes: readonly Note[]): Html => {
  const { words } = view
  const own = words.priorities
  const facts = [
    own.occurs[occurrences](item.occurrences, view.whole(item.occurrences)),
    item.importance === null ? '' : own.linked(view.hundredths(item.importance)),
    own.impactIs(view.whole(item.impact.value), view.whole(item.impact.interval[0]), view.whole(item.impact.interval[1])),
    item.effort === null ? own.noEffort : own.effortIs(view.short(item.effort)),
  ].filter((text) => text !== '')
  const unit = (value: number) => scoreText(view, item.metric, value)
  return html`<li id="priority-${slug(item.touchpoint)}"><h3>${nameOf(view, item)}</h3>
    <p>${unit(item.score)}, ${words.interval(unit(item.interval[0]), unit(item.interval[1]))} · n = ${view.whole(item.n)}${words.colon} ${shortfallText(view, item, report)}.</p>
    <p class="quiet">${facts.join(' · ')}</p>${actions(view, report, item.touchpoint, notes)}
    ${place.editor ? html`<p><a href="${hrefOf(place, unchosen, NOTES, { about: item.touchpoint })}#note-form">${own.act}<span class="hidden"> ${nameOf(view, item)}</span></a></p>` : nothing}</li>`
}

/** What to mend first: groups among which an order can be told, and no order where none can. */
export const prioritiesPage = (view: View, place: Place, report: Report, notes: readonly Note[], config: Config | null): Html => {
  const words = view.words.priorities
  const found = report.priorities ?? { items: [], left: [], occurrences: 'shown', importance: 'equal' }
  const ranks = [...new Set(found.items.map(({ rank }) => rank))]
  const list = ranks.map((rank) => {
    const here = found.items.filter((item) => item.rank === rank)
    const isTied = here.length > 1
    return html`<section class="rank"><h2>${words.rank(rank, isTied)}</h2>${isTied ? html`<p class="quiet tied">${words.tied}</p>` : nothing}<ol class="ranked" start="${found.items.indexOf(here[0] ?? ({} as Priority)) + 1}">${here.map((item) => entry(view, place, report, item, found, notes))}</ol></section>`
  })
  return sheet(view, place, {
    title: words.title,
    skip: words.skip,
    path: PRIORITIES,
    back: { href: hrefOf(place, {}), text: words.back },
    body: html`${chosen(view, place, config, PRIORITIES)}${
      found.items.length === 0
        ? html`<div class="empty"><p><strong>${words.none}</strong></p><p class="quiet">${words.noneWhy}</p></div>`
        : html`<p class="summary">${words.why}</p><p class="quiet">${words.weighed[found.occurrences]} ${words.importance[found.importance]}</p>${plot(view, found.items)}${list}`
    }
    ${found.left.length > 0 ? html`<section><h2>${words.left}</h2><ul class="done">${found.left.map((one) => html`<li>${nameOf(view, one)} <span class="quiet">${words.leftWhy[one.why]}</span></li>`)}</ul></section>` : nothing}`,
  })
}
