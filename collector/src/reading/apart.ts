import { existsSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Exports, exportsOf } from '../export/pages'
import { type Reports, reportsOf } from '../report/reports'
import { type Findings, findingsOf } from '../results/read-comments'
import type { Connections, ReaderPlace, Store } from '../store'
import { createThread } from './thread'
import { built, exported, found, type Reader, readers } from './work'

export interface ReadingOptions {
  readonly store: Store
  /** Where the thread finds the same; null: nowhere. */
  readonly place: ReaderPlace | null
  readonly log: (message: string, cause?: unknown) => void
  /** The thread's program; null: there is none. Default the one beside this file. */
  readonly script?: string | null
}

/** A store, and what is put together of it. */
export interface Reading {
  readonly store: Store
  readonly reports: Reports
  readonly exports: Exports
  readonly findings: Findings
}

/** Beside this very file where the collector is built; null where it runs from its sources. */
const entry = (): string | null => {
  const own = fileURLToPath(import.meta.url)
  const file = join(dirname(own), `reader${extname(own)}`)
  return existsSync(file) ? file : null
}

/** What a page of an export and a report of a year take stays far below; what does not is a fault, and ends this thread alone. */
const limits = { maxOldGenerationSizeMb: 1024, maxYoungGenerationSizeMb: 16 }

const both = (one: Connections, other: Connections | null): Connections => ({
  total: one.total + (other?.total ?? 0),
  idle: one.idle + (other?.idle ?? 0),
  waiting: one.waiting + (other?.waiting ?? 0),
})

/**
 * The same store, whose reading is done by a thread with connections of its own, as is the putting together of reports: neither SQLite's driver nor
 * the adding up of a year of days holds up who takes answers.
 */
export const readApart = ({ store, place, log, script = entry() }: ReadingOptions): Reading => {
  const here = { reports: reportsOf(store), exports: exportsOf(store), findings: findingsOf(store) }
  if (script === null || place === null) return { store, ...here }
  const thread = createThread({ script, data: place, limits, log })
  /** The same functions by their names, each asked of the thread. */
  const asked = <Part extends object>(part: Part, names: readonly (keyof Part & string)[]): Part =>
    Object.fromEntries(
      names.map((name) => [
        name,
        // The arguments are those of the function: they came in by it.
        (...args: readonly unknown[]) =>
          thread.call(name, args, () => (part[name] as (...args: readonly unknown[]) => Promise<unknown>)(...args)),
      ]),
    ) as Part
  const own = store.connections
  return {
    store: {
      ...store,
      ...asked<Pick<Store, Reader>>(store, readers),
      ...(own && {
        connections: async () =>
          both(await own(), (await thread.call('connections', [], async () => null).catch(() => null)) as Connections | null),
      }),
      close: async () => {
        await thread.close()
        await store.close()
      },
    },
    reports: asked(here.reports, built),
    exports: asked(here.exports, exported),
    findings: asked(here.findings, found),
  }
}
