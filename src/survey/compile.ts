import type { Condition, Lookup } from './condition'
import type { Config, Survey, Trigger } from './config'
import { holds, must } from './holds'

/** The question types this build knows. */
export const questionTypes: readonly string[] = ['nps', 'csat', 'ces', 'rating', 'text', 'choice']

/** The triggers of a survey, one or several, as a list. */
export const triggersOf = ({ trigger }: Survey) => [trigger].flat() as readonly Trigger[]

/**
 * Throws when a survey cannot be asked as written: its input is unchecked JSON, so a property that is not there throws just as
 * well. It only says *that*: the check chunk, loaded after a failure, says what. `lookup` hears every subject of its conditions.
 */
export const compile = (survey: Survey, { touchpoints }: Config, lookup: Lookup): void => {
  const { id, questions, endings, audience, touchpoint } = survey
  const has = (list: readonly { readonly id: string }[] | undefined, wanted: string) => must(list?.some((item) => item.id === wanted))
  const sound = (condition?: Condition) => condition && holds(condition, lookup)
  must(id && questions[0])
  if (typeof touchpoint === 'string') has(touchpoints, touchpoint)
  else must(touchpoint.id)
  sound(audience)
  for (const trigger of triggersOf(survey)) 'where' in trigger && sound(trigger.where)
  for (const question of questions) {
    must(question.id && questionTypes.includes(question.type))
    must(question.text && (question.type !== 'choice' || question.options[0]))
    for (const rule of question.next ?? []) {
      sound(rule.when)
      if ('goTo' in rule) has(questions, rule.goTo)
      else has(endings, rule.end)
    }
  }
}
