/** Reading and changing a configuration document that may hold mistakes: what is not as it should be is left alone. */
import { reviewWhole } from '../../../cli/src/whole'
import { expand } from '../../../src/recipes/prepare'
import { isObject, members, type Problem } from '../../../src/survey/check-words'

/** A document as somebody wrote it. */
export type Document = Readonly<Record<string, unknown>>
export type Node = Readonly<Record<string, unknown>>
export type Path = readonly (string | number)[]

/** A part of a document out of a field; null where it is none. */
export const parseNode = (text: string | null): Node | null => {
  try {
    const value: unknown = JSON.parse(text ?? '')
    return isObject(value) ? value : null
  } catch {
    return null
  }
}

export const surveysOf = (document: Document): readonly Node[] => members(document.surveys).filter(isObject)
export const idOf = (node: Node): string => (typeof node.id === 'string' ? node.id : '')
export const findSurvey = (document: Document, id: string): Node | undefined => surveysOf(document).find((survey) => idOf(survey) === id)
/** Where a survey stands in the list, as paths of problems name it; −1: nowhere. */
export const indexOfSurvey = (document: Document, id: string): number =>
  members(document.surveys).findIndex((survey) => isObject(survey) && idOf(survey) === id)

/** With one survey in another form, or without it where that is null. */
export const withSurvey = (document: Document, id: string, change: (survey: Node) => Node | null): Document => ({
  ...document,
  surveys: members(document.surveys).flatMap((survey) => (isObject(survey) && idOf(survey) === id ? (change(survey) ?? []) : [survey])),
})

/** With one more survey, after another, else at the end. */
export const withNewSurvey = (document: Document, survey: Node, after?: string): Document => {
  const all = [...members(document.surveys)]
  const at = after === undefined ? -1 : indexOfSurvey(document, after)
  all.splice(at < 0 ? all.length : at + 1, 0, survey)
  return { version: 1, ...document, surveys: all }
}

/** On is what is not said: a survey that is on has no `enabled`. */
export const withEnabled = ({ enabled: _, ...survey }: Node, enabled: boolean): Node => {
  if (enabled) return survey
  const { id, version, ...rest } = survey
  return { ...(id === undefined ? {} : { id }), ...(version === undefined ? {} : { version }), enabled: false, ...rest }
}

/** An id like another one that no survey has yet: `checkout-csat-2`. */
export const freeId = (document: Document, id: string): string => {
  const stem = id.replace(/-\d+$/, '')
  for (let number = 2; ; number++) if (!findSurvey(document, `${stem}-${number}`)) return `${stem}-${number}`
}

/** Far more than any configuration has, and far less than what reading it could not bear. */
const MOST_LEVELS = 64
/** Whether a value lies deeper in lists and objects than anything that means something. */
export const isTooDeep = (value: unknown, levels = MOST_LEVELS): boolean =>
  typeof value === 'object' && value !== null && (levels === 0 || Object.values(value).some((inner) => isTooDeep(inner, levels - 1)))

/** A value at a path with another in its place; undefined takes it away. What is missing on the way is made: lists where a number follows. */
export const withValue = (node: unknown, [key, ...rest]: Path, value: unknown): unknown => {
  if (key === undefined) return value
  if (typeof key === 'number') {
    const list = [...members(node)]
    list[key] = withValue(list[key], rest, value)
    return list
  }
  const object = isObject(node) ? node : {}
  const inner = withValue(object[key], rest, value)
  const { [key]: _, ...without } = object
  return inner === undefined ? without : { ...object, [key]: inner }
}

export const valueAt = (node: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, key) => (Object(value) as Readonly<Record<string | number, unknown>>)[key], node)

/** Every language a text of the document is written in, in the order they come. */
export const languagesOf = (document: unknown): readonly string[] => {
  const found = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item)
    else if (isObject(node))
      for (const [key, value] of Object.entries(node)) {
        if (textKeys.has(key) && isObject(value) && Object.values(value).every((text) => typeof text === 'string'))
          for (const tag of Object.keys(value)) found.add(tag)
        else visit(value)
      }
  }
  visit(document)
  return [...found]
}
/** Keys whose values are texts, which may be one for each language. */
const textKeys: ReadonlySet<string> = new Set(['text', 'intro', 'help', 'placeholder', 'label', 'name', 'privacy', 'href', 'code'])

/** With whole surveys in place of recipes. What is wrong with one is left as it was written, to be mended. */
export const withRecipes = (document: Document): Document => expand(document).config

/** All that `check` has to say. `now`: milliseconds since the epoch. */
export const review = (document: Document, now: number): readonly Problem[] => reviewWhole(document, now).problems
export const isError = ({ severity }: Problem): boolean => severity === 'error'
