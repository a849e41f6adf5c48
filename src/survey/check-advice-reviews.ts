import { type Advised, type Way, waysOf } from './check-advice'
import { type Path, quote } from './check-words'
import type { Condition } from './condition'
import type { ActionQuestion, MessageQuestion, Question, Text } from './config'
import { operators } from './holds'
import { REVIEW_SITES } from './review-sites'
import { isScale, scaleOf } from './scale'

const wordsOf = (text: Text | undefined): string => (typeof text === 'string' ? text : Object.values(text ?? {}).join(' '))
/** Everything a question says and leads to, each with its place. */
const textsOf = (question: Question): readonly (readonly [at: Path, text: string])[] => {
  // What some types have, read by name.
  const {
    link,
    label,
    href,
    list = [],
  } = question as Partial<Pick<ActionQuestion, 'label' | 'href'> & Pick<MessageQuestion, 'link' | 'list'>>
  const said: readonly (readonly [Path, Text | undefined])[] = [
    [['text'], question.text],
    [['intro'], question.intro],
    [['help'], question.help],
    [['label'], label],
    [['href'], href],
    [['link', 'href'], link?.href],
    [['link', 'text'], link?.text],
    ...list.map((text, index) => [['list', index], text] as const),
  ]
  return said.map(([at, text]) => [at, wordsOf(text)])
}

/** Whether a condition holds for somebody who gave one question this score; undefined where other things decide too. */
const holdsFor = (condition: Condition, id: string, score: number): boolean | undefined => {
  // A union of plain JSON shapes, read by key.
  const { all, any, none, answer, ...leaf } = condition as unknown as Readonly<Record<string, never>>
  const group = (all ?? any ?? none) as readonly Condition[] | undefined
  if (group) {
    const results = group.map((inner) => holdsFor(inner, id, score))
    const decisive = !all
    const found = results.includes(decisive) ? decisive : results.includes(undefined) ? undefined : !decisive
    return none && found !== undefined ? !found : found
  }
  const [operator = ''] = Object.keys(leaf)
  return answer === id ? !!operators[operator]?.(score as never, leaf[operator] as never) : undefined
}

/** What somebody who gives one question this score may reach: ids of endings, and of questions. */
const reachOf = (score: number, scale: Question, { questions, endings }: Way): ReadonlySet<string> => {
  const found = new Set<string>()
  const visit = (index: number): void => {
    const question = questions[index]
    if (!question) found.add(`ending ${endings[0]?.id}`)
    if (!question || found.has(`question ${question.id}`)) return
    found.add(`question ${question.id}`)
    for (const rule of question.next ?? []) {
      const holds = rule.when ? holdsFor(rule.when, scale.id, score) : true
      if (holds === false) continue
      if ('goTo' in rule) visit(questions.findIndex(({ id }) => id === rule.goTo))
      else found.add(`ending ${rule.end}`)
      if (holds) return
    }
    visit(index + 1)
  }
  visit(0)
  return found
}

/**
 * A way to a public review that only those with a high score are shown: platforms forbid it, and in the EU it may be a misleading
 * practice (Directive 2005/29/EC, annex I, 23b and 23c).
 */
export const adviseReviews = (advised: Advised): void => {
  for (const way of waysOf(advised)) {
    const places = [
      ...way.questions.flatMap((question, index) => {
        const [found] = textsOf(question).filter(([, text]) => REVIEW_SITES.test(text))
        return found ? [{ key: `question ${question.id}`, text: found[1], at: [...way.questionsAt, index, ...found[0]] }] : []
      }),
      ...way.endings
        .map(({ id, text }, index) => ({ key: `ending ${id}`, text: wordsOf(text), at: [...way.endingsAt, index, 'text'] }))
        .filter(({ text }) => REVIEW_SITES.test(text)),
    ]
    if (!places[0]) continue
    for (const scale of way.questions.filter(isScale)) {
      const { min, max } = scaleOf(scale)
      const low = reachOf(min, scale, way)
      const high = reachOf(max, scale, way)
      for (const { key, text, at } of places)
        if (high.has(key) && !low.has(key))
          advised.advise(
            at,
            'gated-review',
            'a public review that everybody is invited to',
            quote(REVIEW_SITES.exec(text)?.[0]),
            `Only a high score of "${scale.id}" leads to it. Platforms forbid that: show it after any score, or to nobody.`,
          )
    }
  }
}
