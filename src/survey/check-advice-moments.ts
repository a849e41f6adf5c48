import { type Advised, placedQuestions, placedTriggers } from './check-advice'
import { quote } from './check-words'
import { triggersOf } from './compile'
import type { Step, Trigger } from './config'

/** Beyond a day a delay is an appointment, and `after` keeps those. */
const LONG_S = 86_400
/** Sooner than that is right after. */
const SOON_S = 600

const words = (name: string): string[] =>
  name
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
const isFailure = (name: string): boolean => words(name).some((word) => /^(fail|error|declin|reject)/.test(word))

/** The event that sets it off, if it is one: of a sequence the last. */
export const eventOf = (trigger: Trigger | Step | undefined): string | undefined => {
  if (trigger?.on === 'sequence') return eventOf(trigger.steps.at(-1))
  return trigger?.on === 'event' ? trigger.name : undefined
}
/** Seconds until it asks. */
export const delayOf = (trigger: Trigger): number => ('delaySeconds' in trigger && trigger.delaySeconds) || 0

/** What has just failed, as it is called; undefined where nothing has. */
const failureOf = (trigger: Trigger): string | undefined => {
  if (trigger.on === 'friction')
    return trigger.kinds?.every((kind) => kind === 'page-error' || kind === 'failed-submit') ? trigger.kinds[0] : undefined
  const event = eventOf(trigger)
  return event !== undefined && isFailure(event) ? event : undefined
}

/** A question that offers the moments of the visit, where nothing keeps them (`moments/journey.ts`). */
const adviseMomentQuestions = (advised: Advised): void => {
  const { survey, config, advise } = advised
  if (config.surveys.some((other) => triggersOf(other).some(({ on }) => on === 'journey'))) return
  const after = triggersOf(survey).map(eventOf).find(Boolean) ?? 'order_completed'
  for (const { question, at } of placedQuestions(advised))
    if (question.type === 'moment')
      advise(
        at,
        'no-moments',
        'a survey that looks back on the visit, for the list to have moments in it',
        'none with the trigger "journey"',
        `Without one nothing is remembered, and the list has but "another moment" and "none in particular": { "on": "journey", "after": ${quote(after)} }.`,
      )
}

/** Moments that are badly chosen: right after something failed, or by a delay nobody will still be there for. */
export const adviseMoments = (advised: Advised): void => {
  adviseMomentQuestions(advised)
  const { survey, advise } = advised
  for (const { trigger, at } of placedTriggers(advised)) {
    const failure = failureOf(trigger)
    const delay = delayOf(trigger)
    if (failure !== undefined && delay < SOON_S && !survey.help)
      advise(
        at,
        'after-failure',
        'a moment at which nothing has just failed',
        quote(failure),
        'A question is the last thing wanted then. Where the survey is a message that helps, say "help": true.',
      )
    if (delay > LONG_S) {
      const example = `{ "on": "after", "name": ${quote(eventOf(trigger) ?? '…')}, "days": ${Math.round(delay / LONG_S)} }`
      advise(
        [...at, 'delaySeconds'],
        'long-delay',
        `a delay of a day (${LONG_S}) at most`,
        `${delay}`,
        `For days after an event: ${example}.`,
      )
    }
    if (trigger.on === 'after' && !trigger.days)
      advise([...at, 'days'], 'after-at-once', 'a number of days above 0', '0', 'At once is { "on": "event", … }.')
  }
}
