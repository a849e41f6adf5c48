/** The tags by which a page of the shop has Peakend: the same text stands in the page and is shown to be copied. */
import type { RecipeName } from 'peakend/recipes'
import { configOf } from './entries'

const ID = 'recipe-config'
/** In a script element `<` would end it. */
const json = (value: unknown): string => JSON.stringify(value, null, 2).replaceAll('<', '\\u003c')

const script = (attributes: Readonly<Record<string, string>>): string => {
  const written = Object.entries({ endpoint: '/v1/responses', ...attributes }).map(([name, value]) => `data-${name}="${value}"`)
  return `<script async src="/peakend.js" ${written.join(' ')}></script>`
}

/**
 * With a recipe: a configuration of it alone, beside the script; `chat-end` by its name, without one. Without: what the collector publishes. The shop's
 * chat speaks as one that there is a connector for.
 */
export const install = (recipe: RecipeName | undefined, theme: string): string => {
  const more = { consent: 'auto', connect: 'chatwoot', brand: 'Maison Lumen', ...(theme !== 'auto' && { theme }) }
  if (!recipe) return script({ config: '/v1/config', ...more })
  if (recipe === 'chat-end') return script({ recipes: recipe, ...more })
  return `<script type="application/json" id="${ID}">\n${json(configOf(recipe))}\n</script>\n${script({ config: `#${ID}`, ...more })}`
}
