import { type Exports, exportsOf } from '../export/pages'
import { type Reports, reportsOf } from '../report/reports'
import { type Findings, findingsOf } from '../results/read-comments'
import type { Store } from '../store'

/** What of a store reads much, and may take its time. */
export const readers = [
  'showings',
  'choices',
  'days',
  'people',
  'answers',
  'instruments',
  'gateCounts',
  'latest',
  'breakdown',
  'dimensions',
  'comments',
  'page',
  'changes',
  'response',
  'person',
  'contacts',
  'contactCounts',
  'projects',
] as const satisfies readonly (keyof Store)[]
export type Reader = (typeof readers)[number]

/** What is put together of that: its parts never leave the thread they are read in. */
export const built = ['report', 'reportText'] as const satisfies readonly (keyof Reports)[]
export const exported = ['lines', 'questions'] as const satisfies readonly (keyof Exports)[]
export const found = ['findComments'] as const satisfies readonly (keyof Findings)[]

export type Work = Pick<Store, Reader> & Reports & Exports & Findings & { readonly connections: () => Promise<unknown> }
export type Job = keyof Work

/** All that a thread beside does for the one that takes answers: plain values in, plain values out. */
export const workOf = (store: Store): Work => ({
  ...store,
  ...reportsOf(store),
  ...exportsOf(store),
  ...findingsOf(store),
  connections: async () => (await store.connections?.()) ?? null,
})
