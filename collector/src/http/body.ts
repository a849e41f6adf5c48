import { problem, refuse } from './problem'

/** DELIVERY: batches are at most 48 KiB, a keepalive request at most 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024

type Body = { readonly text: string } | { readonly refused: 'too-large' | 'not-utf-8' }

const textOf = (bytes: Uint8Array, limit: number): Body => {
  if (bytes.byteLength > limit) return { refused: 'too-large' }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) }
  } catch {
    return { refused: 'not-utf-8' }
  }
}

/** The body as text, `too-large` above the limit (what comes after is not kept), `not-utf-8` when it is not text. */
export const readBody = async (request: Request, limit = MAX_BODY_BYTES): Promise<Body> => {
  const declared = request.headers.get('content-length')
  if (Number(declared) > limit) return { refused: 'too-large' }
  // Who says how long it is sends no more than that: the parser sees to it. Read at once, without the streams of the web.
  if (declared !== null) return textOf(Buffer.from(await request.arrayBuffer()), limit)
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body)
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > limit) return { refused: 'too-large' }
      chunks.push(chunk)
    }
  return textOf(Buffer.concat(chunks), limit)
}

/** What is answered to a body that could not be read. */
export const refuseBody = (why: 'too-large' | 'not-utf-8', limit = MAX_BODY_BYTES): Response =>
  why === 'too-large'
    ? refuse(problem('too-large', 413, 'The body is too large', `Send at most ${limit} bytes.`))
    : refuse(problem('malformed-json', 400, 'The body is not UTF-8'))
