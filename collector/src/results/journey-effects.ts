import { html } from 'hono/html'
import type { Recovery, RecoveryGroup } from '../report/effects'
import type { Lift, LiftGroup } from '../report/lift'
import type { JourneyMap } from '../report/map-types'
import { testedText } from './breakdown'
import { touchpointName } from './names'
import { type Html, nothing, scoreText, type View } from './view'

const nameOf = (view: View, { places }: JourneyMap, id: string): string => {
  const place = places.find((one) => one.id === id)
  return place ? touchpointName(view, place) : id
}
const people = (view: View, n: number): string => view.words.journey.people(n, view.whole(n))

const signedBy =
  (view: View) =>
  (value: number): string =>
    `${value > 0 ? '+' : ''}${view.hundredths(value)}`

/** The same item before and after the shop’s answer to a doubt. */
export const shifts = (view: View, map: JourneyMap): Html | string => {
  const { journey } = view.words
  if (map.shifts.length === 0) return nothing
  const signed = signedBy(view)
  return html`<section class="truths" id="shifts"><h3>${journey.shifts}</h3><ul>${map.shifts.map(
    ({ touchpoint, verdict, n, difference, interval }) =>
      html`<li><strong>${nameOf(view, map, touchpoint)}</strong> ${journey.shift[verdict](people(view, n))}${difference === null || interval === null ? nothing : html` <span class="quiet">(${journey.shiftFigure(signed(difference), signed(interval[0]), signed(interval[1]))})</span>`}</li>`,
  )}</ul><p class="quiet">${journey.shiftWhy}</p></section>`
}

/** The least p that is told by its value. */
const LEAST_P = 0.01

/** The same item after the answer, against those who were asked it again before they read the answer. */
export const lifts = (view: View, map: JourneyMap): Html | string => {
  const { journey, colon } = view.words
  if (map.lifts.length === 0) return nothing
  const signed = signedBy(view)
  const chance = (p: number) => (p < LEAST_P ? `<\u00a0${view.hundredths(LEAST_P)}` : `=\u00a0${view.hundredths(p)}`)
  const figure = ({ difference, interval, p }: Lift) =>
    difference === null || interval === null || p === null
      ? nothing
      : html` <span class="quiet">(${journey.liftFigure(signed(difference), signed(interval[0]), signed(interval[1]), chance(p))})</span>`
  const said = (which: 'group' | 'holdout', { asked, again, moved }: LiftGroup) =>
    html`<li>${journey.liftGroup[which](view.whole(asked), view.whole(again))}${colon} ${moved === null ? html`<span class="quiet">${journey.recoveredFew}</span>` : html`<strong>${journey.liftMoved(signed(moved))}</strong>`}</li>`
  /** Of several ways the one that is meant. */
  const named = ({ fingerprint, group: { variant } }: Lift) =>
    map.lifts.filter((one) => one.fingerprint === fingerprint).length > 1
      ? html` <span class="quiet" translate="no">${variant}</span>`
      : nothing
  return html`<section class="truths" id="lift"><h3>${journey.lifts}</h3>${map.lifts.map(
    (one) =>
      html`<p><strong>${nameOf(view, map, one.touchpoint)}</strong>${named(one)} ${journey.lift[one.verdict]}${figure(one)}</p><ul>${said('group', one.group)}${said('holdout', one.holdout)}</ul>`,
  )}<p class="quiet">${journey.liftWhy}</p></section>`
}

const group = (
  view: View,
  { metric }: Recovery,
  which: 'accepted' | 'others',
  { people: all, again, score, interval }: RecoveryGroup,
): Html => {
  const { words } = view
  const unit = (value: number) => scoreText(view, metric, value)
  const said =
    score === null || interval === null
      ? html`<span class="quiet">${words.journey.recoveredFew}</span>`
      : html`<strong>${unit(score)}</strong>, ${words.interval(unit(interval[0]), unit(interval[1]))}`
  return html`<li>${words.journey.recovered[which](people(view, all), view.whole(again))}${words.colon} ${said}</li>`
}

/** Those who accepted help beside those who did not. */
export const recoveries = (view: View, map: JourneyMap): Html | string => {
  const { words } = view
  if (map.recoveries.length === 0) return nothing
  return html`<section class="truths" id="recovery"><h3>${words.journey.recovery}</h3>${map.recoveries.map(
    (one) =>
      html`<p><strong>${nameOf(view, map, one.touchpoint)}</strong></p><ul>${group(view, one, 'accepted', one.accepted)}${group(view, one, 'others', one.others)}</ul>${one.tested ? html`<p>${testedText(view, one.metric, one.tested, words.compare.verdicts, words.compare.untested)}</p>` : nothing}`,
  )}<p class="quiet">${words.journey.recoveryWhy}</p></section>`
}
