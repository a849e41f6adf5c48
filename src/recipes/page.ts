/** The chunk `recipe-kit`: what every recipe needs on a page, where each recipe is a chunk of its own. Options are taken as they are; `debug` has them checked. */
import { RecipeError } from './error'
import { type Expanded, expandBy, withoutEntries } from './expand'
import { kit } from './kit'
import type { Made, Recipe } from './types'

/** What a page has loaded, by name. */
type Loaded = Readonly<Record<string, Recipe<never> | undefined>>

/** Whole surveys alone. @param check Throws at options that are wrong. */
export const expandOn = <Source>(
  source: Source,
  loaded: Loaded,
  check?: (name: string, options: unknown) => void,
  brand?: string,
): Expanded<Source> => {
  const make = (name: string, options: unknown): Made => {
    const recipe = loaded[name]
    if (!recipe) throw new RecipeError('recipe', 'a recipe this version knows', name)
    check?.(name, options)
    // Unchecked, it is JSON: what cannot be read throws, and is told.
    return recipe.make(options as never, kit) as Made
  }
  const { config, problems } = expandBy(source, make, brand)
  return { config: withoutEntries(config), problems }
}
