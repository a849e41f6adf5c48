import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Due } from '../survey/due'
import { createAgenda } from './agenda'
import type { Memory } from './memory'

const DAY = 864e5
beforeEach(() => vi.useFakeTimers({ now: Date.parse('2026-11-21T12:00:00Z') }))
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  vi.useRealTimers()
})
const stops: (() => void)[] = []

/** A key as storage has it: text, so that it survives a reload. */
const storage = () => {
  let text = '{}'
  const get = (): Memory => JSON.parse(text)
  return { get, set: (change: Partial<Memory>) => void (text = JSON.stringify({ ...get(), ...change })) }
}
/** An agenda that is told what is new to wait for, as a moment writes it. */
const agendaOf = (memory: ReturnType<typeof storage>, ripe: () => void) => {
  const agenda = createAgenda(memory, ripe)
  stops.push(agenda.stop)
  const run = (fresh: readonly Due[] = []) => {
    if (fresh[0]) memory.set({ due: [...(memory.get().due ?? []), ...fresh] })
    agenda.run()
  }
  return { ...agenda, run }
}
/** Settles what is ripe by taking it off, as the gates chunk does, and tells when. */
const page = (memory = storage()) => {
  const shown: string[] = []
  const ripe = vi.fn(() => {
    const due = memory.get().due ?? []
    shown.push(...due.filter(({ t }) => t <= Date.now()).map(({ s }) => s))
    memory.set({ due: due.filter(({ t }) => t > Date.now()) })
  })
  return { agenda: agendaOf(memory, ripe), memory, ripe, shown }
}
const due = (s: string, afterMs: number, change: Partial<Due> = {}): Due => ({
  s,
  i: 0,
  m: { type: 'event', name: 'x' },
  t: Date.now() + afterMs,
  ...change,
})

