import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Report } from '../src/index'
import { type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

const csat = { id: 'csat', type: 'csat', text: { en: 'How did it go?', fr: 'Comment cela s’est-il passé\u202f?' } }
const config = {
  version: 1,
  touchpoints: [
    { id: 'confirmation', stage: 'purchase', category: 'sales', name: { en: 'Order', fr: 'Commande' }, belief: 95 },
    { id: 'chat', stage: 'retention', category: 'service', name: 'Chat' },
  ],
  surveys: [
    { id: 'checkout-csat', touchpoint: 'confirmation', trigger: { on: 'manual' }, questions: [csat] },
    { id: 'words', touchpoint: 'chat', trigger: { on: 'manual' }, questions: [{ id: 'why', type: 'text', text: 'Why?' }] },
  ],
}

describe.each(stores)('what staff expect, on $name', (on) => {
  let running: Running
  let folder: string
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-belief-'))
    const file = join(folder, 'peakend.json')
    writeFileSync(file, JSON.stringify(config))
    running = await start({ config: file }, on)
    await running.post(Array.from({ length: 30 }, (_, index) => responseEvent(`r${index}`, 1, { score: index % 2 ? 5 : 2 })))
  })
  afterAll(async () => {
    await running.stop()
    rmSync(folder, { recursive: true })
  })

  const form = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) => ({
    method: 'POST',
    headers,
    body: new URLSearchParams(fields),
    redirect: 'manual' as const,
  })
  const make = async (): Promise<string> => {
    const html = await (await running.team('/results/belief', form({ survey: 'checkout-csat' }))).text()
    return /value="[^"]*(\/belief\/[^"]+)"/.exec(html)?.[1] ?? ''
  }
  /** A colleague’s browser. */
  const browser = () => {
    let cookie = ''
    return async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${running.url}${path}`, { ...init, headers: { ...init.headers, cookie } })
      cookie = response.headers.get('set-cookie')?.split(';')[0] ?? cookie
      return { status: response.status, html: await response.text(), set: response.headers.get('set-cookie'), headers: response.headers }
    }
  }
  const place = async () => {
    const { journey, touchpoints } = (await (await running.team('/v1/report')).json()) as Report
    return { place: journey?.places[0], touchpoint: touchpoints[0] }
  }

  it('is asked by a link: the customers’ question and no score, one answer a browser', async () => {
    const path = await make()
    const first = browser()
    const asked = await first(path)
    expect(asked.html).toContain('What do you think most customers answer?')
    expect(asked.html).toContain('How did it go?')
    expect(asked.html).not.toMatch(/50%|\/results"|class="score/)
    expect(asked.set).toMatch(/^peakend-belief=[\w-]{32}; Max-Age=34560000; Path=\/belief; HttpOnly; SameSite=Strict$/)
    expect([asked.headers.get('x-robots-tag'), asked.headers.get('cache-control')]).toEqual(['noindex, nofollow', 'no-store'])
    expect((await first(`${path}?lang=fr`)).html).toContain('Comment cela s’est-il passé')
    expect((await first(path, form({ value: '6' }))).status).toBe(422)
    expect((await first(path, form({ value: '4' }, { 'sec-fetch-site': 'cross-site' }))).status).toBe(403)
    expect((await browser()(path, form({ value: '5' }))).html).toContain('This needs a cookie')
    expect((await place()).place?.belief).toEqual({ value: 95, n: null, at: null, rule: null })
    expect((await first(path, form({ value: '5' }))).html).toContain('Thank you.')
    expect((await first(path, form({ value: '1' }))).html).toContain('The first answer counts.')
    expect((await first(path)).html).toContain('You have answered already')

    for (const value of ['5', '4', '5']) {
      const colleague = browser()
      await colleague(path)
      await colleague(path, form({ value }))
    }
    // Four: nobody’s answer may be read off.
    expect((await place()).place?.belief?.n).toBeNull()
    expect(await (await running.team('/results/belief')).text()).toContain('4 answers; it takes five.')
    const fifth = browser()
    await fifth(path)
    await fifth(path, form({ value: '2' }))
    const { place: there, touchpoint } = await place()
    expect(there?.belief).toEqual({ value: 80, n: 5, at: '2027-03-01', rule: 'top-2-of-5' })
    expect([touchpoint?.belief, touchpoint?.believed?.n]).toEqual([80, 5])
    const html = await (await running.team('/results')).text()
    expect(html).toContain('staff expected 80% (5 people, last on 1 March 2027)')
    expect(await (await running.team('/results/belief')).text()).toContain('expected 80% (mean 4.2, n = 5, last on 1 March 2027)')
  })

  it('is closed and deleted by who may edit, and a wrong request changes nothing', async () => {
    const list = async () => (await running.team('/results/belief')).text()
    const ids = async () => [...(await list()).matchAll(/id="belief-([^"]+)"/g)].map(([, found = '']) => found)
    const known = await ids()
    const path = await make()
    const before = await list()
    const id = (await ids()).find((one) => !known.includes(one)) ?? ''
    expect((await running.team('/results/belief', form({ survey: 'words' }))).status).toBe(404)
    expect((await running.team('/results/belief/none/close', form({}))).status).toBe(404)
    expect((await running.team(`/results/belief/${id}/close`, form({}, { 'sec-fetch-site': 'cross-site' }))).status).toBe(403)
    expect(await list()).toBe(before)
    expect((await running.team(`/results/belief/${id}/close`, form({}))).status).toBe(303)
    const after = await browser()(path)
    expect([after.status, after.html.includes('This link is closed')]).toEqual([404, true])
    expect((await running.team(`/results/belief/${id}/delete`, form({}))).status).toBe(303)
    expect(await list()).not.toContain(id)
    const trail = (await (await running.team('/v1/audit')).text()).match(/belief\.\w+/g)
    expect(trail?.sort()).toEqual(['belief.asked', 'belief.asked', 'belief.closed', 'belief.removed'])
  })
})
