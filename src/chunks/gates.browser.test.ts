import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMemory, type Memory } from '../core/memory'
import type { GateResult } from '../gates/types'
import type { Config, Survey } from '../survey/config'
import type { Due } from '../survey/due'
import type { ConsentLevel, MomentRef } from '../survey/wire'
import { start } from './gates'
import type { Asked, Shared } from './shared'

const NOW = Date.parse('2026-11-21T12:00:00Z')
const DAY = 864e5
const MINUTE = 60_000
const KEY = 'peakend:gates-test'

beforeEach(() => vi.useFakeTimers({ now: NOW, toFake: ['Date'] }))
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  Reflect.deleteProperty(document, 'hidden')
  localStorage.removeItem(KEY)
  localStorage.removeItem(`${KEY}!no`)
})
const make = (id: string, change: Partial<Survey> = {}): Survey => ({
  id,
  touchpoint: 't',
  trigger: { on: 'event', name: 'x' },
  questions: [{ id: 'q', type: 'nps', text: 'Q' }],
  ...change,
})
const due = (s: string, change: Partial<Due> = {}): Due => ({ s, i: 0, m: { type: 'event', name: 'x' }, t: NOW, ...change })
const isHidden = (value: boolean) => Object.defineProperty(document, 'hidden', { value, configurable: true })
/** What follows from a promise. */
const settled = () => new Promise((resolve) => setTimeout(resolve, 5))

const room = (
  surveys: readonly Survey[],
  first: Memory = {},
  change: { level?: ConsentLevel; memory?: Shared['memory']; config?: Config } = {},
) => {
  let text = JSON.stringify(first)
  const get = (): Memory => JSON.parse(text)
  const memory = change.memory ?? { get, set: (change: Partial<Memory>) => void (text = JSON.stringify({ ...get(), ...change })) }
  const suppressed: [string, (string | undefined)[]][] = []
  const shown: Asked[] = []
  /** Ends the showing. */
  let over = () => {}
  const shared = {
    memory,
    surveys: new Map(surveys.map((survey) => [survey.id, survey])),
    reserved: surveys.filter(({ reserve }) => reserve),
    config: change.config ?? { version: 1, surveys },
    level: () => change.level ?? 'persistent',
    traits: {},
    open: '',
    look: vi.fn(),
    report: vi.fn(),
    stops: [],
    // What looks after the page while something waits has tests of its own.
    load: async () => ({ watchQuiet: () => ({ until() {}, stop() {} }), watchBudget: () => ({ look: () => false, stop() {} }) }),
    fail: vi.fn(),
    emit: (type: string, detail: { survey: string; gates: readonly GateResult[] }) => {
      if (type === 'suppressed') suppressed.push([detail.survey, detail.gates.map(({ code }) => code)])
      return true
    },
    chunk: async () => ({
      present: async (asked: Asked, ended: () => void) => {
        shown.push(asked)
        over = ended
        return 'response'
      },
    }),
  }
  const gates = start(shared as unknown as Shared)
  return { gates, memory, shared, suppressed, shown: () => shown.map(({ survey }) => survey.id), asked: shown, end: () => over() }
}
const competing = async (surveys: readonly Survey[], list: readonly Due[], more: Memory = {}) => {
  const one = room(surveys, { due: list, ...more })
  one.gates.compete()
  await settled()
  return one
}

