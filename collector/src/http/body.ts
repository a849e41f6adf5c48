import { problem, refuse } from './problem'

/** DELIVERY: batches are at most 48 KiB, a keepalive request at most 64 KiB. */
export const MAX_BODY_BYTES = 64 * 1024

/** The body as text, `too-large` above the limit (what comes after is not kept), `not-utf-8` when it is not text. */
export const readBody = async (
  request: Request,
  limit = MAX_BODY_BYTES,
): Promise<{ text: string } | { refused: 'too-large' | 'not-utf-8' }> => {
  if (Number(request.headers.get('content-length')) > limit) return { refused: 'too-large' }
  const chunks: Uint8Array[] = []
  let size = 0
  if (request.body)
    for await (const chunk of request.body) {
      size += chunk.byteLength
      if (size > limit) return { refused: 'too-large' }
      chunks.push(chunk)
    }
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) }
  } catch {
    return { refused: 'not-utf-8' }
  }
}

/** What is answered to a body that could not be read. */
export const refuseBody = (why: 'too-large' | 'not-utf-8', limit = MAX_BODY_BYTES): Response =>
  why === 'too-large'
    ? refuse(problem('too-large', 413, 'The body is too large', `Send at most ${limit} bytes.`))
    : refuse(problem('malformed-json', 400, 'The body is not UTF-8'))
