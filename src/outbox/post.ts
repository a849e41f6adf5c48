import type { Answer } from './reply'
import type { Timers } from './types'

const TIMEOUT_MS = 10_000
/** Browsers let keepalive requests hold 64 KiB together, until their replies are read (Fetch §http-network-or-cache-fetch); the page's own scripts share it. */
export const KEEPALIVE_BYTES = 48 * 1024
const KEEPALIVE_REQUESTS = 6

/** Far more than a receipt of a whole batch with a problem for each: of what goes on without an end no more is kept. */
const MAX_REPLY_CHARS = 256 * 1024

/** Read to its end, or as far as a receipt can reach; the rest is let go. */
const textOf = async (reply: Response): Promise<string> => {
  const reader = reply.body?.getReader()
  // There is none where there is nothing, and where the page has put a fetch of its own in place of the browser's.
  if (!reader) return reply.text()
  const decoder = new TextDecoder()
  let text = ''
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    text += decoder.decode(part.value, { stream: true })
    if (text.length > MAX_REPLY_CHARS) {
      reader.cancel().catch(() => {})
      break
    }
  }
  return text
}

export interface PostDeps extends Timers {
  readonly fetch: typeof fetch
}

/** Posts bodies; resolves with the whole reply, or null where there was none. `stop` aborts every flight. */
export type Post = ReturnType<typeof createPost>['post']

export function createPost({ fetch, setTimeout, clearTimeout }: PostDeps) {
  const flights = new Set<AbortController>()
  let held = 0

  const post = async (url: string, body: string, bytes: number, contentType: string): Promise<Answer | null> => {
    const flight = new AbortController()
    const timer = setTimeout(() => flight.abort(), TIMEOUT_MS)
    const send = (keepalive: boolean): Promise<Response> =>
      fetch(url, {
        method: 'POST',
        body,
        headers: { 'content-type': contentType },
        keepalive,
        redirect: 'error',
        credentials: 'omit',
        signal: flight.signal,
      })
    const keepalive = held + bytes <= KEEPALIVE_BYTES && flights.size < KEEPALIVE_REQUESTS
    if (keepalive) held += bytes
    flights.add(flight)
    try {
      const reply = await send(keepalive).catch((error) => {
        // Another script ate the budget: the same TypeError as no network, so it is tried once without.
        if (keepalive && error?.name === 'TypeError' && !flight.signal.aborted) return send(false)
        throw error
      })
      // Read whatever the status: until then the budget is held, and half a body is no reply.
      const text = await textOf(reply)
      const { status, headers } = reply
      return { status, text, retryAfter: headers.get('retry-after'), date: headers.get('date') }
    } catch {
      return null
    } finally {
      clearTimeout(timer)
      flights.delete(flight)
      if (keepalive) held -= bytes
    }
  }

  return {
    post,
    stop: () => {
      for (const flight of flights) flight.abort()
    },
  }
}
