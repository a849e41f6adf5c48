import { createServer, type Server } from 'node:http'
import type { Socket } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { type ProblemCode, problem, refuse } from './problem'

/** What a connection may cost. Everything has a default. */
export interface SocketLimits {
  /** Milliseconds for the headers of a request. Default 10,000. */
  readonly headersMs: number
  /** Milliseconds for a whole request, its body included. Default 30,000. */
  readonly requestMs: number
  /** Milliseconds a connection is kept for the next request. Longer than the minute that proxies keep theirs, or they send into one that has just been closed: 502. Default 75,000. */
  readonly keepAliveMs: number
  /** Milliseconds without a byte either way, after which a connection is closed. Default 120,000. */
  readonly idleMs: number
  /** Bytes of all headers together. Default 16,384. */
  readonly headerBytes: number
  /** Connections at one time. Default 5,000. */
  readonly connections: number
  /** Connections of one peer at one time. Default 1,000; behind a proxy every connection is the proxy's. */
  readonly connectionsPerPeer: number
  /** Milliseconds between two looks at who is too slow. Default 5,000. */
  readonly checkMs: number
}

export const SOCKET_LIMITS: SocketLimits = {
  headersMs: 10_000,
  requestMs: 30_000,
  keepAliveMs: 75_000,
  idleMs: 120_000,
  headerBytes: 16_384,
  connections: 5_000,
  connectionsPerPeer: 1_000,
  checkMs: 5_000,
}

const broken: Readonly<Record<string, readonly [code: ProblemCode, status: number, reason: string, title: string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['too-slow', 408, 'Request Timeout', 'The request took too long'],
  HPE_HEADER_OVERFLOW: ['headers-too-large', 431, 'Request Header Fields Too Large', 'The headers are too large'],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['too-large', 413, 'Payload Too Large', 'The body is too large'],
}

/** What Node's parser does not take never becomes a request; it is refused on the bare socket, and the connection ends. */
const refuseBroken = (error: NodeJS.ErrnoException, socket: Socket & { _httpMessage?: { headersSent?: boolean } }): void => {
  // Something is being answered on it: a second answer would be read as part of the first.
  if (!socket.writable || error.code === 'ECONNRESET' || socket._httpMessage?.headersSent) {
    socket.destroy()
    return
  }
  const [code, status, reason, title] = broken[error.code ?? ''] ?? ['malformed-request', 400, 'Bad Request', 'This is no HTTP request']
  const body = JSON.stringify(problem(code, status, title))
  socket.end(
    `HTTP/1.1 ${status} ${reason}\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`,
  )
}

/** A server that nobody keeps busy by being slow, large or many. */
export const createHttpServer = (
  fetch: Parameters<typeof getRequestListener>[0],
  limits: SocketLimits,
  log: (message: string, cause?: unknown) => void,
): Server => {
  const answer = getRequestListener(fetch, {
    errorHandler: (cause) => {
      if (cause instanceof Error && cause.name === 'RequestError')
        return refuse(problem('malformed-request', 400, 'The address or the host of the request is not valid'))
      log('A request failed', cause)
      return refuse(problem('internal', 500, 'The collector failed', 'Its log says more.'))
    },
  })
  const server = createServer(
    {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.keepAliveMs,
      maxHeaderSize: limits.headerBytes,
      connectionsCheckingInterval: limits.checkMs,
      // Refused below, as a problem; Node's own refusal says nothing.
      requireHostHeader: false,
    },
    answer,
  )
  server.maxConnections = limits.connections
  server.timeout = limits.idleMs
  server.on('clientError', refuseBroken)
  const open = new Map<string, number>()
  server.on('connection', (socket) => {
    const peer = socket.remoteAddress ?? ''
    const count = (open.get(peer) ?? 0) + 1
    open.set(peer, count)
    socket.once('close', () => {
      const left = (open.get(peer) ?? 1) - 1
      if (left > 0) open.set(peer, left)
      else open.delete(peer)
    })
    if (count > limits.connectionsPerPeer) socket.destroy()
  })
  return server
}
