import { checkOptions } from './check-options'
import { RecipeError } from './error'
import { type RecipeName, recipeNames } from './names'
import { hintOf } from './nearest'
import { takes } from './takes'

/** Throws a `RecipeError` at a name that is no recipe’s, and at the first option that one does not take. */
export const check = (name: string, options: unknown): void => {
  if (!Object.hasOwn(takes, name))
    throw new RecipeError('recipe', `one of ${recipeNames.join(', ')}`, JSON.stringify(name), hintOf(`${name}`, recipeNames))
  checkOptions(takes[name as RecipeName], options)
}
