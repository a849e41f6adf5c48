import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import type { LookupFunction } from 'node:net'
import { type GuardOptions, pin, Refused } from './guard'

/** What is sent: whole and small. */
export interface Outgoing {
  readonly method: 'POST' | 'PUT' | 'PATCH'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What came of it. `status` null: no answer. */
export interface Result {
  readonly status: number | null
  /** Null: it was taken. */
  readonly reason: string | null
  /** As long the receiver wants us to wait, in milliseconds. */
  readonly retryAfterMs: number | null
}

const TIMEOUT_MS = 10_000
/** Nothing is read of a reply; so much may come before the connection is cut. */
const REPLY_BYTES = 64 * 1024

/** RFC 9110 §10.2.3: seconds, or a date, which counts against the reply's own. */
export const retryAfterMs = (header: string | undefined, date: string | undefined, now: number): number | null => {
  if (header === undefined) return null
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  if (Number.isNaN(at)) return null
  const from = Date.parse(date ?? '')
  return Math.max(0, at - (Number.isNaN(from) ? now : from))
}

const network: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'reset',
  EPIPE: 'reset',
  ETIMEDOUT: 'timeout',
  ABORT_ERR: 'timeout',
}
const reasonOf = (error: unknown): string => {
  if (error instanceof Refused) return error.reason
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return network[code] ?? (/CERT|TLS|SSL|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'certificate' : 'network')
}

export interface SendOptions extends GuardOptions {
  readonly now: () => number
  /** Default 10 seconds, from the name's resolution to the reply's headers. */
  readonly timeoutMs?: number
  /** Ends what is under way. */
  readonly signal: AbortSignal
}

/** One request on a connection of its own to a pinned address. Redirects are answers like any other: they are not followed. */
export const send = async (outgoing: Outgoing, { timeoutMs = TIMEOUT_MS, signal, ...options }: SendOptions): Promise<Result> => {
  const deadline = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  try {
    const url = new URL(outgoing.url)
    const address = await Promise.race([
      pin(url, options),
      new Promise<never>((_, fail) => {
        deadline.addEventListener('abort', () => fail(Object.assign(new Error('timeout'), { code: 'ABORT_ERR' })), { once: true })
      }),
    ])
    // Node asks for one address or for all, by its own settings.
    const lookup: LookupFunction = (_host, { all }, done) =>
      all ? done(null, [{ address: address.address, family: address.family }]) : done(null, address.address, address.family)
    return await new Promise<Result>((done, fail) => {
      const body = Buffer.from(outgoing.body)
      const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
        method: outgoing.method,
        headers: { ...outgoing.headers, 'content-length': String(body.byteLength), 'user-agent': 'Peakend', accept: '*/*' },
        agent: false,
        lookup,
        signal: deadline,
      })
      request.once('error', fail)
      request.once('response', (reply) => {
        const status = reply.statusCode ?? 0
        const ok = status >= 200 && status < 300
        done({
          status,
          reason: ok ? null : status >= 300 && status < 400 ? 'redirect' : `http-${status}`,
          retryAfterMs: retryAfterMs(reply.headers['retry-after'], reply.headers.date, options.now()),
        })
        let read = 0
        reply.on('data', (chunk: Buffer) => {
          read += chunk.byteLength
          if (read > REPLY_BYTES) reply.destroy()
        })
        reply.on('error', () => {})
      })
      request.end(body)
    })
  } catch (error) {
    return { status: null, reason: reasonOf(error), retryAfterMs: null }
  }
}
