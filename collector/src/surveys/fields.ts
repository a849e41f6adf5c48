/** Which fields the form of a survey has: as the schema says, so that a field it learns is a field here. */
import type * as z from 'zod/mini'
import { isObject, members } from '../../../src/survey/check-words'
import * as schema from '../../../src/survey/schema'
import { idOf, type Node, type Path } from './document'

type Schema = z.core.$ZodType

/** `text`: words, in one language each. `texts`: several of them, one in a line. `prose`: what the team writes for itself. `lines`: a list, one in a line. `json`: whatever has no better form. */
export type Kind = 'text' | 'texts' | 'prose' | 'name' | 'number' | 'flag' | 'one-of' | 'lines' | 'json'

export interface Field {
  /** In the survey. */
  readonly path: Path
  readonly kind: Kind
  /** Its name in the schema, which words are found by. */
  readonly key: string
  readonly value: unknown
  readonly required: boolean
  /** Of `text`: its language; absent where the text is the same in all. */
  readonly language?: string
  /** Of `one-of`. */
  readonly values?: readonly string[]
  /** Of `number`. */
  readonly limits?: schema.Keywords
  /** The option, the row or the point it is about. */
  readonly of?: string
}

const defOf = (one: Schema) => (one as z.core.$ZodTypes)._zod.def
const isOptional = (one: Schema): boolean => defOf(one).type === 'optional'
const within = (one: Schema): Schema => {
  const def = defOf(one)
  return def.type === 'optional' ? within(def.innerType) : one
}
export const shapeOf = (one: Schema): Readonly<Record<string, Schema>> => {
  const def = defOf(within(one))
  return def.type === 'object' ? def.shape : {}
}
const branches = (one: Schema): readonly Schema[] => {
  const def = defOf(one)
  return def.type === 'union' ? def.options : []
}

const isText = (one: Schema): boolean => within(one) === schema.Text
/** A name or several: paths too, as long as they are texts. */
const isNames = (one: Schema): boolean => {
  const def = defOf(one)
  if (def.type === 'array') return defOf(within(def.element)).type === 'string'
  return one !== schema.Text && branches(one).some((branch) => defOf(branch).type === 'string' || isNames(branch))
}
const isPlainNames = (value: unknown): boolean =>
  value === undefined || typeof value === 'string' || members(value).every((name) => typeof name === 'string')

/** A list of texts: as lines in each language, where any of them has one. */
const textsFields = (field: Omit<Field, 'kind'>, languages: readonly string[]): readonly Field[] => {
  const all = members(field.value)
  const own = all.flatMap((text) => (isObject(text) ? Object.keys(text) : []))
  const isPlain = own.length === 0 && (all.length > 0 || languages.length === 0)
  if (isPlain) return [{ ...field, kind: 'texts', value: all }]
  return [...new Set([...languages, ...own])].map((language) => ({
    ...field,
    kind: 'texts',
    path: [...field.path, language],
    value: all.map((text) => (isObject(text) ? (text[language] ?? '') : text)),
    language,
  }))
}
const isTexts = (one: Schema): boolean => {
  const def = defOf(within(one))
  return def.type === 'array' && isText(def.element)
}

const kindOf = (one: Schema, value: unknown): Pick<Field, 'kind' | 'values' | 'limits'> => {
  const inner = within(one)
  const def = defOf(inner)
  if (def.type === 'string') return { kind: 'name' }
  if (def.type === 'boolean') return { kind: 'flag' }
  if (def.type === 'number') return { kind: 'number', limits: schema.keywordsOf.get(inner as z.ZodMiniType) ?? {} }
  if (def.type === 'literal') return { kind: 'one-of', values: def.values.map(String) }
  return isNames(inner) && isPlainNames(value) && (Array.isArray(value) || value === undefined || typeof value === 'string')
    ? { kind: 'lines' }
    : { kind: 'json' }
}

/** A text in each of the languages, those it has and those that are wanted. */
const textFields = (field: Omit<Field, 'kind'>, languages: readonly string[]): readonly Field[] => {
  const { path, value } = field
  const own = isObject(value) ? Object.keys(value) : []
  if (typeof value === 'string' || (own.length === 0 && languages.length === 0)) return [{ ...field, kind: 'text' }]
  return [...new Set([...languages, ...own])].map((language) => ({
    ...field,
    kind: 'text',
    path: [...path, language],
    value: isObject(value) ? value[language] : undefined,
    language,
  }))
}

export const fieldsIn = (
  shape: Readonly<Record<string, Schema>>,
  node: Node,
  at: Path,
  languages: readonly string[],
  keep: (key: string, one: Schema) => boolean,
): readonly Field[] =>
  Object.entries(shape).flatMap(([key, one]) => {
    if (!keep(key, one)) return []
    const field = { path: [...at, key], key, value: node[key], required: !isOptional(one) }
    if (isTexts(one)) return textsFields(field, languages)
    return isText(one) ? textFields(field, languages) : [{ ...field, ...kindOf(one, node[key]) }]
  })

