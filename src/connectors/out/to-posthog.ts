import type { Connector } from '../around'
import { tellTag } from './tell'

/** To PostHog: https://posthog.com/docs/libraries/js/usage. Where the page has none, nothing is told. */
export const connect: Connector = (around) =>
  tellTag(around, (name, props) =>
    (window as { posthog?: { capture?(name: string, props: object): unknown } }).posthog?.capture?.(name, props),
  )
