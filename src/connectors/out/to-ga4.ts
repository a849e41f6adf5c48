import type { Connector } from '../around'
import { tellTag } from './tell'

/**
 * To Google Analytics 4: through the page's `gtag` (https://developers.google.com/tag-platform/gtagjs/reference#event), else into its data layer for Tag Manager
 * (https://developers.google.com/tag-platform/tag-manager/datalayer), or into the one that is named. Where the page has neither, nothing is told and nothing made.
 */
export const connect: Connector = (around) =>
  tellTag(around, (name, props) => {
    const page = window as unknown as Record<string, unknown>
    const [layer] = around.args ?? []
    const gtag = page['gtag'] as ((...args: unknown[]) => void) | undefined
    if (gtag && !layer) gtag('event', name, props)
    else (page[layer || 'dataLayer'] as unknown[] | undefined)?.push({ event: name, ...props })
  })
