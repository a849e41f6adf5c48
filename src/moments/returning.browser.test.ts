import { afterEach, beforeEach, expect, test } from 'vitest'
import { returning } from './returning'
import { aVisit, goTo, tidy, watch } from './testing'

const trigger = { on: 'returning' } as const

beforeEach(() => history.replaceState(null, '', '/start'))
afterEach(tidy)
const visit = (n: number, daysAway = 0) => aVisit({ n, g: daysAway * 864e5 })

test('from the second visit on, unless told otherwise', () => {
  const triggers = [trigger, { ...trigger, visit: 3 }, { ...trigger, visit: 1 }]
  expect(watch(returning, triggers, visit(1)).met()).toEqual(['visit 2'])
  expect(watch(returning, triggers, visit(2)).met()).toEqual(['visit 0 2'])
  expect(watch(returning, triggers, visit(9)).met()).toEqual(['visit 0 1 2'])
})
test('and away for so many days', () => {
  const triggers = [{ ...trigger, daysAway: 30 }, trigger]
  expect(watch(returning, triggers, visit(5, 29.9)).met()).toEqual(['visit 1'])
  expect(watch(returning, triggers, visit(5, 30)).met()).toEqual(['visit 0 1'])
})
test('once a visit, on the first of its pages', async () => {
  const around = visit(2, 3)
  const { happened, met } = watch(returning, [trigger], around)
  expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'returning', name: 'visit' })
  await goTo('/next')
  expect(met()).toHaveLength(1)
  // The next page, by load.
  expect(watch(returning, [trigger], around).met()).toEqual([])
})
test('a new visit in a tab that was left open', async () => {
  const around = aVisit({ n: 1 })
  const { met } = watch(returning, [trigger], around)
  await goTo('/same')
  expect(met()).toEqual([])
  around.memory.set({ n: 2, g: 864e5 })
  await goTo('/tomorrow')
  expect(met()).toEqual(['visit 0'])
})
test('who does not return leaves no mark', () => {
  const around = aVisit()
  watch(returning, [trigger], around)
  expect(around.memory.get()).toEqual({})
})
