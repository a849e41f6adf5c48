import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { reviewConfig } from '../../src/survey/check-review'
import { triggersOf } from '../../src/survey/compile'
import type { Config, Touchpoint } from '../../src/survey/config'
import { matchesPath } from '../../src/survey/pattern'
import { articles } from './goods/articles'
import { pageWords } from './page/words'

const config = JSON.parse(readFileSync(join(import.meta.dirname, '../peakend.json'), 'utf8')) as Config
const touchpoints = new Map((config.touchpoints ?? []).map((touchpoint) => [touchpoint.id, touchpoint]))
const idsAt = (path: string): readonly string[] =>
  [...touchpoints.values()].flatMap(({ id, match }: Touchpoint) => (match && matchesPath(match, path) ? [id] : []))

it('is right, to the last piece of advice', () => expect(reviewConfig(config)).toEqual([]))

it.each([
  ['/', 'catalogue'],
  ['/c/light', 'catalogue'],
  ['/p/opaline', 'product-page'],
  ['/order/A-1001', 'confirmation'],
  ['/help', 'help'],
  [`/help/${articles[0]?.slug}`, 'help'],
  ['/account', 'account'],
])('knows where %s belongs, in both languages', (path, id) => {
  expect(idsAt(path)).toContain(id)
  expect(idsAt(`/fr${path}`)).toEqual(idsAt(path))
})

it('warms its questions up in both languages alike', () => {
  for (const trigger of config.surveys.flatMap(triggersOf)) {
    const near = 'near' in trigger ? [trigger.near ?? []].flat() : []
    expect(near.filter((path) => path.startsWith('/fr')).sort()).toEqual(
      near
        .filter((path) => !path.startsWith('/fr'))
        .map((path) => `/fr${path}`)
        .sort(),
    )
  }
})

it('has a name for every question, in the words of the tools', () => {
  for (const { surveys } of Object.values(pageWords)) expect(Object.keys(surveys).sort()).toEqual(config.surveys.map(({ id }) => id).sort())
})

it('says who looks after each place, and what is aimed at where a score is asked', () => {
  for (const { id, owner, target } of touchpoints.values()) {
    expect([id, owner]).toEqual([id, expect.stringMatching(/-team$/)])
    const isScored = config.surveys.some(({ touchpoint, questions }) => touchpoint === id && /^(csat|nps)$/.test(questions[0]?.type ?? ''))
    expect([id, target !== undefined]).toEqual([id, isScored])
  }
})
