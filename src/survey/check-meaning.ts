/** Beyond shapes: ids that meet nobody, doubles, counts, dates. Looks only at what has the right shape: the rest is `check-shape`'s. */
import { checkCondition, type Scope } from './check-conditions'
import { checkDoubles, checkReference, idsOf } from './check-references'
import { checkPiping } from './check-texts'
import { eachObject, isObject, type Path, quote, type Report } from './check-words'
import { ISO_INSTANT } from './schema'

type Node = Readonly<Record<string, unknown>>

/** Milliseconds of a date or instant that is in the calendar; undefined where the schema has already objected. */
const checkDate = (report: Report, path: Path, date: unknown): number | undefined => {
  if (typeof date !== 'string' || !ISO_INSTANT.test(date)) return
  const day = date.slice(0, 10)
  const time = Date.parse(date)
  // Some engines take 30 February for 2 March.
  const exists = !Number.isNaN(time) && new Date(Date.parse(day)).toISOString().startsWith(day)
  if (exists) return time
  report(path, 'wrong-date', 'a date that is in the calendar', quote(date))
  return
}

const pointsOf = (question: Node): number | undefined => {
  const { type, points } = question
  if (type === 'nps') return 2 // its two ends
  if (type === 'ces') return 7
  if (type !== 'csat' && type !== 'rating') return
  return points === undefined ? 5 : typeof points === 'number' ? points : undefined
}

const checkQuestion = (report: Report, path: Path, question: Node, survey: Node, scope: Scope): void => {
  checkDoubles(report, [...path, 'options'], question.options, 'option')
  const points = pointsOf(question)
  const labels = question.labels
  if (points && Array.isArray(labels) && labels.length !== points) {
    const what = question.type === 'nps' ? '2 labels, one for each end' : `${points} labels, one for each point`
    report([...path, 'labels'], 'label-count', what, `${labels.length}`)
  }
  eachObject(question.next, (rule, index) => {
    const at = [...path, 'next', index]
    checkCondition(report, [...at, 'when'], rule.when, scope)
    checkReference(report, [...at, 'goTo'], 'question of this survey', rule.goTo, idsOf(survey.questions))
    checkReference(report, [...at, 'end'], 'ending of this survey', rule.end, idsOf(survey.endings), 'List it in "endings".')
  })
}

/** Only a browser knows its selectors; elsewhere nothing is said. */
const checkSelector = (report: Report, path: Path, selector: unknown): void => {
  if (typeof selector !== 'string' || typeof document === 'undefined') return
  try {
    document.querySelector(selector)
  } catch {
    report([...path, 'selector'], 'bad-selector', 'a CSS selector', quote(selector))
  }
}

const checkTrigger = (report: Report, path: Path, trigger: Node, scope: Scope): void => {
  checkCondition(report, [...path, 'where'], trigger.where, scope)
  checkSelector(report, path, trigger.selector)
}

const checkSurveyMeaning = (report: Report, path: Path, survey: Node, config: Node): void => {
  const before: Scope = { personas: idsOf(config.personas), questions: null }
  checkReference(report, [...path, 'touchpoint'], 'touchpoint', survey.touchpoint, idsOf(config.touchpoints), 'List it in "touchpoints".')
  if (isObject(survey.touchpoint)) checkTouchpoint(report, [...path, 'touchpoint'], survey.touchpoint)

  const from = checkDate(report, [...path, 'from'], survey.from)
  const until = checkDate(report, [...path, 'until'], survey.until)
  if (from !== undefined && until !== undefined && from >= until)
    report([...path, 'until'], 'from-after-until', `an instant after "from" (${quote(survey.from)})`, quote(survey.until))

  const { trigger, questions } = survey
  if (isObject(trigger)) checkTrigger(report, [...path, 'trigger'], trigger, before)
  eachObject(trigger, (one, index) => {
    checkTrigger(report, [...path, 'trigger', index], one, before)
  })
  checkCondition(report, [...path, 'audience'], survey.audience, before)

  checkDoubles(report, [...path, 'questions'], questions, 'question')
  checkDoubles(report, [...path, 'endings'], survey.endings, 'ending')
  eachObject(questions, (question, index) => {
    checkQuestion(report, [...path, 'questions', index], question, survey, { ...before, questions })
  })
  checkPiping(report, path, survey)
}

const checkTouchpoint = (report: Report, path: Path, touchpoint: Node): void => {
  const { target } = touchpoint
  if (isObject(target)) checkDate(report, [...path, 'target', 'by'], target.by)
}

export const checkMeaning = (config: unknown, report: Report): void => {
  if (!isObject(config)) return
  checkDoubles(report, ['touchpoints'], config.touchpoints, 'touchpoint')
  checkDoubles(report, ['personas'], config.personas, 'persona')
  checkDoubles(report, ['surveys'], config.surveys, 'survey')
  eachObject(config.touchpoints, (touchpoint, index) => {
    checkTouchpoint(report, ['touchpoints', index], touchpoint)
  })
  const scope = { personas: idsOf(config.personas), questions: null }
  eachObject(config.personas, (persona, index) => {
    checkCondition(report, ['personas', index, 'when'], persona.when, scope)
  })
  eachObject(config.surveys, (survey, index) => {
    checkSurveyMeaning(report, ['surveys', index], survey, config)
  })
}
