import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isAllowedOrigin } from '../src/http/cors'
import { createCollector } from '../src/server'
import { type Running, responseEvent, start, TOKEN } from './fixtures'

let running: Running
beforeAll(async () => {
  running = await start({
    sockets: { headersMs: 300, requestMs: 600, checkMs: 100, headerBytes: 4096, connectionsPerPeer: 30 },
    origins: ['https://shop.example', 'https://other.example:8443'],
  })
})
afterAll(() => running.stop())

/** What comes back on a bare socket until it is closed. `parts` are written one after the other; `pause` lies between them. */
const raw = (parts: readonly string[], pauseMs = 0): Promise<string> =>
  new Promise((done) => {
    const { hostname, port } = new URL(running.url)
    const socket = connect(Number(port), hostname)
    let text = ''
    let next = 0
    const write = () => {
      const part = parts[next++]
      if (part === undefined || socket.destroyed) return
      socket.write(part, 'latin1')
      setTimeout(write, pauseMs)
    }
    socket.on('connect', write)
    socket.on('data', (chunk) => {
      text += chunk.toString('latin1')
    })
    socket.on('error', () => done(text))
    socket.on('close', () => done(text))
  })
const ask = (line: string, headers = 'Host: localhost\r\n') => raw([`${line}\r\n${headers}Connection: close\r\n\r\n`])
const statusOf = (reply: string) => Number(reply.split(' ')[1])
const isProblem = (reply: string) => reply.toLowerCase().includes('content-type: application/problem+json')

describe('who is slow', () => {
  it('with the headers is cut off with 408', async () => {
    const reply = await raw(['POST /v1/responses HTTP/1.1\r\n', 'Host: localhost\r\n', 'X-Slow: 1\r\n', 'X-Slow: 2\r\n'], 200)
    expect(statusOf(reply)).toBe(408)
    expect(isProblem(reply)).toBe(true)
  })
  it('with the body is cut off with 408, and nothing of it is kept', async () => {
    const body = JSON.stringify([responseEvent('slow', 1, { score: 4 })])
    const head = `POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n`
    const parts = Array.from({ length: 20 }, (_, index) => body.slice(index * 10, index * 10 + 10))
    const reply = await raw([head, ...parts], 100)
    expect(statusOf(reply)).toBe(408)
    expect(isProblem(reply)).toBe(true)
    expect(await (await running.team('/v1/responses?test=all')).text()).not.toContain('"slow"')
  })
  it('or many from one place leaves room for the others’ requests', async () => {
    const { hostname, port } = new URL(running.url)
    const sockets = Array.from({ length: 60 }, () => connect(Number(port), hostname).on('error', () => undefined))
    const left = await new Promise<number>((done) => {
      let closed = 0
      for (const socket of sockets) socket.on('close', () => ++closed === 30 && done(closed))
    })
    expect(left).toBe(30)
    for (const socket of sockets) socket.destroy()
    // As soon as the server has heard of it.
    const room = () =>
      fetch(`${running.url}/healthz`).then(
        ({ status }) => status,
        () => 0,
      )
    while ((await room()) !== 200) await new Promise((done) => setTimeout(done, 20))
  })
})

it('a connection outlives the minute that proxies keep theirs for', async () => {
  const { headers } = await fetch(`${running.url}/healthz`)
  expect(headers.get('keep-alive')).toBe('timeout=75')
})

describe('what is no request of ours', () => {
  it.each([
    ['no HTTP at all', '\x16\x03\x01\x02\x00', '', 400],
    ['a header without an end', `GET / HTTP/1.1`, `Host: localhost\r\nX: ${'x'.repeat(8000)}\r\n`, 431],
    ['a host that is none', 'GET /healthz HTTP/1.1', 'Host: a b\r\n', 400],
    ['no host', 'GET /healthz HTTP/1.1', '', 400],
    ['two lengths', 'POST /v1/responses HTTP/1.1', 'Host: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n', 400],
    ['a length and chunks', 'POST /v1/responses HTTP/1.1', 'Host: localhost\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n', 400],
    ['an odd method', 'BREW /v1/responses HTTP/1.1', 'Host: localhost\r\n', 400],
    ['TRACE', 'TRACE /v1/responses HTTP/1.1', 'Host: localhost\r\nCookie: secret=1\r\n', 405],
    ['a backslash', 'GET /..\\..\\secret HTTP/1.1', 'Host: localhost\r\n', 400],
    ['overlong UTF-8', 'GET /%c0%ae%c0%ae/secret HTTP/1.1', 'Host: localhost\r\n', 404],
    ['double slashes', 'GET //v1//config HTTP/1.1', 'Host: localhost\r\n', 404],
    ['NUL', 'GET /peakend%00.js HTTP/1.1', 'Host: localhost\r\n', 404],
    ['dots', 'GET /results/%2e%2e%2f%2e%2e%2fpackage.json HTTP/1.1', 'Host: localhost\r\n', 404],
    ['another host’s absolute address', 'GET http://evil.example/v1/nothing HTTP/1.1', 'Host: localhost\r\n', 404],
  ])('%s is refused as a problem', async (_, line, headers, status) => {
    const reply = await ask(line, headers)
    expect(statusOf(reply)).toBe(status)
    expect(isProblem(reply)).toBe(true)
    expect(reply).not.toContain('secret=1')
  })

  it('a compressed body is not unpacked', async () => {
    for (const encoding of ['gzip', 'br', 'deflate', 'gzip, identity', 'IDENTITY, gzip'])
      expect(
        (
          await fetch(`${running.url}/v1/responses`, {
            method: 'POST',
            body: '[]',
            headers: { 'content-type': 'text/plain', 'content-encoding': encoding },
          })
        ).status,
      ).toBe(415)
  })

  it('a body without an end is cut off early', async () => {
    const head = 'POST /v1/responses HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n'
    const chunk = `8000\r\n${' '.repeat(0x8000)}\r\n`
    const reply = await raw([head, ...Array.from({ length: 40 }, () => chunk)], 20)
    expect(statusOf(reply)).toBe(413)
    expect(isProblem(reply)).toBe(true)
  })

  it('a smuggled second request is not answered after a refusal on the socket', async () => {
    const reply = await raw(['GET / HTTP/1.1\r\nHost: localhost\r\nBad Header\r\n\r\nGET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n'])
    expect(reply.match(/HTTP\/1\.1/g)).toHaveLength(1)
  })

  it('HEAD says what GET says, without a body; a stream is not left open behind it', async () => {
    for (const path of ['/v1/report', '/v1/contacts', '/v1/responses', '/results', '/results/events']) {
      const reply = await running.team(path, { method: 'HEAD' })
      expect([path, reply.status, await reply.text()]).toEqual([path, 200, ''])
    }
  })
})

