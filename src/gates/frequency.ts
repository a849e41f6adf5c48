import { RESPONDENT_MS } from '../survey/clocks'
import { triggersOf } from '../survey/compile'
import type { Survey } from '../survey/config'
import type { Gate, GateCode, Refusal } from './types'

/** Milliseconds of a day: 24 elapsed hours, whatever the calendar does. */
export const DAY = 864e5

/** Interaction surveys shown in any 7 days. */
const WEEKLY = 2

/** Whether it is of the interaction class: it says so, or a trigger has `oncePer`, so the customer just did something. */
export const isInteraction = (survey: Survey): boolean => {
  const named = survey.frequency?.class
  return named ? named === 'interaction' : triggersOf(survey).some((trigger) => 'oncePer' in trigger)
}

/** The rules of a survey, with the defaults of its class: 7 days apart and 2 in 7 days; or 90 after an answer, 60 after a dismissal, 30 between, 2 ignored. */
export const frequencyOf = (survey: Survey) => ({
  ...(isInteraction(survey)
    ? { everyDays: 7, afterDismissDays: 7, betweenDays: 0, perVisit: 1, maxIgnored: Infinity }
    : { everyDays: 90, afterDismissDays: 60, betweenDays: 30, perVisit: 1, maxIgnored: 2 }),
  snoozeDays: 7,
  once: false,
  ...survey.frequency,
})

/**
 * Nobody is asked too often, and never twice about the same thing. A stored time in the future counts as now. Of several
 * reasons the one that lasts longest is given; one without an end lasts longest of all. “Ask me later” only puts a survey off: others keep
 * their distance from it, its own clocks do not run.
 */
export const frequency: Gate = ({ survey, log, now, visit, key }) => {
  const { everyDays, afterDismissDays, betweenDays, perVisit, maxIgnored, snoozeDays, once } = frequencyOf(survey)
  const interaction = isInteraction(survey)
  let ignored = 0
  let shown = 0
  let before = -Infinity
  let last: Exclude<Refusal, false>
  let longest: Exclude<Refusal, false>
  for (const { s, c, t, o, k, w, v } of log) {
    const asked = Math.min(t, now)
    const own = s === survey.id
    const snoozed = own && o === 'snoozed'
    const same = own && c && !snoozed
    const inWave = same && w === (survey.wave ?? 1)
    const alike = c === (interaction ? 'i' : 'r')
    const block = (holds: unknown, code: GateCode, days = Infinity, since = asked, limit = perVisit) => {
      const until = since + days * DAY
      if (holds && until > Math.max(now, longest?.[2] || 0))
        longest = [code, { asked: since, other: s, ignored, limit, ...(days < Infinity && { days }) }, until]
    }
    if (inWave && o === 'ignored') ignored++
    if (alike && v === visit) shown++
    block(o === 'never', 'never-again', RESPONDENT_MS / DAY)
    block(snoozed, 'snoozed', snoozeDays)
    block(same && key && k === key, 'once-per')
    block(inWave && once, 'once')
    block(ignored >= maxIgnored, 'max-ignored')
    block(shown >= perVisit, 'per-visit')
    block(same && o === 'dismissed', 'after-dismiss-days', afterDismissDays)
    block(same && o !== 'dismissed' && (interaction || o === 'answered'), 'every-days', everyDays)
    block(alike && !snoozed, 'between-days', betweenDays)
    // The log is in order: two within the week mean that the one before this still counts.
    block(alike && interaction, 'weekly-cap', 7, before, WEEKLY)
    if (alike) before = asked
    if (alike || own) last = ['', { asked, other: s }]
  }
  return longest ?? last
}
