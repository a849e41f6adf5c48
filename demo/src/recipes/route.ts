import { Hono } from 'hono'
import { recipeNames } from 'peakend/recipes'
import { formOf } from '../routes/form'
import { backTo } from '../routes/visitor'
import type { Desk } from '../shop'
import { setOwn } from '../shop/cookies'
import { recipesPage } from './page'

/** `/recipes`: what is tried is kept in a cookie, and every page asks it alone while it is. */
export const recipes = ({ view }: Desk): Hono =>
  new Hono()
    .get('/recipes', (context) => context.html(recipesPage(view(context))))
    .post('/recipes', async (context) => {
      const wanted = (await formOf(context)).get('recipe')
      const recipe = recipeNames.find((name) => name === wanted)
      setOwn(context, 'recipe', recipe ?? '')
      const { href } = view(context)
      // Where it was begun is where its first step is told; stopping changes nothing about where one is.
      return context.redirect(recipe ? href(`/recipes#${recipe}`) : (backTo(context) ?? href('/recipes')), 303)
    })
