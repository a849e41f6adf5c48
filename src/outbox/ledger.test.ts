// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fresh, LEDGER, MAX_RECORD_BYTES, MAX_RECORDS, MAX_TOTAL_BYTES, stow, totalBytes, weigh } from './ledger'
import { answerData } from './testkit'
import type { OutboxRecord } from './types'

const record = (id: string, answers = {}, context: Record<string, unknown> = {}): OutboxRecord => ({
  ...fresh(id, 1),
  type: 'response',
  data: answerData(answers, { context }),
})
const ids = (count: number, weight: number, prefix = 'k') =>
  Object.fromEntries(Array.from({ length: count }, (_, i) => [`${prefix}${String(i).padStart(3, '0')}`, weight]))

describe('weigh', () => {
  it('signs what must be kept, and gives stubs no weight', () => {
    expect(weigh(record('a', { q: 1 }))[1]).toBeLessThan(0)
    expect(weigh(record('a'))[1]).toBeGreaterThan(0)
    expect(weigh({ ...fresh('a', 1), type: 'response', data: null })[1]).toBe(0)
    expect(weigh({ ...fresh('a', 1), type: 'counts', data: { project: 'p', counts: [] } })[1]).toBeGreaterThan(0)
    expect(weigh({ ...fresh('a', 1), type: 'forget', data: { project: 'p', respondents: ['x'] } })[1]).toBeLessThan(0)
    expect(weigh({ ...record('a', { q: 1 }), dead: { e: { type: 't', title: 't', status: 422 } } })[1]).toBeGreaterThan(0)
  })

  it('counts bytes, not characters', () => {
    expect(weigh(record('a', {}, { x: 'é' }))[1]).toBe(weigh(record('a', {}, { x: 'ee' }))[1])
  })

  it('refuses more than 32 KiB', () => {
    const room = MAX_RECORD_BYTES - weigh(record('a', {}, { x: '' }))[1]
    expect(weigh(record('a', {}, { x: 'y'.repeat(room) }))[1]).toBe(MAX_RECORD_BYTES)
    expect(() => weigh(record('a', {}, { x: 'y'.repeat(room + 1) }))).toThrow(expect.objectContaining({ code: 'too-large' }))
  })

  it.each([
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['NaN', Number.NaN],
    ['infinity', Number.POSITIVE_INFINITY],
    ['a Map', new Map()],
    ['a Set', new Set()],
  ])('refuses %s, at any depth', (_, value) => {
    expect(() => weigh(record('a', {}, { deep: [{ value }] }))).toThrow(expect.objectContaining({ code: 'not-json' }))
  })

  it('copies: what the page does with its objects later does not matter, and a proxy is no DataCloneError', () => {
    const context = new Proxy<Record<string, unknown>>({ x: 1 }, {})
    const [copy] = weigh(record('a', {}, context))
    context.x = 2
    expect(copy.type === 'response' && copy.data?.context).toEqual({ x: 1 })
    expect(() => structuredClone(copy)).not.toThrow()
  })
})

describe('stow', () => {
  const fresh1 = weigh(record('new', { q: 1 }))

  it('writes the record and its weight together', () => {
    expect(stow({ a: -5 }, fresh1)).toEqual({ puts: { 'r:new': fresh1[0], [LEDGER]: { a: -5, new: fresh1[1] } }, lost: 0 })
  })

  it('lets stubs go first, oldest first, as many as it takes', () => {
    const fit = stow({ ...ids(MAX_RECORDS - 2, -10), s1: 0, s2: 0 }, fresh1)
    expect(fit?.lost).toBe(0)
    expect(Object.keys(fit?.puts ?? {}).sort()).toEqual([LEDGER, 'r:new', 'r:s1'])
    expect(fit?.puts['r:s1']).toBeUndefined()
  })

  it('then showings nobody answered, and counts them as lost', () => {
    const fit = stow({ ...ids(MAX_RECORDS - 1, -10), z: 400 }, fresh1)
    expect(fit?.lost).toBe(1)
    expect(fit?.puts).toHaveProperty('r:z', undefined)
  })

  it('never an answer for a newer one', () => {
    expect(stow(ids(MAX_RECORDS, -10), fresh1)).toBeNull()
    expect(stow(ids(40, -MAX_RECORD_BYTES), fresh1)).toBeNull()
  })

  it('a record that is there already takes no new place', () => {
    expect(stow({ ...ids(MAX_RECORDS - 1, -10), new: -10 }, fresh1)?.lost).toBe(0)
  })

  it('does not drop stubs to save bytes, which they have none of', () => {
    const fit = stow({ ...ids(31, -MAX_RECORD_BYTES), s: 0, z: MAX_RECORD_BYTES }, fresh1)
    expect(fit?.puts).not.toHaveProperty('r:s')
    expect(fit?.puts).toHaveProperty('r:z', undefined)
  })

  it.each([{ toString: 0 }, null, 'a', Number.NaN, [], new Date(0)])(
    'does not count, and does not give up, a record whose weight is %o',
    (weight) => {
      expect(stow({ a: weight, b: -5 }, fresh1)?.puts[LEDGER]).toEqual({ b: -5, new: fresh1[1] })
      expect(stow({ ...ids(MAX_RECORDS - 2, -10), a: weight }, fresh1)?.puts).not.toHaveProperty('r:a')
    },
  )

  it('does not believe an entry that claims more than a record can weigh: nobody would be asked any more', () => {
    for (const claimed of [-MAX_TOTAL_BYTES, Number.MIN_SAFE_INTEGER, 1e300])
      expect(stow({ phantom: claimed }, weigh(record('a', { q: 1 })))?.lost).toBe(0)
  })
  it('survives a ledger of anything', () => {
    fc.assert(fc.property(fc.anything(), (value) => void stow(value, fresh1)))
  })

  it('holds the caps, keeps every answer, and has room exactly while kept ones leave some', () => {
    const weights = fc.oneof(fc.constant(0), fc.integer({ min: 1, max: MAX_RECORD_BYTES }), fc.integer({ min: -MAX_RECORD_BYTES, max: -1 }))
    fc.assert(
      fc.property(fc.array(weights, { maxLength: MAX_RECORDS }), (list) => {
        const before = Object.fromEntries(list.map((weight, i) => [`k${i}`, weight]))
        fc.pre(totalBytes(before) <= MAX_TOTAL_BYTES)
        const kept = list.filter((weight) => weight < 0)
        const fits = kept.length < MAX_RECORDS && totalBytes(Object.fromEntries(kept.entries())) - fresh1[1] <= MAX_TOTAL_BYTES
        const fit = stow(before, fresh1)
        expect(fit !== null).toBe(fits)
        if (!fit) return
        const after = fit.puts[LEDGER] as Record<string, number>
        expect(Object.keys(after).length).toBeLessThanOrEqual(MAX_RECORDS)
        expect(totalBytes(after)).toBeLessThanOrEqual(MAX_TOTAL_BYTES)
        for (const [id, weight] of Object.entries(before)) if (weight < 0) expect(after[id]).toBe(weight)
        // Whoever left the ledger left the store, and nobody else did.
        const gone = Object.keys(before).filter((id) => !(id in after))
        expect(
          Object.entries(fit.puts)
            .filter(([, value]) => value === undefined)
            .map(([key]) => key)
            .sort(),
        ).toEqual(gone.map((id) => `r:${id}`).sort())
      }),
    )
  })
})