describe('the device id', () => {
  test('is random, and the same each time', () => {
    const { gates } = room([])
    const id = gates.device()
    expect(id.length).toBeGreaterThan(20)
    expect(gates.device()).toBe(id)
    expect(room([]).gates.device()).not.toBe(id)
  })
  test('is what is stored', () => expect(room([], { r: 'me', rt: NOW - 300 * DAY }).gates.device()).toBe('me'))
  test('lives 13 months and no longer', () => {
    const { gates } = room([])
    const id = gates.device()
    vi.setSystemTime(NOW + 390 * DAY)
    expect(gates.device()).toBe(id)
    vi.setSystemTime(NOW + 396 * DAY)
    const next = gates.device()
    expect(next).not.toBe(id)
    vi.setSystemTime(NOW + 700 * DAY)
    expect(gates.device()).toBe(next)
  })
  test('is not renewed by use', () => {
    const { gates, memory } = room([])
    gates.device()
    vi.setSystemTime(NOW + 200 * DAY)
    gates.device()
    expect(memory.get().rt).toBe(NOW)
  })
  test('made in the future, by a clock that was wrong, is kept', () => {
    expect(room([], { r: 'me', rt: NOW + 10 * DAY }).gates.device()).toBe('me')
  })
  test('leaves the memory of asking as it is', () => {
    const log = [{ id: '1', s: 's', c: 'r' as const, t: 5 }]
    const { gates, memory } = room([], { log, r: 'old', rt: 0 })
    expect(gates.device()).not.toBe('old')
    expect(memory.get().log).toEqual(log)
  })
  test('is there for this page where nothing may be written: after a refusal', () => {
    localStorage.setItem(`${KEY}!no`, `${NOW}`)
    const memory = createMemory(KEY)
    memory.move('persistent')
    const { gates } = room([], {}, { memory })
    expect(gates.device()).toBeTypeOf('string')
    expect([localStorage.getItem(KEY), localStorage.getItem(`${KEY}!no`)]).toEqual([null, `${NOW}`])
  })
  test('is there for this page where nothing can be written: storage is full', () => {
    localStorage.setItem(KEY, JSON.stringify({ n: 1 }))
    const memory = createMemory(KEY)
    memory.move('persistent')
    vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    expect(room([], {}, { memory }).gates.device()).toBeTypeOf('string')
  })
})

describe('the memory of asking, when the clock was set back', () => {
  const ahead = { id: '1', s: 'a', c: 'r' as const, t: NOW + 365 * DAY, o: 'answered' as const, v: 1, w: 1 }
  test('is dated now once, so that it holds for its days and not for the year', () => {
    const { gates, memory } = room([make('a')], { log: [ahead], n: 9 })
    const every = () => gates.judge(make('a')).gates.find(({ gate }) => gate === 'frequency')
    expect(every()).toMatchObject({ pass: false, until: NOW + 90 * DAY })
    expect(memory.get().log).toEqual([{ ...ahead, t: NOW }])
    vi.setSystemTime(NOW + 89 * DAY)
    expect(every()).toMatchObject({ pass: false, until: NOW + 90 * DAY })
    vi.setSystemTime(NOW + 90 * DAY)
    expect(every()?.pass).toBe(true)
  })
  test('and is not written when nothing is wrong with it', () => {
    const { gates, memory } = room([make('a')], { log: [{ ...ahead, t: NOW - DAY }], n: 9, r: 'me', rt: NOW })
    const set = vi.spyOn(memory, 'set')
    gates.judge(make('a'))
    expect(set).not.toHaveBeenCalled()
  })
})

