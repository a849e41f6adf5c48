import { idsOf } from './check-references'
import { eachObject, isObject, members, type Path, quote, type Report } from './check-words'

/** Advice for a survey without errors: questions and endings nobody reaches, and a way through that never ends. */
export const adviseFlow = (report: Report, path: Path, survey: Readonly<Record<string, unknown>>): void => {
  const questions = members(survey.questions)
  const ids = idsOf(questions)
  const endings = idsOf(survey.endings)
  const seen = new Set<number>()
  const ends = new Set<unknown>()
  const visit = (index: number): void => {
    if (index >= ids.length) ends.add(endings[0])
    if (index >= ids.length || seen.has(index)) return
    seen.add(index)
    const question = questions[index]
    for (const rule of isObject(question) ? members(question.next) : []) {
      if (!isObject(rule)) continue
      if (rule.goTo === undefined) ends.add(rule.end)
      else visit(ids.indexOf(String(rule.goTo)))
      if (rule.when === undefined) return
    }
    visit(index + 1)
  }
  visit(0)

  const hint = 'No rule leads to it.'
  ids.forEach((id, index) => {
    if (!seen.has(index)) report([...path, 'questions', index], 'unreachable', 'a question somebody reaches', quote(id), hint, 'advice')
  })
  endings.forEach((id, index) => {
    if (!ends.has(id)) report([...path, 'endings', index], 'unreachable', 'an ending somebody reaches', quote(id), hint, 'advice')
  })
  if (!ends.size) report([...path, 'questions'], 'endless', 'a way to an ending', 'rules that only lead back', '', 'advice')
}

/** Advice: surveys that listen to the very same moment for everybody, where all but one hardly ever show. */
export const adviseTriggers = (report: Report, surveys: unknown): void => {
  const first = new Map<string, number>()
  eachObject(surveys, ({ enabled, audience, from, until, sample = 1, trigger }, index) => {
    if (!isObject(trigger) || trigger.on === 'manual' || enabled === false || audience || from || until || sample !== 1) return
    const { on, name, where, path, not, selector } = trigger
    const key = JSON.stringify([on, name, where, path, not, selector])
    const other = first.get(key)
    if (other === undefined) first.set(key, index)
    else {
      const hint = 'Only one shows at a time, the one of higher "priority": give them different audiences, or that one a "sample" below 1.'
      report(['surveys', index, 'trigger'], 'same-trigger', 'a moment of its own', `that of surveys[${other}]`, hint, 'advice')
    }
  })
}
