// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { MAX_SHOWINGS, type Showing } from '../survey/clocks'
import { mergeAhead } from './ahead'
import { enter } from './enter'
import { fresh, LEDGER, MAX_RECORDS, weigh } from './ledger'
import { openStore } from './store'
import { answerData, settled } from './testkit'
import type { Ahead, OutboxRecord, ResponseRecord, Store } from './types'
import { createWriter, DRAFT_MS, type WriterDeps } from './writer'

let serial = 0
let now = 0
let store: Store
beforeEach(() => {
  now = Date.UTC(2026, 0, 1)
  store = openStore({ level: 'persistent', project: `w${++serial}`, allowed: () => true })
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const writer = (more: Partial<WriterDeps> = {}) => createWriter({ store, now: () => now, ...more })
const showing = (id: string, t = now): Showing => ({ id, s: 'csat', t })
const yes = () => null
const answered = (q: number) => (data: ResponseRecord['data'] & object) => ({
  ...data,
  status: 'answered' as const,
  answers: { ...data.answers, q },
})
const stored = async (id: string) => (await store.get(`r:${id}`)) as ResponseRecord
/** Overwrites a record as the sender would. */
const tamper = (id: string, fn: (record: ResponseRecord) => unknown) =>
  store.change([`r:${id}`], ([value]) => ({ puts: { [`r:${id}`]: fn(value as ResponseRecord) }, result: 0 }))
const slot = () => {
  let value: unknown = null
  const ahead: Ahead & { value: () => unknown } = {
    read: () => (value === null ? null : JSON.parse(JSON.stringify(value))),
    write: (next) => {
      value = next
    },
    value: () => value,
  }
  return ahead
}

describe('claim', () => {
  it('adds the showing and revision 1 of its response, in one transaction', async () => {
    const spy = vi.spyOn(store, 'change')
    const claim = await writer().claim(showing('a'), answerData(), yes)
    expect(claim).toEqual({ log: [showing('a')], refused: null })
    expect(spy).toHaveBeenCalledTimes(1)
    expect(await store.get('clocks')).toEqual([showing('a')])
    expect(await stored('a')).toEqual({ ...fresh('a', now), type: 'response', done: false, data: answerData() })
  })

  it('hands the log to refuse, and a reason means nothing is written', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    const refuse = vi.fn(() => 'cooldown' as const)
    const claim = await writer().claim(showing('b'), answerData(), refuse)
    expect(claim).toEqual({ log: [showing('a')], refused: 'cooldown' })
    expect(refuse).toHaveBeenCalledWith([showing('a')])
    expect(await stored('b')).toBeUndefined()
    expect(await store.get('clocks')).toEqual([showing('a')])
  })

  it('of two tabs one wins', async () => {
    const once = (log: readonly Showing[]) => (log.length ? 'asked' : null)
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((id) => writer().claim(showing(id), answerData(), once)))
    expect(claims.filter(({ refused }) => refused === null)).toHaveLength(1)
    expect(await store.page('r:', 9)).toHaveLength(1)
  })

  it(`keeps the last ${MAX_SHOWINGS} showings`, async () => {
    await store.change(['clocks'], () => ({
      puts: { clocks: Array.from({ length: MAX_SHOWINGS }, (_, i) => showing(`x${i}`, i + 1)) },
      result: 0,
    }))
    const { log } = await writer().claim(showing('new'), answerData(), yes)
    expect(log).toHaveLength(MAX_SHOWINGS)
    expect(log[0]?.id).toBe('x1')
    expect(log.at(-1)?.id).toBe('new')
  })

  it('keeps “don’t ask me again” however many showings follow it', async () => {
    const lines = Array.from({ length: MAX_SHOWINGS }, (_, i) => showing(`x${i}`, i + 1))
    await store.change(['clocks'], () => ({ puts: { clocks: [{ ...lines[0], o: 'never' }, ...lines.slice(1)] }, result: 0 }))
    const { log } = await writer().claim(showing('new'), answerData(), yes)
    expect(log).toHaveLength(MAX_SHOWINGS)
    expect(log.slice(0, 2).map(({ id }) => id)).toEqual(['x0', 'x2'])
    expect(await store.get('clocks')).toEqual(log)
  })

  it.each([['x'], [{}], [[null, 3, { id: 1, t: 1 }, { id: 'a' }]]])('starts a new log where the stored one is %j', async (clocks) => {
    await store.change(['clocks'], () => ({ puts: { clocks }, result: 0 }))
    expect((await writer().claim(showing('a'), answerData(), yes)).log).toEqual([showing('a')])
  })

  it('never overwrites a response that is there', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    await w.save('a', answered(5))
    expect(await w.claim(showing('a'), answerData(), yes)).toMatchObject({ refused: 'full' })
    expect((await stored('a')).revision).toBe(2)
  })

  it('rejects, and writes nothing, once opted out', async () => {
    store = openStore({ level: 'none', project: 'x', allowed: () => false })
    await expect(writer().claim(showing('a'), answerData(), yes)).rejects.toMatchObject({ code: 'refused' })
    expect(await store.page('', 9)).toEqual([])
  })
})

