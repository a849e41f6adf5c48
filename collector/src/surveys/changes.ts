import { isObject, members } from '../../../src/survey/check-words'
import { type Document, idOf, type Path } from './document'

/** One difference between two documents. */
export interface Change {
  /** Where it is, in a survey or in the document: members of lists that have ids are called by them. */
  readonly path: Path
  /** The survey it is in; null: beside them. */
  readonly survey: string | null
  /** Undefined: it was not there. */
  readonly before: unknown
  /** Undefined: it is not there any more. */
  readonly after: unknown
  /** The same members in another order. */
  readonly moved?: true
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
/** Keys in one order: theirs says nothing. */
const sorted = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(sorted)
    : isObject(value)
      ? Object.fromEntries(
          Object.keys(value)
            .sort()
            .map((key) => [key, sorted(value[key])]),
        )
      : value

/** The members by id, where each has one of its own. */
const byId = (list: readonly unknown[]): ReadonlyMap<string, unknown> | null => {
  const found = new Map(list.flatMap((item) => (isObject(item) && idOf(item) ? [[idOf(item), item] as const] : [])))
  return found.size === list.length ? found : null
}

type Found = Omit<Change, 'survey'>

const between = (path: Path, before: unknown, after: unknown): readonly Found[] => {
  if (same(before, after)) return []
  if (isObject(before) && isObject(after))
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => between([...path, key], before[key], after[key]))
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, young] = [byId(before), byId(after)]
    if (old && young) {
      const inner = [...new Set([...old.keys(), ...young.keys()])].flatMap((id) => between([...path, id], old.get(id), young.get(id)))
      const kept = (list: ReadonlyMap<string, unknown>, other: ReadonlyMap<string, unknown>) =>
        [...list.keys()].filter((id) => other.has(id))
      return same(kept(old, young), kept(young, old))
        ? inner
        : [...inner, { path, before: [...old.keys()], after: [...young.keys()], moved: true }]
    }
  }
  return [{ path, before, after }]
}

/** Everything that differs, survey by survey, then what is beside them. */
export const changesBetween = (before: Document | null, after: Document | null): readonly Change[] =>
  between([], before ?? {}, after ?? {}).flatMap((one): Change[] => {
    const [list, id, ...path] = one.path
    if (list !== 'surveys') return list === '$schema' ? [] : [{ ...one, survey: null }]
    if (id !== undefined) return [{ ...one, path, survey: String(id) }]
    if (one.moved) return [{ ...one, survey: null }]
    // One of the two has none at all, or members without ids.
    return [
      ...members(one.before).map(
        (survey): Change => ({ path: [], survey: isObject(survey) ? idOf(survey) : '', before: survey, after: undefined }),
      ),
      ...members(one.after).map(
        (survey): Change => ({ path: [], survey: isObject(survey) ? idOf(survey) : '', before: undefined, after: survey }),
      ),
    ]
  })

/** Surveys whose words changed while their version did not: results should tell the two apart. */
export const sameVersion = (before: Document | null, after: Document): readonly string[] => {
  const changes = changesBetween(before, after)
  const wording = new Set(
    changes.flatMap(({ survey, path, before, after, moved }) =>
      survey !== null && path.some((part) => part === 'questions') && (moved || before !== undefined || after !== undefined)
        ? [survey]
        : [],
    ),
  )
  return [...wording].filter((id) => !changes.some(({ survey, path }) => survey === id && path[0] === 'version'))
}
