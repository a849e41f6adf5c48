import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../src/index'
import { instrument, NOW, type Running, responseEvent, start } from './fixtures'

const DAY_MS = 864e5
const daysAgo = (days: number) => new Date(NOW - days * DAY_MS).toISOString()
type Change = Parameters<typeof responseEvent>[2]

let running: Running
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peakend-views-'))
  const config = join(folder, 'peakend.json')
  const survey = (id: string, touchpoint: string) => ({ id, touchpoint, trigger: { on: 'manual' }, questions: [] })
  writeFileSync(
    config,
    JSON.stringify({
      version: 1,
      touchpoints: [
        {
          id: 'confirmation',
          stage: 'purchase',
          category: 'sales',
          name: { en: 'Order', fr: 'Commande' },
          target: { metric: 'csat', value: 85, by: '2027-06-30' },
          belief: 92,
        },
        { id: 'chat', stage: 'retention', category: 'service', name: 'Chat' },
      ],
      personas: [{ id: 'new', name: 'Newcomer', when: { trait: 'orders', is: 1 } }],
      surveys: [survey('checkout-csat', 'confirmation'), survey('asleep', 'chat')],
    }),
  )
  running = await start({ config })
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true })
})

let id = 0
/** So many answers, all alike. */
const send = async (project: string, count: number, change: Change) => {
  const events = Array.from({ length: count }, () => responseEvent(`r${id++}`, 1, { project, ...change }))
  for (let from = 0; from < events.length; from += 40) await running.post(events.slice(from, from + 40), project)
}
const read = async (path: string, init?: RequestInit) => {
  const response = await running.team(path, { redirect: 'manual', ...init })
  return { response, status: response.status, html: await response.text() }
}
const form = (fields: Readonly<Record<string, string>>, accept = '*/*') => ({
  method: 'POST',
  headers: { accept },
  body: new URLSearchParams(fields),
})
const moment = (carrier: string) => ({ type: 'event', name: 'order_completed', props: { carrier } }) as const

