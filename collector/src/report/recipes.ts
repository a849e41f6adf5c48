/** A page may name recipes itself: then no configuration knows of their surveys, and what is always the same of them is known from the recipe. */
import { recipeNames } from '../../../src/recipes/names'
import { prepare } from '../../../src/recipes/prepare'
import type { Survey, Touchpoint } from '../../../src/survey/config'

let made: ReadonlyMap<string, Survey> | undefined
const surveys = (): ReadonlyMap<string, Survey> => {
  made ??= new Map(recipeNames.map((name) => prepare(name, {}).survey).map((survey) => [survey.id, survey]))
  return made
}

/** The survey that a recipe makes without options, by its id. */
export const recipeSurvey = (id: string): Survey | undefined => surveys().get(id)

/** The touchpoint that recipes bring. */
export const recipeTouchpoint = (id: string): Touchpoint | undefined =>
  [...surveys().values()].map(({ touchpoint }) => touchpoint).find((one): one is Touchpoint => typeof one === 'object' && one.id === id)
