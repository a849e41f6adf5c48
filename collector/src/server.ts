import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { createApp, type Pages } from './app'
import { createConfigSource } from './config/source'
import { createTeam, teamToken } from './http/token'
import { createLive } from './results/live'
import { openSqlite, type Store } from './store'

/** Everything has a default. */
export interface CollectorOptions {
  /** Folder of the database and the token. Default `.data` in the working directory. */
  readonly dataDir?: string
  /** Where responses are kept. Default: SQLite, `peakend.db` in `dataDir`. The collector closes it. */
  readonly store?: Store
  /** Configuration file to publish. Default none. */
  readonly config?: string
  /** Origins whose pages may post, `*` for all. Default: localhost. The collector's own origin always may. */
  readonly origins?: readonly string[]
  /** The team's token. Default: the one in `dataDir/admin-token`, made at the first start. */
  readonly adminToken?: string
  /** Answers every request that the collector has no route for, such as the pages of a shop. Default: there is nothing at such an address. */
  readonly pages?: Pages
  /** Folder with the SDK's files, served at `/`. Default: `dist` of the repository; `false`: none. */
  readonly sdk?: string | false
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Where trouble is told, never with anything personal. Default `console.error`. */
  readonly log?: (message: string, cause?: unknown) => void
}

export interface Collector {
  /** Web-standard handler, for tests and other servers. */
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Where it may be reached after this. Port 0 takes a free one; rejects with `EADDRINUSE` when the port is taken. Host: all by default. */
  readonly listen: (port: number, host?: string) => Promise<{ readonly port: number; readonly url: string }>
  /** Finishes the requests under way, ends the live streams and closes the database. May be called twice. */
  readonly close: () => Promise<void>
  readonly adminToken: string
}

/** Requests under way get this long at the end. */
const GRACE_MS = 10_000

/** The collector's own folder, from its source and from its bundle alike. */
const packageFolder = (): string => {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const file = join(folder, 'package.json')
    if (existsSync(file) && (JSON.parse(readFileSync(file, 'utf8')) as { name?: string }).name === '@peakend/collector') return folder
    if (folder === dirname(folder))
      throw new Error(
        'expected to lie inside the package @peakend/collector, got a folder that is not. Keep `dist` beside its package.json.',
      )
  }
}

const message = (text: string, cause?: unknown): void => {
  console.error(cause instanceof Error ? `${text} (${cause.name}: ${cause.message})` : text)
}

const folderOr = (given: string | false | undefined, fallback: string): readonly string[] => {
  if (given === false) return []
  if (given !== undefined) return [resolve(given)]
  return existsSync(fallback) ? [fallback] : []
}

/** The endpoint Peakend ships: receives, counts once, serves configuration, report and results. */
export const createCollector = async (options: CollectorOptions = {}): Promise<Collector> => {
  const own = packageFolder()
  const dataDir = resolve(options.dataDir ?? '.data')
  const log = options.log ?? message
  const config = options.config === undefined ? undefined : resolve(options.config)
  const adminToken = teamToken(dataDir, options.adminToken)
  const store = options.store ?? (await openSqlite(join(dataDir, 'peakend.db')))
  const live = createLive()
  const { fetch } = createApp({
    store,
    config: createConfigSource(config, log),
    team: createTeam(adminToken),
    live,
    origins: options.origins,
    now: options.now ?? Date.now,
    log,
    assets: join(own, 'assets'),
    pages: options.pages,
    files: { folders: folderOr(options.sdk, join(own, '..', 'dist')), hidden: config === undefined ? [] : [config] },
  })

  let server: Server | undefined
  let closed: Promise<void> | undefined

  const listen: Collector['listen'] = (port, host) =>
    new Promise((done, fail) => {
      const started = createAdaptorServer({ fetch }) as Server
      started.once('error', fail)
      started.listen(port, host, () => {
        server = started
        const address = started.address()
        const actual = typeof address === 'object' && address ? address.port : port
        done({ port: actual, url: `http://${host && host !== '0.0.0.0' && host !== '::' ? host : 'localhost'}:${actual}` })
      })
    })

  const stop = async (): Promise<void> => {
    live.close()
    const running = server
    if (running)
      await new Promise<void>((done) => {
        const impatient = setTimeout(() => running.closeAllConnections(), GRACE_MS)
        running.close(() => {
          clearTimeout(impatient)
          done()
        })
        running.closeIdleConnections()
      })
    await store.close()
  }

  return { fetch: (request) => fetch(request), listen, close: () => (closed ??= stop()), adminToken }
}