describe('is the new carrier worse?', () => {
  beforeAll(async () => {
    for (const [carrier, satisfied, of] of [
      ['swift', 100, 110],
      ['snail', 60, 100],
      ['rare', 2, 3],
    ] as const) {
      await send('carriers', satisfied, { score: 5, moment: moment(carrier) })
      await send('carriers', of - satisfied, { score: 1, moment: moment(carrier), context: { device: 'desktop' } })
    }
  })

  it('a breakdown says so only by the test, and shows no carrier of three answers', async () => {
    const { html } = await read('/results?project=carriers&by=event.carrier')
    const rows = [...html.matchAll(/rowheader">([^<]+)<\/th><td[^>]*>(\d+)<\/td>.*?class="against">(.*?)<\/td>/g)]
    expect(rows.map(([, value, n]) => [value, n])).toEqual([
      ['swift', '110'],
      ['snail', '100'],
    ])
    expect(rows[0]?.[3]).toMatch(/<strong>Higher<\/strong>/)
    expect(rows[1]?.[3]).toMatch(/<strong>Lower<\/strong> <span class="number">−30 \(−41 to −19\)/)
    expect(html).toContain('3 answers are not shown: fewer than 5 at each value.')
    expect(html).not.toMatch(/>rare[< ]/)
  })

  it('a filter is an address, which the report and the exports follow', async () => {
    const query = 'project=carriers&event.carrier=snail'
    const report = (await (await running.team(`/v1/report?${query}`)).json()) as Report
    expect(report.touchpoints[0]?.instruments[0]).toMatchObject({ n: 100, score: 60 })
    const lines = (await (await running.team(`/v1/responses?${query}&format=ndjson`)).text()).trim().split('\n')
    expect(lines).toHaveLength(100)
    const { html } = await read(`/results?${query}`)
    expect(html).toContain('aria-label="Remove the filter carrier: snail"')
    expect(html).toContain('href="/results/comments?project=carriers&amp;event.carrier=snail"')
    expect(html).toContain('Moments, eligible and sampled carry nothing to filter by')
    // Its own numbers all the same: nothing is mixed in.
    expect(html).toContain('<data value="60">60%</data>')
    expect((await read('/results?project=carriers&event.carrier=none')).html).toContain('No answers with these filters.')
  })

  it('leaves what a form left empty out of the address', async () => {
    const { response } = await read('/results?project=carriers&since=&through=2027-03-01&device=&event.carrier=snail&by=')
    expect([response.status, response.headers.get('location')]).toEqual([
      303,
      '/results?project=carriers&through=2027-03-01&event.carrier=snail',
    ])
  })

  it('two groups side by side, with the test’s own words', async () => {
    const { html } = await read('/results/compare?project=carriers&with=segments&dimension=event.carrier&a=snail&b=swift')
    expect(html).toContain('1 difference that is more than chance.')
    expect(html).toMatch(/<strong>The first is lower<\/strong> <span class="number">−31 \(−42 to −20\)/)
    const csv = (await read('/results/compare.csv?project=carriers&with=segments&dimension=event.carrier&a=snail&b=swift')).html
    expect(csv.split('\r\n')[1]).toMatch(/^confirmation,checkout-csat,csat,top-2-of-5,.*,100,60,.*,110,90.91,.*,-30.91,.*,lower$/)
  })

  it('every score of the page is a file too', async () => {
    const rows = (await read('/results/figures.csv?project=carriers&by=event.carrier')).html.trim().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows[2]).toContain(',event.carrier,swift,110,90.91,')
    expect(rows[3]).toContain(',event.carrier,snail,100,60,')
  })
})

describe('this period against another', () => {
  const compare = async (query: string) => (await read(`/results/compare?project=periods&${query}`)).html
  beforeAll(async () => {
    await send('periods', 40, { score: 5, createdAt: daysAgo(10) })
    await send('periods', 30, { score: 5, createdAt: daysAgo(40) })
    await send('periods', 10, { score: 1, createdAt: daysAgo(40) })
    await send('periods', 40, { score: 4, createdAt: daysAgo(370) })
  })
  it('the one before', async () => {
    const html = await compare('days=30')
    expect(html).toContain('<strong>The first is higher</strong>')
    expect(html).toContain('30 January 2027 to 1 March 2027')
  })
  it('the same one last year: no difference is a result', async () => {
    const html = await compare('days=30&with=year')
    expect(html).toContain('No difference can be told. That is a result')
    expect(html).not.toContain('<strong>The first')
  })
  it('needs a period to have one before it', async () => {
    expect(await compare('')).toContain('Choose a period first')
  })
  it('compares one question with itself alone', async () => {
    await send('periods', 20, { score: 5, createdAt: daysAgo(2), instrument: instrument({ fingerprint: 'other', display: 'stars' }) })
    expect(await compare('days=30')).toContain('Asked on one side only: nothing to compare.')
  })
})

describe('comments', () => {
  const comments = async (query = '') => (await read(`/results/comments?project=voices${query}`)).html
  const said = (html: string) => [...html.matchAll(/<blockquote[^>]*><p>([^<]*)/g)].map(([, text]) => text)
  beforeAll(async () => {
    await send('voices', 1, { score: 1, comment: 'The delivery was late', createdAt: daysAgo(5) })
    await send('voices', 1, { score: 2, comment: 'Late deliveries <b>again</b>', createdAt: daysAgo(4) })
    await send('voices', 1, { score: 5, comment: 'Fast delivery, says Joséphine', createdAt: daysAgo(3) })
    await send('voices', 1, { score: 5, comment: 'Lovely', createdAt: daysAgo(2), touchpoint: { id: 'chat' } })
    await send('voices', 1, {
      score: 4,
      comment: 'Très bien',
      createdAt: daysAgo(1),
      instrument: instrument({ fingerprint: 'fr', locale: 'fr' }),
    })
  })
  it('are found by words, by touchpoint, by language and by how their writers scored', async () => {
    expect(said(await comments())).toHaveLength(5)
    expect(said(await comments('&q=josephine'))).toEqual(['Fast delivery, says Joséphine'])
    expect(said(await comments('&touchpoint=chat'))).toEqual(['Lovely'])
    expect(said(await comments('&language=fr'))).toEqual(['Très bien'])
    expect(said(await comments('&band=low'))).toEqual(['Late deliveries &lt;b&gt;again&lt;/b&gt;', 'The delivery was late'])
    expect(await comments('&q=nothing+like+it')).toContain('Nobody wrote anything that fits.')
  })
  it('have themes, which lead to the comments they are in', async () => {
    const html = await comments()
    const [, href = ''] = /<a lang="en" href="([^"]*)">delivery<\/a><\/th><td>3<\/td><td>2</.exec(html) ?? []
    expect(said((await read(href.replaceAll('&amp;', '&'))).html)).toEqual([
      'Fast delivery, says Joséphine',
      'Late deliveries &lt;b&gt;again&lt;/b&gt;',
      'The delivery was late',
    ])
    // One person's name is no theme.
    expect(html.split('id="themes"')[1]).not.toMatch(/jos/i)
  })
  it('come a page at a time, none twice and none left out', async () => {
    await send('many', 120, { score: 4, comment: 'Well', createdAt: daysAgo(1) })
    const seen: string[] = []
    for (let href = '/results/comments?project=many'; href; ) {
      const { html } = await read(href)
      seen.push(...[...html.matchAll(/id="said-(r\d+)"/g)].map(([, one = '']) => one))
      href = (/<a class="button" href="([^"]*after[^"]*)"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&')
    }
    expect([seen.length, new Set(seen).size]).toEqual([120, 120])
  })
  it('are a file, with nothing in it that a spreadsheet would run', async () => {
    await send('voices', 1, { score: 3, comment: '=1+1', createdAt: daysAgo(9) })
    const csv = (await read('/results/comments.csv?project=voices&q=1')).html
    expect(csv).toContain(",'=1+1,")
  })
})

