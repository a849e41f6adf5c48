/** What is wrong with one question beyond its shape: counts that do not meet, ends the wrong way round, addresses. One entry for each kind. */
import { checkAddress } from './check-address'
import { checkDate } from './check-dates'
import { checkDoubles, idsOf } from './check-references'
import { either, isObject, members, type Path, quote, type Report, show } from './check-words'

type Node = Readonly<Record<string, unknown>>
type Check = (report: Report, path: Path, question: Node) => void

const isNumber = (value: unknown): value is number => typeof value === 'number'

/** `min` is not above `max`; where both are the same there must be something left to choose. */
export const checkEnds = (report: Report, path: Path, low: unknown, high: unknown, [min, max] = ['min', 'max'], mayMeet = true): void => {
  if (isNumber(low) && isNumber(high) && (low > high || (low === high && !mayMeet)))
    report(
      [...path, max as string],
      'min-above-max',
      `a number ${mayMeet ? 'from' : 'above'} "${min}" (${low})${mayMeet ? ' on' : ''}`,
      `${high}`,
    )
}

/** How many labels a question takes: one for each point, or those of its ends. */
const checkLabels = (report: Report, path: Path, question: Node, points: number | undefined): void => {
  const { labels } = question
  if (!Array.isArray(labels) || labels.length === 2 || (points ? labels.length === points : labels.length > 2)) return
  const ends = '2 labels, one for each end'
  const expected = points && points > 2 && question.type !== 'nps' ? `${points} labels, one for each point, or ${ends}` : ends
  report([...path, 'labels'], 'label-count', expected, `${labels.length}`)
}

const checkScale: Check = (report, path, question) => {
  const { points = 5, type, countsFrom } = question
  // NPS names its ends alone.
  checkLabels(report, path, question, type === 'nps' ? 2 : type === 'ces' ? 7 : isNumber(points) ? points : undefined)
  if (isNumber(points) && isNumber(countsFrom) && countsFrom > points)
    report([...path, 'countsFrom'], 'beyond-points', `a point from 2 to ${points}, the best one`, `${countsFrom}`)
}

const checkChoice: Check = (report, path, question) => {
  const { options, multiple, min, max } = question
  checkDoubles(report, [...path, 'options'], options, 'option')
  const list = members(options).filter(isObject)
  const nones = list.filter(({ none }) => none === true)
  members(options).forEach((option, index) => {
    if (!isObject(option) || option.none !== true) return
    const at = [...path, 'options', index, 'none']
    if (option.other === true) report(at, 'none-and-other', 'an option that is "other" or "none"', 'both')
    else if (option !== nones[0]) report(at, 'second-none', 'at most one option that is none of the others', 'a second one')
  })
  if (question.reportsAs !== undefined && question.reportsAs !== 'purpose') {
    const lacksAnswer = ['yes', 'no'].some((wanted) => !list.some(({ id }) => id === wanted))
    if (lacksAnswer)
      report(
        [...path, 'options'],
        'report-options',
        `the options "yes" and "no": ${quote(question.reportsAs)} is counted by them`,
        show(list.map(({ id }) => id)),
      )
    if (multiple === true)
      report([...path, 'multiple'], 'report-options', `one option each: ${quote(question.reportsAs)} is a share of people`, 'true')
  }
  const most = list.length - nones.length
  for (const key of ['min', 'max'])
    if (isNumber(question[key])) {
      const value = question[key]
      if (multiple !== true)
        report([...path, key], 'not-multiple', '"multiple": true beside it', show(multiple), 'Of one choice there is nothing to count.')
      else if (value > most) report([...path, key], 'beyond-options', `a number up to ${most}, as many as there are options`, `${value}`)
    }
  if (multiple === true) checkEnds(report, path, min, max)
}