describe('a delay', () => {
  test('none: at once', () => {
    const { agenda, shown } = page()
    agenda.run([due('a', 0)])
    expect(shown).toEqual(['a'])
  })
  test('nothing at all is nothing to look at, or to write', () => {
    const memory = storage()
    const set = vi.spyOn(memory, 'set')
    const { agenda, ripe } = page(memory)
    agenda.run()
    agenda.run([])
    agenda.look()
    vi.advanceTimersByTime(DAY)
    expect(ripe).not.toHaveBeenCalled()
    expect(set).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
  test('is waited for, to the millisecond', () => {
    const { agenda, shown } = page()
    agenda.run([due('a', 2000)])
    vi.advanceTimersByTime(1999)
    expect(shown).toEqual([])
    vi.advanceTimersByTime(1)
    expect(shown).toEqual(['a'])
    vi.advanceTimersByTime(DAY)
    expect(shown).toEqual(['a'])
  })
  test('several: each at its time', () => {
    const { agenda, shown } = page()
    agenda.run([due('late', 5000), due('early', 1000)])
    agenda.run([due('middle', 3000), due('now', 0)])
    expect(shown).toEqual(['now'])
    vi.advanceTimersByTime(1000)
    expect(shown).toEqual(['now', 'early'])
    vi.advanceTimersByTime(2000)
    expect(shown).toEqual(['now', 'early', 'middle'])
    vi.advanceTimersByTime(2000)
    expect(shown).toEqual(['now', 'early', 'middle', 'late'])
    expect(vi.getTimerCount()).toBe(0)
  })
  test('one timer at a time', () => {
    const { agenda } = page()
    for (let i = 1; i < 20; i++) agenda.run([due(`${i}`, i * 1000)])
    expect(vi.getTimerCount()).toBe(1)
  })
  test.each([13, 24.855, 25, 30, 100])('of %d days, beyond what timers can count', (days) => {
    const { agenda, shown } = page()
    agenda.run([due('a', days * DAY)])
    vi.advanceTimersByTime(days * DAY - 1)
    expect(shown).toEqual([])
    vi.advanceTimersByTime(1)
    expect(shown).toEqual(['a'])
  })
})

describe('a reload', () => {
  test('the delay goes on on the next page', () => {
    const first = page()
    first.agenda.run([due('a', 5000)])
    vi.advanceTimersByTime(2000)
    first.agenda.stop()
    const second = page(first.memory)
    second.agenda.run()
    vi.advanceTimersByTime(2999)
    expect(second.shown).toEqual([])
    vi.advanceTimersByTime(1)
    expect(second.shown).toEqual(['a'])
    expect(first.shown).toEqual([])
  })
  test('what fell due meanwhile is looked at when the next page starts', () => {
    const first = page()
    first.agenda.run([due('a', 5000)])
    first.agenda.stop()
    vi.advanceTimersByTime(60_000)
    const second = page(first.memory)
    second.agenda.run()
    expect(second.shown).toEqual(['a'])
  })
  test('all of a moment is kept', () => {
    const { agenda, memory } = page()
    const one = due('a', 5000, { i: 2, m: { type: 'event', name: 'x', props: { id: 'A-1' }, at: 7 }, x: ['refund'] })
    agenda.run([one])
    expect(memory.get().due).toEqual([one])
  })
})

describe('waiting for something else than time', () => {
  /** Ripe, but put back: the page is not quiet. */
  const busy = () => {
    const memory = storage()
    const ripe = vi.fn()
    return { memory, ripe, agenda: agendaOf(memory, ripe) }
  }
  test('is looked at when told to, not inside the page’s own event', () => {
    const { agenda, ripe } = busy()
    agenda.run([due('a', 0)])
    expect(ripe).toHaveBeenCalledTimes(1)
    agenda.look()
    expect(ripe).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(0)
    expect(ripe).toHaveBeenCalledTimes(2)
  })
  test('does not spin: without a reason to look nothing happens', () => {
    const { agenda, ripe } = busy()
    agenda.run([due('a', 0)])
    vi.advanceTimersByTime(DAY)
    expect(ripe).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })
  test('does not keep what has a time from its time', () => {
    const { agenda, ripe } = busy()
    agenda.run([due('a', 0), due('b', 1000)])
    expect(ripe).toHaveBeenCalledTimes(1)
    vi.advanceTimersByTime(1000)
    expect(ripe).toHaveBeenCalledTimes(2)
  })
  test('a sequence that waits for its next step is not looked at', () => {
    const { agenda, ripe } = busy()
    agenda.run([due('a', 0, { k: 1 })])
    agenda.look()
    vi.advanceTimersByTime(DAY)
    expect(ripe).not.toHaveBeenCalled()
    expect(vi.getTimerCount()).toBe(0)
  })
  test('what only waits for its time is not looked at early', () => {
    const { agenda, ripe } = busy()
    agenda.run([due('b', 1000)])
    agenda.look()
    vi.advanceTimersByTime(999)
    expect(ripe).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1)
    expect(ripe).toHaveBeenCalledTimes(1)
  })
})

describe('stop', () => {
  test('leaves no timer', () => {
    const { agenda, shown } = page()
    agenda.run([due('a', 1000)])
    agenda.stop()
    expect(vi.getTimerCount()).toBe(0)
    vi.advanceTimersByTime(DAY)
    expect(shown).toEqual([])
  })
  test('nor a look that was on its way', () => {
    const memory = storage()
    const ripe = vi.fn()
    const agenda = agendaOf(memory, ripe)
    agenda.run([due('a', 0)])
    agenda.look()
    agenda.stop()
    vi.advanceTimersByTime(DAY)
    expect(ripe).toHaveBeenCalledTimes(1)
    expect(vi.getTimerCount()).toBe(0)
  })
  test('keeps what waits for the next page', () => {
    const { agenda, memory } = page()
    agenda.run([due('a', 1000)])
    agenda.stop()
    expect(memory.get().due).toHaveLength(1)
  })
})