describe('one response', () => {
  it('is told with its journey, in words, without how to reach who gave it', async () => {
    const asked = instrument({ fingerprint: 'c', types: { csat: 'csat', why: 'text', you: 'contact' } })
    const ana = { id: 'device-ana', kind: 'device' } as const
    const [first, second] = [`r${id++}`, `r${id++}`]
    await running.post(
      [
        responseEvent(first, 1, { project: 'one', score: 2, respondent: ana, createdAt: daysAgo(9), touchpoint: { id: 'chat' } }),
        responseEvent(second, 1, {
          project: 'one',
          status: 'completed',
          instrument: asked,
          answers: { csat: 4, why: '<i>Fine</i>', 'you.email': 'ana@shop.example' },
          respondent: ana,
          moment: moment('swift'),
          createdAt: daysAgo(1),
        }),
      ],
      'one',
    )
    const { html } = await read(`/results/responses/${second}?project=one`)
    expect(html).toContain('<strong>4</strong> / 5</span> Fairly well')
    expect(html).toContain('&lt;i&gt;Fine&lt;/i&gt;')
    expect(html).toMatch(/<dt translate="no">carrier<\/dt><dd translate="no">swift/)
    expect(html).toMatch(new RegExp(`id="step-${first}".*id="step-${second}" aria-current`, 's'))
    expect(html).not.toContain('ana@shop.example')
    expect(html).toContain('href="/results/contacts?project=one&amp;survey=checkout-csat"')
    const none = await read('/results/responses/none?project=one')
    expect([none.status, none.html.includes('It may have been erased.')]).toEqual([404, true])
    expect((await read(`/results/responses/${second}?project=other`)).status).toBe(404)
  })
})

