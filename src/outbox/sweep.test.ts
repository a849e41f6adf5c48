// @vitest-environment node
import fc from 'fast-check'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { fresh, LEDGER } from './ledger'
import { openStore } from './store'
import { sweep } from './sweep'
import { answerData } from './testkit'
import type { OutboxLoss, OutboxRecord, Store } from './types'

const DAY = 24 * 60 * 60_000
const start = Date.UTC(2026, 0, 1)
let store: Store
const loss = vi.fn<(code: OutboxLoss, count: number) => void>()
beforeEach(() => {
  store = openStore({ level: 'none', project: 'p', allowed: () => true })
  loss.mockReset()
})
const put = (key: string, value: unknown) =>
  store.change([LEDGER], ([ledger]) => ({ puts: { [`r:${key}`]: value, [LEDGER]: { ...(ledger as object), [key]: -1 } }, result: 0 }))
const record = (id: string, at: number, more: Partial<OutboxRecord> = {}) => ({
  ...fresh(id, at),
  type: 'response',
  data: answerData({ q: 1 }),
  ...more,
})
const ids = async () => (await store.page('r:', 999)).map(([key]) => key.slice(2))
const run = (now: number) => sweep(store, now, loss)

describe('age', () => {
  /** Sweeps day by day, so that nothing looks like a jump. */
  const live = async (from: number, to: number) => {
    for (let now = from; now <= to; now += DAY) await run(now)
  }

  it('says nothing of what has arrived, though more answers might have come', async () => {
    await run(start)
    await put('there', record('there', start, { done: false, revision: 3, acked: { main: 3 } }))
    await put('behind', record('behind', start, { done: false, revision: 3, acked: { main: 2 } }))
    await live(start, start + 31 * DAY)
    expect(await ids()).toEqual([])
    expect(loss.mock.calls).toEqual([['too-old', 1]])
  })

  it('removes what nobody took for 30 days, and says so', async () => {
    await run(start)
    await put('old', record('old', start))
    await put('young', record('young', start + 2 * DAY))
    await live(start, start + 30 * DAY)
    expect(await ids()).toEqual(['old', 'young'])
    expect(loss).not.toHaveBeenCalled()
    await run(start + 31 * DAY)
    expect(await ids()).toEqual(['young'])
    expect(loss.mock.calls).toEqual([['too-old', 1]])
    expect(await store.get(LEDGER)).toEqual({ young: -1 })
  })

  it('a stub goes without a word: it had arrived', async () => {
    await run(start)
    await put('stub', record('stub', start, { data: null }))
    await live(start, start + 31 * DAY)
    expect(await ids()).toEqual([])
    expect(loss).not.toHaveBeenCalled()
  })

  it('one jump of the clock removes nothing that was not 30 days old, whenever it comes and however far', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 29 }),
        fc.oneof(fc.integer({ min: 8, max: 4_000 }), fc.integer({ min: -4_000, max: -1 })),
        fc.integer({ min: 0, max: 29 }),
        async (jumpDay, jumpDays, createdDay) => {
          store = openStore({ level: 'none', project: 'p', allowed: () => true })
          await run(start)
          // What really passes, and what the clock says.
          for (let day = 0; day < createdDay + 30; day++) {
            const clock = start + (day + (day >= jumpDay ? jumpDays : 0)) * DAY
            if (day === createdDay) await put('a', record('a', clock))
            await run(clock)
            if (day >= createdDay) expect(await ids()).toEqual(['a'])
          }
        },
      ),
      { numRuns: 40 },
    )
  })

  it('an absence after the jump does not undo what was forgiven', async () => {
    await run(start)
    await put('a', record('a', start))
    await run(start + DAY)
    await run(start + 101 * DAY)
    await run(start + 110 * DAY)
    expect(await ids()).toEqual(['a'])
  })

  it('a clock that was years behind when the record was made, and right before the first sweep, costs nothing', async () => {
    await put('a', record('a', Date.UTC(1970, 0, 2)))
    await run(start)
    expect(await ids()).toEqual(['a'])
    await live(start + DAY, start + 30 * DAY)
    expect(await ids()).toEqual(['a'])
    await run(start + 31 * DAY)
    expect(await ids()).toEqual([])
  })

  it('forgives one jump only: nothing stays for ever on a device that is rarely used', async () => {
    await run(start)
    await put('a', record('a', start))
    let visits = 0
    for (let now = start; (await ids()).length; now += 10 * DAY) {
      await run(now)
      visits++
    }
    expect(visits).toBeLessThan(8)
  })
})

