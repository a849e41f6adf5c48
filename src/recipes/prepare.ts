import { all } from './all'
import { check } from './check'
import { type Expanded, expandBy } from './expand'
import { kit } from './kit'
import type { RecipeName } from './names'
import type { CommonOptions, Made, Recipe } from './types'

/** What the recipe of a name makes of options nobody has looked at yet. Throws a `RecipeError`. */
export const prepare = (name: string, options: unknown): Made => {
  check(name, options)
  // Looked at just now: the name is known, and the options are its own.
  return all[name as RecipeName].make((options ?? {}) as never, kit) as Made
}

/** Whole surveys in place of the entries that name recipes; see `expandBy`. */
export const expand = <Source>(source: Source, brand?: string): Expanded<Source> => expandBy(source, prepare, brand)

export { withoutEntries } from './expand'

/** A recipe as a function, for code. */
export const callable =
  <Options extends CommonOptions>(recipe: Recipe<Options>) =>
  (options?: Options): Made =>
    prepare(recipe.name, options)
