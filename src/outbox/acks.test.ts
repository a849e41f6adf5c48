// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTaken, raise, settleAll } from './acks'
import { heed } from './heed'
import { fresh, LEDGER } from './ledger'
import { openStore } from './store'
import { answerData } from './testkit'
import type { OutboxRecord, ResponseRecord } from './types'

const record = (revision: number, more: Partial<ResponseRecord> = {}): ResponseRecord => ({
  ...fresh('a', 1),
  type: 'response',
  done: false,
  revision,
  data: answerData({ q: 1 }),
  ...more,
})
const problem = { type: 'about:blank', title: 'no', status: 422 }

describe('one record', () => {
  it('is taken when it was stored, now or before', () => {
    const all = ['stored', 'duplicate', 'stale', 'rejected', 'retry', undefined] as const
    expect(all.filter((status) => isTaken({ status }))).toEqual(['stored', 'duplicate'])
  })

  it('raises the acknowledgement to the revision that was named, not to the newest', () => {
    expect(raise(record(5), record(3), 'e')).toMatchObject({ revision: 5, acked: { e: 3 } })
    expect(raise(record(5, { acked: { e: 4, f: 1 } }), record(3), 'e').acked).toEqual({ e: 4, f: 1 })
  })

  it.each([
    ['ours is higher: ignored', 8, 5, 8],
    ['theirs is higher: ours becomes theirs + 1', 4, 5, 6],
    ['equal: ours was rolled back and answered again', 5, 5, 6],
    ['theirs is the one they acknowledged already: ignored', 4, 4, 4],
  ])('stale, %s', (_, revision, current, expected) => {
    const acked = expected === revision && revision === 4 ? { e: 4 } : {}
    const after = heed(record(revision, { acked }), record(3), 'e', { status: 'stale', current })
    expect(after.revision).toBe(expected)
    expect(after.acked).toEqual(acked)
  })

  const later = new Date(record(3).updatedAt + 1).toISOString()
  const earlier = new Date(record(3).updatedAt - 1).toISOString()
  it.each([
    ['theirs was given later: ours is an older state that came back', 3, 5, later, { revision: 5, acked: { e: 5 } }],
    ['at one instant: ours is sent once more', 3, 5, new Date(record(3).updatedAt).toISOString(), { revision: 6, acked: {} }],
    ['one number, and theirs is later', 5, 5, later, { revision: 5, acked: { e: 5 } }],
    ['ours was given later, after a roll-back', 3, 5, earlier, { revision: 6, acked: {} }],
    ['one number, and ours is later', 5, 5, earlier, { revision: 6, acked: {} }],
    ['ours has a higher number by now', 8, 5, later, { revision: 8, acked: {} }],
    ['no date', 3, 5, 'yesterday', { revision: 6, acked: {} }],
    ['no text', 3, 5, 9e15, { revision: 6, acked: {} }],
    ['an object', 3, 5, { toString: 'x' }, { revision: 6, acked: {} }],
  ])('stale, and when: %s', (_, revision, current, time, expected) => {
    expect(heed(record(revision), record(3), 'e', { status: 'stale', current, time })).toMatchObject(expected)
  })

  it('stale is never success: without a current revision, or with one that cannot be', () => {
    for (const current of [undefined, 0, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY, 2.5e300]) {
      expect(heed(record(3), record(3), 'e', { status: 'stale', current })).toEqual(record(3))
    }
    expect(heed(record(3, { data: null }), record(3), 'e', { status: 'stale', current: 9 }).revision).toBe(3)
  })
  it('nor with one that is no number at all: an object of a reply may not even be comparable', () => {
    for (const current of JSON.parse('[{ "toString": "x" }, { "valueOf": 1, "toString": 1 }, {}, [], "9", true, null]'))
      expect(heed(record(3), record(3), 'e', { status: 'stale', current })).toEqual(record(3))
  })

  it('a refusal holds for the revision that was refused', () => {
    expect(heed(record(3), record(3), 'e', { problem }).dead).toEqual({ e: problem })
    expect(heed(record(4), record(3), 'e', { problem }).dead).toBeUndefined()
  })

  it('commutes: acknowledgements in any order, twice, come to the same', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (revisions) => {
        const end = (order: readonly number[]) =>
          order.reduce<OutboxRecord>((before, revision) => raise(before, record(revision), 'e'), record(9)).acked
        expect(end([...revisions, ...revisions].reverse())).toEqual(end(revisions))
        expect(end(revisions)).toEqual({ e: Math.max(...revisions) })
      }),
    )
  })
})

describe('settleAll', () => {
  const open = async (...records: ResponseRecord[]) => {
    const store = openStore({ level: 'none', project: 'p', allowed: () => true })
    await store.change([], () => ({
      puts: { ...Object.fromEntries(records.map((each) => [`r:${each.id}`, each])), [LEDGER]: { a: -9, z: -7 } },
      result: 0,
    }))
    return store
  }

  it('never deletes a response that is still open, or its counter', async () => {
    const store = await open(record(2))
    await settleAll(store, [record(2)], 'e', ['e'], [{ status: 'stored' }])
    expect(await store.get('r:a')).toEqual(record(2, { acked: { e: 2 } }))
  })

  it('a complete response shrinks to a stub once every endpoint has it', async () => {
    const store = await open(record(2, { done: true }))
    await settleAll(store, [record(2)], 'e', ['e', 'f'], [{ status: 'stored' }])
    expect(await store.get('r:a')).toMatchObject({ data: expect.anything() })
    await settleAll(store, [record(2)], 'f', ['e', 'f'], [{ status: 'duplicate' }])
    expect(await store.get('r:a')).toMatchObject({ data: null, revision: 2, done: true, acked: { e: 2, f: 2 } })
    expect(await store.get(LEDGER)).toEqual({ a: 0, z: -7 })
  })

  it('not when an answer came while it was on its way', async () => {
    const store = await open(record(3, { done: true }))
    await settleAll(store, [record(2)], 'e', ['e'], [{ status: 'stored' }])
    expect(await store.get('r:a')).toMatchObject({ data: expect.anything(), acked: { e: 2 } })
  })

  it('brings back nothing that was erased meanwhile, and touches no newer format', async () => {
    const store = await open()
    await settleAll(store, [record(2)], 'e', ['e'], [{ status: 'stored' }])
    expect(await store.get('r:a')).toBeUndefined()
    await store.change([], () => ({ puts: { 'r:a': { v: 2 } }, result: 0 }))
    await settleAll(store, [record(2)], 'e', ['e'], [{ status: 'stored' }])
    expect(await store.get('r:a')).toEqual({ v: 2 })
  })
})
