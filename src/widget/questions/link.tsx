import type { ComponentChildren, h, VNode } from 'preact'
import type { Extra } from '../words/extra'
import { safeLink } from './safe-link'

type Create = typeof h

/** A link that opens beside the page and says so, an arrow for the eye; or its bare text where the address is none to be led to. */
export const link =
  // biome-ignore lint/correctness/noUnusedFunctionParameters: JSX is calls of `h`.
    (h: Create) =>
    (label: ComponentChildren, address: string, { newTab }: Extra, attributes?: Readonly<Record<string, unknown>>): VNode => {
      const href = safeLink(address, location.href)
      return href ? (
        <a class="link" {...attributes} href={href} target="_blank" rel="noopener">
          <u>{label}</u>{' '}
          <svg class="away" viewBox="0 0 24 24" role="img" aria-label={`(${newTab})`}>
            <path d="M8 6h10v10M18 6L6 18" />
          </svg>
        </a>
      ) : (
        <p>{label}</p>
      )
    }

export const linkCss =
  '.link{display:inline-block;padding:4px 0;color:inherit;text-decoration:none;text-underline-offset:3px}' +
  '.away.away{display:inline;width:1em;height:1em;margin:0;vertical-align:-.125em;stroke-width:2}[dir=rtl] .away{transform:scaleX(-1)}'
