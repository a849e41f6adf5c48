/** The setup chunk: what a page asked for by name, before its surveys are watched. Fetched only where it named something. */
import { recipeNames } from '../recipes/names'
import type { Config, ConfigSource, RecipeEntry } from '../survey/config'
import type { Peakend } from '../types'
import type { Setup, Shared } from './shared'

const noop = () => {}

const none: ConfigSource = { version: 1, surveys: [] }

/**
 * Recipes that the page names do not wait for a configuration that cannot be had. When it comes after all, its surveys are watched beside them; events
 * that were heard meanwhile are not heard again for them.
 */
export const start = (shared: Shared): Setup => {
  const expanded = expand(shared)
  let isMissing = false
  shared.stops.push(() => {
    isMissing = false
  })
  return async (source, arm) => {
    // The connectors have started.
    const config = await expanded(source ?? none, !isMissing)
    if (source && isMissing) {
      shared.calls?.splice(0)
      arm(config)
    }
    isMissing = !source
    return config
  }
}

/** Whole surveys in place of recipes, those of `data-recipes` after those of the configuration, which go before them. Trouble is told; what can be asked is. */
const expand =
  (shared: Shared) =>
  async (source: ConfigSource, isFirst: boolean): Promise<Config> => {
    const { handle, options, load, fail } = shared
    const names = options.connect
    // What cannot be had was told: no survey waits for a connector.
    if (names && isFirst)
      load('connect').then(({ connect }) => connect(names, { ...shared, handle: handle as Peakend, state: () => shared }), noop)
    const written = source.surveys as readonly RecipeEntry[]
    const orphans = names && /\b(delighted|wootric)\b/.test(names) && (await load('inherited').catch(noop))
    const given = orphans ? [...written, ...orphans.inherited(names, written)] : written
    const asked = options.recipes?.split(/\s+/).filter((name) => name && !given.some(({ id, recipe }) => (id ?? recipe) === name)) ?? []
    const entries = [...given, ...asked.map((recipe): RecipeEntry => ({ recipe }))]
    const wanted = recipeNames.filter((name) => entries.some(({ recipe }) => recipe === name))
    if (!entries.some(({ recipe }) => recipe)) return source as Config
    const missing: string[] = []
    const [{ expandOn }, checks, ...made] = await Promise.all([
      load('recipe-kit'),
      options.debug && load('recipe-check').catch(() => {}),
      // Told already; the others are asked.
      ...wanted.map((name) => load(`recipe-${name}` as 'recipe-chat-end').catch(() => void missing.push(name))),
    ])
    const loaded = Object.fromEntries(wanted.flatMap((name, index) => (made[index] ? [[name, made[index].recipe]] : [])))
    const surveys = entries.filter(({ recipe }) => !missing.includes(`${recipe}`))
    const { config, problems } = expandOn({ ...source, surveys }, loaded as never, (checks || undefined)?.check, options.brand)
    for (const problem of problems) fail(problem.code, problem)
    // Before they are watched: what is watched already was told.
    const fresh = (config as Config).surveys.filter(
      ({ id, questions }, index) => surveys[index]?.recipe && questions && !shared.surveys.has(id),
    )
    if (options.debug)
      load('recipe-waits').then(
        ({ tellWaits }) => tellWaits(fresh, (config as Config).personas, options, isFirst && shared.level() === 'none'),
        noop,
      )
    return config as Config
  }
