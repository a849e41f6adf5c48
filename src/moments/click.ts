import { mayMatch } from '../survey/pattern'
import type { TriggerOf, Watch } from './types'

/** An element that matches a selector was clicked. One listener in the capture phase, so that a page that stops the event is heard too. */
export const click: Watch<TriggerOf<'click'>> = (listeners, happened) => {
  const clicked = (event: Event) => {
    // The whole path, not `closest`: a click inside an open shadow root is retargeted, and boundaries hide ancestors.
    const met = listeners.filter(
      ({ trigger }) =>
        mayMatch(trigger, location.pathname) && event.composedPath().some((node) => (node as Partial<Element>).matches?.(trigger.selector)),
    )
    // What is clicked in our own card, or in the inspector, is nothing of the page.
    if (met[0] && !/^PEAKEND/.test((event.target as Node).nodeName)) happened({ type: 'click', name: met[0].trigger.selector }, met)
  }
  if (listeners[0]) addEventListener('click', clicked, true)
  return () => removeEventListener('click', clicked, true)
}