describe('save', () => {
  const claimed = async (deps: Partial<WriterDeps> = {}) => {
    const w = writer(deps)
    await w.claim(showing('a'), answerData(), yes)
    return w
  }

  it('is one revision more with the whole snapshot, and says where it was committed', async () => {
    const w = await claimed()
    now += 5
    expect(await w.save('a', answered(4))).toEqual({ revision: 2, durability: 'disk', log: [showing('a', now - 5)] })
    expect(await stored('a')).toMatchObject({
      revision: 2,
      done: false,
      updatedAt: now,
      createdAt: now - 5,
      data: { answers: { q: 4 }, status: 'answered' },
    })
  })

  it('is done once it is done, and tells the clocks what became of it, in the same transaction', async () => {
    const w = await claimed()
    const spy = vi.spyOn(store, 'change')
    const { log } = await w.save('a', answered(1), { done: true, outcome: 'answered' })
    expect(spy).toHaveBeenCalledTimes(1)
    expect(log).toEqual([{ ...showing('a'), o: 'answered' }])
    expect(await store.get('clocks')).toEqual(log)
    await w.save('a', answered(2))
    expect(await stored('a')).toMatchObject({ done: true, revision: 3 })
  })

  it('many at once are all there, in order', async () => {
    const w = await claimed()
    const all = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => w.save('a', (data) => ({ ...data, answers: { ...data.answers, [`q${n}`]: n } }))),
    )
    expect(all.map(({ revision }) => revision)).toEqual([2, 3, 4, 5, 6])
    expect((await stored('a')).data?.answers).toEqual({ q1: 1, q2: 2, q3: 3, q4: 4, q5: 5 })
  })

  it('a stub goes on counting: never again at 1', async () => {
    const w = await claimed()
    await w.save('a', answered(1), { done: true })
    await tamper('a', (record) => ({ ...record, acked: { e: 2 }, data: null }))
    expect((await w.save('a', answered(2))).revision).toBe(3)
    expect(await stored('a')).toMatchObject({ revision: 3, acked: { e: 2 }, data: { answers: { q: 2 } } })
  })

  it('a record that was evicted meanwhile goes on counting too', async () => {
    const w = await claimed()
    await w.save('a', answered(1))
    await tamper('a', () => undefined)
    expect((await w.save('a', answered(2))).revision).toBe(3)
  })

  it('a corrupt one as well', async () => {
    const w = await claimed()
    await tamper('a', () => 'rust')
    expect((await w.save('a', answered(2))).revision).toBe(2)
  })

  it('never goes below what the store has', async () => {
    const w = await claimed()
    await tamper('a', (record) => ({ ...record, revision: 9 }))
    expect((await w.save('a', answered(2))).revision).toBe(10)
  })

  it('a new snapshot of a dead letter is tried again', async () => {
    const w = await claimed()
    await tamper('a', (record) => ({ ...record, dead: { e: { type: 't', title: 't', status: 422 } } }))
    await w.save('a', answered(1))
    expect(await stored('a')).not.toHaveProperty('dead')
  })

  it('rejects what nobody claimed', async () => {
    await expect(writer().save('nobody', answered(1))).rejects.toMatchObject({ code: 'missing' })
    expect(await store.page('', 9)).toEqual([])
  })

  it.each([
    ['too-large', { text: 'x'.repeat(40_000) }],
    ['not-json', { text: () => 1 }],
  ])('rejects %s, leaves the record as it was, and goes on', async (code, context) => {
    const w = await claimed()
    await expect(w.save('a', (data) => ({ ...data, context }))).rejects.toMatchObject({ code })
    expect((await stored('a')).revision).toBe(1)
    expect((await w.save('a', answered(1))).revision).toBe(2)
  })

  it('passes on what the change throws', async () => {
    const w = await claimed()
    await expect(
      w.save('a', () => {
        throw new Error('mine')
      }),
    ).rejects.toThrow('mine')
    expect(store.durability()).toBe('disk')
  })
})

