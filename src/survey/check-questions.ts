import { checkAddress } from './check-address'
import { checkCondition, type Scope } from './check-conditions'
import { checkKind } from './check-kinds'
import { checkLayout } from './check-look'
import { checkDoubles, checkReference, idsOf } from './check-references'
import { checkPiping } from './check-texts'
import { eachObject, isObject, type Path, type Report } from './check-words'

type Node = Readonly<Record<string, unknown>>

const checkQuestion = (report: Report, path: Path, question: Node, scope: Scope, endings: readonly string[]): void => {
  checkKind(report, path, question)
  eachObject(question.next, (rule, index) => {
    const at = [...path, 'next', index]
    checkCondition(report, [...at, 'when'], rule.when, scope)
    checkReference(report, [...at, 'goTo'], 'question of this survey', rule.goTo, idsOf(scope.questions))
    checkReference(report, [...at, 'end'], 'ending of this survey', rule.end, endings, 'List it in "endings".')
  })
}

/**
 * The questions and endings of a survey, or of one of its variants: what a variant leaves out is the survey's own, and has been
 * checked there already, but for rules that lead to endings the variant has replaced.
 */
export const checkQuestions = (report: Report, path: Path, own: Node, survey: Node, personas: readonly string[]): void => {
  const { questions, endings } = { ...survey, ...own }
  checkDoubles(report, [...path, 'questions'], own.questions, 'question')
  checkDoubles(report, [...path, 'endings'], own.endings, 'ending')
  eachObject(own.questions, (question, index) => {
    checkQuestion(report, [...path, 'questions', index], question, { personas, questions }, idsOf(endings))
  })
  eachObject(own.endings, ({ link }, index) => {
    if (isObject(link)) checkAddress(report, [...path, 'endings', index, 'link', 'href'], link.href)
  })
  checkLayout(report, [...path, 'layout'], own.layout)
  checkPiping(report, path, own, questions)
}

/** What is wrong with variants: their ids, their weights, what they are compared with, their questions. */
export const checkVariants = (report: Report, path: Path, survey: Node, personas: readonly string[]): void => {
  const { variants } = survey
  checkDoubles(report, [...path, 'variants'], variants, 'variant')
  let [weights, holdouts] = [0, 0]
  eachObject(variants, (variant, index) => {
    const at = [...path, 'variants', index]
    const { weight = 1 } = variant
    weights += typeof weight === 'number' ? weight : 1
    if (variant.holdout === true && ++holdouts > 1)
      report([...at, 'holdout'], 'second-holdout', 'one variant to compare the others with', 'a second one')
    checkQuestions(report, at, variant, survey, personas)
    if (variant.questions === undefined && variant.endings !== undefined) checkReplaced(report, at, survey, idsOf(variant.endings))
  })
  if (Array.isArray(variants) && variants.length && !weights)
    report([...path, 'variants'], 'no-weight', 'a weight above 0 for at least one variant', 'only 0')
}

/** Rules of the survey's questions that lead to an ending the variant no longer has. */
const checkReplaced = (report: Report, path: Path, survey: Node, endings: readonly string[]): void => {
  const wanted = new Set<unknown>()
  eachObject(survey.questions, ({ next }) => {
    eachObject(next, ({ end }) => wanted.add(end))
  })
  // An ending the survey does not have either is its own mistake.
  for (const end of idsOf(survey.endings))
    if (wanted.has(end))
      checkReference(report, [...path, 'endings'], 'ending of this survey', end, endings, 'Rules of the survey’s questions lead to it.')
}
