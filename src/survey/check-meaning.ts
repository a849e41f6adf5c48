/** Beyond shapes: ids that meet nobody, doubles, counts, dates. Looks only at what has the right shape: the rest is `check-shape`'s. */
import { checkAddress } from './check-address'
import { checkCondition, type Scope } from './check-conditions'
import { checkDate, checkHours, checkSpan } from './check-dates'
import { checkEnds } from './check-kinds'
import { checkTheme } from './check-look'
import { checkQuestions, checkVariants } from './check-questions'
import { checkDoubles, checkReference, idsOf } from './check-references'
import { checkTriggers } from './check-triggers'
import { eachObject, isObject, type Path, type Report } from './check-words'

type Node = Readonly<Record<string, unknown>>

const checkTouchpoint = (report: Report, path: Path, touchpoint: unknown): void => {
  if (isObject(touchpoint) && isObject(touchpoint.target)) checkDate(report, [...path, 'target', 'by'], touchpoint.target.by)
}

const checkSurveyMeaning = (report: Report, path: Path, survey: Node, config: Node): void => {
  const personas = idsOf(config.personas)
  const before: Scope = { personas, questions: null }
  checkReference(report, [...path, 'touchpoint'], 'touchpoint', survey.touchpoint, idsOf(config.touchpoints), 'List it in "touchpoints".')
  checkTouchpoint(report, [...path, 'touchpoint'], survey.touchpoint)
  checkSpan(report, path, survey)
  checkHours(report, [...path, 'hours'], survey.hours)
  checkTriggers(report, [...path, 'trigger'], survey.trigger, before)
  checkCondition(report, [...path, 'audience'], survey.audience, before)
  checkTheme(report, [...path, 'theme'], survey.theme)
  checkQuestions(report, path, survey, survey, personas)
  checkVariants(report, path, survey, personas)
  if (isObject(survey.split)) checkEnds(report, [...path, 'split'], survey.split.from, survey.split.to, ['from', 'to'], false)
}

export const checkMeaning = (config: unknown, report: Report): void => {
  if (!isObject(config)) return
  checkDoubles(report, ['touchpoints'], config.touchpoints, 'touchpoint')
  checkDoubles(report, ['personas'], config.personas, 'persona')
  checkDoubles(report, ['surveys'], config.surveys, 'survey')
  eachObject(config.touchpoints, (touchpoint, index) => {
    checkTouchpoint(report, ['touchpoints', index], touchpoint)
  })
  eachObject(config.personas, (persona, index) => {
    checkCondition(report, ['personas', index, 'when'], persona.when, { personas: null, questions: null })
  })
  eachObject(config.blackouts, (blackout, index) => {
    checkSpan(report, ['blackouts', index], blackout)
  })
  checkTheme(report, ['theme'], config.theme)
  checkAddress(report, ['privacy'], config.privacy)
  eachObject(config.surveys, (survey, index) => {
    checkSurveyMeaning(report, ['surveys', index], survey, config)
  })
}
