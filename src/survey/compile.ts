import type { Condition } from './condition'
import type { Config, PageTrigger, Persona, SequenceTrigger, Survey, Trigger } from './config'
import { isSafePattern } from './pattern'

/** The question types this build knows. */
const questionTypes = /^(nps|csat|ces|rating|text|choice)$/
/** Every operator, with the type of its operand; any will do for the first three. */
const operators = /^((is|not|contains) \w+|(in|notIn) list|[gl]te? number|(startsWith|endsWith|matches) string|exists boolean)$/
const subjects = /^(trait|prop|answer|context|event)$/

/** The triggers of a survey, one or several, as a list. */
export const triggersOf = ({ trigger }: Survey) => [trigger].flat() as readonly Trigger[]

/** Throws when what the configuration says cannot be right. The words for it live in the check chunk. */
export const must: (condition: unknown) => asserts condition = (condition) => {
  if (!condition) throw TypeError()
}

/** Throws unless a condition is one: a group, a persona, or one subject with one operator. Tells the events it counts. */
const sound = (condition: Condition, personas: readonly Persona[], counts: (event: string) => void): void => {
  // A union of plain JSON shapes, read by key.
  const leaf = condition as unknown as Readonly<Record<string, never>>
  const { persona, all, any, none, event } = leaf
  const group = (all ?? any ?? none) as readonly Condition[] | undefined
  if (group) for (const inner of group) sound(inner, personas, counts)
  else if (persona) {
    const found = personas.find(({ id }) => id === persona)
    must(found)
    // A persona is not made of personas.
    sound(found.when, [], counts)
  } else {
    let subject = ''
    let operator = ''
    let keys = 0
    for (const key in leaf) {
      if (key === 'withinDays' || key === 'since') continue
      keys++
      if (subjects.test(key)) subject = key
      else operator = key
    }
    const operand: unknown = leaf[operator]
    must(keys < 3 && leaf[subject] && typeof leaf[subject] === 'string')
    must(operators.test(`${operator} ${Array.isArray(operand) ? 'list' : typeof operand}`))
    if (operator === 'matches') must(isSafePattern(operand as string))
    if (event) counts(event)
  }
}

/**
 * Throws when a survey cannot be asked as written: its input is unchecked JSON, so a property that is not there throws just as
 * well. It only says *that*: the check chunk, loaded after a failure, says what. `counts` hears the events its conditions count.
 */
export const compile = (survey: Survey, config: Config, counts: (event: string) => void): void => {
  const { audience, touchpoint } = survey
  const { personas = [], touchpoints } = config
  const has = (list: readonly { readonly id: string }[] | undefined, wanted: string) => must(list?.some((item) => item.id === wanted))
  if (typeof touchpoint === 'string') has(touchpoints, touchpoint)
  else must(touchpoint.id)
  const check = (condition: Condition | undefined) => condition && sound(condition, personas, counts)
  check(audience)
  for (const trigger of triggersOf(survey).flatMap((trigger) => [trigger, ...((trigger as SequenceTrigger).steps ?? [])])) {
    // What some triggers have and others do not.
    const { where, path = '', not = '', near = '', steps } = trigger as Partial<Omit<PageTrigger, 'on'> & Omit<SequenceTrigger, 'on'>>
    check(where)
    must(trigger.on === 'sequence' ? steps?.[1] : path || trigger.on !== 'page')
    must([path, not].flat().every((pattern) => typeof pattern === 'string' || isSafePattern(pattern.matches)))
    must([near].flat().every((pattern) => typeof pattern === 'string'))
  }
  for (const variant of [survey, ...(survey.variants ?? [])]) {
    const { questions, endings } = { ...survey, ...variant }
    must(variant.id && questions[0])
    for (const question of questions) {
      must(question.id && question.text && questionTypes.test(question.type) && (question.type !== 'choice' || question.options[0]))
      for (const rule of question.next ?? []) {
        check(rule.when)
        if ('goTo' in rule) has(questions, rule.goTo)
        else has(endings, rule.end)
      }
    }
  }
}

/** The personas whose rules are sound: a wrong one that no survey uses takes nothing down. */
export const soundPersonas = (personas: readonly Persona[]): Persona[] =>
  personas.filter(({ when }) => {
    try {
      sound(when, [], () => {})
      return true
    } catch {
      return false
    }
  })
