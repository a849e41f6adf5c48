import { isObject, members } from '../../../src/survey/check-words'
import { languagesOf, type Node, type Path, valueAt, withValue } from './document'
import { asTrigger, type Field, groupsOf, placedTriggers, triggerTypes } from './fields'

/** What was sent, by the names of fields. */
export type Form = Pick<URLSearchParams, 'get'>

/** The name of a field in the form. */
export const nameOf = (path: Path): string => `/${path.join('/')}`

/** A list as lines, for who writes one in each. */
export const linesOf = (value: unknown): string => (typeof value === 'string' ? value : members(value).join('\n'))
/** What stands in a field. */
export const textOf = ({ kind, value }: Field): string => {
  if (value === undefined) return ''
  if (kind === 'lines' || kind === 'texts') return linesOf(value)
  return kind === 'json' ? JSON.stringify(value, null, 2) : String(value)
}

/** A field that could not be read: what was typed, and what should have been. */
export interface Misread {
  readonly path: Path
  readonly typed: string
}

const notRead = Symbol('not read')

/** What a text of a field means; nothing is no value. */
const read = ({ kind, value }: Field, typed: string): unknown => {
  const text = typed.replace(/\r\n?/g, '\n')
  if (text.trim() === '') return undefined
  if (kind === 'number') {
    const number = Number(text.trim().replace(',', '.'))
    return Number.isFinite(number) ? number : notRead
  }
  if (kind === 'flag') return text === 'true'
  if (kind === 'lines') {
    const lines = text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
    // One alone stays what it was written as.
    return lines.length === 1 && typeof value === 'string' ? lines[0] : lines
  }
  if (kind !== 'json') return kind === 'text' ? text : text.trim()
  try {
    return JSON.parse(text) as unknown
  } catch {
    return notRead
  }
}

export interface Filled {
  readonly survey: Node
  /** Nothing of these was taken over: the survey has what was there before. */
  readonly misread: readonly Misread[]
}

/** A text that has no language left is no text: what is required is then found missing. */
const withoutEmpty = (survey: Node, { path, language, required }: Field): Node => {
  const at = path.slice(0, -1)
  const text = valueAt(survey, at)
  return language !== undefined && !required && isObject(text) && Object.keys(text).length === 0
    ? (withValue(survey, at, undefined) as Node)
    : survey
}

/** Lists of texts from their lines: the same line in each language is one text. A line that is empty in all of them is none. */
const withTexts = (node: Node, fields: readonly Field[], form: Form): Node => {
  let filled = node
  const lists = fields.filter(({ kind }) => kind === 'texts')
  for (const key of new Set(lists.map((field) => field.key))) {
    const mine = lists.filter((field) => field.key === key)
    const typed = mine.map((field) => {
      const text = form.get(nameOf(field.path))
      return {
        field,
        lines: (typeof text === 'string' ? text.replace(/\r\n?/g, '\n') : textOf(field)).split('\n').map((line) => line.trim()),
      }
    })
    if (typed.every(({ field, lines }) => lines.join('\n').trim() === textOf(field).trim())) continue
    const length = Math.max(...typed.map(({ lines }) => lines.length))
    const texts = Array.from({ length }, (_, index) => {
      const said = typed.flatMap(({ field, lines }) => (lines[index] ? [[field.language ?? '', lines[index]] as const] : []))
      const [first] = said
      return first?.[0] === '' ? first[1] : Object.fromEntries(said)
    }).filter((text) => typeof text === 'string' || Object.keys(text).length > 0)
    filled = withValue(filled, [key], texts.length > 0 ? texts : undefined) as Node
  }
  return filled
}

/** What a form says of fields. Those it does not have stay as they are. */
export const fillFields = (
  node: Node,
  fields: readonly Field[],
  form: Form,
): { readonly node: Node; readonly misread: readonly Misread[] } => {
  const misread: Misread[] = []
  let filled = node
  for (const field of fields) {
    const typed = form.get(nameOf(field.path))
    if (typeof typed !== 'string' || field.kind === 'texts') continue
    const value = read(field, typed)
    if (value === notRead) misread.push({ path: field.path, typed })
    // Typed as it is already: a text of several lines comes back in another form.
    else if (textOf(field).trim() !== typed.replace(/\r\n?/g, '\n').trim())
      filled = withoutEmpty(withValue(filled, field.path, value) as Node, field)
  }
  return { node: withTexts(filled, fields, form), misread }
}

/** What was chosen for a trigger, its fields read first. */
const withTriggers = (survey: Node, form: Form): Node =>
  placedTriggers(survey).reduce((so, { trigger, at }) => {
    const on = form.get(nameOf([...at, 'on']))
    return typeof on === 'string' && on !== trigger.on && triggerTypes.includes(on)
      ? (withValue(so, at, asTrigger(on, valueAt(so, at) as Node)) as Node)
      : so
  }, survey)

/** What a form says of a survey that it was made for. Fields it does not have stay as they are. */
export const fill = (survey: Node, form: Form, languages: readonly string[]): Filled => {
  const { node, misread } = fillFields(
    survey,
    groupsOf(survey, languages).flatMap(({ fields }) => fields),
    form,
  )
  return { survey: withTriggers(node, form), misread }
}

/** With one more trigger, or one less: one alone need not be a list, several are. */
export const addTrigger = (survey: Node): Node => ({
  ...survey,
  trigger: [...(Array.isArray(survey.trigger) ? survey.trigger : [survey.trigger]), { on: 'manual' }],
})
export const removeTrigger = (survey: Node, index: number): Node => {
  const left = members(survey.trigger).filter((_, at) => at !== index)
  return left.length === 0 ? survey : { ...survey, trigger: left.length === 1 ? left[0] : left }
}

/** BCP 47, as far as a team types it. */
export const isTag = (tag: string): boolean => {
  try {
    return tag !== '' && Intl.getCanonicalLocales(tag).length === 1
  } catch {
    return false
  }
}
/** The languages a form has: all of the document's, and those that somebody wants to add. */
export const formLanguages = (document: unknown, wanted: readonly string[]): readonly string[] => [
  ...new Set([...languagesOf(document), ...wanted.map((tag) => tag.trim()).filter(isTag)]),
]
