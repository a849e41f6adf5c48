import type { Events, EventType } from '../types'

/** False when somebody vetoed. `aloud` is what window events carry where that is less than what listeners get. */
export type Emit = <T extends EventType>(type: T, detail: Events[T], aloud?: unknown) => boolean

/**
 * Hands events to `on(…)` listeners and to `window` as `peakend:<type>`. A listener that throws is the page's own affair: it is
 * reported as the page's error, as for any event, and stops nothing here.
 */
export const createEmitter = () => {
  const target = new EventTarget()
  const emit: Emit = (type, detail, aloud = detail) => {
    const fire = (on: EventTarget, name: string, detail: unknown) => on.dispatchEvent(new CustomEvent(name, { detail, cancelable: true }))
    return fire(target, type, detail) && fire(window, `peakend:${type}`, aloud)
  }
  const on = <T extends EventType>(type: T, fn: (detail: Events[T]) => unknown) => {
    const listener = (event: Event) => {
      // `target` is ours: only `emit` fires on it.
      if (fn((event as CustomEvent<Events[T]>).detail) === false) event.preventDefault()
    }
    target.addEventListener(type, listener)
    return () => target.removeEventListener(type, listener)
  }
  return { emit, on }
}
