/** The servers of the bench: a shop's pages with Peakend, the endpoint under faults at two origins, and the harness's own ear. */
import { createServer } from 'node:http'
import { answer, createEndpoint, open } from './endpoint.mjs'

const scale = (id, type) => ({ id, type, text: id })
const base = {
  touchpoint: { id: 'anywhere', stage: 'retention', category: 'product' },
  frequency: { class: 'relationship', everyDays: 0, afterDismissDays: 0, betweenDays: 0, perVisit: 1e6, maxIgnored: 1e6 },
}
/** One asked by hand, three revisions each; one asked by an event, once for each order. */
const config = {
  version: 1,
  surveys: [
    {
      ...base,
      id: 'diary',
      trigger: { on: 'manual' },
      questions: [scale('first', 'csat'), scale('second', 'rating'), { id: 'note', type: 'text', text: 'Note' }],
    },
    { ...base, id: 'order', trigger: { on: 'event', name: 'order_completed', oncePer: 'order' }, questions: [scale('went', 'csat')] },
  ],
}

const bodyOf = async (request) => {
  const pieces = []
  for await (const piece of request) pieces.push(piece)
  return `${Buffer.concat(pieces)}`
}
const listen = (server, port = 0) => new Promise((done) => server.listen(port, '127.0.0.1', () => done(server.address().port)))

/**
 * @param {{ builds: import('./build.mjs').Builds, script: string, bug?: string | undefined }} options `builds`: the SDK's files by the
 *   name of a build; `bug`: of the endpoint.
 */
export async function openSite({ builds, script, bug }) {
  const endpoint = createEndpoint({ bug })
  /** Orders for pages that ask for them, and who waits for the outcome. */
  const orders = new Map()
  const waiting = new Map()
  const sockets = new Set()
  let serial = 0

  const site = {
    endpoint,
    url: '',
    /** Raised with each 410: the pages from then on have another address to post to. */
    moved: 0,
    /** What befalls the next request to the endpoint. */
    fault: () => 'none',
    random: Math.random,
    /** Told by a page; it waits until this is over. */
    heard: (_said) => undefined,
    /** The endpoint has come to a point of a request. */
    reached: async (_point) => {},
    /** Requests to the endpoint, and how many of them are not answered yet. */
    requests: 0,
    open: 0,
  }

  const page = (url) => {
    const of = (name, otherwise) => url.searchParams.get(name) ?? otherwise
    const home = of('cross') ? `http://127.0.0.1:${crossPort}` : ''
    const build = of('build', 'main')
    const attributes = {
      endpoint: `${home}/v1/responses?at=${site.moved}`,
      config: '#config',
      consent: of('consent', 'persistent'),
      project: of('project', 'shop'),
      frame: 'true',
      'require-receipt': 'true',
      'event-text': 'true',
    }
    const inside = of('sandbox')
    if (inside) {
      url.searchParams.delete('sandbox')
      return `<!doctype html><meta charset="utf-8"><iframe sandbox="allow-scripts" width="600" height="600" src="${`${url.pathname}${url.search}`.replaceAll('&', '&amp;')}"></iframe>`
    }
    return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A shop</title><link rel="icon" href="data:,">
<script src="/page.js"></script><script src="/sdk/${build}/stub.js"></script><script type="application/json" id="config">${JSON.stringify(config)}</script>
<script async src="/sdk/${build}/peakend.js" ${Object.entries(attributes)
      .map(([name, value]) => `data-${name}="${value}"`)
      .join(' ')}></script></head><body><h1>A shop</h1></body></html>`
  }
  /** A chunk by its path in that build; one that was not built anew, by its name. */
  const fileOf = (build, path) => {
    const files = builds[build]
    const [name] = path.split('.')
    return files?.get(path) ?? files?.get([...files.keys()].find((each) => each.startsWith(`${name}.`)))
  }
  const receive = async (request, response) => {
    const events = JSON.parse(await bodyOf(request))
    if (bug === 'none' || !Array.isArray(events)) return response.destroy()
    site.requests++
    site.open++
    response.once('close', () => site.open--)
    const at = new URL(request.url, 'http://site').searchParams.get('at')
    const fault = Number(at) < site.moved ? '410-moved' : site.fault(events)
    if (fault === '410-moved' && Number(at) === site.moved) site.moved++
    site.befell?.(events, fault)
    await answer(endpoint, fault, events, response, { at: site.reached, random: site.random })
    site.answered?.(fault)
  }
  const handle = async (request, response) => {
    const url = new URL(request.url, 'http://site')
    const { pathname } = url
    sockets.add(response)
    response.once('close', () => sockets.delete(response))
    const send = (body, type = 'text/plain', headers = {}) => {
      response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-cache', ...open, ...headers })
      response.end(body)
    }
    if (pathname === '/v1/responses' && request.method === 'POST') return receive(request, response)
    if (pathname === '/told') {
      await site.heard(JSON.parse(await bodyOf(request)))
      return send('')
    }
    if (pathname === '/next') {
      const tab = url.searchParams.get('tab')
      orders.get(tab)?.seen?.()
      for (let i = 0; i < 200 && !response.destroyed; i++) {
        const next = orders.get(tab)?.list.shift()
        if (next) return send(JSON.stringify(next), 'application/json')
        await new Promise((done) => setTimeout(done, 5))
      }
      return send('{}', 'application/json')
    }
    if (pathname === '/done') {
      const { id, value, error } = JSON.parse(await bodyOf(request))
      const [done, fail] = waiting.get(id) ?? []
      waiting.delete(id)
      error === undefined ? done?.(value) : fail?.(new Error(error))
      return send('')
    }
    if (pathname === '/swallow') return void setTimeout(() => send(''), 1000)
    if (pathname === '/shop') {
      // A policy that forgot the endpoint.
      const csp = url.searchParams.get('csp')
        ? { 'content-security-policy': `connect-src ${site.url}/told ${site.url}/next ${site.url}/done` }
        : {}
      return send(page(url), 'text/html', csp)
    }
    if (pathname === '/elsewhere') return send('<!doctype html><title>Elsewhere</title>', 'text/html')
    if (pathname === '/page.js') return send(script, 'text/javascript')
    const [, build = '', path = ''] = /^\/sdk\/([^/]+)\/(.+)$/.exec(pathname) ?? []
    const file = fileOf(build, path)
    if (file !== undefined) return send(file, 'text/javascript')
    response.writeHead(404).end()
  }
  const listener = (request, response) => void handle(request, response).catch(() => response.destroy())
  const server = createServer(listener)
  const cross = createServer(listener)
  for (const each of [server, cross]) each.keepAliveTimeout = 0
  site.url = `http://127.0.0.1:${await listen(server)}`
  const crossPort = await listen(cross)

  return Object.assign(site, {
    /** Gives a page that polls something to do. */
    order: (tab, name, args) =>
      new Promise((done, fail) => {
        const id = ++serial
        waiting.set(id, [done, fail])
        if (!orders.has(tab)) orders.set(tab, { list: [] })
        orders.get(tab).list.push({ id, name, args })
      }),
    /** Nobody will answer these any more. */
    forget: () => {
      orders.clear()
      for (const [, fail] of waiting.values()) fail(new Error('the browser is gone'))
      waiting.clear()
    },
    /** The other origin refuses connections until the result is called. */
    die: async () => {
      cross.closeAllConnections()
      await new Promise((done) => cross.close(done))
      return () => listen(cross, crossPort)
    },
    close: () => {
      for (const each of [server, cross]) {
        each.closeAllConnections()
        each.close()
      }
    },
  })
}
