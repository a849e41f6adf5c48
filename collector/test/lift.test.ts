import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { configOf, postPurchase } from '../../src/recipes'
import type { Answers } from '../../src/survey/wire'
import type { Report } from '../src/index'
import { instrument, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

const facts = { productGuideUrl: '/guide' }
const recipe = configOf(postPurchase({ facts }))
const types = { sure: 'rating', doubt: 'choice', 'sure-after': 'rating' }
const asked = instrument({ fingerprint: 'sure', question: 'sure', type: 'rating', display: 'numbers', texts: { sure: 'Sure?' }, types })
/** `moved`: how far each moved who was asked again; null: they left. */
const answered = (variant: string | null, moved: readonly (number | null)[]) =>
  moved.map((by, index) => {
    const answers: Answers = { sure: 2, doubt: ['product'], ...(by !== null && { 'sure-after': 2 + by }) }
    return responseEvent(`${variant}-${index}`, 1, {
      ...{ survey: 'post-purchase', variant, answers, instrument: asked, status: 'answered' },
      touchpoint: { id: 'order-confirmation', stage: 'purchase', category: 'sales' },
      context: { device: index % 2 ? 'mobile' : 'desktop' },
    })
  })
const repeat = <One>(n: number, values: readonly One[]): One[] =>
  Array.from({ length: n }, (_, index) => values[index % values.length] as One)

describe.each(stores)('on $name', (on) => {
  let running: Running
  let folder: string
  const file = () => join(folder, 'peakend.json')
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-lift-'))
    writeFileSync(file(), JSON.stringify(recipe))
    running = await start({ config: file() }, on)
    const events = [
      ...answered('answer-first', repeat(60, [2, 1, 2, null])),
      ...answered('held-out', repeat(20, [0, 1, 0, 0])),
      // Answered before anybody was held out: no draw decided that they read the answer first.
      ...answered(null, repeat(12, [3, 1])),
    ]
    for (let from = 0; from < events.length; from += 40) await running.post(events.slice(from, from + 40))
  })
  afterAll(async () => {
    await running.stop()
    rmSync(folder, { recursive: true })
  })
  const journey = async (query = '') => ((await (await running.team(`/v1/report${query}`)).json()) as Report).journey
  const page = async (query = '') => (await running.team(`/results${query}`)).text()

  it('tells the lift of those who were drawn to read the answer first, over those who were held out', async () => {
    expect((await journey())?.lifts).toEqual([
      {
        ...{ survey: 'post-purchase', fingerprint: 'sure', touchpoint: 'order-confirmation', before: 'sure', after: 'sure-after' },
        group: { variant: 'answer-first', asked: 60, again: 45, moved: 1.67 },
        holdout: { variant: 'held-out', asked: 20, again: 20, moved: 0.25 },
        ...{ difference: 1.42, interval: [expect.any(Number), expect.any(Number)], p: expect.any(Number), verdict: 'higher' },
      },
    ])
  })

  it('takes nobody into the shift who was asked again before the answer', async () => {
    // 45 who read it first, 12 of before.
    expect((await journey())?.shifts).toMatchObject([{ n: 57, verdict: 'higher' }])
    expect((await journey('?variant=held-out'))?.shifts).toEqual([])
  })

  it('follows the filters; of one variant alone there is no lift', async () => {
    expect((await journey('?device=mobile'))?.lifts).toMatchObject([{ holdout: { again: 10 } }])
    for (const variant of ['answer-first', 'held-out']) expect((await journey(`?variant=${variant}`))?.lifts).toEqual([])
  })

  it('is on the page, in the words of both languages', async () => {
    const english = await page()
    expect(english).toContain('Lift from the answer, against the held-out group')
    expect(english).toContain('Those who had read the answer rose further than those who had not read it yet.')
    expect(english).toContain('Asked again after they read it: 45 of 60 answered')
    expect(english).toContain('Held out, asked again before they read it: 20 of 20 answered')
    expect(english).toMatch(/difference \+1\.42, between \+\d\.\d\d and \+\d\.\d\d, on the scale; p\u00a0&lt;\u00a00\.01/)
    const french = await page('?lang=fr')
    expect(french).toContain('Gain dû à la réponse, par rapport au groupe témoin')
    expect(french).toContain('45 sur 60 ont répondu')
  })

  it('is still told of them once the variants are gone from the configuration, and they stay out of the shift', async () => {
    const before = await journey()
    writeFileSync(file(), JSON.stringify(configOf(postPurchase({ facts, holdout: 0 }))))
    // The file is read again when it has changed.
    await expect.poll(async () => JSON.stringify(await (await fetch(`${running.url}/v1/config`)).json())).not.toContain('held-out')
    expect(await journey()).toMatchObject({ lifts: before?.lifts, shifts: before?.shifts })
  })
})
