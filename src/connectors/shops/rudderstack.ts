import type { Connector } from '../around'
import { arrival } from '../arrival'
import { chain } from '../chain'
import { hearSpec } from './spec'

interface Analytics {
  track?: unknown
  ready?(fn: () => void): unknown
}
const page = () => (window as { rudderanalytics?: Analytics }).rudderanalytics

/**
 * RudderStack: what `rudderanalytics.track` is told. It has no emitter: its own function is called first, and ours hears the same. Until it has
 * loaded a queue stands in for it: https://www.rudderstack.com/docs/sources/sdks/rudderstack-javascript-sdk/quick-start-guide/
 */
export const connect: Connector = (around) => {
  const hear = hearSpec(around)
  const stops: (() => unknown)[] = []
  let isOver = false
  const take = (api: Analytics | undefined) => {
    if (typeof api?.track === 'function' && !isOver) stops.push(chain(api, 'track', hear))
  }
  stops.push(
    arrival(page, (queue) => {
      for (const entry of Array.isArray(queue) ? queue : []) if (entry?.[0] === 'track') hear(entry[1], entry[2])
      take(queue)
      // Loaded, it is another object.
      if (Array.isArray(queue)) (queue as Analytics).ready?.(() => page() !== queue && take(page()))
    }),
  )
  return () => {
    isOver = true
    for (const stop of stops) stop()
  }
}
