/** What the tests of the watchers have in common. */
import { type MockInstance, vi } from 'vitest'
import type { Survey, Trigger } from '../survey/config'
import type { Heard } from './heard'
import { onNavigate } from './page'
import type { Around, Happened, LazyWatch, Listener } from './types'

const home = location.href
const stops: (() => void)[] = []
/** Undoes what a test left: watchers, address, elements, clocks, visibility. */
export const tidy = (): void => {
  for (const stop of stops.splice(0)) stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const name of ['hidden', 'activeElement']) Reflect.deleteProperty(document, name)
  document.body.replaceChildren()
  document.body.removeAttribute('style')
  history.replaceState(null, '', home)
  scrollTo(0, 0)
}

/** What Peakend says to its own: that a survey is not asked. */
const told = new EventTarget()
export const tell = (survey: string): void => void told.dispatchEvent(new CustomEvent('suppressed', { detail: { survey } }))
/** A visit with its memory, on the page that is open. */
export const aVisit = (first: Heard = {}): Around => {
  let page = first
  const on: Around['on'] = (type, fn) => {
    const heard = (event: Event) => fn((event as CustomEvent).detail)
    told.addEventListener(type, heard)
    return () => told.removeEventListener(type, heard)
  }
  const memory: Around['memory'] = { get: () => page, set: (change) => (page = { ...page, ...change }) }
  return { onNavigate, on, memory, fail: vi.fn() }
}
/** Starts a watcher for triggers, whose surveys are called `0`, `1`, …; `met` is every moment so far: its name and the surveys it met. */
export const watch = <T extends Trigger>(watcher: LazyWatch<T>, triggers: readonly T[], around = aVisit()) => {
  const happened = vi.fn<Happened>()
  const listeners = triggers.map((trigger, index): Listener<T> => ({ survey: { id: `${index}` } as Survey, trigger }))
  const stop = watcher(listeners, happened, around)
  stops.push(stop)
  const met = () => happened.mock.calls.map(([{ name }, met]) => [name, ...met.map(({ survey }) => survey.id)].join(' '))
  return { happened, stop, met }
}

export const put = (html: string) => {
  const box = document.createElement('div')
  box.innerHTML = html
  document.body.append(box)
  return (selector: string) => box.querySelector(selector) as HTMLElement
}
/** Goes to another page as an application does, and waits until watchers know. */
export const goTo = async (url: string): Promise<void> => {
  history.pushState(null, '', url)
  await Promise.resolve()
}
/** Time for layout, observers and what they ask for. */
export const frames = async (count = 6): Promise<void> => {
  for (let left = count; left; left--) await new Promise((done) => requestAnimationFrame(done))
}
export const setHidden = (isHidden: boolean): void => {
  Object.defineProperty(document, 'hidden', { value: isHidden, configurable: true })
  document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))
}

/** Counts what is listened to and observed from now on and not yet given up. */
export const countLeft = () => {
  const held = new Set<string>()
  const seen = new Map<unknown, number>()
  const idOf = (thing: unknown) => {
    if (!seen.has(thing)) seen.set(thing, seen.size)
    return seen.get(thing)
  }
  const keyOf = (target: unknown, [type, fn, options]: readonly unknown[]) =>
    [type, idOf(target), idOf(fn), typeof options === 'object' ? !!(options as AddEventListenerOptions)?.capture : !!options].join()
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype
  vi.spyOn(EventTarget.prototype, 'addEventListener').mockImplementation(function (this: EventTarget, ...args) {
    held.add(keyOf(this ?? window, args))
    return add.apply(this ?? window, args)
  })
  vi.spyOn(EventTarget.prototype, 'removeEventListener').mockImplementation(function (this: EventTarget, ...args) {
    held.delete(keyOf(this ?? window, args))
    return remove.apply(this ?? window, args)
  })
  for (const { prototype } of [MutationObserver, IntersectionObserver, ResizeObserver, PerformanceObserver] as readonly {
    prototype: MutationObserver
  }[]) {
    const { observe, disconnect } = prototype
    ;(vi.spyOn(prototype, 'observe') as MockInstance).mockImplementation(function (this: MutationObserver, ...args: never[]) {
      held.add(`observer ${idOf(this)}`)
      return observe.apply(this, args as never)
    })
    vi.spyOn(prototype, 'disconnect').mockImplementation(function (this: MutationObserver) {
      held.delete(`observer ${idOf(this)}`)
      return disconnect.call(this)
    })
  }
  return () => [...held]
}
