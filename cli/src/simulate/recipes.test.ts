// @vitest-environment node
import { expect, test, vi } from 'vitest'
import { recipeNames } from '../../../src/recipes/names'
import { expand } from '../../../src/recipes/prepare'
import type { Config } from '../../../src/survey/config'
import { simulate } from './simulate'
import { traffic } from './traffic'

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

const at = (id: string, match: string) => ({ id, match, stage: 'purchase', category: 'sales', name: id }) as const
/** What a visit can be looked back on. */
const touchpoints = [
  at('product', '/p/*'),
  at('cart', '/cart'),
  at('payment', '/checkout'),
  at('confirmation', '/order/*'),
  at('help', '/help'),
]

test.each(recipeNames)('%s: generated visitors meet its moment, are asked, and some answer', (recipe) => {
  const { config } = expand({ version: 1, touchpoints, surveys: [{ recipe }] })
  const made = config as unknown as Config
  const visits = traffic(made, { visitors: 800, days: 90, start: '2027-01-01', consent: 1, purpose: 0.8 })
  const [found] = simulate(made, visits, { participation: { answered: 0.6 } }).surveys
  const { triggered = 0, shown = 0, answered = 0 } = found ?? {}
  expect(
    [triggered, shown, answered].every((times) => times > 0),
    `triggered ${triggered}, shown ${shown}, answered ${answered}`,
  ).toBe(true)
})
