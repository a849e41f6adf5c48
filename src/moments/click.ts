import { mayMatch } from '../survey/pattern'
import type { Happened, Listener, TriggerOf } from './types'

/** An element that matches a selector was clicked. `listen` hears in the capture phase, so that a page that stops the event is heard too. */
export const click = (
  listeners: readonly Listener<TriggerOf<'click'>>[],
  happened: Happened,
  listen: (type: string, fn: (event: Event) => unknown) => void,
): void => {
  const clicked = (event: Event) => {
    // The whole path, not `closest`: a click inside an open shadow root is retargeted, and boundaries hide ancestors.
    const met = listeners.filter(
      ({ trigger }) =>
        mayMatch(trigger, location.pathname) && event.composedPath().some((node) => (node as Partial<Element>).matches?.(trigger.selector)),
    )
    // What is clicked in our own card, or in the inspector, is nothing of the page.
    if (met[0] && !/^PEAKEND/.test((event.target as Node).nodeName)) happened({ type: 'click', name: met[0].trigger.selector }, met)
  }
  if (listeners[0]) listen('click', clicked)
}
