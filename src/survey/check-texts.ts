import { checkReference, idsOf } from './check-references'
import { didYouMean, eachObject, either, isObject, members, type Path, quote, type Report } from './check-words'

type Visit = (path: Path, text: unknown) => void

/** Every text a visitor may read in a survey. */
const eachText = (survey: Readonly<Record<string, unknown>>, visit: Visit): void => {
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
export const checkPiping = (report: Report, path: Path, survey: Readonly<Record<string, unknown>>): void => {
  const questions = idsOf(survey.questions)
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

const canonical = (tag: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(tag.replace('_', '-'))[0]
  } catch {
    return
  }
}

/** Advice: languages some texts have and others lack, and tags no browser asks for. */
export const adviseLanguages = (report: Report, path: Path, survey: Readonly<Record<string, unknown>>): void => {
  const found: { readonly at: Path; readonly tags: readonly string[] }[] = []
  eachText(survey, (at, text) => {
    if (isObject(text)) found.push({ at: [...path, ...at], tags: Object.keys(text) })
  })
  const all = [...new Set(found.flatMap(({ tags }) => tags))]
  for (const { at, tags } of found) {
    // A text in French serves readers of Canadian French, not the other way round.
    const lacking = all.filter((tag) => !tags.includes(tag) && !tags.includes(tag.split('-')[0] ?? ''))
    if (lacking.length)
      report(
        at,
        'missing-language',
        `a text in ${either(lacking, 'and')} too, like others of this survey`,
        either(tags, 'and'),
        '',
        'advice',
      )
    for (const tag of tags) {
      const right = canonical(tag)
      if (right === tag && /^[a-z]{2,3}\b/.test(tag)) continue
      const hint = right && right !== tag ? `Write ${quote(right)}.` : ''
      report([...at, tag], 'language-tag', 'a language tag like "en" or "fr-CA"', quote(tag), hint, 'advice')
    }
  }
}