describe('who shows', () => {
  test('the only one, with its moment, trigger and key', async () => {
    const survey = make('a', { trigger: [{ on: 'manual' }, { on: 'event', name: 'x', oncePer: 'id' }] })
    const moment = { type: 'event', name: 'x', props: { id: 'A-1' }, at: NOW } as const
    const { asked } = await competing([survey], [due('a', { i: 1, m: moment })])
    expect(asked).toHaveLength(1)
    expect(asked[0]).toMatchObject({ survey, trigger: { on: 'event', oncePer: 'id' }, moment })
  })
  describe('its key', () => {
    const keyOf = async (trigger: object, props?: MomentRef['props']) => {
      const survey = make('a', { trigger: { on: 'event', name: 'x', ...trigger } })
      const { asked } = await competing([survey], [due('a', { m: { type: 'event', name: 'x', ...(props && { props }) } })])
      expect(asked).toHaveLength(1)
      return asked[0]?.key
    }
    test('is one for each value of its property: the same one for the same value, not the value itself', async () => {
      const key = await keyOf({ oncePer: 'id' }, { id: 'A-1001' })
      expect(key).toBeTypeOf('string')
      expect(key).not.toContain('1001')
      expect(await keyOf({ oncePer: 'id' }, { id: 'A-1001', total: 4 })).toBe(key)
      expect(await keyOf({ oncePer: 'id' }, { id: 'A-1002' })).not.toBe(key)
    })
    test.each([{}, { id: undefined }, { id: null }, undefined])('is none where the property is missing: %j', async (props) => {
      expect(await keyOf({ oncePer: 'id' }, props as MomentRef['props'])).toBeUndefined()
    })
    test.each(['constructor', 'toString'])('is none for %s, which is a property of every object', async (oncePer) => {
      expect(await keyOf({ oncePer }, { id: 'A-1' })).toBeUndefined()
    })
    test('is none without oncePer, whatever the properties are called', async () => {
      expect(await keyOf({}, { '': 'x', undefined: 'y' })).toBeUndefined()
    })
    test('keeps the same thing from being asked about twice', async () => {
      const survey = make('a', { trigger: { on: 'event', name: 'x', oncePer: 'id' } })
      const key = await keyOf({ oncePer: 'id' }, { id: 'A-1' })
      const log = [{ id: '1', s: 'a', c: 'i', t: NOW - 30 * DAY, w: 1, v: 1, k: key }] as Memory['log'] & object
      const again = (id: string) => competing([survey], [due('a', { m: { type: 'event', name: 'x', props: { id } } })], { log, n: 2 })
      expect((await again('A-1')).suppressed).toEqual([['a', ['once-per']]])
      expect((await again('A-2')).shown()).toEqual(['a'])
    })
  })
  test('of several the highest priority; the others wait for their turn', async () => {
    const surveys = [make('low', { priority: -1 }), make('high', { priority: 5 }), make('plain')]
    const one = await competing(surveys, [due('low'), due('plain'), due('high')])
    expect(one.shown()).toEqual(['high'])
    expect(one.suppressed).toEqual([])
    expect(one.memory.get().due).toEqual([due('plain', { c: 1 }), due('low', { c: 1 })])
  })
  test('the queue is short: of more than three that wait the lowest go, and are told by whom they were outranked', async () => {
    const surveys = [1, 2, 3, 4, 5].map((priority) => make(`p${priority}`, { priority }))
    const one = await competing(
      surveys,
      surveys.map(({ id }) => due(id)),
    )
    expect(one.shown()).toEqual(['p5'])
    expect(one.memory.get().due).toEqual(['p4', 'p3', 'p2'].map((id) => due(id, { c: 1 })))
    expect(one.suppressed).toEqual([['p1', ['outranked']]])
  })
  test('in its turn every gate is asked anew', async () => {
    const one = await competing([make('high', { priority: 5 }), make('low')], [due('low'), due('high')])
    expect(one.shown()).toEqual(['high'])
    one.memory.set({ log: [{ id: '1', s: 'high', c: 'r', t: NOW, w: 1, v: 1 }], n: 1 })
    one.end()
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual(['high'])
    expect(one.suppressed).toEqual([['low', ['per-visit']]])
  })
  test('of equals the first', async () => {
    expect((await competing([make('a'), make('b')], [due('b'), due('a')])).shown()).toEqual(['b'])
  })
  test('the highest that every gate lets through', async () => {
    const one = await competing([make('high', { priority: 5, enabled: false }), make('low')], [due('high'), due('low')])
    expect(one.shown()).toEqual(['low'])
    expect(one.suppressed).toEqual([['high', ['disabled']]])
  })
  test('nobody, with all reasons', async () => {
    const one = await competing([make('a', { enabled: false, sample: 0 })], [due('a')])
    expect(one.shown()).toEqual([])
    expect(one.suppressed).toEqual([['a', ['disabled', 'not-sampled']]])
  })
  test('what is not ripe stays and says nothing', async () => {
    const later = due('a', { t: NOW + 1 })
    const one = await competing([make('a', { trigger: { on: 'event', name: 'x', delaySeconds: 1 } }), make('b')], [later, due('b')])
    expect(one.shown()).toEqual(['b'])
    expect(one.memory.get().due).toEqual([later])
    expect(one.suppressed).toEqual([])
  })
  test('what left the configuration meanwhile goes without a word', async () => {
    const one = await competing([make('b')], [due('gone'), due('b', { i: 7 })])
    expect(one.shown()).toEqual([])
    expect(one.suppressed).toEqual([])
    expect(one.memory.get().due).toEqual([])
  })
  test('nothing waits: nothing is written', () => {
    const { gates, memory } = room([make('a')])
    const set = vi.spyOn(memory, 'set')
    gates.compete()
    expect(set).not.toHaveBeenCalled()
  })
  test('the same moment asks once, though it is ripe twice', async () => {
    const one = await competing([make('a')], [due('a'), due('a')])
    expect(one.shown()).toEqual(['a'])
  })
})

