import { checkAnswerKey } from './check-conditions'
import { didYouMean, eachObject, either, isObject, members, type Path, quote, type Report } from './check-words'

type Visit = (path: Path, text: unknown) => void

/** Every text a visitor may read in a survey, or in a variant of one, and every address a text leads to. */
export const eachText = (survey: Readonly<Record<string, unknown>>, visit: Visit): void => {
  const one = (at: Path, item: Readonly<Record<string, unknown>>): void => {
    for (const key of ['text', 'intro', 'help', 'placeholder', 'label', 'href', 'code']) visit([...at, key], item[key])
    for (const key of ['labels', 'list'])
      members(item[key]).forEach((text, index) => {
        visit([...at, key, index], text)
      })
    for (const key of ['options', 'rows']) look([...at, key], item[key])
    if (item.type === 'moment') for (const key of ['other', 'none']) visit([...at, key], item[key])
    if (isObject(item.link)) one([...at, 'link'], item.link)
  }
  const look = (path: Path, list: unknown): void => {
    eachObject(list, (item, index) => {
      one([...path, index], item)
    })
  }
  visit(['why'], survey.why)
  look(['questions'], survey.questions)
  look(['endings'], survey.endings)
  // What a launcher's tab says.
  look(['trigger'], survey.trigger)
  if (isObject(survey.trigger)) one(['trigger'], survey.trigger)
}

const subjects = ['trait', 'prop', 'answer', 'context', 'event', 'persona', 'facts', 'brand']

/** `{{answer.csat}}`: the subject and the question exist. */
export const checkPiping = (report: Report, path: Path, survey: Readonly<Record<string, unknown>>, questions: unknown): void => {
  const look = (at: Path, text: unknown): void => {
    if (isObject(text)) for (const language of Object.keys(text)) look([...at, language], text[language])
    if (typeof text !== 'string') return
    for (const [whole, kind, id] of text.matchAll(/\{\{\s*(\w+)(?:\.([^|}]+?))?\s*(?:\|[^}]*)?\}\}/g)) {
      if (kind === 'answer') checkAnswerKey(report, at, id, questions)
      else if (!subjects.includes(kind ?? ''))
        report(at, 'unknown-subject', `a subject (${either(subjects)}) between braces`, quote(whole), didYouMean(kind, subjects))
    }
  }
  eachText(survey, (at, text) => {
    look([...path, ...at], text)
  })
}