describe('corrupt records', () => {
  it('are set aside as they are, said, and block nobody', async () => {
    await run(start)
    await put('bad', { v: 1, rust: true })
    await put('good', record('good', start))
    await run(start)
    expect(await ids()).toEqual(['good'])
    expect(await store.get('x:r:bad')).toEqual({ v: 1, rust: true })
    expect(loss.mock.calls).toEqual([['corrupt', 1]])
    expect(await store.get(LEDGER)).toEqual({ good: -1 })
  })

  it('of a newer build are left alone, however old', async () => {
    const newer = { v: 2, anything: 'else' }
    await put('newer', newer)
    await run(start)
    await run(start + 365 * DAY)
    await run(start + 800 * DAY)
    expect(await store.get('r:newer')).toEqual(newer)
    expect(loss).not.toHaveBeenCalled()
  })

  it('many are found on every page', async () => {
    for (let i = 0; i < 60; i++) await put(`k${i}`, i % 2 ? record(`k${i}`, start) : 'rust')
    await run(start)
    expect(await ids()).toHaveLength(30)
    expect(loss.mock.calls.reduce((sum, [, count]) => sum + count, 0)).toBe(30)
  })
})

it('writes only its own mark where nothing has to change', async () => {
  await run(start)
  await put('a', record('a', start))
  const before = await store.page('', 9)
  await run(start + DAY)
  expect(await store.page('', 9)).toEqual(before.map(([key, value]) => [key, key === 'swept' ? start + DAY : value]))
})

describe('what a device must not keep for long', () => {
  const contact = {
    ...answerData({ q: 1, 'reach.email': 'jean@example.com', call: 'x', 'call.phone': '0612345678', mail: 'a@example.com', why: 'text' }),
    status: 'completed' as const,
  }
  const types = { q: 'csat', reach: 'contact', call: 'action', mail: 'text.email', why: 'text' }
  const data = { ...contact, instrument: { ...contact.instrument, types } }
  const visit = async (from: number, to: number, endpoints: readonly string[] = ['main']) => {
    for (let now = from; now <= to; now += DAY) await sweep(store, now, loss, endpoints)
  }
  const answers = async (id: string) => ((await store.get(`r:${id}`)) as OutboxRecord & { data: typeof data }).data?.answers

  it('how to reach somebody waits 7 days, the rest of the answer 30, and it is told once', async () => {
    await visit(start, start)
    await put('one', record('one', start, { data }))
    await visit(start, start + 7 * DAY)
    expect(await answers('one')).toEqual(data.answers)
    await visit(start + 8 * DAY, start + 12 * DAY)
    expect(await answers('one')).toEqual({ q: 1, call: 'x', why: 'text' })
    expect(loss.mock.calls).toEqual([['contact-too-old', 1]])
    // The same revision: an endpoint that had it all along says so, and loses nothing.
    expect(await store.get('r:one')).toMatchObject({ revision: 1 })
  })
  it('a card left open is over after a day: what the endpoint has is no longer here', async () => {
    await visit(start, start)
    await put('open', record('open', start, { data, done: false, acked: { main: 1 } }))
    await put('behind', record('behind', start, { data, done: false, acked: {} }))
    await visit(start, start + DAY)
    expect(await answers('open')).toEqual(data.answers)
    await visit(start + 2 * DAY, start + 2 * DAY)
    expect(await store.get('r:open')).toMatchObject({ done: true, data: null, revision: 1 })
    expect(await answers('behind')).toEqual(data.answers)
    expect(loss).not.toHaveBeenCalled()
  })
  it('where there is no endpoint yet, nothing has it', async () => {
    await visit(start, start, [])
    await put('open', record('open', start, { data, done: false }))
    await visit(start + DAY, start + 3 * DAY, [])
    expect(await answers('open')).toEqual(data.answers)
  })
  it('the memory of asking and this device’s id go after 13 months', async () => {
    const young = { id: 'b', s: 's', t: start - 390 * DAY }
    const clocks = [{ id: 'a', s: 's', t: start - 394 * DAY }, young]
    const write = (rt: number) => store.change([], () => ({ puts: { clocks, respondent: { r: 'x', rt } }, result: 0 }))
    await visit(start - DAY, start - DAY)
    await write(start - 390 * DAY)
    await visit(start, start)
    expect(await store.get('clocks')).toEqual([young])
    expect(await store.get('respondent')).toMatchObject({ r: 'x' })
    await write(start - 400 * DAY)
    await visit(start, start)
    expect(await store.get('respondent')).toBeUndefined()
  })
  it('a damaged record, set aside, goes with its age', async () => {
    const id = (at: number) =>
      `${at
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-')}-7000-8000-000000000000`
    const [old, young] = [id(start - 31 * DAY), id(start - 29 * DAY)]
    await visit(start - DAY, start - DAY)
    await store.change([], () => ({ puts: { [`x:r:${old}`]: 1, [`x:r:${young}`]: 1, 'x:r:whatever': 1 }, result: 0 }))
    await visit(start, start)
    expect((await store.page('x:', 9)).map(([key]) => key)).toEqual([`x:r:${young}`])
  })
})
