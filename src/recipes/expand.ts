import type { Problem } from '../survey/check-words'
import type { ConfigSource, Persona, RecipeEntry, Survey } from '../survey/config'
import { RecipeError } from './error'
import type { Made } from './types'

export interface Expanded<Source> {
  /** Surveys, and whatever personas and names for `send` they need beside those that were there. An entry with a mistake is left as it is written. */
  readonly config: Source
  /** One for each such entry, in their order. */
  readonly problems: readonly Problem[]
}
type Node = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value)
const isEntry = (value: unknown): value is RecipeEntry => isObject(value) && value.recipe !== undefined
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

/** Recipes that ask after an order: where several do, and none says which part of the respondents is its own, each gets as large a part. */
const SHARING = /^(post-purchase|checkout-.*|discovery-source)$/
const partsOf = (entries: readonly unknown[]): ReadonlyMap<unknown, readonly [from: number, to: number]> => {
  const all = entries.filter((entry) => isEntry(entry) && SHARING.test(entry.recipe))
  const isSaid = all.some((entry) => 'split' in Object((entry as RecipeEntry).with) || 'split' in Object(entry))
  return new Map(isSaid || !all[1] ? [] : all.map((entry, index) => [entry, [index / all.length, (index + 1) / all.length]]))
}

/** Whether a configuration names recipes at all. */
export const namesRecipes = (source: unknown): boolean => isObject(source) && list(source.surveys).some(isEntry)
/** The configuration without the entries that could not be made. */
export const withoutEntries = <Source>(config: Source): Source =>
  namesRecipes(config) ? { ...config, surveys: list(Object(config).surveys).filter((entry) => !isEntry(entry)) } : config

/**
 * Makes whole surveys of the entries of a configuration that name a recipe, `{ "recipe": "chat-end", "with": { … }, "sample": 0.5 }`; what stands beside goes
 * over what the recipe says. One that is wrong is a problem at its place, and takes no other down. Pure; `source` may be anything at all.
 *
 * @param make What a recipe makes of options, by name. What it throws is the problem.
 * @param brand What `brand` is where an entry does not say it.
 */
export const expandBy = <Source>(source: Source, make: (name: string, options: unknown) => Made, brand?: string): Expanded<Source> => {
  if (!namesRecipes(source)) return { config: source, problems: [] }
  // It is an object: it has surveys.
  const config = source as unknown as ConfigSource
  const parts = partsOf(config.surveys)
  const problems: Problem[] = []
  const personas = [...(list(config.personas) as Persona[])]
  const send = new Set(list(config.send))
  const surveys = config.surveys.map((entry, index): unknown => {
    if (!isEntry(entry)) return entry
    const { recipe: name, with: options = {}, ...over } = entry
    const part = parts.get(entry)
    try {
      const made = make(name, isObject(options) ? { ...(brand && { brand }), ...(part && { split: part }), ...options } : options)
      for (const persona of made.personas ?? []) if (!personas.some((other) => other?.id === persona.id)) personas.push(persona)
      for (const prop of made.send ?? []) send.add(prop)
      return { ...made.survey, ...over } satisfies Survey
    } catch (error) {
      const isKnown = error instanceof RecipeError
      const { path: at, expected, got, hint } = isKnown ? error : { path: '', expected: 'options it takes', got: `${error}`, hint: '' }
      const path = `surveys[${index}].${at === 'recipe' ? at : ['with', at].filter(Boolean).join('.')}`
      const message = `${path}: expected ${expected}, got ${got}.${hint && ` ${hint}`}`
      problems.push({ path, code: at === 'recipe' ? 'unknown-recipe' : 'recipe-option', expected, got, hint, message, severity: 'error' })
      return entry
    }
  })
  const whole = { ...config, ...(personas[0] && { personas }), ...(send.size && { send: [...send] }), surveys }
  return { config: whole as unknown as Source, problems }
}