describe('notes', () => {
  const note = { day: '2027-02-15', kind: 'launch', text: 'New <checkout>', owner: 'Ana', expected: '+5', touchpoint: 'confirmation' }
  const listed = async () => (await read('/results/notes?project=noted')).html
  it('stand on the trend with the score before and after, and what a test says of it', async () => {
    for (const [days, satisfied, of] of [
      [20, 20, 40],
      [16, 20, 40],
      [8, 38, 40],
      [3, 38, 40],
    ] as const) {
      await send('noted', satisfied, { score: 5, createdAt: daysAgo(days) })
      await send('noted', of - satisfied, { score: 1, createdAt: daysAgo(days) })
    }
    expect((await read('/results/notes?project=noted', form(note))).status).toBe(303)
    const { html } = await read('/results?project=noted')
    expect(html).toContain('New &lt;checkout&gt;')
    expect(html).toMatch(/Before: 50% \(39% to 61%, n = 80\); after: 95% \(88% to 98%, n = 80\)\. <strong>Higher after it<\/strong>/)
    expect(html).toContain('class="note"')
    expect(html).toContain('The team expected 92%')
  })
  it('are changed and deleted', async () => {
    const [, own = ''] = /\/results\/notes\/([\w-]+)\/delete/.exec(await listed()) ?? []
    expect((await read(`/results/notes/${own}?project=noted`, form({ ...note, text: 'Renamed', owner: '' }))).status).toBe(303)
    expect(await listed()).toContain('Renamed')
    expect((await read(`/results/notes/none?project=noted`, form(note))).status).toBe(404)
    expect((await read(`/results/notes/${own}/delete?project=noted`, form({}))).status).toBe(303)
    expect(await listed()).toContain('No notes yet')
  })
  it('are refused, saying why, when they are none: nothing is changed', async () => {
    const wrong = { ...note, day: '2027-02-31x', kind: 'party', text: '', owner: 'x'.repeat(81) }
    const { status, html } = await read('/results/notes?project=noted', form(wrong))
    expect(status).toBe(422)
    expect(JSON.parse(html).errors.map(({ path }: { path: string }) => path)).toEqual(['day', 'kind', 'text', 'owner'])
    const page = await read('/results/notes?project=noted', form(wrong, 'text/html'))
    expect([page.status, page.html.includes('aria-describedby="wrong-text"')]).toEqual([422, true])
    expect(await listed()).toContain('No notes yet')
  })
  it('are the team’s alone, and from its own pages', async () => {
    const send = (init: RequestInit) => fetch(`${running.url}/results/notes?project=noted`, { ...form(note), ...init })
    expect((await send({})).status).toBe(401)
    const signedIn = await running.team('/results?project=noted')
    expect(signedIn.status).toBe(200)
    expect(await listed()).toContain('No notes yet')
  })
})

