import type { Config } from '../../../src/survey/config'
import type { Scope, Store } from '../store'
import { buildReport, type ReportOptions } from './build'
import type { Report } from './types'

/** Reports, wherever they are put together. */
export interface Reports {
  readonly report: (scope: Scope, config: Config | null, now: number, options?: ReportOptions) => Promise<Report>
  /** The same as JSON: a text is passed from thread to thread as it is. */
  readonly reportText: (scope: Scope, config: Config | null, now: number, options?: ReportOptions) => Promise<string>
}

/** Of a store, in this very thread. */
export const reportsOf = (store: Store): Reports => ({
  report: (...of) => buildReport(store, ...of),
  reportText: async (...of) => JSON.stringify(await buildReport(store, ...of)),
})
