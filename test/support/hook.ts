import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { later } from './cleanup'

/** A request as it came. */
export interface Hit {
  readonly method: string
  /** With its query. */
  readonly path: string
  readonly type: string
  readonly body: string
}
export interface Hook {
  readonly url: string
  /** Everything that was asked of it, in order; a preflight too. */
  readonly hits: readonly Hit[]
  /** The JSON that was posted to a path. */
  readonly posted: (path: string) => unknown[]
  /** Status and body of the reply to a request. Default: 200 and nothing. */
  respond: (hit: Hit) => readonly [status: number, body?: string]
}

/** A service of somebody else, at an origin of its own: it answers any page, but no preflight. */
export const openHook = async (): Promise<Hook> => {
  const hits: Hit[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const hit = {
      method: request.method ?? '',
      path: request.url ?? '',
      type: request.headers['content-type'] ?? '',
      body: `${Buffer.concat(parts)}`,
    }
    hits.push(hit)
    const [status, body = ''] = hook.respond(hit)
    response.writeHead(status, { 'access-control-allow-origin': '*', 'content-type': 'application/json' })
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const hook: Hook = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    hits,
    posted: (path) => hits.filter((hit) => hit.path === path).map(({ body }) => JSON.parse(body)),
    respond: () => [200],
  }
  return hook
}
