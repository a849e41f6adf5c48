/** What the tests of the connectors have in common: stand-ins for vendors, by their documentation, and a Peakend that takes down what it is told. */
import { vi } from 'vitest'
import type { Around, Connector, Told } from './around'
import type { Kept } from './chats/talk'
import { hearChat } from './chats/talk'

export const page = window as unknown as Record<string, unknown>

/** A page's Peakend: `tracked` is what it was told, `tell` what it says itself. */
export const aPage = (more: Partial<Around> = {}) => {
  const tracked: [event: string, props: Readonly<Record<string, unknown>>][] = []
  const listeners = new Map<string, Set<(event: Told) => unknown>>()
  const calls: unknown[][] = []
  const note =
    (method: string) =>
    (...args: unknown[]) =>
      void calls.push([method, ...args])
  const around: Around = {
    handle: {
      track: (event, props = {}) => void tracked.push([event, props]),
      identify: note('identify'),
      locale: note('locale'),
      hide: note('hide'),
      show: async (...args) => note('show')(...args),
      inspect: async () => {},
      on(type, fn) {
        const all = listeners.get(type) ?? new Set()
        listeners.set(type, all.add(fn))
        return () => all.delete(fn)
      },
    },
    fail: () => {},
    ...more,
  }
  return {
    around,
    tracked,
    /** Of the other methods, in their order. */
    calls,
    start: (connect: Connector, args?: readonly string[]) => connect({ ...around, ...(args && { args }) }, hearChat),
    tell: (type: string, told: Told) => listeners.get(type)?.forEach((fn) => void fn(told)),
    listening: () => [...listeners.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
/** A memory that outlives the page. */
export const aMemory = () => {
  let text = '{}'
  const memory: NonNullable<Around['memory']> = {
    get: () => JSON.parse(text) as { chats?: Kept },
    set: (change) => void (text = JSON.stringify({ ...JSON.parse(text), ...change })),
  }
  return { memory, text: () => text }
}

/** An object that several may listen to, as most vendors have one. */
export const anEmitter = () => {
  const heard = new Map<string, Set<(...args: never[]) => unknown>>()
  return {
    on: vi.fn((event: string, fn: (...args: never[]) => unknown) => void heard.set(event, (heard.get(event) ?? new Set()).add(fn))),
    off: vi.fn((event: string, fn: (...args: never[]) => unknown) => void heard.get(event)?.delete(fn)),
    fire: (event: string, ...args: unknown[]) => heard.get(event)?.forEach((fn) => void (fn as (...args: unknown[]) => unknown)(...args)),
    count: () => [...heard.values()].reduce((sum, { size }) => sum + size, 0),
  }
}
