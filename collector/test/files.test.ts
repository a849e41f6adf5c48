import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Running, start } from './fixtures'

let running: Running
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peakend-files-'))
  const write = (path: string, text: string) => {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const survey = { id: 's', touchpoint: 't', trigger: { on: 'event', name: 'e' }, questions: [{ id: 'q', type: 'nps', text: 'Q' }] }
  write('dist/peakend.json', JSON.stringify({ version: 1, surveys: [survey], touchpoints: [{ id: 't', owner: 'SECRET' }] }))
  write('dist/.env', 'SECRET')
  write('dist/peakend.js', 'sdk()')
  write('dist/chunks/ask-1a2b3c.js', 'ask()')
  write('secret.txt', 'SECRET')
  running = await start({
    sdk: join(folder, 'dist'),
    config: join(folder, 'dist/peakend.json'),
    pages: async (request) => {
      const { pathname } = new URL(request.url)
      const headers = { 'content-type': 'text/html', 'content-security-policy': "default-src 'none'" }
      if (pathname === '/' || pathname === '/cart') return new Response(`<h1>${request.method} ${await request.text()}</h1>`, { headers })
      return new Response('no such page', { status: 404, headers })
    },
  })
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true, force: true })
})

const get = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${running.url}${path}`, init)
  return { status: response.status, headers: response.headers, text: await response.text() }
}

it('hands what it has no route for to the pages, whatever the method, and their reply back as it is', async () => {
  const { text, headers } = await get('/')
  expect(text).toBe('<h1>GET </h1>')
  expect(headers.get('content-type')).toContain('text/html')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'")
  expect((await get('/cart', { method: 'POST', body: 'a=1' })).text).toBe('<h1>POST a=1</h1>')
  expect((await get('/elsewhere')).text).toBe('no such page')
})

it('keeps its own addresses: the endpoint answers programs, the results link to the pages', async () => {
  expect((await get('/v1/nothing')).headers.get('content-type')).toContain('json')
  expect(await (await running.team('/results')).text()).toContain('href="/?peakend=show:s"')
})

it('serves the SDK: hashed chunks for good, the rest asked for again', async () => {
  const sdk = await get('/peakend.js')
  expect(sdk.text).toBe('sdk()')
  expect(sdk.headers.get('content-type')).toContain('javascript')
  expect(sdk.headers.get('cache-control')).toBe('no-cache')
  expect(sdk.headers.get('content-security-policy')).toBeNull()
  expect((await get('/chunks/ask-1a2b3c.js')).headers.get('cache-control')).toContain('immutable')
  expect((await get('/peakend.js', { headers: { 'if-none-match': sdk.headers.get('etag') ?? '' } })).status).toBe(304)
  expect((await get('/peakend.js', { method: 'HEAD' })).headers.get('content-length')).toBe('5')
})

it.each(['/peakend.json', '/.env', '/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/%00', '/%', '/nothing.js', '/chunks/'])(
  'keeps %s to itself',
  async (path) => {
    const { status, text } = await get(path)
    expect(status).toBe(404)
    expect(text).not.toContain('SECRET')
  },
)

it('is healthy', async () => expect((await get('/healthz')).text).toBe('{"status":"ok"}'))

it('rejects a taken port with its code', async () => {
  const other = await start()
  await expect(other.collector.listen(Number(new URL(running.url).port), '127.0.0.1')).rejects.toMatchObject({ code: 'EADDRINUSE' })
  await other.stop()
})
