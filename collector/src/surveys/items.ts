/** What a document holds beside its surveys, each with an id of its own: personas and touchpoints. */
import { isObject, members } from '../../../src/survey/check-words'
import * as schema from '../../../src/survey/schema'
import { type Document, idOf, type Node, valueAt, withValue } from './document'
import { type Field, fieldsIn, shapeOf } from './fields'
import { type Form, fillFields, type Misread } from './form'

export const itemKinds = ['personas', 'touchpoints'] as const
export type ItemKind = (typeof itemKinds)[number]

const shapes = { personas: shapeOf(schema.Persona), touchpoints: shapeOf(schema.Touchpoint) } as const

export const itemsOf = (document: Document, kind: ItemKind): readonly Node[] => members(document[kind]).filter(isObject)
export const findItem = (document: Document, kind: ItemKind, id: string): Node | undefined =>
  itemsOf(document, kind).find((item) => idOf(item) === id)
/** Where it stands in its list, as paths of problems name it; −1: nowhere. */
export const indexOfItem = (document: Document, kind: ItemKind, id: string): number =>
  members(document[kind]).findIndex((item) => isObject(item) && idOf(item) === id)

/** With it in another form, at the end where it is new, or without it where that is null. A list without any is none. */
export const withItem = (document: Document, kind: ItemKind, id: string, item: Node | null): Document => {
  const there = indexOfItem(document, kind, id) >= 0
  const list = members(document[kind])
  const changed = there
    ? list.flatMap((one) => (isObject(one) && idOf(one) === id ? (item ?? []) : [one]))
    : [...list, ...(item ? [item] : [])]
  return withValue(document, [kind], changed.length > 0 ? changed : undefined) as Document
}

/** A part of the form. */
export interface ItemGroup {
  readonly name: 'about' | 'who' | 'target' | 'team'
  readonly fields: readonly Field[]
}

const groups = {
  personas: [
    ['about', ['name', 'goals', 'frustrations']],
    ['who', ['when']],
    ['team', ['notes']],
  ],
  touchpoints: [
    ['about', ['name', 'stage', 'category', 'channel', 'match', 'truth']],
    ['target', ['target']],
    ['team', ['owner', 'belief', 'effort', 'notes']],
  ],
} as const satisfies Readonly<Record<ItemKind, readonly (readonly [ItemGroup['name'], readonly string[]])[]>>

/** Its form: as the schema says, but for the id, which answers and surveys know it by. */
export const itemGroups = (kind: ItemKind, item: Node, languages: readonly string[]): readonly ItemGroup[] =>
  groups[kind].map(([name, keys]) => ({
    name,
    fields: keys.flatMap((key: string): readonly Field[] => {
      if (key !== 'target')
        return fieldsIn(shapes[kind], item, [], languages, (one) => one === key).map((field) =>
          key === 'notes' ? { ...field, kind: 'prose' } : field,
        )
      const value = isObject(item.target) ? item.target : {}
      return fieldsIn(shapeOf(schema.Target), value, ['target'], languages, () => true).map((field) => ({
        ...field,
        required: field.required && isObject(item.target),
      }))
    }),
  }))

/** What the form says of it. A target with nothing in it is none. */
export const fillItem = (
  kind: ItemKind,
  item: Node,
  form: Form,
  languages: readonly string[],
): { readonly item: Node; readonly misread: readonly Misread[] } => {
  const fields = itemGroups(kind, item, languages).flatMap((group) => group.fields)
  const { node, misread } = fillFields(item, fields, form)
  const target = valueAt(node, ['target'])
  const isEmpty = isObject(target) && Object.keys(target).length === 0
  return { item: isEmpty ? (withValue(node, ['target'], undefined) as Node) : node, misread }
}

/** Ids of the surveys that ask this persona, or ask at this touchpoint. */
export const usedBy = (document: Document, kind: ItemKind, id: string): readonly string[] =>
  members(document.surveys)
    .filter(isObject)
    .filter((survey) => (kind === 'touchpoints' ? survey.touchpoint === id : asksFor(survey, id)))
    .map(idOf)

/** Anywhere in it: its audience, the way from question to question, a variant. */
const asksFor = (node: unknown, persona: string): boolean =>
  Array.isArray(node)
    ? node.some((one) => asksFor(one, persona))
    : isObject(node) && (node.persona === persona || Object.values(node).some((one) => asksFor(one, persona)))

/** Touchpoints that stand inside a survey, where only that survey has them. */
export const inlineTouchpoints = (document: Document): readonly { readonly survey: string; readonly touchpoint: Node }[] =>
  members(document.surveys)
    .filter(isObject)
    .flatMap((survey) => (isObject(survey.touchpoint) ? [{ survey: idOf(survey), touchpoint: survey.touchpoint }] : []))