describe('caps', () => {
  const kept = Object.fromEntries(Array.from({ length: MAX_RECORDS }, (_, i) => [`k${i}`, -100]))
  const ledger = (value: unknown) => store.change([LEDGER], () => ({ puts: { [LEDGER]: value }, result: 0 }))

  it('does not ask where an answer would have no room, and reads one small value to know', async () => {
    await ledger(kept)
    const read: (readonly string[])[] = []
    const change = store.change
    store = {
      ...store,
      change: (keys, fn) => {
        read.push(keys)
        return change(keys, fn)
      },
    }
    const loss = vi.fn()
    expect(await writer({ loss }).claim(showing('a'), answerData(), yes)).toMatchObject({ refused: 'full' })
    expect(read).toEqual([['clocks', LEDGER, 'r:a']])
    expect(loss).not.toHaveBeenCalled()
  })

  it('reports the showings that had to go, and the answer that found no room', async () => {
    const loss = vi.fn()
    const w = writer({ loss })
    await w.claim(showing('old'), answerData(), yes)
    const { k0: _, ...rest } = kept
    await ledger({ ...rest, old: 300 })
    await w.claim(showing('new'), answerData(), yes)
    expect(loss).toHaveBeenLastCalledWith('over-capacity', 1)
    expect(await stored('old')).toBeUndefined()
    await ledger(kept)
    await expect(w.save('new', answered(1))).rejects.toMatchObject({ code: 'full' })
    expect(loss).toHaveBeenCalledTimes(2)
  })
})

