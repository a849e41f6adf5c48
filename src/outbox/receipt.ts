import type { ItemResult } from '../survey/wire'

/** Untyped: whatever the endpoint said, or undefined where it is not JSON. */
export interface Body {
  readonly results?: unknown
  readonly retryAfterMs?: unknown
  readonly remaining?: unknown
  readonly title?: unknown
}
export function readBody(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text)
    // An object of unknown fields; each is looked at where it is used.
    return typeof body === 'object' && body !== null ? (body as Body) : undefined
  } catch {
    return undefined
  }
}

/** What a receipt says of one record. */
export type Receipt = Partial<ItemResult>

/** The receipt of a batch by id; null where the reply is none. */
export function readReceipt(body: Body | undefined): Map<string, Receipt> | null {
  const results = body?.results
  return Array.isArray(results) ? new Map(results.map((item) => [item?.id, item ?? {}])) : null
}

/** Whether a 2xx without a receipt may acknowledge: it is none that was cut off in the middle. */
export const isWhole = (body: Body | undefined, text = ''): boolean => !!body || !/^\s*{/.test(text)

/** How many answers the endpoint still wants, by survey id: as much of what it says as are numbers; undefined where it says nothing. */
export function readRemaining(body: Body | undefined): Readonly<Record<string, number>> | undefined {
  // Object(null) is an empty object, and a text has characters for its entries.
  const found = Object.entries<unknown>(Object(body?.remaining)).filter(([, left]) => typeof left === 'number')
  return found[0] && (Object.fromEntries(found) as Record<string, number>)
}
