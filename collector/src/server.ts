import { existsSync, readFileSync } from 'node:fs'
import type { Server } from 'node:http'
import { dirname, join, resolve } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { ACCESS_CACHE_MS, createAccess } from './access/access'
import { createApp, type Pages } from './app'
import { createConfigSource } from './config/current'
import { createFileSource } from './config/source'
import type { TrustedProxies } from './http/address'
import { exactOrigin } from './http/cors'
import { type Counters, createLimits, type Rates } from './http/limits'
import { createRefusedOrigins } from './http/refused-origins'
import { createHttpServer, SOCKET_LIMITS, type SocketLimits } from './http/serve'
import { createTeam, teamToken } from './http/token'
import { resolveAll } from './loop/guard'
import { createMail } from './loop/mail'
import { createLoop } from './loop/run'
import { type LoopSettings, publicOrigin } from './loop/settings'
import { plainLog } from './operate/log'
import type { RequestEntry } from './operate/observe'
import { createTelemetry } from './operate/telemetry'
import { readApart } from './reading/apart'
import { createLive } from './results/live'
import { AUDIT_DAYS, CONTACT_DAYS, createRetention } from './retention'
import { openStore, type Store, sharedWithReader } from './store'

/** Everything has a default. */
export interface CollectorOptions {
  /** Folder of the database and the token. Default `.data` in the working directory. */
  readonly dataDir?: string
  /** A PostgreSQL database for what is kept: `postgres://user:password@host:5432/database`. Default: SQLite, `peakend.db` in `dataDir`. */
  readonly databaseUrl?: string
  /** Connections to PostgreSQL at one time. Default 10. */
  readonly databaseConnections?: number
  /** Another store for what is kept. The collector closes it. Default: as `databaseUrl` says. */
  readonly store?: Store
  /** Configuration file, published to every project that has published nothing of its own here. Default none. */
  readonly config?: string
  /** Origins whose pages may post, `*` for all. Default: localhost. The collector's own origin always may. */
  readonly origins?: readonly string[]
  /** The team's token. Default: the one in `dataDir/admin-token`, made at the first start. */
  readonly adminToken?: string
  /** Answers every request that the collector has no route for, such as the pages of a shop. Default: there is nothing at such an address. */
  readonly pages?: Pages
  /** Folder with the SDK's files, served at `/`. Default: `dist` of the repository; `false`: none. */
  readonly sdk?: string | false
  /** How many requests are too many. Defaults in `Rates`. */
  readonly rates?: Partial<Rates>
  /** Counts for `rates`. Default: in memory, which is right for one process. */
  readonly counters?: Counters
  /** Proxies before the collector: how many, or which. They say whose request it is. Default 0: `X-Forwarded-For` is not read. */
  readonly trustProxy?: TrustedProxies
  /** What a connection may cost. Defaults in `SocketLimits`. */
  readonly sockets?: Partial<SocketLimits>
  /** Days after which contact details are deleted, counted from when they were given. Default 90; null: never. */
  readonly contactDays?: number | null
  /** Days after which answers are deleted, with all that was kept of the showing. Default null: never. */
  readonly retentionDays?: number | null
  /** Who else is told, and how. */
  readonly loop?: LoopSettings
  /** Days after which an entry of the audit trail is deleted. Default 400; null: never. */
  readonly auditDays?: number | null
  /** `closed`: projects that were not set up are refused. Default `open`: any name is taken. */
  readonly projects?: 'open' | 'closed'
  /** Milliseconds for which projects and tokens are kept in memory: within them a change reaches the other collectors on the database. Default 5,000. */
  readonly accessCacheMs?: number
  /** Milliseconds since the epoch. Default `Date.now`. */
  readonly now?: () => number
  /** Serves `GET /metrics` in Prometheus' text format, to who has `metricsToken`. Default false. */
  readonly metrics?: boolean
  /** Who may read the metrics. Default: the team. */
  readonly metricsToken?: string
  /** Told of every request that is done with: the pattern of its route, never what was in it. Default nobody. */
  readonly onRequest?: (entry: RequestEntry) => void
  /** Seconds between `/readyz` turning 503 and the end of listening, for a balancer to notice. Default 0. */
  readonly drainSeconds?: number
  /** Where trouble is told, never with anything personal. Default `console.error`. */
  readonly log?: (message: string, cause?: unknown) => void
}

