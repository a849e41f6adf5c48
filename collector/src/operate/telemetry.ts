import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import type { ItemResult } from '../../../src/survey/wire'
import type { Exports } from '../export/pages'
import type { Reports } from '../report/reports'
import type { Findings } from '../results/read-comments'
import type { Connections, Store } from '../store'
import type { RequestEntry } from './observe'

/** What is counted of a running collector, for Prometheus. No label comes from a request: routes are patterns, operations our own names. */
export interface Telemetry {
  readonly request: (entry: RequestEntry) => void
  /** What became of one event that was posted. */
  readonly outcome: (status: ItemResult['status']) => void
  /** The same functions, with their time taken. */
  readonly timed: <Part extends Store | Reports | Exports | Findings>(part: Part) => Part
  /** Prometheus' text format, and its media type. */
  readonly text: () => Promise<{ readonly body: string; readonly type: string }>
  readonly close: () => void
}

export interface TelemetryOptions {
  /** How many results pages listen. */
  readonly listeners: () => number
  /** Of the database; null where it has no pool. */
  readonly connections: (() => Promise<Connections>) | null
}

/** From a cache's answer to a report of millions. */
const SECONDS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Every function of an object, and of the groups in it, by its name. */
const wrapped = <Part extends object>(
  part: Part,
  wrap: (name: string, call: () => unknown) => unknown,
  before = '',
  seen = new Map<unknown, unknown>(),
): Part =>
  new Proxy(part, {
    get(target, key) {
      const value: unknown = Reflect.get(target, key)
      if (typeof key !== 'string' || value === null || (typeof value !== 'function' && typeof value !== 'object')) return value
      const known = seen.get(value)
      if (known) return known
      const name = `${before}${key}`
      const made =
        typeof value === 'function'
          ? (...given: unknown[]) => wrap(name, () => Reflect.apply(value, target, given))
          : wrapped(value, wrap, `${name}.`, seen)
      seen.set(value, made)
      return made
    },
  })

export const createTelemetry = ({ listeners, connections }: TelemetryOptions): Telemetry => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'peakend_http_requests_total',
    help: 'Requests, by the pattern of their route.',
    labelNames: ['method', 'route', 'status'],
    registers,
  })
  const durations = new Histogram({
    name: 'peakend_http_request_duration_seconds',
    help: 'Until the last byte of the reply was handed over. Without live streams.',
    labelNames: ['method', 'route'],
    buckets: SECONDS,
    registers,
  })
  const events = new Counter({
    name: 'peakend_events_total',
    help: 'Events that were posted, by what became of them.',
    labelNames: ['outcome'],
    registers,
  })
  for (const outcome of ['stored', 'duplicate', 'stale', 'rejected', 'retry'] satisfies ItemResult['status'][]) events.inc({ outcome }, 0)
  const database = new Histogram({
    name: 'peakend_database_duration_seconds',
    help: 'What the database was asked for, waiting for a connection included.',
    labelNames: ['operation'],
    buckets: SECONDS,
    registers,
  })
  const failures = new Counter({
    name: 'peakend_database_failures_total',
    help: 'What the database could not do.',
    labelNames: ['operation'],
    registers,
  })
  const busy = new Gauge({ name: 'peakend_database_in_progress', help: 'Operations that are under way or wait their turn.', registers })
  new Gauge({
    name: 'peakend_live_listeners',
    help: 'Results pages that are open and listen.',
    registers,
    collect() {
      this.set(listeners())
    },
  })
  if (connections)
    new Gauge({
      name: 'peakend_database_connections',
      help: 'Connections to PostgreSQL: in use, idle, and requests that wait for one.',
      labelNames: ['state'],
      registers,
      async collect() {
        const { total, idle, waiting } = await connections()
        this.set({ state: 'used' }, total - idle)
        this.set({ state: 'idle' }, idle)
        this.set({ state: 'waiting' }, waiting)
      },
    })

  const measured = (operation: string, call: () => unknown): unknown => {
    const stop = database.startTimer({ operation })
    const result = call()
    if (!(result instanceof Promise)) return result
    busy.inc()
    return result
      .catch((cause: unknown) => {
        failures.inc({ operation })
        throw cause
      })
      .finally(() => {
        busy.dec()
        stop()
      })
  }

  return {
    request({ method, route, status, ms, stream }) {
      requests.inc({ method, route, status: String(status) })
      if (!stream) durations.observe({ method, route }, ms / 1000)
    },
    outcome: (outcome) => events.inc({ outcome }),
    timed: (part) => wrapped(part, measured),
    text: async () => ({ body: await registry.metrics(), type: registry.contentType }),
    close: () => registry.clear(),
  }
}
