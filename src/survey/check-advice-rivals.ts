import { type Advise, placedTriggers } from './check-advice'
import { delayOf } from './check-advice-moments'
import { adviseSplits, mayMeet } from './check-advice-split'
import { type Path, pathText } from './check-words'
import type { Config, Survey, Trigger } from './config'

/** A visit ends after so long: moments further apart do not meet. */
const VISIT_S = 1800
/** Days between two relationship surveys; see `Frequency.betweenDays`. */
const BETWEEN_DAYS = 30

/** What visitors open, and what has a place of its own in the page, is in nobody's way. */
const OPENED = /^(manual|launcher|slot)$/

interface Placed {
  readonly survey: Survey
  readonly at: Path
  readonly triggers: readonly { readonly trigger: Trigger; readonly at: Path }[]
}

/** Everybody is asked, or everybody in its part of a split, at any time. */
const isForAll = ({ audience, from, until, hours, sample = 1, holdout = 0 }: Survey): boolean =>
  !audience && !from && !until && !hours && sample === 1 && !holdout

/** What a trigger listens to, whatever it does then. */
const keyOf = (trigger: Trigger): string => {
  const {
    delaySeconds: _delay,
    patienceSeconds: _patience,
    cancelOn: _cancel,
    near: _near,
    oncePer: _once,
    ...moment
  } = trigger as unknown as Readonly<Record<string, unknown>>
  return JSON.stringify(
    Object.entries(moment)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, [value].flat()]),
  )
}

/** Surveys that listen to the very same moment for everybody: all but one hardly ever show. */
const adviseSame = (surveys: readonly Placed[], advise: Advise): void => {
  const seen: { readonly key: string; readonly delay: number; readonly at: Path; readonly survey: Survey }[] = []
  for (const { survey, at: surveyAt, triggers } of surveys) {
    if (!isForAll(survey)) continue
    for (const { trigger, at } of triggers) {
      const key = keyOf(trigger)
      const delay = delayOf(trigger)
      const other = seen.find(
        (other) =>
          other.key === key &&
          other.at !== surveyAt &&
          Math.abs(other.delay - delay) <= VISIT_S &&
          mayMeet(survey.split, other.survey.split),
      )
      seen.push({ key, delay, at: surveyAt, survey })
      const hint =
        'Only one shows at a time, the one of higher "priority": make them "variants" of one survey (a sticky split), give each a part of one "split", different audiences, or that one a "sample" below 1.'
      if (other) advise(at, 'same-trigger', 'a moment of its own', `that of ${pathText(other.at)}`, hint)
    }
  }
}

const isRelationship = ({ frequency, trigger }: Survey): boolean =>
  frequency?.class ? frequency.class === 'relationship' : ![trigger].flat().some((one) => 'oncePer' in one)

/** A relationship survey that comes again sooner than the others of its class may follow it: they never get a turn, unless one has reserved its own. */
const adviseStarved = (surveys: readonly Placed[], advise: Advise): void => {
  const relationship = surveys.filter(({ survey }) => isRelationship(survey))
  for (const { survey, at } of relationship) {
    const { betweenDays = BETWEEN_DAYS, everyDays = 90 } = survey.frequency ?? {}
    const rival = relationship.find(({ survey: other }) => {
      const { everyDays: often = 90, once } = other.frequency ?? {}
      const isProtected = survey.reserve && (survey.priority ?? 0) > (other.priority ?? 0)
      return other !== survey && isForAll(other) && !other.split && !once && often < everyDays && often <= betweenDays && !isProtected
    })
    if (!rival) continue
    const name = pathText(rival.at)
    const often = rival.survey.frequency?.everyDays
    advise(
      at,
      'starved',
      `"reserve": true and a "priority" above that of ${name}`,
      `a rest of ${betweenDays} days after ${name}, which is due again after ${often}`,
      'Two relationship surveys keep their distance, whatever their priorities: the frequent one leaves the rare one no turn.',
    )
  }
}

/** Two tabs of ours in one place of the same pages: one lies over the other. */
const adviseTabs = ({ surveys }: Config, places: ReadonlyMap<unknown, Path>, advise: Advise): void => {
  const seen = new Map<string, Path>()
  for (const survey of surveys)
    for (const { trigger, at } of placedTriggers({ survey, at: places.get(survey) ?? [] })) {
      if (trigger.on !== 'launcher' || trigger.selector !== undefined || survey.enabled === false) continue
      const { at: place = 'end', path, not } = trigger
      const key = JSON.stringify([place, path, not])
      const other = seen.get(key)
      if (!other) seen.set(key, at)
      else
        advise(
          at,
          'same-place',
          'a tab in a place of its own',
          `${JSON.stringify(place)}, that of ${pathText(other)}`,
          'Give one of them another "at" or "path".',
        )
    }
}

/** Surveys in each other's way. */
export const adviseRivals = (config: Config, places: ReadonlyMap<unknown, Path>, advise: Advise): void => {
  const placed = config.surveys.flatMap((survey): Placed[] => {
    const at = places.get(survey) ?? []
    const triggers = placedTriggers({ survey, at }).filter(({ trigger }) => !OPENED.test(trigger.on))
    return survey.enabled === false || !triggers[0] ? [] : [{ survey, at, triggers }]
  })
  adviseSame(placed, advise)
  adviseStarved(placed, advise)
  adviseTabs(config, places, advise)
  adviseSplits(config, places, advise)
}