const optionsOf = (union: Schema, tag: string): ReadonlyMap<string, Schema> =>
  new Map(
    branches(union).flatMap((branch) => {
      const def = defOf(shapeOf(branch)[tag] ?? branch)
      return def.type === 'literal' ? def.values.map((value) => [String(value), branch] as const) : []
    }),
  )
const triggers = optionsOf(schema.Trigger, 'on')
const questions = optionsOf(schema.Question, 'type')

/** Every kind of trigger there is. */
export const triggerTypes: readonly string[] = [...triggers.keys()]
/** The names of what a kind of trigger has. */
const triggerKeys = (on: string): readonly string[] => Object.keys(shapeOf(triggers.get(on) ?? schema.ManualTrigger))

const triggerFields = (trigger: Node, at: Path, languages: readonly string[]): readonly Field[] => {
  const one = triggers.get(String(trigger.on))
  return one ? fieldsIn(shapeOf(one), trigger, at, languages, (key) => key !== 'on') : []
}

/** A trigger of another kind, with all that both kinds have. */
export const asTrigger = (on: string, trigger: Node): Node => ({
  on,
  ...Object.fromEntries(Object.entries(trigger).filter(([key]) => key !== 'on' && triggerKeys(on).includes(key))),
})

/** The words of a question: its own, those of its options, rows and points, and those of a link. */
const questionTexts = (question: Node, at: Path, languages: readonly string[]): readonly Field[] => {
  const one = questions.get(String(question.type))
  if (!one) return []
  return Object.entries(shapeOf(one)).flatMap(([key, inner]): readonly Field[] => {
    const value = question[key]
    if (isText(inner)) return fieldsIn({ [key]: inner }, question, at, languages, () => true)
    const def = defOf(within(inner))
    if (def.type === 'object') return isObject(value) ? fieldsIn(def.shape, value, [...at, key], languages, (_, part) => isText(part)) : []
    if (def.type !== 'array') return []
    const { element } = def
    if (isText(element))
      return members(value).flatMap((text, index) =>
        textFields({ path: [...at, key, index], key, value: text, required: false, of: String(index + 1) }, languages),
      )
    return members(value).flatMap((part, index) =>
      isObject(part) && shapeOf(element).id
        ? fieldsIn(shapeOf(element), part, [...at, key, index], languages, (_, inner) => isText(inner)).map((field) => ({
            ...field,
            key,
            of: idOf(part),
          }))
        : [],
    )
  })
}

/** A part of the form: fields that belong together. */
export interface Group {
  readonly kind: 'trigger' | 'who' | 'question' | 'ending'
  readonly path: Path
  /** The kind of trigger or question. */
  readonly type: string
  readonly id: string
  /** The variant it is in. */
  readonly variant?: string
  readonly fields: readonly Field[]
}

const asked = ['audience', 'sample', 'why', 'quota', 'wave', 'priority', 'from', 'until'] as const

/** Its triggers, each with its place: one alone need not be a list. */
export const placedTriggers = ({ trigger }: Node): readonly { readonly trigger: Node; readonly at: Path }[] =>
  Array.isArray(trigger)
    ? trigger.flatMap((one, index) => (isObject(one) ? [{ trigger: one, at: ['trigger', index] }] : []))
    : isObject(trigger)
      ? [{ trigger, at: ['trigger'] }]
      : []

const askedIn = (node: Node, at: Path, languages: readonly string[], variant?: string): readonly Group[] => {
  const more = variant === undefined ? {} : { variant }
  return [
    ...members(node.questions).flatMap((question, index): Group[] => {
      if (!isObject(question)) return []
      const path = [...at, 'questions', index]
      return [
        {
          kind: 'question',
          path,
          type: String(question.type),
          id: idOf(question),
          fields: questionTexts(question, path, languages),
          ...more,
        },
      ]
    }),
    ...members(node.endings).flatMap((ending, index): Group[] => {
      if (!isObject(ending)) return []
      const path = [...at, 'endings', index]
      return [
        {
          kind: 'ending',
          path,
          type: '',
          id: idOf(ending),
          fields: fieldsIn(shapeOf(schema.Ending), ending, path, languages, (_, one) => isText(one)),
          ...more,
        },
      ]
    }),
  ]
}

/** The whole form of a survey. What it does not show is left as it is. */
export const groupsOf = (survey: Node, languages: readonly string[]): readonly Group[] => [
  ...placedTriggers(survey).map(
    ({ trigger, at }): Group => ({
      kind: 'trigger',
      path: at,
      type: String(trigger.on),
      id: '',
      fields: triggerFields(trigger, at, languages),
    }),
  ),
  {
    kind: 'who',
    path: [],
    type: '',
    id: '',
    fields: fieldsIn(shapeOf(schema.Survey), survey, [], languages, (key) => asked.some((one) => one === key)),
  },
  ...askedIn(survey, [], languages),
  ...members(survey.variants).flatMap((variant, index) =>
    isObject(variant) ? askedIn(variant, ['variants', index], languages, idOf(variant)) : [],
  ),
]
