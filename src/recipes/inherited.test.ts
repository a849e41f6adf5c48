// @vitest-environment node
import { expect, test } from 'vitest'
import { reviewConfig } from '../survey/check-review'
import type { Config, RecipeEntry } from '../survey/config'
import { inherited } from './inherited'
import { expand } from './prepare'

const eventsOf = (names: string, written: readonly object[] = []) =>
  inherited(names, written as readonly RecipeEntry[]).flatMap(({ trigger }) =>
    [trigger ?? []].flat().map((one) => ('name' in one ? one.name : '')),
  )

test('one survey for all vendors that are named', () => {
  expect(inherited('delighted:customerId ga4 wootric', [])).toHaveLength(1)
  expect(eventsOf('delighted:customerId ga4 wootric')).toEqual(['delighted_survey', 'wootric_survey'])
  expect(eventsOf('ga4 delighted')).toEqual(['delighted_survey'])
})
test('none for others, nor where a survey waits for the call or has its name', () => {
  for (const names of ['', 'ga4', 'undelighted', 'delighted-too', 'to-wootric']) expect(eventsOf(names)).toEqual([])
  const waiting = { id: 'nps', trigger: { on: 'event', name: 'delighted_survey' } }
  expect(eventsOf('delighted', [waiting])).toEqual([])
  expect(eventsOf('delighted wootric', [waiting])).toEqual(['wootric_survey'])
  expect(eventsOf('delighted', [{ recipe: 'relationship-nps' }])).toEqual([])
  expect(eventsOf('delighted', [{ id: 'relationship-nps' }])).toEqual([])
  expect(eventsOf('delighted', [{ id: 'mine', recipe: 'relationship-nps' }])).toEqual(['delighted_survey'])
})
test('it is a survey without a mistake, and asks for no address', () => {
  const { config, problems } = expand({ version: 1, surveys: inherited('delighted wootric', []) } as unknown as Config)
  expect([...problems, ...reviewConfig(config, Date.parse('2027-01-01'))]).toEqual([])
  expect(config.surveys[0]?.questions.map(({ type }) => type)).toEqual(['nps', 'text', 'text'])
})
