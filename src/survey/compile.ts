import type { Condition } from './condition'
import type { Config, Persona, Survey, Trigger } from './config'
import { isSafePattern } from './pattern'

/** The question types this build knows. */
const questionTypes = /^(nps|csat|ces|rating|text|choice)$/
/** Every operator, with the type its operand must have where not any will do. */
const operators: Readonly<Record<string, string>> = {
  is: '',
  not: '',
  in: 'list',
  notIn: 'list',
  gt: 'number',
  gte: 'number',
  lt: 'number',
  lte: 'number',
  contains: '',
  startsWith: 'string',
  endsWith: 'string',
  matches: 'string',
  exists: 'boolean',
}

/** The triggers of a survey, one or several, as a list. */
export const triggersOf = ({ trigger }: Survey) => [trigger].flat() as readonly Trigger[]

/** Throws when what the configuration says cannot be right. The words for it live in the check chunk. */
export const must: (condition: unknown) => asserts condition = (condition) => {
  if (!condition) throw TypeError()
}

/** Throws unless a condition is one: a group, a persona, or one subject with one operator. Tells the events it counts. */
const sound = (condition: Condition, { personas }: Config, counts: (event: string) => void): void => {
  // A union of plain JSON shapes, read by key.
  const { persona, withinDays, all, any, none, ...leaf } = condition as unknown as Readonly<Record<string, never>>
  const group = (all ?? any ?? none) as readonly Condition[] | undefined
  const config = { personas } as Config
  if (group) for (const inner of group) sound(inner, config, counts)
  else if (persona) {
    const found = personas?.find(({ id }) => id === persona)
    must(found)
    // A persona is not made of personas.
    sound(found.when, { ...config, personas: [] }, counts)
  } else {
    const isSubject = (key: string) => /^(trait|prop|answer|context|event)$/.test(key)
    const keys = Object.keys(leaf)
    const subject = leaf[keys.find(isSubject) as string] as unknown
    const operator = keys.find((key) => !isSubject(key)) as string
    const operand = leaf[operator] as unknown
    const type = Object.hasOwn(operators, operator) ? operators[operator] : 'none'
    must(subject && typeof subject === 'string' && !keys[2])
    must(!type || type === (Array.isArray(operand) ? 'list' : typeof operand))
    if (operator === 'matches') must(isSafePattern(operand as string))
    if (leaf['event']) counts(leaf['event'])
  }
}

/**
 * Throws when a survey cannot be asked as written: its input is unchecked JSON, so a property that is not there throws just as
 * well. It only says *that*: the check chunk, loaded after a failure, says what. `counts` hears the events its conditions count.
 */
export const compile = (survey: Survey, config: Config, counts: (event: string) => void): void => {
  const { id, questions, endings, audience, touchpoint } = survey
  const has = (list: readonly { readonly id: string }[] | undefined, wanted: string) => must(list?.some((item) => item.id === wanted))
  must(id && questions[0])
  if (typeof touchpoint === 'string') has(config.touchpoints, touchpoint)
  else must(touchpoint.id)
  const conditions = [audience, ...triggersOf(survey).map((trigger) => 'where' in trigger && trigger.where)]
  for (const question of questions) {
    must(question.id && question.text && questionTypes.test(question.type) && (question.type !== 'choice' || question.options[0]))
    for (const rule of question.next ?? []) {
      conditions.push(rule.when)
      if ('goTo' in rule) has(questions, rule.goTo)
      else has(endings, rule.end)
    }
  }
  for (const condition of conditions) condition && sound(condition, config, counts)
}

/** The personas whose rules are sound: a wrong one that no survey uses takes nothing down. */
export const soundPersonas = (personas: readonly Persona[]): Persona[] =>
  personas.filter(({ when }) => {
    try {
      sound(when, {} as Config, () => {})
      return true
    } catch {
      return false
    }
  })
