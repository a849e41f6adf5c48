import type { RequestEntry } from './observe'

/** Where trouble, and what was done, is told. Never anything personal. */
export type Log = (message: string, cause?: unknown) => void

/** What of a cause is told: its name and its message, on one line. */
const said = (cause: unknown): { readonly name: string; readonly message: string } | undefined =>
  cause instanceof Error ? { name: cause.name, message: cause.message } : undefined

export interface JsonLog {
  readonly log: Log
  readonly request: (entry: RequestEntry) => void
}

/**
 * One JSON object a line, for programs that collect logs: `time`, `level`, `message`, and of a request what `RequestEntry` has. Nothing else ever
 * gets in, so nothing has to be taken out.
 */
export const createJsonLog = (write: (line: string) => void, now: () => number = Date.now): JsonLog => {
  const line = (level: 'info' | 'error', message: string, more: object): void =>
    write(`${JSON.stringify({ time: new Date(now()).toISOString(), level, message, ...more })}\n`)
  return {
    log: (message, cause) => line(cause === undefined ? 'info' : 'error', message, { error: said(cause) }),
    request: (entry) => line(entry.status >= 500 ? 'error' : 'info', 'request', entry),
  }
}

/** For people: the message and, in brackets, why. */
export const plainLog: Log = (message, cause) => {
  const why = said(cause)
  console.error(why ? `${message} (${why.name}: ${why.message})` : message)
}
