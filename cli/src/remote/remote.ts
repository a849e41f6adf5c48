/** What talks to a collector: where it is, who asks, and what its refusals mean. */
import { setTimeout } from 'node:timers/promises'
import type { Problem } from '../../../src/survey/wire'
import { type Arguments, Failure, UsageError } from '../arguments'
import type { Io, Option } from '../types'

const DEFAULT_URL = 'http://localhost:4173'
/** Of what is refused for now. */
const TRIES = 6
const LONGEST_WAIT_MS = 60_000

/** Options of every command that talks to a collector. */
export const remoteOptions = {
  url: { type: 'string', value: 'url', help: `Where the collector is; default: PEAKEND_URL, else ${DEFAULT_URL}` },
  token: { type: 'string', value: 'token', help: 'The team’s token; default: PEAKEND_TOKEN, which other users of the machine cannot see' },
  project: { type: 'string', value: 'name', help: 'Default: default' },
} as const satisfies Readonly<Record<string, Option>>

export type Query = Readonly<Record<string, string | undefined>>

export interface Remote {
  /** Rejects with what went wrong, worded. */
  readonly get: (path: string, query: Query) => Promise<Response>
  /** Again and again where it is told to come back later: only for what may be done twice. */
  readonly post: (path: string, query: Query, body: unknown) => Promise<Response>
}

const said = async (response: Response): Promise<string> => {
  const problem = (await response.json().catch(() => null)) as Partial<Problem> | null
  if (!problem?.title) return `it answered ${response.status}, and nothing else. Is it a collector?`
  const errors = (problem.errors ?? []).map(({ path, expected, got }) => `${path}: expected ${expected}, got ${got}`)
  return [problem.title, problem.detail, ...errors].filter(Boolean).join('. ')
}

const causeOf = (error: unknown): string => {
  const { cause, message } = error as Error & { readonly cause?: { readonly code?: string; readonly message?: string } }
  return cause?.code ?? cause?.message ?? message
}

export const remoteOf = ({ options }: Arguments, { env }: Pick<Io, 'env'>): Remote => {
  const given = `${options.url ?? env.PEAKEND_URL ?? DEFAULT_URL}`
  const token = `${options.token ?? env.PEAKEND_TOKEN ?? ''}`
  if (!/^https?:$/.test(URL.canParse(given) ? new URL(given).protocol : ''))
    throw new UsageError(`--url: expected an address such as ${DEFAULT_URL}, got ${given}.`)
  if (token === '')
    throw new UsageError('expected the team’s token in PEAKEND_TOKEN or --token, got none. The collector prints it at its start.')
  // A header holds no more.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new UsageError('--token: expected letters, digits and signs without a space, got something else.')
  const project = options.project === undefined ? undefined : `${options.project}`

  const ask = async (path: string, query: Query, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(given)
    url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`
    for (const [name, value] of Object.entries({ project, ...query })) if (value !== undefined) url.searchParams.set(name, value)
    return fetch(url, { ...init, redirect: 'error', headers: { ...init.headers, authorization: `Bearer ${token}` } }).catch(
      (error: unknown) => {
        throw new Failure(`${given} cannot be reached: ${causeOf(error)}.`)
      },
    )
  }

  const refused = async (response: Response): Promise<Failure> =>
    new Failure(
      response.status === 401
        ? `${given}: the token is not the team’s. The collector prints it at its start.`
        : `${given}: ${await said(response)}`,
    )

  return {
    async get(path, query) {
      const response = await ask(path, query)
      if (!response.ok) throw await refused(response)
      return response
    },
    async post(path, query, body) {
      const init = { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
      for (let attempt = 1; ; attempt++) {
        const response = await ask(path, query, init)
        if (response.ok) return response
        if (attempt === TRIES || ![429, 503].includes(response.status)) throw await refused(response)
        const told = (await response.json().catch(() => null)) as { readonly retryAfterMs?: number } | null
        await setTimeout(Math.min(LONGEST_WAIT_MS, told?.retryAfterMs ?? 5000))
      }
    },
  }
}

/** A whole number or a time, as the collector reads them; wrong ones it would leave out. */
export const spanQuery = ({ options }: Arguments): Query => {
  const { days, since, until } = options
  if (days !== undefined && !/^[1-9]\d{0,3}$/.test(`${days}`)) throw new UsageError(`--days: expected a number of days, got ${days}.`)
  for (const [name, value] of Object.entries({ since, until }))
    if (value !== undefined && Number.isNaN(Date.parse(`${value}`)))
      throw new UsageError(`--${name}: expected a date such as 2027-03-01, got ${value}.`)
  if (days !== undefined && since !== undefined) throw new UsageError('expected --days or --since, got both.')
  const text = (value: unknown) => (value === undefined ? undefined : `${value}`)
  return { days: text(days), since: text(since), until: text(until) }
}

export const spanOptions = {
  days: { type: 'string', value: 'number', help: 'Only the last so many days' },
  since: { type: 'string', value: 'date', help: 'Only what happened since, e.g. 2027-03-01' },
  until: { type: 'string', value: 'date', help: 'Only what happened before' },
} as const satisfies Readonly<Record<string, Option>>
