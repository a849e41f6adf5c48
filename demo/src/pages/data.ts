import { html, raw } from 'hono/html'
import type { Html } from './view'

/** Data for scripts, in the page: `<` would end the element. */
const json = (value: unknown) => raw(JSON.stringify(value).replaceAll('<', '\\u003c'))

/** Something that happened, said beside the thing itself. */
export const moment = (event: string, props: Readonly<Record<string, string | number>>): Html =>
  html`<script type="application/json" data-peakend="track">${json({ event, props })}</script>`

/** What the page's own script reads, by id. */
export const data = (id: string, value: unknown): Html => html`<script type="application/json" id="${id}">${json(value)}</script>`