describe('the event filter', () => {
  const where = { prop: 'total', gte: 50 } as const
  const survey = make('a', { trigger: { on: 'event', name: 'x', where } })
  const total = (total: unknown) => due('a', { m: { type: 'event', name: 'x', props: { total } } })
  test('holds over the properties of its own event', async () => {
    expect((await competing([survey], [total(50)])).shown()).toEqual(['a'])
  })
  test.each([49, '50', undefined, null])('does not hold for %j: it was not meant, so nothing is said', async (value) => {
    const one = await competing([survey], [total(value)])
    expect(one.shown()).toEqual([])
    expect(one.suppressed).toEqual([])
    expect(one.memory.get().due).toEqual([])
  })
})

describe('one at a time', () => {
  test('while one is open: busy', async () => {
    const one = room([make('a'), make('b')], { due: [due('a')] })
    one.gates.compete()
    one.memory.set({ due: [due('b')] })
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual(['a'])
    expect(one.suppressed).toEqual([])
    expect(one.memory.get().due).toEqual([due('b', { c: 1 })])
    expect(one.gates.page(make('b'))[0]).toMatchObject({ gate: 'open', pass: false, code: 'busy', values: { open: 'a' } })
  })
  test('when it is over the next may, and what waits is looked at', async () => {
    const one = room([make('a'), make('b')], { due: [due('a')] })
    one.gates.compete()
    await settled()
    one.end()
    expect(one.shared.look).toHaveBeenCalled()
    one.memory.set({ due: [due('b')] })
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual(['a', 'b'])
  })
  test('a chunk that does not come frees the place, and is told', async () => {
    const one = room([make('a'), make('b')], { due: [due('a')] })
    const missing = new Error('chunk')
    one.shared.chunk = () => Promise.reject(missing)
    one.gates.compete()
    await settled()
    expect(one.shared.open).toBe('')
    expect(one.shared.fail).toHaveBeenCalledWith(expect.any(String), missing)
    expect(one.gates.page(make('a'))[0].pass).toBe(true)
  })
})

describe('a quiet moment', () => {
  test('is waited for; then it shows', async () => {
    isHidden(true)
    const one = await competing([make('a')], [due('a')])
    expect(one.shown()).toEqual([])
    expect(one.suppressed).toEqual([])
    expect(one.memory.get().due).toEqual([due('a', { c: 1 })])
    vi.setSystemTime(NOW + 5 * MINUTE)
    isHidden(false)
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual(['a'])
    expect(one.memory.get().due).toEqual([])
  })
  test('for 10 minutes, then it gives up and says why', async () => {
    isHidden(true)
    const one = await competing([make('a')], [due('a')])
    vi.setSystemTime(NOW + 10 * MINUTE)
    one.gates.compete()
    expect(one.memory.get().due).toHaveLength(1)
    vi.setSystemTime(NOW + 10 * MINUTE + 1)
    one.gates.compete()
    expect(one.memory.get().due).toEqual([])
    expect(one.suppressed).toEqual([['a', ['too-late', 'hidden']]])
    isHidden(false)
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual([])
  })
  test('all that wait compete when it comes', async () => {
    isHidden(true)
    const one = await competing([make('a'), make('b', { priority: 3 })], [due('a'), due('b')])
    isHidden(false)
    one.gates.compete()
    await settled()
    expect(one.shown()).toEqual(['b'])
    expect(one.memory.get().due).toEqual([due('a', { c: 1 })])
  })
})

