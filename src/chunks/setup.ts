/** The setup chunk: what a page asked for by name, before its surveys are watched. Fetched only where it named something. */
import { recipeNames } from '../recipes/names'
import type { Config, ConfigSource, RecipeEntry } from '../survey/config'
import type { Peakend } from '../types'
import type { Setup, Shared } from './shared'

const noop = () => {}

/**
 * The survey for what a page goes on asking of a vendor that is gone (`connectors/orphans`): the relationship, of customers for 30 days or more where that is known.
 * None where a survey of the team's waits for it, or bears its name.
 */
const inherited = (names = '', written: readonly RecipeEntry[]): readonly RecipeEntry[] => {
  const recipe = 'relationship-nps'
  const all = JSON.stringify(written)
  const trigger = ['delighted', 'wootric']
    .filter((vendor) => RegExp(`(^|\\s)${vendor}(?![\\w-])`).test(names) && !all.includes(`"${vendor}_survey"`))
    .map((vendor) => ({ on: 'event', name: `${vendor}_survey`, cancelOn: [`${vendor}_stopped`] }) as const)
  if (!trigger[0] || written.some(({ id, recipe: own }) => (id ?? own) === recipe)) return []
  const why = {
    en: 'We ask our customers this question from time to time, at most once every 90 days.',
    fr: 'Nous posons cette question à nos clients de temps en temps, au plus une fois tous les 90\u00a0jours.',
  }
  // A score and a reason, as they asked: whom to write to is asked where the team says what becomes of it.
  return [{ recipe, with: { help: [], ambassador: [] }, trigger, audience: { none: [{ trait: 'daysSinceSignup', lt: 30 }] }, why }]
}

/** Whole surveys in place of recipes, those of `data-recipes` after those of the configuration, which go before them. Trouble is told; what can be asked is. */
export const start =
  (shared: Shared): Setup =>
  async (source: ConfigSource) => {
    const { handle, options, load, fail } = shared
    const names = options.connect
    // What cannot be had was told: no survey waits for a connector.
    if (names) load('connect').then(({ connect }) => connect(names, { ...shared, handle: handle as Peakend, state: () => shared }), noop)
    const written = source.surveys as readonly RecipeEntry[]
    const given = [...written, ...inherited(names, written)]
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
    if (options.debug)
      load('recipe-waits').then(({ waits }) => {
        const made = (config as Config).surveys.filter((survey, index) => surveys[index]?.recipe && survey.questions)
        for (const line of waits(made, names)) console.info('[peakend]', line)
      }, noop)
    return config as Config
  }
