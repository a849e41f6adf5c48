import type { Connector } from '../around'
import { arrival } from '../arrival'
import { safely } from '../chain'
import { hearSpec } from './spec'

type Track = (name: unknown, properties: unknown) => void
interface Analytics {
  on?(method: 'track', fn: Track): unknown
  off?(method: 'track', fn: Track): unknown
}

/** Segment: what `analytics.track` is told, by its emitter: https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#emitter */
export const connect: Connector = (around) => {
  const hear = hearSpec(around)
  let isOver = false
  const track: Track = (name, properties) => isOver || hear(name, properties)
  let analytics: Analytics | undefined
  const stop = arrival(
    () => (window as { analytics?: Analytics }).analytics,
    (api) => {
      analytics = api
      api.on?.('track', track)
    },
  )
  return () => {
    isOver = true
    stop()
    safely(() => analytics?.off?.('track', track))()
  }
}
