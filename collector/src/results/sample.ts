import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Store } from '../store'
import { viewOf } from './http'
import { type Html, nothing, type View } from './view'

/** Whether any of what is kept of a project is sample data. */
const hasSample = async (store: Store, project: string): Promise<boolean> => (await store.simulated({ project })).shown > 0

/** A view whose pages say that there is sample data in the project, if there is. */
export const viewIn = async (context: Context, store: Store, project: string): Promise<View> => ({
  ...viewOf(context),
  sample: await hasSample(store, project),
})

/** On top of every page, on paper too. */
export const sampleBanner = ({ words, sample }: View): Html | string =>
  sample
    ? html`<aside class="notice sample" id="sample" aria-label="${words.sample.name}"><strong>${words.sample.title}</strong> ${words.sample.why}</aside>`
    : nothing