describe('what compiling left', () => {
  const { trigger: _, ...wrong } = make('wrong', { audience: { trait: 'x', gt: '5' } as never })
  test('a survey that is not sound is told when it is called for, and takes no other down', async () => {
    const one = await competing([{ ...wrong, trigger: { on: 'event', name: 'x' } }, make('b')], [due('wrong'), due('b')])
    expect(one.shown()).toEqual(['b'])
    expect(one.shared.report).toHaveBeenCalledOnce()
    expect([...one.shared.surveys.keys()]).toEqual(['b'])
  })
  test('nor does a reserved one, which is looked at beside others', async () => {
    const reserved = make('nps', { reserve: true, priority: 9, audience: { persona: 'nobody' } })
    const one = await competing([reserved, make('b')], [due('b')])
    expect(one.shown()).toEqual(['b'])
    expect(one.shared.report).toHaveBeenCalledOnce()
  })
})

describe('resuming', () => {
  test('what was asked already skips the clocks', async () => {
    const log = [{ id: 'r1', s: 'a', c: 'r' as const, t: NOW - MINUTE, o: 'answered' as const, v: 1, w: 1 }]
    const one = await competing([make('a')], [due('a', { r: 'r1' })], { log })
    expect(one.asked[0]).toMatchObject({ resume: 'r1' })
  })
  test('but not who may be asked at all', async () => {
    expect((await competing([make('a', { enabled: false })], [due('a', { r: 'r1' })])).shown()).toEqual([])
    expect((await competing([make('a', { audience: { trait: 'x', is: 1 } })], [due('a', { r: 'r1' })])).shown()).toEqual([])
  })
})

describe('counting, without any id', () => {
  const counts = async (survey: Survey, list: readonly Due[], level: ConsentLevel = 'persistent') => {
    const one = room([survey], { due: list }, { level })
    one.gates.compete()
    await settled()
    return one.memory.get().counts
  }
  test('triggered, eligible, sampled', async () => {
    expect(await counts(make('a', { enabled: false }), [due('a')])).toEqual({ '2026-11-21 a': [1, 0, 0] })
    expect(await counts(make('a', { sample: 0 }), [due('a')])).toEqual({ '2026-11-21 a': [1, 1, 0] })
    expect(await counts(make('a'), [due('a'), due('a')])).toEqual({ '2026-11-21 a': [2, 2, 2] })
  })
  test('not what is resumed', async () => expect(await counts(make('a'), [due('a', { r: 'r1' })])).toBeUndefined())
  test('once, however long it waited', async () => {
    isHidden(true)
    const one = await competing([make('a')], [due('a')])
    one.gates.compete()
    isHidden(false)
    one.gates.compete()
    await settled()
    expect(one.memory.get().counts).toEqual({ '2026-11-21 a': [1, 1, 1] })
  })
  test('nothing without consent', async () => expect(await counts(make('a', { consent: 'none' }), [due('a')], 'none')).toBeUndefined())
  test('nothing under Global Privacy Control', async () => {
    Object.defineProperty(navigator, 'globalPrivacyControl', { value: true, configurable: true })
    const found = await counts(make('a'), [due('a')])
    Reflect.deleteProperty(navigator, 'globalPrivacyControl')
    expect(found).toBeUndefined()
  })
})

describe('what waits and cannot be judged', () => {
  test.each<[string, object]>([
    ['without a moment', { m: null }],
    ['with a moment of another kind', { m: 7, k: 1, t: NOW - 1 }],
    ['with a value that is no text', { m: { type: 'event', name: 'x', props: { order: { toString: 1, valueOf: 1 } } } }],
    ['with a time that is none', { t: { toString: 1 } }],
  ])('%s is called off, and holds up nobody else', async (_, change) => {
    const first = make('a', { trigger: { on: 'event', name: 'x', oncePer: 'order' } })
    const { memory, shown } = await competing([first, make('b')], [due('a', change as Partial<Due>), due('b')])
    expect(shown()).toEqual(['b'])
    expect(memory.get().due?.filter(({ s, k }) => s === 'a' && !k)).toEqual([])
  })
})
