import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instrument, WireEvent } from '../../src/survey/wire'
import { languageOf } from '../src/results/words'
import { createCollector } from '../src/server'
import { instrument, type Running, responseEvent, start, TOKEN } from './fixtures'

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
    expect(html).toContain('No survey is configured yet')
    expect(html).toContain('CONFIG=peakend.json npm start')
    const french = await page('/results?project=empty', { 'accept-language': 'fr-CA,fr;q=0.9,en;q=0.5' })
    expect(french.html).toContain('Aucune question n’est encore configurée')
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

  it('serves its styles and script', async () => {
    const { html } = await page('/results')
    const styles = [...html.matchAll(/href="(\/results\/\w+\.css)"/g)].map(([, path]) => path)
    expect(styles).toContain('/results/trend.css')
    for (const path of styles) {
      const css = await fetch(`${running.url}${path}`)
      expect([css.status, css.headers.get('content-type')]).toEqual([200, 'text/css; charset=utf-8'])
    }
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

describe('over time', () => {
  const csat = { fingerprint: 'f1' }
  const answers = (project: string, from: string, scores: readonly number[], change: Partial<Instrument> = csat, rest = {}) =>
    running.post(
      scores.map((score, index) =>
        responseEvent(`${project}-${change.fingerprint}-${from}-${index}`, 1, {
          project,
          score,
          instrument: instrument(change),
          createdAt: `${from}T10:00:00.000Z`,
          ...rest,
        }),
      ),
      project,
    )
  const good = [5, 5, 5, 5, 4, 4, 4, 4, 4, 2, 1, 1]
  /** Each stroke of the page's lines, older ones first: a gap or another instrument begins a new one. */
  const strokes = (html: string) => [...html.matchAll(/class="line"[^>]*\bd="([^"]+)"/g)].map(([, d]) => d?.match(/M/g)?.length)

  it('draws nothing before there are two periods, and says when', async () => {
    await answers('young', '2027-02-22', good)
    const { html } = await page('/results?project=young')
    expect(html).toContain('The trend starts once two weeks have at least 5 answers each.')
    expect(html).not.toContain('class="chart"')
  })

  it('leaves a gap where answers are few, tells how many they were, and says the chart in a sentence', async () => {
    for (const [week, scores] of [
      ['2027-02-01', good],
      ['2027-02-08', [1, 1, 1]],
      ['2027-02-15', [...good, 5]],
      ['2027-02-22', [5, 5, 5, 5, 5, 5]],
    ] as const)
      await answers('gap', week, scores)
    const { html } = await page('/results?project=gap')
    expect(strokes(html)).toEqual([2])
    expect(html).toMatch(
      /role="img" aria-label="Satisfaction \(CSAT\), 34 answers, by week\. From 75% in the week of 1 February 2027 to 77% in the week of 15 February 2027\. No difference can be told/,
    )
    expect(html.match(/class="point hollow"/g)).toHaveLength(1)
    expect(html).toMatch(/Week of 8 February 2027<\/th>\s*<td><span class="quiet">too few<\/span><\/td>\s*<td><\/td><td>3<\/td>/)
    const french = (await page('/results?project=gap&lang=fr')).html
    expect(french).toContain('De 75\u00a0% la semaine du 1er février 2027 à 77\u00a0% la semaine du 15 février 2027.')
  })

  it('begins with the first score: a clock that was years behind does not stretch the axis', async () => {
    await answers('clock', '2016-05-01', [3])
    for (const month of ['2026-12-05', '2027-01-05', '2027-02-05']) await answers('clock', month, good)
    const { html } = await page('/results?project=clock')
    expect(html.match(/class="slot"/g)).toHaveLength(3)
    expect(html).toMatch(/Earlier<\/th><td><span class="quiet">too few<\/span><\/td><td><\/td><td>1<\/td>/)
  })

  it('never joins two instruments: the same scale on one axis, another scale apart', async () => {
    for (const week of ['2027-01-11', '2027-01-18']) await answers('joined', week, good)
    for (const week of ['2027-02-01', '2027-02-08']) await answers('joined', week, good, { fingerprint: 'f2', display: 'stars' })
    const { html } = await page('/results?project=joined')
    // The chart of the card, and the older question's own under "Asked before".
    expect(strokes(html)).toEqual([1, 1, 1])
    expect(html).toContain('Asked differently from 1 February 2027 on: display changed.')
    expect(html).toContain('Until 18 January 2027.')
    for (const week of ['2027-02-15', '2027-02-22']) await answers('joined', week, good, { fingerprint: 'f3', points: 7 })
    const apart = (await page('/results?project=joined')).html
    expect(apart).not.toContain('Asked differently from 15 February')
    expect(apart).toContain('one of the top 2 of 7 points')
  })

  it('lets the former question’s score stand by while the new one has none', async () => {
    for (const week of ['2027-02-08', '2027-02-15']) await answers('begun', week, good)
    await answers('begun', '2027-02-22', [5], { fingerprint: 'f2', display: 'stars' })
    const { html } = await page('/results?project=begun')
    expect(html).toContain('1 of 10 answers')
    expect(html).toMatch(/Before 22 February 2027, asked differently: <strong>75%, between 55% and 88% · n = 24<\/strong>/)
    expect(strokes(html)).toEqual([1, 1])
  })

  it('zooms into an NPS, and says so', async () => {
    const nps = { fingerprint: 'n', type: 'nps', points: 11 } as const
    for (const week of ['2027-02-01', '2027-02-08'])
      await answers('zoom', week, [...Array<number>(30).fill(9), ...Array<number>(6).fill(2)], nps)
    expect((await page('/results?project=zoom')).html).toContain('The axis shows +20 to +100, of −100 to +100.')
  })

  it('offers the lowest scores first, and keeps the period', async () => {
    for (const [index, comment] of ['Fine', 'Bad', 'Awful'].entries())
      await answers('voices', `2027-02-2${index}`, [5 - 2 * index], csat, { comment })
    await answers('voices', '2027-02-19', Array<number>(12).fill(4))
    const order = (html: string) => [...html.matchAll(/<blockquote lang="en"><p>(\w+)/g)].map(([, text]) => text)
    const newest = (await page('/results?project=voices&days=30')).html
    expect(order(newest)).toEqual(['Awful', 'Bad', 'Fine'])
    expect(newest).toContain('href="/results?project=voices&amp;days=30&amp;comments=lowest#comments-confirmation"')
    await answers('voices', '2027-02-25', [5], csat, { comment: 'Lovely' })
    expect(order((await page('/results?project=voices')).html)).toEqual(['Lovely', 'Awful', 'Bad', 'Fine'])
    expect(order((await page('/results?project=voices&comments=lowest')).html)).toEqual(['Awful', 'Bad', 'Lovely', 'Fine'])
  })
})

describe('beginnings', () => {
  const configured = async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peakend-results-'))
    const file = join(folder, 'peakend.json')
    const survey = (id: string, touchpoint: string) => ({
      id,
      touchpoint,
      trigger: { on: 'manual' },
      questions: [{ id: 'csat', type: 'csat', text: '?' }],
    })
    writeFileSync(
      file,
      JSON.stringify({
        version: 1,
        touchpoints: ['confirmation', 'chat', 'returns'].map((id, index) => ({
          id,
          stage: 'purchase',
          category: 'sales',
          name: { en: `The ${id}` },
          ...(index < 2 && { target: { metric: 'csat', value: 70, by: '2027-06-30' } }),
        })),
        surveys: [survey('checkout-csat', 'confirmation'), survey('chat-csat', 'chat'), survey('returns-csat', 'returns')],
      }),
    )
    const collector = await start({ config: file, pages: () => new Response('a shop') })
    const read = async (query = '') => (await collector.team(`/results${query}`)).text()
    return {
      ...collector,
      read,
      // A batch is at most 64 KB.
      postAll: async (events: readonly WireEvent[]) => {
        for (let from = 0; from < events.length; from += 50) await collector.post(events.slice(from, from + 50))
      },
      stop: async () => {
        await collector.stop()
        rmSync(folder, { recursive: true })
      },
    }
  }
  const many = (touchpoint: string, satisfied: number, of: number, change = {}) =>
    Array.from({ length: of }, (_, index) =>
      responseEvent(`${touchpoint}${index}`, 1, { touchpoint: { id: touchpoint }, score: index < satisfied ? 5 : 1, ...change }),
    )

  it('says what to do next at every step, until there is a score', async () => {
    const shop = await configured()
    const nothing = await shop.read()
    expect(nothing).toContain('Nothing has been shown yet')
    expect(nothing).toContain('data-consent=&quot;auto&quot;')
    expect(nothing).toContain('href="/?peakend=show:checkout-csat"')

    await shop.post([responseEvent('t', 1, { score: 5, test: true })])
    const tests = await shop.read()
    expect(tests).toContain('No visitor has answered yet. There is one test answer, kept apart.')
    expect(tests).toContain('href="/results?test=1"')
    const inside = await shop.read('?test=1')
    expect(inside).toContain('Tests</span></h1>')
    expect(inside).toMatch(/<a href="\/results">Back to the visitors’ answers<\/a>/)

    await shop.post([responseEvent('a', 1), responseEvent('b', 1)])
    const unanswered = await shop.read()
    expect(unanswered).toContain('Shown 2 times, and not answered yet.')
    expect(unanswered).toContain('<code translate="no">?peakend=show:checkout-csat</code>')

    await shop.post(many('chat', 1, 2, { createdAt: '2027-02-01T00:00:00.000Z' }))
    expect(await shop.read()).toContain('2 of 10 answers')
    const week = await shop.read('?days=7')
    expect(week).toContain('No answers in the last 7 days.')
    expect(week).toMatch(/<a class="button" href="\/results">Show all answers<\/a>/)
    await shop.stop()
  })

  it('says at a glance what is below its target, what has reached it, and what nobody can tell', async () => {
    const shop = await configured()
    await shop.postAll([...many('confirmation', 95, 100), ...many('chat', 40, 100), ...many('returns', 9, 9)])
    const html = await shop.read()
    const tile = (id: string) => html.split(`id="tile-${id}"`)[1]?.split('</section>')[0] ?? ''
    expect(tile('look')).toContain('The chat')
    expect(tile('look')).toContain('40%, below the target of 70%, below every other touchpoint measured this way')
    expect(tile('well')).toContain('The confirmation')
    expect(tile('well')).toContain('95%, target of 70% reached')
    expect(tile('open')).toContain('9 of 10 answers')
    expect(html.match(/below every other/g)).toHaveLength(1)
    await shop.stop()
  })

  it('ranks nobody while intervals overlap', async () => {
    const shop = await configured()
    await shop.postAll([...many('confirmation', 80, 100), ...many('chat', 75, 100), ...many('returns', 70, 100)])
    const html = await shop.read()
    expect(html).not.toContain('below every other')
    expect(html.split('id="tile-look"')[1]?.split('</section>')[0]).toContain('Nothing that can be said with confidence.')
    expect(html).toContain('75%, too uncertain to tell from the target of 70%')
    await shop.stop()
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
