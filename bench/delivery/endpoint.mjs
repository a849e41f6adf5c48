/**
 * An endpoint as docs/deploying.md asks for one: of each response the highest revision wins, receipts name the id. Beside what it shows
 * it keeps a log that only grows, which is what the oracle reads. What befalls a request is decided before it is looked at.
 */

/** What an endpoint, or the way to it, can do to one request. `…-after`: it has committed, and the page does not learn it. */
export const faults = [
  'reset-before',
  'reset-after',
  'hang-before',
  'hang-after',
  'half-body',
  '500-before',
  '500-after',
  '503',
  '429-seconds',
  '429-date',
  '413-batch',
  '302',
  '401',
  '404',
  '410-moved',
  'captive-portal',
  'slow-drip',
  'partial-receipt',
  'delivered-twice',
  'delivered-late',
]

/** One revision as it was asked for on the wire. */
const parts = (event) => {
  const cut = event.id.lastIndexOf(':')
  return { id: event.id.slice(0, cut), revision: Number(event.id.slice(cut + 1)) }
}

/** @param {{ bug?: string | undefined }} [options] `bug`: a seeded fault of the endpoint itself. */
export function createEndpoint({ bug } = {}) {
  /** Append-only: every revision that was ever committed, in order. */
  const log = []
  /** What it shows: the highest revision of each response. */
  const rows = new Map()
  /** Deliveries that a proxy kept back: they come again later, in another order. */
  const kept = []

  const commitOne = (event) => {
    if (event.type !== 'peakend.response.v1') return { id: event.id, status: 'stored' }
    const { id, revision } = parts(event)
    const key = bug === 'mint-ids' ? `row-${log.length}` : id
    const row = rows.get(key)
    if (row && bug !== 'no-revision-check') {
      if (row.revision === revision && row.time === event.time) return { id: event.id, status: 'duplicate' }
      if (row.revision >= revision) return { id: event.id, status: 'stale', current: row.revision, time: row.time }
    }
    const { data, time } = event
    const entry = { n: log.length, at: Date.now(), id, revision, time, data }
    log.push(entry)
    rows.set(key, entry)
    return { id: event.id, status: 'stored' }
  }
  const receipt = (results) => JSON.stringify({ serverTime: new Date().toISOString(), results })
  const commit = (events) => events.map(commitOne)

  return {
    log,
    rows,
    kept,
    commit,
    receipt,
    /** What the proxy kept back arrives now, the last first. */
    release: () => {
      for (const events of kept.splice(0).reverse()) commit(events)
    },
  }
}

const json = 'application/json'
/** Cross-origin a page reads the reply, and of its headers these. */
export const open = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'Retry-After, Date' }

/**
 * Answers one request under a fault. Gives whether the fault could be applied: `413` needs a batch.
 *
 * @param {ReturnType<typeof createEndpoint>} endpoint
 * @param {string} fault
 * @param {any[]} events
 * @param {import('node:http').ServerResponse} response
 * @param {{ at: (point: string) => Promise<void>, random: () => number }} hooks `at`: told when something was reached; a kill may come there.
 */
export async function answer(endpoint, fault, events, response, { at, random }) {
  const send = (status, body, headers = {}) => {
    response.writeHead(status, { 'content-type': json, ...open, ...headers })
    response.end(body)
  }
  const problem = (status, headers) => send(status, JSON.stringify({ type: 'about:blank', title: `HTTP ${status}`, status }), headers)
  await at('posted')
  if (fault === 'reset-before') return response.destroy()
  if (fault === 'hang-before') return
  if (fault === '500-before') return problem(500)
  if (fault === '503') return problem(503)
  if (fault === '429-seconds') return problem(429, { 'retry-after': '2' })
  if (fault === '429-date') return problem(429, { 'retry-after': new Date(Date.now() + 3000).toUTCString() })
  if (fault === '413-batch' && events.length > 1) return problem(413)
  if (fault === '302') return send(302, '', { location: '/elsewhere' })
  if (fault === '401') return problem(401)
  if (fault === '404') return problem(404)
  if (fault === '410-moved') return problem(410)
  if (fault === 'captive-portal') return send(200, '<!doctype html><title>Welcome</title>Please log in.', { 'content-type': 'text/html' })
  if (fault === '422-poison' && events.some((event) => event.data.context?.poison)) return problem(422)
  if (fault === 'partial-receipt') {
    // A part of it is taken, and told in another order.
    const taken = events.filter((_, i) => i % 2 === 0)
    const results = endpoint.commit(taken).reverse()
    await at('committed')
    return send(200, endpoint.receipt(results))
  }
  if (fault === 'delivered-late') endpoint.kept.push(events)
  const body = endpoint.receipt(endpoint.commit(events))
  await at('committed')
  if (fault === 'reset-after') return response.destroy()
  if (fault === 'hang-after') return
  if (fault === '500-after') return problem(500)
  if (fault === 'delivered-twice') endpoint.commit(events)
  if (fault === 'half-body') {
    response.writeHead(200, { 'content-type': json, 'content-length': Buffer.byteLength(body), ...open })
    response.write(body.slice(0, body.length >> 1))
    return void setTimeout(() => response.destroy(), 20)
  }
  if (fault === 'slow-drip') {
    response.writeHead(200, { 'content-type': json, ...open })
    const piece = Math.ceil(body.length / 8)
    for (let from = 0; from < body.length && !response.destroyed; from += piece) {
      response.write(body.slice(from, from + piece))
      await new Promise((done) => setTimeout(done, 20 + 40 * random()))
    }
    return response.end()
  }
  send(200, body)
  await at('replied')
}
