import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createConfigSource } from '../src/config/current'
import { publishedOf } from '../src/config/source'
import type { SurveyStore } from '../src/store'

/** What is published where, and how the database does. */
const database = () => {
  const state = { published: new Map<string, number>(), answer: async () => {}, asked: 0 }
  const surveys = {
    published: async () => {
      state.asked++
      const found = new Map(state.published)
      await state.answer()
      return found
    },
    version: async (_: string, number: number) => ({ content: JSON.stringify({ version: 1, surveys: [], send: [`v${number}`] }) }),
  }
  const file = publishedOf({ version: 1, surveys: [], send: ['file'] })
  const source = createConfigSource({ current: () => file }, { surveys: surveys as unknown as SurveyStore }, () => {})
  const now = async (project = 'default') => (await source.current(project))?.config.send?.[0]
  return { state, source, now }
}
const never = () => new Promise<void>(() => {})
const away = () => Promise.reject(new Error('away'))
/** Older than what may be relied on. */
const later = () => vi.advanceTimersByTime(3000)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

it('is what was published, of each project, else the file; asked once for all of them, and again when that is old', async () => {
  const { state, now } = database()
  state.published.set('mine', 3)
  expect([await now('mine'), await now(), await now('mine'), state.asked]).toEqual(['v3', 'file', 'v3', 1])
  state.published.set('mine', 4)
  expect(await now('mine')).toBe('v3')
  later()
  expect([await now('mine'), state.asked]).toEqual(['v4', 2])
})

it('is at once what this collector published', async () => {
  const { state, source, now } = database()
  const before = source.stamp()
  expect(await now()).toBe('file')
  state.published.set('default', 1)
  source.renew()
  expect(await now()).toBe('v1')
  expect(source.stamp()).not.toBe(before)
})

it('stays what it was while the database is away, or does not answer', async () => {
  const { state, now } = database()
  state.published.set('default', 1)
  await now()
  state.answer = away
  later()
  expect(await now()).toBe('v1')
  state.answer = never
  later()
  expect(await now()).toBe('v1')
  later()
  expect(await now()).toBe('v1')
  // It is not asked again and again.
  expect(state.asked).toBe(3)
})

it('is not the file as long as nobody knows what was published: that may be what was paused', async () => {
  const { state, now } = database()
  state.answer = away
  await expect(now()).rejects.toThrow('away')
  state.answer = async () => {}
  expect(await now()).toBe('file')
})
