import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { languageOf } from '../src/results/words'
import { createCollector } from '../src/server'
import { type Running, responseEvent, start, TOKEN } from './fixtures'

let running: Running
beforeAll(async () => {
  running = await start()
})
afterAll(() => running.stop())

const page = async (path: string, headers = {}) => {
  const response = await running.team(path, { headers })
  return { response, html: await response.text() }
}
const cookieOf = (response: Response) => response.headers.get('set-cookie')?.split(';')[0] ?? ''

describe('signing in', () => {
  it('shows a form to strangers and nothing else', async () => {
    const response = await fetch(`${running.url}/results`)
    expect(response.status).toBe(401)
    const html = await response.text()
    expect(html).toContain('type="password"')
    expect(html).not.toContain('id="results"')
    expect((await fetch(`${running.url}/results/events`)).status).toBe(401)
  })

  it('by the form, with a cookie no script can read and no other site can send', async () => {
    const post = (token: string, headers = {}) =>
      fetch(`${running.url}/results/sign-in?lang=fr`, { method: 'POST', body: new URLSearchParams({ token }), redirect: 'manual', headers })
    const wrong = await post('wrong')
    expect(wrong.status).toBe(401)
    expect(await wrong.text()).toContain('role="alert"')
    const right = await post(TOKEN)
    expect([right.status, right.headers.get('location')]).toEqual([303, '/results?lang=fr'])
    expect(right.headers.get('set-cookie')).toMatch(/HttpOnly.*SameSite=Strict/)
    expect(right.headers.get('set-cookie')).not.toContain(TOKEN)
    const cookie = cookieOf(right)
    expect((await fetch(`${running.url}/results`, { headers: { cookie } })).status).toBe(200)
    expect((await fetch(`${running.url}/v1/report`, { headers: { cookie } })).status).toBe(200)
    expect((await post(TOKEN, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post(TOKEN, { origin: running.url })).status).toBe(303)
    expect((await post(TOKEN, { 'sec-fetch-site': 'cross-site' })).status).toBe(403)
    const out = await fetch(`${running.url}/results/sign-out`, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(out.status).toBe(303)
    expect(out.headers.get('set-cookie')).toMatch(/peakend-team=;.*Max-Age=0/)
  })

  it('by the printed link, which leaves a clean address', async () => {
    const response = await fetch(`${running.url}/results?project=shop&token=${TOKEN}`, { redirect: 'manual' })
    expect([response.status, response.headers.get('location')]).toEqual([303, '/results?project=shop'])
    expect((await fetch(`${running.url}/results`, { headers: { cookie: cookieOf(response) } })).status).toBe(200)
    expect((await fetch(`${running.url}/results?token=wrong`, { redirect: 'manual' })).status).toBe(401)
  })

  it('keeps the token it made, for its owner’s eyes', async () => {
    const { dataDir } = { dataDir: join(running.folder, 'fresh') }
    const first = await createCollector({ dataDir, sdk: false })
    await first.close()
    expect(readFileSync(join(dataDir, 'admin-token'), 'utf8').trim()).toBe(first.adminToken)
    expect(statSync(join(dataDir, 'admin-token')).mode & 0o777).toBe(0o600)
    const second = await createCollector({ dataDir, sdk: false })
    await second.close()
    expect(second.adminToken).toBe(first.adminToken)
    expect(first.adminToken.length).toBeGreaterThanOrEqual(32)
  })
})

describe('the page', () => {
  it('tells beginners what to do', async () => {
    const { html } = await page('/results?project=empty')
    expect(html).toContain('No answers yet')
    expect(html).toContain('data-project=&quot;empty&quot;')
    expect((await page('/results?project=empty', { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' })).html).toContain('Pas encore de réponse')
  })

  it('shows the report’s own numbers, and markup in comments as text', async () => {
    await running.post(
      Array.from({ length: 40 }, (_, index) =>
        responseEvent(`r${index}`, 1, {
          project: 'shown',
          score: index < 38 ? 5 : 2,
          ...(index === 0 ? { comment: '<img src=x onerror=alert(1)>' } : {}),
        }),
      ),
      'shown',
    )
    const { html, response } = await page('/results?project=shown')
    const report = await (await running.team('/v1/report?project=shown')).json()
    const [figure] = report.touchpoints[0].instruments
    expect(figure).toMatchObject({ n: 40, score: 95, interval: [83.5, 98.62], enough: true })
    expect(html).toContain('<data value="95">95%</data>')
    expect(html).toContain('between 84% and 99%')
    expect(html).toContain('class="gauge"')
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
    expect(html).not.toContain('<img')
    expect(html).not.toMatch(/<script(?![^>]*src=)|<style|style="|\son\w+="/)
    expect(response.headers.get('content-security-policy')).toContain("trusted-types 'none'")
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('shows no gauge and no score from few', async () => {
    await running.post([responseEvent('one', 1, { project: 'few', score: 5 })], 'few')
    const { html } = await page('/results?project=few')
    expect(html).toContain('1 of 10 answers')
    expect(html).not.toContain('class="gauge"')
  })

  it('says when it cannot be made', async () => {
    const broken = await start()
    await broken.post([responseEvent('a', 1)])
    await broken.collector.close()
    const response = await broken.collector.fetch(
      new Request('http://localhost/results', { headers: { authorization: `Bearer ${TOKEN}` } }),
    )
    expect(response.status).toBe(500)
    expect(await response.text()).toContain('could not be read')
  })

  it('serves its style and script', async () => {
    const css = await fetch(`${running.url}/results/results.css`)
    expect(css.headers.get('content-type')).toContain('text/css')
    expect((await fetch(`${running.url}/results/results.js`)).headers.get('content-type')).toContain('javascript')
    expect((await fetch(`${running.url}/results/other.js`)).status).toBe(404)
  })

  it('is told at once what was stored, of its own project only', async () => {
    const response = await running.team('/results/events?project=live')
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
    expect((await reader?.read())?.value).toContain('retry:')
    await running.post([responseEvent('elsewhere', 1, { project: 'shown' })], 'shown')
    await running.post([responseEvent('here', 1, { project: 'live' })], 'live')
    expect((await reader?.read())?.value).toBe('event: stored\ndata: {}\n\n')
    await reader?.cancel()
  })
})

describe('the language', () => {
  it.each([
    [undefined, undefined, 'en'],
    ['fr', 'en', 'fr'],
    ['xx', 'fr-FR, en;q=0.8', 'fr'],
    [undefined, 'de, en;q=0.5, fr;q=0.7', 'fr'],
    [undefined, 'fr;q=0, en', 'en'],
    ['constructor', undefined, 'en'],
  ])('%s, %s → %s', (wanted, accepted, language) => expect(languageOf(wanted, accepted)).toBe(language))
})
