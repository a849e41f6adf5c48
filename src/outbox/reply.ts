import type { Problem } from '../survey/wire'
import { MAX_WAIT_MS } from './backoff'
import type { Body } from './receipt'

/**
 * What a status means for the batch that was sent.
 * `halve`: smaller, until the one that is not accepted stands alone. `hold`: a configuration error, nobody's fault on this page. `gone`: stop.
 */
export type Verdict = 'ok' | 'retry' | 'halve' | 'hold' | 'gone'

export function judge(status: number): Verdict {
  if (status >= 200 && status < 300) return 'ok'
  if (status >= 500 || [408, 409, 425, 429].includes(status)) return 'retry'
  if ([400, 413, 415, 422].includes(status)) return 'halve'
  // 401, 403, 404, 3xx, and what else a misconfigured server may say.
  return status === 410 ? 'gone' : 'hold'
}

/** A reply, read to its end. */
export interface Answer {
  readonly status: number
  readonly text: string
  /** `Retry-After` and `Date`; both null cross-origin unless exposed. */
  readonly retryAfter: string | null
  readonly date: string | null
}

/** How long the endpoint wants to be left alone: seconds, or a date against the reply's own clock (ours may be wrong). RFC 9110 §10.2.3. */
export function floorMs({ retryAfter, date }: Answer, body: Body | undefined, now: number): number {
  const header =
    retryAfter === null
      ? 0
      : /^\s*\d+\s*$/.test(retryAfter)
        ? +retryAfter * 1_000
        : Date.parse(retryAfter) - ((date && Date.parse(date)) || now)
  return clampMs(Math.max(header || 0, clampMs(body?.retryAfterMs)))
}
export const clampMs = (value: unknown): number => (typeof value === 'number' ? Math.min(Math.max(value || 0, 0), MAX_WAIT_MS) : 0)

/** Of what an endpoint says about a refusal, no more than this is kept beside the record. */
const MAX_PROBLEM_CHARS = 4_000

/** What is nested beyond the stack cannot be stored either. */
const isShort = (said: unknown): boolean => {
  try {
    return JSON.stringify(said)?.length < MAX_PROBLEM_CHARS
  } catch {
    return false
  }
}

/** RFC 9457 problem details of a refusal, or the least that can be said. */
export const readProblem = (said: unknown, status: number): Problem => ({
  type: 'about:blank',
  title: `HTTP ${status}`,
  status,
  // Unknown in its details: for people to read.
  ...(isShort(said) ? (said as Partial<Problem>) : {}),
})
