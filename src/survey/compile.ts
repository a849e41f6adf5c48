import type { Condition } from './condition'
import type { Config, EventTrigger, PageTrigger, Persona, SequenceTrigger, Survey, Trigger } from './config'

/** The moments this build knows, in the order that compresses best: every page carries it. */
const triggerTypes = /^(page|visible|scroll|exit|dwell|idle|friction|returning|after|sequence|journey|click|slot|launcher|manual|event)$/

/** The triggers of a survey, one or several, as a list. */
export const triggersOf = ({ trigger }: Survey) => [trigger].flat() as readonly Trigger[]

/** Throws when what the configuration says cannot be right. The words for it live in the check chunk. */
export const must: (condition: unknown) => asserts condition = (condition) => {
  if (!condition) throw TypeError()
}

/** Goes through a condition: its personas must be there, `keeps` hears the events it counts, and `?` where it looks at how the visit began. */
const walk = (condition: Condition | undefined, personas: readonly Persona[], keeps: (what: string) => void): void => {
  // A union of plain JSON shapes, read by key.
  const { persona, all, any, none, event, context } = (condition ?? {}) as Readonly<Record<string, never>>
  for (const inner of (all ?? any ?? none ?? []) as readonly Condition[]) walk(inner, personas, keeps)
  if (persona) {
    const found = personas.find(({ id }) => id === persona)
    must(found)
    // A persona is not made of personas.
    walk(found.when, [], keeps)
  }
  if (event) keeps(event)
  if (/^(utm|referrer)/.test(`${context}`)) keeps('?')
}

/**
 * Throws when a survey cannot be watched or asked as written: its input is unchecked JSON, so a property that is not there throws just as
 * well. It only says *that*: the check chunk, loaded after a failure, says what. Whether questions, conditions, patterns and branches are sound is
 * seen by `vet`, before anything is decided: that need not be on every page.
 */
export const compile = (survey: Survey, config: Config, keeps: (what: string) => void): void => {
  const { audience, touchpoint } = survey
  const { personas = [], touchpoints } = config
  // Throws at an object that cannot become a text: compared or reckoned with beside those of other surveys it would throw there.
  void triggersOf(survey).map(Object.values).join()
  must(typeof touchpoint === 'string' ? touchpoints?.some(({ id }) => id === touchpoint) : touchpoint.id)
  walk(audience, personas, keeps)
  for (const trigger of triggersOf(survey)) {
    // What some triggers have and others do not.
    const { where, steps } = trigger as Partial<EventTrigger & Pick<SequenceTrigger, 'steps'>>
    must(steps ? steps[1] : trigger.on !== 'sequence')
    // The name of a chunk to fetch comes of it.
    for (const { on, path } of [trigger, ...(steps ?? [])] as PageTrigger[]) must(triggerTypes.test(on) && (path || on !== 'page'))
    walk(where, personas, keeps)
  }
  for (const variant of [survey, ...(survey.variants ?? [])]) {
    const { questions } = { ...survey, ...variant }
    must(variant.id && questions[0])
    for (const question of questions) {
      for (const rule of question.next ?? []) walk(rule.when, personas, keeps)
    }
  }
}
