import type { Lookup } from './condition'
import type { Config, Survey, Trigger } from './config'
import { holds, must } from './holds'

/** The question types this build knows. */
export const questionTypes = 'nps csat ces rating text choice'

/** The triggers of a survey, one or several, as a list. */
export const triggersOf = ({ trigger }: Survey) => [trigger].flat() as readonly Trigger[]

/**
 * Throws when a survey cannot be asked as written: its input is unchecked JSON, so a property that is not there throws just as
 * well. It only says *that*: the check chunk, loaded after a failure, says what. `lookup` hears every subject of its conditions.
 */
export const compile = (survey: Survey, { touchpoints }: Config, lookup: Lookup): void => {
  const { id, questions, endings = [], audience, touchpoint } = survey
  const has = (list: readonly { readonly id: string }[] | undefined, wanted: string) => must(list?.some((item) => item.id === wanted))
  must(id && questions[0])
  if (typeof touchpoint === 'string') has(touchpoints, touchpoint)
  else must(touchpoint.id)
  const conditions = [audience, ...triggersOf(survey).map((trigger) => 'where' in trigger && trigger.where)]
  for (const question of questions) {
    must(question.id && question.text && questionTypes.split(' ').includes(question.type))
    must(question.type !== 'choice' || question.options[0])
    for (const rule of question.next ?? []) {
      conditions.push(rule.when)
      if ('goTo' in rule) has(questions, rule.goTo)
      else has(endings, rule.end)
    }
  }
  for (const condition of conditions) condition && holds(condition, lookup)
}
