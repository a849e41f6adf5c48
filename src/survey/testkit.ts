/** What tests of advice share: a survey nothing is to be said about, and what is said once it is changed. */
import { expect, test } from 'vitest'
import { reviewConfig } from './check-review'

export const NOW = Date.parse('2027-03-01T12:00:00Z')
export const csat = { id: 'csat', type: 'csat', text: 'How did it go?' }
export const nps = { id: 'nps', type: 'nps', text: 'Recommend?' }
export const base = {
  id: 'one',
  touchpoint: { id: 'place', stage: 'retention', category: 'service' },
  trigger: { on: 'event', name: 'chat_ended', oncePer: 'id' },
  questions: [csat],
}
export const survey = (change: object, id = 'one') => ({ ...base, id, ...change })
export const config = (surveys: readonly object[], more: object = {}) => ({ version: 1, surveys, ...more })
export const event = (name: string, more: object = {}) => ({ trigger: { on: 'event', name, ...more } })
export const page = (path: unknown, more: object = {}) => ({ trigger: { on: 'page', path, ...more } })

/** The codes and places of all advice; there is no error. */
export const adviceOn = (input: object) =>
  reviewConfig(input, NOW).map(({ severity, code, path }) => {
    expect(severity).toBe('advice')
    return `${code} ${path}`
  })
export const advice = (change: object, more?: object) => adviceOn(config([survey(change)], more))

/** What · the survey's change · code and place of the one piece of advice; none where it is fine. */
export type Case = readonly [what: string, change: object, expected?: string]
export const each = (cases: readonly Case[]): void => {
  for (const [what, change, expected] of cases) test(what, () => expect(advice(change)).toEqual(expected ? [expected] : []))
}
