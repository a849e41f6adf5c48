import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface Received {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** How the receiver behaves to one request. */
export type Fault = (request: Received, response: ServerResponse) => void

export const answer =
  (status: number, headers: Record<string, string> = {}): Fault =>
  (_, response) => {
    response.writeHead(status, headers).end('something that is not kept')
  }
export const reset: Fault = (_, response) => {
  response.socket?.destroy()
}
export const hang: Fault = () => {}

/** Somebody who is told, and does not always take it well: faults are used up one by one, then all is well. */
export const startReceiver = async (): Promise<{
  readonly url: string
  readonly port: number
  readonly received: Received[]
  readonly faults: Fault[]
  readonly stop: () => Promise<void>
}> => {
  const received: Received[] = []
  const faults: Fault[] = []
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const one = {
        method: request.method ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      received.push(one)
      ;(faults.shift() ?? answer(200))(one, response)
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    received,
    faults,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections()
        server.close(() => done())
      }),
  }
}