export interface Collector {
  /** Web-standard handler, for tests and other servers. Those limit connections themselves; requests without a socket count as one address. */
  readonly fetch: (request: Request) => Response | Promise<Response>
  /** Where it may be reached after this. Port 0 takes a free one; rejects with `EADDRINUSE` when the port is taken. Host: all by default. */
  readonly listen: (port: number, host?: string) => Promise<{ readonly port: number; readonly url: string }>
  /** `/readyz` turns 503, requests under way are finished, live streams end, the database is closed. May be called twice. */
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

/** What may be told of a failure: the messages of parsers quote what they could not read, which somebody wrote. */
const tellable = (cause: unknown): unknown => {
  if (!(cause instanceof SyntaxError)) return cause
  const safe = new Error('something stored or sent could not be read')
  safe.name = cause.name
  return safe
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
  const tell = options.log ?? plainLog
  const log = (text: string, cause?: unknown): void => (cause === undefined ? tell(text) : tell(text, tellable(cause)))
  const now = options.now ?? Date.now
  const config = options.config === undefined ? undefined : resolve(options.config)
  const adminToken = teamToken(dataDir, options.adminToken)
  const { own: place, reader } = sharedWithReader({
    url: options.databaseUrl,
    file: join(dataDir, 'peakend.db'),
    ...(options.databaseConnections === undefined ? {} : { connections: options.databaseConnections }),
  })
  const opened = readApart({
    store: options.store ?? (await openStore({ ...place, log })),
    place: options.store ? null : reader,
    log,
  })
  const live = createLive()
  const telemetry = options.metrics ? createTelemetry({ listeners: live.count, connections: opened.store.connections ?? null }) : undefined
  const store = telemetry?.timed(opened.store) ?? opened.store
  const reports = telemetry?.timed(opened.reports) ?? opened.reports
  const exports = telemetry?.timed(opened.exports) ?? opened.exports
  const findings = telemetry?.timed(opened.findings) ?? opened.findings
  let draining = false
  const limits = createLimits({ rates: options.rates ?? {}, trusted: options.trustProxy ?? 0, counters: options.counters, log })
  const { contactDays = CONTACT_DAYS, retentionDays = null, auditDays = AUDIT_DAYS, drainSeconds = 0 } = options
  const retention = createRetention({ store, contactDays, retentionDays, auditDays, now, log })
  await retention.run()
  const configSource = createConfigSource(createFileSource(config, log), store, log)
  const { publicUrl, smtpUrl, mailFrom, allowLocal = false, everyMs } = options.loop ?? {}
  const loop = createLoop({
    store,
    reports,
    config: async (project) => (await configSource.current(project))?.config ?? null,
    http: { allowLocal, resolve: resolveAll },
    mail: smtpUrl === undefined ? null : createMail({ url: smtpUrl, from: mailFrom ?? 'Peakend <peakend@localhost>' }),
    publicUrl: publicOrigin(publicUrl),
    now,
    random: Math.random,
    log,
    ...(everyMs === undefined ? {} : { everyMs }),
  })
  const access = createAccess({
    store,
    origins: options.origins?.map(exactOrigin),
    closed: options.projects === 'closed',
    cacheMs: options.accessCacheMs ?? ACCESS_CACHE_MS,
    onRefused: createRefusedOrigins(log, now),
  })
  // What is known once is known while the database is away.
  await access.projects().catch(() => {})
  // From now on it is known what is published, whether the database is there or not.
  await configSource.current('default').catch(() => {})
  const { fetch } = createApp({
    store,
    reports,
    exports,
    findings,
    limits,
    contactDays,
    config: configSource,
    loop,
    allowLocal,
    draining: () => draining,
    onRequest: [telemetry?.request, options.onRequest].filter((told) => told !== undefined),
    telemetry,
    metricsToken: options.metricsToken,
    retentionDays,
    auditDays,
    team: createTeam({ root: adminToken, tokens: access.tokens, tokenUsed: access.tokenUsed, limits, now }),
    live,
    access,
    now,
    log,
    assets: join(own, 'assets'),
    pages: options.pages,
    files: { folders: folderOr(options.sdk, join(own, '..', 'dist')), hidden: config === undefined ? [] : [config] },
  })

  let server: Server | undefined
  let closed: Promise<void> | undefined

  // Behind a proxy there is but one peer.
  const perPeer = options.trustProxy ? { connectionsPerPeer: Infinity } : {}

  const listen: Collector['listen'] = (port, host) =>
    new Promise((done, fail) => {
      const started = createHttpServer(fetch, { ...SOCKET_LIMITS, ...perPeer, ...options.sockets }, log)
      started.once('error', fail)
      started.listen(port, host, () => {
        server = started
        const address = started.address()
        const actual = typeof address === 'object' && address ? address.port : port
        done({ port: actual, url: `http://${host && host !== '0.0.0.0' && host !== '::' ? host : 'localhost'}:${actual}` })
      })
    })

  const stop = async (): Promise<void> => {
    draining = true
    const running = server
    // Who sends visitors here asks every few seconds; until then they are served as ever.
    if (running && drainSeconds > 0) await setTimeout(drainSeconds * 1000)
    live.close()
    retention.stop()
    const told = loop.stop()
    if (running)
      await new Promise<void>((done) => {
        const impatient = globalThis.setTimeout(() => running.closeAllConnections(), GRACE_MS)
        running.close(() => {
          clearTimeout(impatient)
          done()
        })
        running.closeIdleConnections()
      })
    await told
    await store.close()
    telemetry?.close()
  }

  return { fetch: (request) => fetch(request), listen, close: () => (closed ??= stop()), adminToken }
}
