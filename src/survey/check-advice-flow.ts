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
  const ways = waysOf(advised).map((way) => ({ way, reached: reach(way) }))
  const hint = 'No rule leads to it.'
  for (const [own, { way }] of ways.entries()) {
    const sharing = (list: 'questions' | 'endings') => ways.filter((other) => other.way[list] === way[list])
    const isFirst = (list: 'questions' | 'endings') => ways.findIndex((other) => other.way[list] === way[list]) === own
    if (isFirst('questions')) {
      for (const [index, { id }] of way.questions.entries())
        if (!sharing('questions').some(({ reached }) => reached.questions.has(index)))
          advise([...way.questionsAt, index], 'unreachable', 'a question somebody reaches', quote(id), hint)
      if (!sharing('questions').some(({ reached }) => reached.ends))
        advise(way.questionsAt, 'endless', 'a way to an ending', 'rules that only lead back')
    }
    if (!isFirst('endings')) continue
    for (const [index, { id }] of way.endings.entries())
      if (!sharing('endings').some(({ reached }) => reached.endings.has(id)))
        advise([...way.endingsAt, index], 'unreachable', 'an ending somebody reaches', quote(id), hint)
  }
}
