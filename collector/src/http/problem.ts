import type { Problem } from '../../../src/survey/wire'

export type ProblemError = NonNullable<Problem['errors']>[number]

/** Codes of everything the collector refuses; the last part of the problem's `type`. */
export type ProblemCode =
  | 'malformed-json'
  | 'malformed-request'
  | 'unsupported-type'
  | 'too-many-requests'
  | 'too-slow'
  | 'headers-too-large'
  | 'too-large'
  | 'too-many-events'
  | 'invalid-event'
  | 'invalid-project'
  | 'origin-not-allowed'
  | 'sign-in-required'
  | 'not-allowed'
  | 'unknown-project'
  | 'key-required'
  | 'invalid-value'
  | 'already-there'
  | 'too-many-keys'
  | 'not-found'
  | 'method-not-allowed'
  | 'no-configuration'
  | 'unavailable'
  | 'internal'

/** RFC 9457 problem details. `type` is a name, not an address to visit. */
export const problem = (code: ProblemCode, status: number, title: string, detail?: string, errors?: readonly ProblemError[]): Problem => ({
  type: `urn:peakend:problem:${code}`,
  title,
  status,
  ...(detail === undefined ? {} : { detail }),
  ...(errors === undefined ? {} : { errors }),
})

/** A problem as a response. Nothing was changed by the request it answers. */
export const refuse = (details: Problem & { readonly retryAfterMs?: number }, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(details), {
    status: details.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff', ...headers },
  })