describe('typing', () => {
  const typing = async (more: Partial<WriterDeps> = {}) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const w = writer(more)
    await w.claim(showing('a'), answerData(), yes)
    return w
  }
  const typed =
    (text: string, id = 'text') =>
    (data: ResponseRecord['data'] & object) => ({ ...data, answers: { ...data.answers, [id]: text } })

  it('is stored after a pause, once', async () => {
    const w = await typing()
    for (const text of ['h', 'he', 'hey']) {
      w.draft('a', typed(text))
      await vi.advanceTimersByTimeAsync(DRAFT_MS - 1)
    }
    expect((await stored('a')).revision).toBe(1)
    await vi.advanceTimersByTimeAsync(1)
    await settled()
    expect(await stored('a')).toMatchObject({ revision: 2, data: { answers: { text: 'hey' } } })
  })

  it('in two fields keeps both', async () => {
    const w = await typing()
    w.draft('a', typed('one', 'x'))
    w.draft('a', typed('two', 'y'))
    await vi.advanceTimersByTimeAsync(DRAFT_MS)
    await settled()
    expect((await stored('a')).data?.answers).toEqual({ x: 'one', y: 'two' })
  })

  it('goes along with the next save', async () => {
    const w = await typing()
    w.draft('a', typed('hey'))
    await w.save('a', answered(3))
    expect(await stored('a')).toMatchObject({ revision: 2, data: { answers: { text: 'hey', q: 3 } } })
    expect(vi.getTimerCount()).toBe(0)
  })

  it('stops with the writer', async () => {
    const w = await typing()
    w.draft('a', typed('hey'))
    w.stop()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('is written ahead when the page is hidden, and brought home by the next page', async () => {
    const ahead = slot()
    const w = await typing({ ahead })
    w.draft('a', typed('hey'))
    w.hidden()
    expect(ahead.value()).toMatchObject({ id: 'a', revision: 2, data: { answers: { text: 'hey' } } })
    vi.useRealTimers()
    const next = writer({ ahead })
    expect(await next.load('a')).toMatchObject({ revision: 2, data: { answers: { text: 'hey' } } })
    expect(ahead.value()).toBeNull()
    expect((await next.save('a', answered(1))).revision).toBe(3)
  })

  it('is not written ahead when nothing is dirty, or nobody may be written for', async () => {
    const ahead = slot()
    const w = await typing({ ahead })
    w.hidden()
    await w.save('a', answered(1))
    w.hidden()
    expect(ahead.value()).toBeNull()
    const silent = await typing()
    silent.draft('a', typed('x'))
    expect(() => silent.hidden()).not.toThrow()
  })

  it('a save on its way is written ahead with it, and cleared after the commit', async () => {
    const ahead = slot()
    const w = await typing({ ahead })
    const saving = w.save('a', answered(1))
    w.draft('a', typed('hey'))
    w.hidden()
    expect(ahead.value()).toMatchObject({ revision: 3, data: { answers: { q: 1, text: 'hey' } } })
    await saving
    expect(ahead.value()).not.toBeNull()
    await vi.advanceTimersByTimeAsync(DRAFT_MS)
    await settled()
    expect(ahead.value()).toBeNull()
    expect(await stored('a')).toMatchObject({ revision: 3, data: { answers: { q: 1, text: 'hey' } } })
  })

  it('is bounded: more than a record may hold is not written ahead', async () => {
    const ahead = slot()
    const w = await typing({ ahead })
    w.draft('a', typed('x'.repeat(40_000)))
    w.hidden()
    expect(ahead.value()).toBeNull()
  })

  it('small storage that is denied disturbs nobody', async () => {
    const w = await typing({
      ahead: {
        read: () => null,
        write: () => {
          throw new DOMException('denied', 'SecurityError')
        },
      },
    })
    w.draft('a', typed('hey'))
    expect(() => w.hidden()).not.toThrow()
    await w.save('a', answered(1))
  })
})

describe('mergeAhead', () => {
  const entry = (more: Partial<ResponseRecord>): ResponseRecord => ({
    ...fresh('a', now),
    type: 'response',
    done: false,
    revision: 2,
    data: answerData({ text: 'ahead' }),
    ...more,
  })
  const merge = async (value: unknown) => {
    const ahead = slot()
    ahead.write(value as ResponseRecord)
    await mergeAhead(store, ahead)
    return ahead.value()
  }

  it('takes the snapshot of a higher revision, and nothing else of it', async () => {
    await writer().claim(showing('a'), answerData(), yes)
    await tamper('a', (record) => ({ ...record, acked: { e: 1 }, done: true }))
    expect(await merge(entry({ acked: { e: 9 } }))).toBeNull()
    expect(await stored('a')).toMatchObject({ revision: 2, done: true, acked: { e: 1 }, data: { answers: { text: 'ahead' } } })
  })

  it('twice is once', async () => {
    await writer().claim(showing('a'), answerData(), yes)
    await merge(entry({}))
    await merge(entry({}))
    expect((await stored('a')).revision).toBe(2)
  })

  it('leaves a record that went further', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    await w.save('a', answered(1))
    await merge(entry({}))
    expect(await stored('a')).toMatchObject({ revision: 2, data: { answers: { q: 1 } } })
  })

  it('brings back nothing that was erased', async () => {
    expect(await merge(entry({}))).toBeNull()
    expect(await store.page('', 9)).toEqual([])
  })

  it.each([['x'], [7], [{}], [[]], [entryOf('data', null)], [entryOf('revision', 'x')], [entryOf('data', {})]])(
    'clears %j and survives',
    async (value) => {
      await writer().claim(showing('a'), answerData(), yes)
      await merge(value)
      expect((await stored('a')).data).not.toBeNull()
      expect((await stored('a')).revision).toBe(1)
    },
  )
  function entryOf(key: string, value: unknown) {
    return { ...fresh('a', 1), type: 'response', revision: 2, data: answerData(), [key]: value }
  }

  it('leaves what a newer build wrote', async () => {
    expect(await merge({ ...entry({}), v: 2 })).not.toBeNull()
  })

  it('leaves what another tab wrote while it was busy', async () => {
    await writer().claim(showing('a'), answerData(), yes)
    const ahead = slot()
    ahead.write(entry({}))
    const merging = mergeAhead(store, ahead)
    ahead.write(entry({ id: 'b' }))
    await merging
    expect(ahead.value()).toMatchObject({ id: 'b' })
  })
})

