import { readdir, readFile } from 'node:fs/promises'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { WireEvent } from '../../src/survey/wire'
import { later } from './cleanup'
import { type Collector, root } from './collector'

/**
 * What befalls a request on its way. `…-after`: the collector has committed it, and the page does not learn it.
 * `halves`: 413 for more than one event. `poison`: 422 while an event with `context.poison` is among them.
 */
export type Fault =
  | 'none'
  | 'reset-before'
  | 'reset-after'
  | 'error-before'
  | 'error-after'
  | 'busy'
  | 'hang-before'
  | 'hang-after'
  | 'half-body'
  | 'halves'
  | 'poison'
  | 'redirect'
  | 'twice'

export interface Site {
  readonly url: string
  /** Pages by path. */
  readonly pages: Map<string, string>
  /** Further files by path. */
  readonly files: Map<string, string | Buffer>
  /** Sent with every page. */
  headers: Readonly<Record<string, string>>
  /** What `/v1/config` gives: an object, a text as it is, a status, or no answer at all. */
  config: object | string | number | 'unreachable'
  /** Decides what befalls the next request to the endpoint. */
  fault: (events: readonly WireEvent[]) => Fault
  /** Everything the endpoint was sent, in order. */
  readonly posts: readonly WireEvent[][]
  /** Paths asked for, in order. */
  readonly asked: readonly string[]
  /** Keeps requests for a path waiting until the result is called. */
  readonly hold: (path: string) => () => void
}

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}
const typeOf = (path: string) => types[/\.(\w+)$/.exec(path)?.[1] ?? 'html'] ?? 'application/octet-stream'

/** A folder's files by path, as they are now: a build that runs meanwhile changes nothing. */
const filesOf = async (folder: string): Promise<Map<string, Buffer>> => {
  const found = new Map<string, Buffer>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (entry.isFile()) found.set(file.slice(folder.length), await readFile(file))
  }
  return found
}

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** A shop's own server: pages, the SDK's built files, the configuration, and the way to the collector with what may befall it. */
export const openSite = async (collector?: Collector): Promise<Site> => {
  const files = new Map<string, string | Buffer>(await filesOf(join(root, 'dist')))
  const pages = new Map<string, string>()
  const posts: WireEvent[][] = []
  const asked: string[] = []
  const held = new Map<string, Promise<void>>()
  const sockets = new Set<ServerResponse>()

  const send = (response: ServerResponse, status: number, type: string, body: string | Buffer, headers = {}) => {
    response.writeHead(status, { 'content-type': type, 'cache-control': 'no-cache', ...headers })
    response.end(body)
  }
  const forward = async (request: IncomingMessage, body: Buffer) => {
    if (!collector) return { status: 503, text: '' }
    const reply = await fetch(collector.url + request.url, {
      method: 'POST',
      body: new Uint8Array(body),
      headers: { 'content-type': request.headers['content-type'] ?? '' },
    })
    return { status: reply.status, text: await reply.text() }
  }
  const receive = async (request: IncomingMessage, response: ServerResponse) => {
    const body = await bodyOf(request)
    const events = JSON.parse(`${body}`) as WireEvent[]
    posts.push(events)
    const json = 'application/json'
    const fault = site.fault(events)
    if (fault === 'hang-before') return
    if (fault === 'reset-before') return response.destroy()
    if (fault === 'error-before') return send(response, 500, json, '{"title":"out of order"}')
    if (fault === 'busy') return send(response, 429, json, '{}', { 'retry-after': '1' })
    if (fault === 'redirect') return send(response, 302, json, '', { location: '/elsewhere' })
    if (fault === 'halves' && events.length > 1) return send(response, 413, json, '{}')
    if (fault === 'poison' && events.some(isPoison)) return send(response, 422, json, '{"title":"not this one"}')
    const { status, text } = await forward(request, body)
    if (fault === 'hang-after') return
    if (fault === 'reset-after') return response.destroy()
    if (fault === 'error-after') return send(response, 500, json, '{"title":"after the commit"}')
    if (fault === 'half-body') {
      response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(text) })
      response.write(text.slice(0, text.length >> 1))
      return setTimeout(() => response.destroy(), 20)
    }
    if (fault === 'twice') await forward(request, body)
    return send(response, status, json, text)
  }
  const configure = (request: IncomingMessage, response: ServerResponse) => {
    const { config } = site
    if (config === 'unreachable') return response.destroy()
    if (typeof config === 'number') return send(response, config, 'text/plain', '')
    const body = typeof config === 'string' ? config : JSON.stringify(config)
    const etag = `"${Buffer.from(body).length}"`
    if (request.headers['if-none-match'] === etag) return send(response, 304, '', '', { etag })
    return send(response, 200, types.json as string, body, { etag })
  }
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    asked.push(path)
    sockets.add(response)
    await held.get(path)
    if (path === '/v1/responses' && request.method === 'POST') return receive(request, response)
    if (path === '/v1/config') return configure(request, response)
    const page = pages.get(path)
    const file = page ?? files.get(path.endsWith('/') ? `${path}index.html` : path)
    if (file === undefined) return send(response, 404, 'text/plain', 'nothing here')
    const type = page === undefined && !path.endsWith('/') ? typeOf(path) : (types.html as string)
    return send(response, 200, type, file, type === types.html ? site.headers : {})
  }

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy())
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  later(async () => {
    for (const response of sockets) response.destroy()
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const site: Site = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    pages,
    files,
    headers: {},
    config: 404,
    fault: () => 'none',
    posts,
    asked,
    hold: (path) => {
      let release = () => {}
      held.set(path, new Promise((done) => (release = done)))
      return () => {
        held.delete(path)
        release()
      }
    },
  }
  return site
}

const isPoison = (event: WireEvent): boolean => 'context' in event.data && event.data.context['poison'] === true

export interface PageOptions {
  readonly lang?: string
  /** Address of the icon. Default: an empty one in the page. */
  readonly icon?: string
  readonly head?: string
  readonly body?: string
  /** `data-…` attributes of the script tag. */
  readonly data?: Readonly<Record<string, string>>
}
/** A page that installs Peakend as the README says: the stub, then the script. */
export const html = ({ lang = 'en', icon = 'data:,', head = '', body = '', data = {} }: PageOptions = {}): string => {
  const attributes = { endpoint: '/v1/responses', config: '/v1/config', consent: 'persistent', ...data }
  const written = Object.entries(attributes).map(([name, value]) => `data-${name}="${value}"`)
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>A shop</title><link rel="icon" href="${icon}"><script src="/stub.js"></script>${head}<script async src="/peakend.js" ${written.join(' ')}></script></head>
<body><main><h1>A shop</h1>${body}</main></body></html>`
}
