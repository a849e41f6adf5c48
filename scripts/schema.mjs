/**
 * Writes `docs/peakend.schema.json` and `docs/configuration.md` from `src/survey`, `docs/api.md` from `src/types.ts`, and
 * `docs/alert.schema.json` from what the collector sends, “What it asks” in `docs/recipes/` from the recipes. Run after a change of the configuration, of the public types or of alerts: `node scripts/schema.mjs`. A test fails while they are out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { apiMarkdown } from './api.mjs'
import { writeRecipePages } from './recipe-pages.mjs'
import { storageTable } from './storage.mjs'

const place = (/** @type {string} */ name) => join(import.meta.dirname, '..', name)
const read = (/** @type {string} */ name) => readFileSync(place(name), 'utf8')

/** The files whose docstrings describe the fields. */
export const readSources = () => ['config', 'trigger', 'question', 'condition', 'text'].map((name) => read(`src/survey/${name}.ts`))
/** What recipes take, for the schema. */
export const readRecipes = async () => {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(place('src/recipes/json-schema.ts'), { configFile: false, logLevel: 'error' })
  return module.recipeSchemas()
}
/** What is committed. */
export const readCommitted = () => ({ schema: read('docs/peakend.schema.json'), reference: read('docs/configuration.md') })

if (process.argv[1] === import.meta.filename) {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(place('src/survey/reference.ts'), { configFile: false, logLevel: 'error' })
  const sources = readSources()
  const recipes = await readRecipes()
  writeFileSync(place('docs/peakend.schema.json'), module.schemaText(sources, recipes))
  writeFileSync(place('docs/configuration.md'), module.referenceMarkdown(sources, recipes))
  writeFileSync(place('docs/api.md'), apiMarkdown(read('src/types.ts')))
  const { module: alerts } = await runnerImport(place('collector/src/loop/message-schema.ts'), { configFile: false, logLevel: 'error' })
  writeFileSync(place('docs/alert.schema.json'), alerts.messageSchemaText())
  const page = read('docs/consent-and-storage.md')
  writeFileSync(place('docs/consent-and-storage.md'), page.replace(/^\| where \|(.*\n)+?(?=\n)/m, `${storageTable()}\n`))
  await writeRecipePages()
}
