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
  write('demo/index.html', '<h1>shop</h1>')
  write('demo/cart.html', '<h1>cart</h1>')
  write('demo/peakend.json', JSON.stringify({ version: 1, surveys: [], touchpoints: [{ id: 't', owner: 'SECRET' }] }))
  write('demo/.env', 'SECRET')
  write('dist/peakend.js', 'sdk()')
  write('dist/chunks/ask-1a2b3c.js', 'ask()')
  write('secret.txt', 'SECRET')
  running = await start({
    demo: join(folder, 'demo'),
    sdk: join(folder, 'dist'),
    config: join(folder, 'demo/peakend.json'),
    pageHeaders: { 'content-security-policy': "default-src 'none'" },
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

it('serves the demo with its page headers', async () => {
  const { text, headers } = await get('/')
  expect(text).toBe('<h1>shop</h1>')
  expect(headers.get('content-type')).toContain('text/html')
  expect(headers.get('content-security-policy')).toBe("default-src 'none'")
  expect((await get('/cart')).text).toBe('<h1>cart</h1>')
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
