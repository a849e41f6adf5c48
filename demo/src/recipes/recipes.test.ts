import { expand, recipeNames } from 'peakend/recipes'
import { expect, test } from 'vitest'
import { reviewConfig } from '../../../src/survey/check-review'
import type { Config } from '../../../src/survey/config'
import { entries } from './entries'
import { guides } from './guide'
import { install } from './install'

/** The configuration that stands in a page. */
const configIn = (html: string): Config =>
  JSON.parse(/<script type="application\/json"[^>]*>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? 'null')

test('every recipe has a way to meet it', () => {
  for (const name of recipeNames) expect([name, guides[name].steps.length > 0]).toEqual([name, true])
})

test.each(Object.keys(entries) as (keyof typeof entries)[])(
  '%s: what stands in the page is a configuration of it alone, without a mistake',
  (name) => {
    const html = install(name, 'auto')
    expect(html).toContain('data-config="#recipe-config"')
    const { config, problems } = expand(configIn(html), 'Maison Lumen')
    expect(problems).toEqual([])
    expect(config.surveys.map(({ id }) => id)).toEqual([name])
    expect(reviewConfig(config as Config)).toEqual([])
  },
)

test('a chat: two attributes, no configuration', () => {
  expect(install('chat-end', 'dark')).toBe(
    '<script async src="/peakend.js" data-endpoint="/v1/responses" data-recipes="chat-end" data-consent="auto" data-connect="chatwoot" data-brand="Maison Lumen" data-theme="dark"></script>',
  )
})

test('nothing tried: what the collector publishes', () => {
  expect(install(undefined, 'auto')).toContain('data-config="/v1/config"')
})
