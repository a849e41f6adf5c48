/** Writes “What it asks” of every page about a recipe, out of the recipes; `npm run schema` calls it. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const place = (/** @type {string} */ name) => join(import.meta.dirname, '..', name)
const begin = '<!-- made by `npm run schema` -->\n'
const end = '<!-- end -->'

export const pageOf = (/** @type {string} */ name) => place(`docs/recipes/${name}.md`)

/**
 * A page with what its recipe asks now. Throws where the page has no place for it.
 *
 * @param {string} page
 * @param {string} asked
 */
export const withAsked = (page, asked) => {
  const [before, rest] = page.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined) throw new Error(`expected ${begin.trim()} and ${end} in a page that begins “${page.slice(0, 40)}”`)
  return `${before}${begin}\n${asked}\n\n${end}${after}`
}

/** Of all recipes, by name. */
export const readAsked = async () => {
  const { runnerImport } = await import('vite')
  const load = async (/** @type {string} */ path) => (await runnerImport(place(path), { configFile: false, logLevel: 'error' })).module
  const { askedMarkdown } = await load('src/recipes/reference.ts')
  const { recipeNames } = await load('src/recipes/names.ts')
  const { words } = await load('src/widget/words/words-en.ts')
  const builtIn = { csat: words.wentWell5, ces: words.agree7, nps: words.nps11 }
  return new Map(recipeNames.map((/** @type {string} */ name) => [name, askedMarkdown(name, builtIn)]))
}

export const writeRecipePages = async () => {
  for (const [name, asked] of await readAsked()) writeFileSync(pageOf(name), withAsked(readFileSync(pageOf(name), 'utf8'), asked))
}
