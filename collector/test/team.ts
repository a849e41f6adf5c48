import type { Running } from './fixtures'
import { TOKEN } from './fixtures'

/** What a request comes back as, whatever it was. */
export interface Said {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** As loose as what `fetch` gives. */
  readonly json: Awaited<ReturnType<Response['json']>>
}

/** Requests to a collector, by those of a token. Without one: by nobody in particular. */
export const asking =
  ({ collector }: Pick<Running, 'collector'>, token: string | null = TOKEN) =>
  async (method: string, path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Said> => {
    const response = await collector.fetch(
      new Request(`http://feedback.example${path}`, {
        method,
        headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), ...headers },
        ...(body === undefined ? {} : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
      }),
    )
    // A stream of events has no end to wait for.
    if (response.headers.get('content-type') === 'text/event-stream') {
      await response.body?.cancel()
      return { status: response.status, headers: response.headers, text: '', json: null }
    }
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      json:
        /json/.test(response.headers.get('content-type') ?? '') && !/ndjson/.test(response.headers.get('content-type') ?? '')
          ? JSON.parse(text)
          : null,
    }
  }

/** Makes a token as a colleague would be given one. */
export const giveToken = async (running: Pick<Running, 'collector'>, wanted: Readonly<Record<string, unknown>>) => {
  const { status, json, text } = await asking(running)('POST', '/v1/tokens', wanted)
  if (status !== 201) throw new Error(`expected a token, got ${status}: ${text}`)
  return json as { readonly id: string; readonly token: string }
}

/** The cookie of a browser that signs in with it. */
export const signIn = async (running: Pick<Running, 'collector'>, token: string): Promise<string> => {
  const { headers } = await asking(running, null)('POST', '/results/sign-in', new URLSearchParams({ token }))
  return headers.get('set-cookie')?.split(';')[0] ?? ''
}