describe('whose page may', () => {
  it.each([
    ['https://shop.example', true],
    ['https://other.example:8443', true],
    ['http://shop.example', false],
    ['https://shop.example:443', false],
    ['https://shop.example:8443', false],
    ['https://SHOP.example', false],
    ['https://shop.example.evil.example', false],
    ['https://evilshop.example', false],
    ['https://shop.example/', false],
    ['https://www.shop.example', false],
    ['null', false],
    ['', false],
    ['shop.example', false],
    ['http://localhost:5173', false],
  ])('%j: %s', async (origin, allowed) => {
    const reply = await fetch(`${running.url}/v1/responses`, {
      method: 'POST',
      body: '[]',
      headers: { 'content-type': 'text/plain', origin },
    })
    expect(reply.status).toBe(allowed ? 200 : 403)
    expect(reply.headers.get('access-control-allow-origin')).toBe(allowed ? origin : null)
    expect(reply.headers.get('access-control-allow-credentials')).toBeNull()
  })
  it.each([
    ['https://feedback.example', 'feedback.example', true],
    ['http://feedback.example:4173', 'Feedback.example:4173', true],
    ['feedback.example', 'feedback.example', false],
    ['https://feedback.example.evil', 'feedback.example', false],
    ['null', 'null', false],
    ['file://feedback.example', 'feedback.example', false],
  ])('%j at the host %j: %s', (origin, host, allowed) => expect(isAllowedOrigin(origin, host, [])).toBe(allowed))
  it('takes origins as people write them, and says what is none', async () => {
    const listed = await start({ origins: ['https://Shop.example:443', 'https://two.example/'] })
    const status = async (origin: string) => (await fetch(`${listed.url}/v1/config`, { headers: { origin } })).status
    expect([await status('https://shop.example'), await status('https://two.example')]).toEqual([404, 404])
    await listed.stop()
    for (const origin of ['shop.example', 'null', 'https://*.shop.example', 'https://shop.example/path', 'ftp://shop.example'])
      await expect(createCollector({ origins: [origin], dataDir: running.folder, sdk: false })).rejects.toThrow('ORIGINS: expected')
  })
})

describe('another site', () => {
  const cookie = async () => {
    const reply = await fetch(`${running.url}/results?token=${TOKEN}`, { redirect: 'manual' })
    expect(reply.headers.get('referrer-policy')).toBe('no-referrer')
    expect(reply.headers.get('cache-control')).toBe('no-store')
    return reply.headers.get('set-cookie')?.split(';')[0] ?? ''
  }
  it('changes nothing with a team’s cookie, not even a page of a subdomain', async () => {
    await running.post([responseEvent('kept', 1, { score: 4, respondent: { id: 'somebody', kind: 'user' } })])
    const signedIn = await cookie()
    for (const from of [
      { 'sec-fetch-site': 'same-site' },
      { 'sec-fetch-site': 'cross-site' },
      { origin: 'https://evil.example' },
      { origin: 'null' },
    ])
      for (const [method, path] of [
        ['DELETE', '/v1/respondents/somebody'],
        ['POST', '/results/contacts/delete'],
        ['POST', '/results/sign-out'],
        ['POST', '/results/sign-in'],
      ] as const)
        expect((await fetch(`${running.url}${path}`, { method, headers: { cookie: signedIn, ...from }, redirect: 'manual' })).status).toBe(
          403,
        )
    expect(await (await running.team('/v1/responses')).text()).toContain('"kept"')
    const own = { cookie: signedIn, 'sec-fetch-site': 'same-origin' }
    expect((await fetch(`${running.url}/v1/respondents/somebody`, { method: 'DELETE', headers: own })).status).toBe(200)
  })
  it('frames, reads and keeps no page', async () => {
    for (const path of ['/results', '/results/contacts', '/results?token=wrong']) {
      const reply = await running.team(path)
      expect(Object.fromEntries(reply.headers)).toMatchObject({
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'referrer-policy': 'same-origin',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      })
      const policy = reply.headers.get('content-security-policy') ?? ''
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })
})