describe('a link to share', () => {
  const share = (query: string, fields: Readonly<Record<string, string>>) => read(`/results/share?${query}`, form(fields))
  const linkIn = (html: string) => new URL(/value="([^"]*\/results\/shared\/[^"]+)"/.exec(html)?.[1] ?? '').pathname
  const stranger = async (path: string) => {
    const response = await fetch(running.url + path, { redirect: 'manual' })
    return { response, status: response.status, html: await response.text() }
  }
  beforeAll(async () => {
    await send('shared', 30, { score: 5, comment: 'A secret of mine', moment: moment('swift') })
    await send('shared', 10, { score: 1, moment: moment('snail') })
    await read('/results/notes?project=shared', form({ day: '2027-03-01', kind: 'action', text: 'A note', owner: 'Ana Staff' }))
  })
  it('shows one project and filter set, without comments, and leads nowhere else', async () => {
    const made = await share('project=shared&event.carrier=swift', { name: 'The board', live: '7' })
    expect(made.status).toBe(200)
    const { response, html } = await stranger(`${linkIn(made.html)}?project=default&device=x&test=1`)
    expect(response.status).toBe(200)
    expect(html).toContain('<data value="100">100%</data>')
    expect(html).toContain('30 answers from 30 showings')
    expect(html).not.toContain('A secret of mine')
    expect(html).not.toContain('Ana Staff')
    expect(
      [...html.matchAll(/href="([^"#]*)"/g)].map(([, href = '']) => href).filter((href) => !/\.css$|^data:|^\?lang=/.test(href)),
    ).toEqual([])
    expect(html).not.toMatch(/data-live|<form|\/v1\//)
    expect([response.headers.get('x-robots-tag'), response.headers.get('referrer-policy')]).toEqual(['noindex, nofollow', 'no-referrer'])
    // It opens nothing but itself.
    expect((await stranger('/results/comments?project=shared')).status).toBe(401)
  })
  it('shows comments where that was chosen, and ends when it is revoked', async () => {
    const path = linkIn((await share('project=shared', { name: 'Agency', live: '1', comments: 'yes' })).html)
    expect((await stranger(path)).html).toContain('A secret of mine')
    const list = (await read('/results/share?project=shared')).html
    expect(list).not.toContain(path)
    for (const [, own = ''] of list.matchAll(/\/results\/share\/([\w-]+)\/revoke/g))
      expect((await read(`/results/share/${own}/revoke?project=shared`, form({}))).status).toBe(303)
    const closed = await stranger(path)
    expect([closed.status, closed.html.includes('It has expired or was revoked.')]).toEqual([404, true])
    expect((await stranger('/results/shared/guess')).status).toBe(404)
  })
  it('is not made without a name, or for ever', async () => {
    const { status, html } = await share('project=shared', { name: '', live: '9999' })
    expect(status).toBe(422)
    expect(JSON.parse(html).errors).toHaveLength(2)
    expect((await read('/results/share?project=shared')).html).toContain('No links.')
  })
})

describe('clearing up', () => {
  it('names surveys that ask nobody, or hear nothing', async () => {
    await send('quiet', 12, { status: 'seen', createdAt: daysAgo(3) })
    await send('quiet', 1, { survey: 'asleep', score: 5, createdAt: daysAgo(60), touchpoint: { id: 'chat' } })
    const { html } = await read('/results?project=quiet')
    const list = html.split('id="stale"')[1] ?? ''
    expect(list).toMatch(/checkout-csat<\/strong> shown 12 times in 30 days, answered by nobody/)
    expect(list).toMatch(/asleep<\/strong> asked nothing since 31 December 2026/)
  })
  it('does not call quiet what had no time to speak: a project of a few days', async () => {
    await send('young', 12, { status: 'seen', createdAt: daysAgo(3) })
    const { html } = await read('/results?project=young')
    const list = html.split('id="stale"')[1] ?? ''
    expect(list).toContain('shown 12 times')
    expect(list).not.toContain('asleep')
  })
  it('deletes test answers for good, when somebody means it', async () => {
    await send('tested', 3, { score: 5, test: true })
    await send('tested', 1, { score: 5 })
    const answered = async (test: 0 | 1) =>
      ((await (await running.team(`/v1/report?project=tested&test=${test}`)).json()) as Report).answered
    expect((await read('/results/tests/delete?project=tested', form({}))).status).toBe(422)
    expect((await fetch(`${running.url}/results/tests/delete?project=tested`, form({ confirm: 'yes' }))).status).toBe(401)
    expect(await answered(1)).toBe(3)
    expect((await read('/results?project=tested&test=1')).html).toContain('3 showings of tests')
    const done = await read('/results/tests/delete?project=tested', form({ confirm: 'yes' }))
    expect([done.status, done.response.headers.get('location')]).toEqual([303, '/results?project=tested&deleted=3'])
    expect([await answered(1), await answered(0)]).toEqual([0, 1])
  })
})

it('a full page, its styles and its script are at most 60 KB', async () => {
  for (const touchpoint of ['cart', 'confirmation', 'parcel', 'chat', 'returns', 'account'])
    for (let week = 1; week <= 12; week++)
      await send('full', 6, {
        score: 1 + ((week * 7) % 5),
        comment: `Something of ${touchpoint} in week ${week}, long enough to be read`,
        touchpoint: { id: touchpoint },
        moment: moment(week % 2 ? 'swift' : 'snail'),
        createdAt: daysAgo(week * 7),
      })
  const { html } = await read('/results?project=full&by=event.carrier')
  const files = [...html.matchAll(/(?:href|src)="(\/results\/[\w.]+\.(?:css|js))"/g)].map(([, path = '']) => path)
  expect(files.length).toBeGreaterThan(8)
  let bytes = brotliCompressSync(html).length
  for (const file of files) bytes += brotliCompressSync((await read(file)).html).length
  expect(html.match(/class="breakdown"/g)).toHaveLength(6)
  expect(bytes).toBeLessThanOrEqual(60_000)
})
