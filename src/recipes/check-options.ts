import { RecipeError } from './error'
import { hintOf } from './nearest'
import type { Takes } from './takes'
import type { Kind, Kinds } from './types'

const show = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? `${value}`
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''
const isTexts = (value: unknown): boolean =>
  isText(value) || (isObject(value) && !!Object.keys(value)[0] && Object.values(value).every(isText))
const isNumber = (value: unknown, most = Infinity): boolean => typeof value === 'number' && value >= 0 && value <= most
/** Something of a shop's own that is written into a text: a number, too. */
const isFact = (value: unknown): boolean => isTexts(value) || isNumber(value)

const kinds: Readonly<Record<string, readonly [is: (value: unknown) => boolean, expected: string]>> = {
  text: [isFact, 'a text, or an object of texts by language'],
  url: [isTexts, 'an address, or an object of addresses by language'],
  name: [isText, 'a name'],
  number: [(value) => isNumber(value), 'a number, 0 or more'],
  days: [(value) => isNumber(value), 'a number of days, 0 or more'],
  share: [(value) => isNumber(value, 1), 'a share from 0 to 1'],
  flag: [(value) => typeof value === 'boolean', 'true or false'],
  paths: [(value) => [value].flat().every(isText), 'a path pattern like "/cart*", or a list of them'],
  part: [
    (value) => Array.isArray(value) && value.length === 2 && value.every((end) => isNumber(end, 1)) && value[0] < value[1],
    'two shares, from and to, like [0, 0.5]',
  ],
}
const check = (path: string, kind: Kind, value: unknown): void => {
  if (typeof kind === 'string') {
    const [is, expected] = kinds[kind] as (typeof kinds)[string] // each kind has its entry
    if (!is(value)) throw new RecipeError(path, expected, show(value))
    return
  }
  const words = 'of' in kind ? kind.of : kind
  for (const word of 'of' in kind && Array.isArray(value) ? value : [value])
    if (!words.includes(word)) throw new RecipeError(path, `one of ${words.map(show).join(', ')}`, show(word), hintOf(`${word}`, words))
}

const checkAll = (given: unknown, takes: Kinds, at: string): void => {
  if (!isObject(given)) throw new RecipeError(at, 'an object', show(given))
  const names = Object.keys(takes)
  for (const [name, value] of Object.entries(given)) {
    const path = at ? `${at}.${name}` : name
    const kind = Object.hasOwn(takes, name) ? takes[name] : undefined
    if (!kind) throw new RecipeError(path, `one of ${names.join(', ')}`, show(name), hintOf(name, names))
    if (value !== undefined) check(path, kind, value)
  }
}

/** Throws a `RecipeError` at the first option a recipe does not take, or not like that. */
export const checkOptions = ({ options: takes, facts }: Takes, given: unknown): void => {
  if (!isObject(given ?? {})) throw new RecipeError('', 'an object of options', show(given))
  const { facts: said, ...options } = (given ?? {}) as Readonly<Record<string, unknown>>
  const all: Kinds = { brand: 'name', ...takes }
  // Named among the others where it is taken, and checked by name.
  checkAll(options, facts ? { ...all, facts: 'name' } : all, '')
  if (said === undefined) return
  if (!facts) throw new RecipeError('facts', 'no facts: nothing it says needs any', show(said), 'Remove it.')
  checkAll(said, facts, 'facts')
}
