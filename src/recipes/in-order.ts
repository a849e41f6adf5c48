import type { Condition } from '../survey/condition'
import type { NextRule, Question } from '../survey/config'
import type { Asked, Kit } from './types'

type Way = Asked['way']

/** Whether two questions lie on different ways of the same parting. */
const areApart = (a: Way = {}, b: Way = {}): boolean => Object.keys(a).some((parting) => b[parting] && b[parting] !== a[parting])

/** Whether a condition may hold while only these questions have been passed; of others there is no answer, and that satisfies few operators. */
const mayHold = (condition: Condition | undefined, passed: readonly string[]): boolean => {
  // A union of plain JSON shapes, read by key.
  const { all, any, answer, ...leaf } = (condition ?? {}) as Readonly<Record<string, never>>
  const may = (inner: Condition) => mayHold(inner, passed)
  if (all) return (all as Condition[]).every(may)
  if (any) return (any as Condition[]).some(may)
  return !answer || passed.includes((answer as string).split('.')[0] as string) || 'not' in leaf || 'notIn' in leaf || leaf.exists === false
}

/**
 * Questions in order, each passed over while its `onlyWhen` does not hold, then the first ending whose `when` holds: said in the one way the survey
 * language has, as `next` rules. From each question on the first of the following that holds is the next; conditions speak of answers given before, so
 * that what holds when a question is reached holds when it is chosen.
 */
export const inOrder: Kit['inOrder'] = (asked, ends) => {
  const questions = asked.map(({ onlyWhen: _, way, ...question }, index): Question => {
    const passed = asked.slice(0, index + 1).map(({ id }) => id)
    const rules: NextRule[] = []
    /** Adds a rule; one whose condition has led elsewhere already would never be reached. */
    const add = (when: Condition | undefined, to: { readonly goTo: string } | { readonly end: string }) => {
      if (mayHold(when, passed) && !rules.some((rule) => !rule.when || JSON.stringify(rule.when) === JSON.stringify(when)))
        rules.push({ ...(when && { when }), ...to })
    }
    for (const { id, onlyWhen, way: other } of asked.slice(index + 1)) if (!areApart(way, other)) add(onlyWhen, { goTo: id })
    for (const { id, when } of ends) add(when, { end: id })
    const [first] = rules
    // What follows anyway need not be said.
    const isPlain = first && !first.when && 'goTo' in first && first.goTo === asked[index + 1]?.id
    return { ...question, ...(!isPlain && { next: rules }) } as Question // what was taken away is no part of a question
  })
  return { questions, endings: ends.map(({ when: _, ...ending }) => ending) }
}