describe('the rest', () => {
  it('load gives null where there is nothing to resume', async () => {
    const w = writer()
    expect(await w.load('none')).toBeNull()
    await tamper('bad', () => 'rust')
    expect(await w.load('bad')).toBeNull()
    await enter(store, weigh<OutboxRecord>({ ...fresh('c', now), type: 'counts', data: { project: 'p', counts: [] } }))
    expect(await w.load('c')).toBeNull()
  })

  it('what nobody answers is entered complete from the start', async () => {
    const record: OutboxRecord = { ...fresh('f', now), type: 'forget', data: { project: 'p', respondents: ['x'] } }
    expect(await enter(store, weigh(record))).toBe(0)
    expect(await store.get('r:f')).toEqual(record)
  })

  it('recent lists what this page committed, newest state', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    await w.save('a', answered(2))
    expect([...w.recent()].map(({ id, revision }) => [id, revision])).toEqual([['a', 2]])
  })

  it('writes with the claim what is to be known from then on, and nothing when it is refused', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), () => 'no', { respondent: { r: 'me' } })
    expect(await store.get('respondent')).toBeUndefined()
    await w.claim(showing('a'), answerData(), yes, { respondent: { r: 'me' } })
    expect(await store.get('respondent')).toEqual({ r: 'me' })
  })

  it('rewrites the memory of asking once, refused or not', async () => {
    const settle = (log: readonly Showing[]) =>
      log.some(({ t }) => t > now) ? log.map((line) => ({ ...line, t: Math.min(line.t, now) })) : log
    const w = createWriter({ store, now: () => now, settle })
    await w.claim({ ...showing('a'), t: now + 1000 }, answerData(), yes)
    const { log } = await w.claim(showing('b'), answerData(), () => 'no')
    expect(log.map(({ t }) => t)).toEqual([now])
    expect(await store.get('clocks')).toEqual(log)
  })

  it('lets go what is over and has arrived, nothing else', async () => {
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    await w.save('a', answered(2))
    expect([w.release('a', 2), w.release('none', 1)]).toEqual([false, false])
    await w.save('a', answered(3), { done: true })
    expect(w.release('a', 2)).toBe(false)
    expect([...w.recent()]).toHaveLength(1)
    expect(w.release('a', 3)).toBe(true)
    expect([...w.recent()]).toEqual([])
  })

  it('says where it was kept when that was not the disk', async () => {
    store = openStore({ level: 'none', project: 'x', allowed: () => true })
    const w = writer()
    await w.claim(showing('a'), answerData(), yes)
    expect(await w.save('a', answered(1))).toMatchObject({ durability: 'memory' })
  })
})
