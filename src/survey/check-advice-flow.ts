import { type Advised, type Way, waysOf } from './check-advice'
import { quote } from './check-words'

interface Reached {
  readonly questions: Set<number>
  readonly endings: Set<string>
  /** It comes to an end somewhere, be it the built-in thanks. */
  readonly ends: boolean
}

/** Everything somebody may reach who answers this or that. */
const reach = ({ questions, endings }: Way): Reached => {
  const found = { questions: new Set<number>(), endings: new Set<string>(), ends: false }
  const end = (id: string | undefined): void => {
    found.ends = true
    if (id !== undefined) found.endings.add(id)
  }
  const visit = (index: number): void => {
    const question = questions[index]
    if (!question) end(endings[0]?.id)
    if (!question || found.questions.has(index)) return
    found.questions.add(index)
    for (const rule of question.next ?? []) {
      if ('goTo' in rule) visit(questions.findIndex(({ id }) => id === rule.goTo))
      else end(rule.end)
      if (!rule.when) return
    }
    visit(index + 1)
  }
  visit(0)
  return found
}

/** Questions and endings nobody reaches in any of the survey's ways, and a way through that never ends. */
export const adviseFlow = (advised: Advised): void => {
  const { advise } = advised
  const ways = waysOf(advised).map((way) => ({ ...way, reached: reach(way) }))
  const hint = 'No rule leads to it.'
  // Ways may share a list: it is enough that one of them gets there.
  for (const [questions, at] of new Map(ways.map(({ questions, questionsAt }) => [questions, questionsAt]))) {
    const reached = ways.filter((way) => way.questions === questions).map((way) => way.reached)
    for (const [index, { id }] of questions.entries())
      if (!reached.some((found) => found.questions.has(index)))
        advise([...at, index], 'unreachable', 'a question somebody reaches', quote(id), hint)
    if (!reached.some(({ ends }) => ends)) advise(at, 'endless', 'a way to an ending', 'rules that only lead back')
  }
  for (const [endings, at] of new Map(ways.map(({ endings, endingsAt }) => [endings, endingsAt]))) {
    const reached = ways.filter((way) => way.endings === endings).map((way) => way.reached)
    for (const [index, { id }] of endings.entries())
      if (!reached.some((found) => found.endings.has(id)))
        advise([...at, index], 'unreachable', 'an ending somebody reaches', quote(id), hint)
  }
}
