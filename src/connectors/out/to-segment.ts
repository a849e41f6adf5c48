import type { Connector } from '../around'
import { tellTag } from './tell'

/** To Segment: https://segment.com/docs/connections/sources/catalog/libraries/website/javascript/#track. Where the page has none, nothing is told. */
export const connect: Connector = (around) =>
  tellTag(around, (name, props) =>
    (window as { analytics?: { track?(name: string, props: object): unknown } }).analytics?.track?.(name, props),
  )
