import { checkReference } from './check-references'
import { didYouMean, eachObject, either, isObject, members, type Path, quote, type Report } from './check-words'

type Visit = (path: Path, text: unknown) => void

/** Every text a visitor may read in a survey, or in a variant of one. */
export const eachText = (survey: Readonly<Record<string, unknown>>, visit: Visit): void => {
  const look = (path: Path, list: unknown): void => {
    eachObject(list, (item, index) => {
      const at = [...path, index]
      for (const key of ['text', 'intro', 'help', 'placeholder']) visit([...at, key], item[key])
      members(item.labels).forEach((label, point) => {
        visit([...at, 'labels', point], label)
      })
      look([...at, 'options'], item.options)
    })
  }
  look(['questions'], survey.questions)
  look(['endings'], survey.endings)
}

const subjects = ['trait', 'prop', 'answer', 'context', 'event', 'persona', 'facts', 'brand']

/** `{{answer.csat}}`: the subject and the question exist. */
export const checkPiping = (report: Report, path: Path, survey: Readonly<Record<string, unknown>>, questions: readonly string[]): void => {
  const look = (at: Path, text: unknown): void => {
    if (isObject(text)) for (const language of Object.keys(text)) look([...at, language], text[language])
    if (typeof text !== 'string') return
    for (const [whole, kind, id] of text.matchAll(/\{\{\s*(\w+)(?:\.([^|}]+?))?\s*(?:\|[^}]*)?\}\}/g)) {
      if (kind === 'answer') checkReference(report, at, 'question of this survey', id, questions)
      else if (!subjects.includes(kind ?? ''))
        report(at, 'unknown-subject', `a subject (${either(subjects)}) between braces`, quote(whole), didYouMean(kind, subjects))
    }
  }
  eachText(survey, (at, text) => {
    look([...path, ...at], text)
  })
}