const checkContact: Check = (report, path, { fields, required }) => {
  const known = members(fields).filter((field) => typeof field === 'string')
  members(fields).forEach((field, index) => {
    if (known.includes(field as string) && members(fields).indexOf(field) < index)
      report([...path, 'fields', index], 'duplicate-field', 'each field once', quote(field), 'Remove it.')
  })
  members(required).forEach((field, index) => {
    if (typeof field === 'string' && known.length && !known.includes(field))
      report([...path, 'required', index], 'unknown-field', `one of its "fields" (${either(known)})`, quote(field), 'List it in "fields".')
  })
}

const needs: Readonly<Record<string, readonly [key: string, expected: string]>> = {
  link: ['href', 'the address it leads to'],
  copy: ['code', 'the text that is copied'],
}
const checkAction: Check = (report, path, question) => {
  const [key, expected] = needs[`${question.action}`] ?? []
  if (key && expected && question[key] === undefined) report([...path, key], 'missing', expected, 'nothing')
  checkAddress(report, [...path, 'href'], question.href)
}

const checkDays: Check = (report, path, { min, max }) => {
  const first = checkDate(report, [...path, 'min'], min)
  const last = checkDate(report, [...path, 'max'], max)
  if (first !== undefined && last !== undefined && first > last)
    report([...path, 'max'], 'min-above-max', `a date from "min" (${quote(min)}) on`, quote(max))
}

const checkSlider: Check = (report, path, question) => {
  const { min = 0, max = 100, step = 1 } = question
  checkLabels(report, path, question, 2)
  checkEnds(report, path, min, max, ['min', 'max'], false)
  if (isNumber(min) && isNumber(max) && isNumber(step) && max > min && step > max - min)
    report([...path, 'step'], 'step-too-wide', `a step up to ${max - min}, from one end to the other`, `${step}`)
}

const checkMatrix: Check = (report, path, question) => {
  checkDoubles(report, [...path, 'rows'], question.rows, 'row')
  checkLabels(report, path, question, isNumber(question.points) ? question.points : undefined)
  const { labels } = question
  if (question.points === undefined && Array.isArray(labels) && labels.length > 7)
    report([...path, 'labels'], 'label-count', '7 labels at most', `${labels.length}`)
}

const checkText: Check = (report, path, { min, max, minLength, maxLength = 2000 }) => {
  checkEnds(report, path, min, max)
  checkEnds(report, path, minLength, maxLength, ['minLength', 'maxLength'])
}

const checkLink: Check = (report, path, { link }) => {
  if (isObject(link)) checkAddress(report, [...path, 'link', 'href'], link.href)
}

/** Peak and end compare because they have one scale. */
const checkRating: Check = (report, path, question) => {
  checkScale(report, path, question)
  const { reportsAs, points = 5 } = question
  if ((reportsAs === 'peak' || reportsAs === 'end') && isNumber(points) && points !== 5)
    report(
      [...path, 'points'],
      'peak-end-points',
      `5 points: ${quote(reportsAs)} is reported on the one scale of peak and end`,
      `${points}`,
    )
}

const checks: Readonly<Record<string, Check>> = {
  nps: checkScale,
  csat: checkScale,
  ces: checkScale,
  rating: checkRating,
  text: checkText,
  choice: checkChoice,
  ranking: (report, path, { options }) => {
    checkDoubles(report, [...path, 'options'], options, 'option')
    if (idsOf(options).length === 1) report([...path, 'options'], 'one-option', 'two options or more', 'a list of 1', 'One needs no order.')
  },
  matrix: checkMatrix,
  slider: checkSlider,
  date: checkDays,
  contact: checkContact,
  consent: checkLink,
  action: checkAction,
  message: checkLink,
}

/** What belongs to one kind of question alone; an id that would be taken for a part of another. */
export const checkKind: Check = (report, path, question) => {
  const { id, type } = question
  if (typeof id === 'string' && id.includes('.'))
    report([...path, 'id'], 'dot-in-id', 'an id without a dot', quote(id), 'After a dot comes a part of a question, like "matrix.speed".')
  if (id === '__proto__')
    report([...path, 'id'], 'reserved-id', 'another id', quote(id), 'Many programs drop what stands at that key, and so the answer.')
  if (typeof type === 'string' && Object.hasOwn(checks, type)) checks[type]?.(report, path, question)
}
