import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import type { Instrument } from '../../src/survey/wire'
import type { Report } from '../src/index'
import { askedOf } from '../src/report/asked'
import type { MapPlace } from '../src/report/map-types'
import { measuresIn } from '../src/report/measures'
import { peakEndQuestions } from '../src/report/read-map'
import { instrument, type Running, responseEvent, start } from './fixtures'

const touchpoints = [
  { id: 'landing', stage: 'discovery', category: 'marketing', name: { en: 'Landing page', fr: 'Page d’arrivée' } },
  {
    id: 'confirmation',
    stage: 'purchase',
    category: 'sales',
    name: { en: 'Order', fr: 'Commande' },
    truth: true,
    target: { metric: 'csat', value: 85, by: '2027-06-30' },
    belief: 92,
  },
  { id: 'chat', stage: 'retention', category: 'service', name: 'Chat', truth: true },
  { id: 'relationship', stage: 'advocacy', category: 'product', name: { en: 'The relationship', fr: 'La relation' } },
]
const survey = (id: string, touchpoint: string, questions: readonly object[] = []) => ({
  id,
  touchpoint,
  trigger: { on: 'manual' },
  questions,
})

let running: Running
let folder: string
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peakend-journey-'))
  const config = join(folder, 'peakend.json')
  writeFileSync(
    config,
    JSON.stringify({ version: 1, touchpoints, surveys: [survey('checkout-csat', 'confirmation'), survey('nps', 'relationship')] }),
  )
  running = await start({ config })
  const events = Array.from({ length: 120 }, (_, index) => {
    const isGlad = index % 4 !== 0
    const asked = { respondent: { id: `person-${index}`, kind: 'device' }, personas: index % 2 ? ['new'] : [] } as const
    return [
      responseEvent(`o${index}`, 1, { ...asked, score: isGlad ? 5 : 2, context: { device: index % 3 ? 'mobile' : 'desktop' } }),
      ...(index < 60
        ? [
            responseEvent(`n${index}`, 1, {
              ...asked,
              survey: 'nps',
              touchpoint: { id: 'relationship', stage: 'advocacy', category: 'product' },
              instrument: instrument({ fingerprint: 'nps', type: 'nps', points: 11, texts: { csat: 'Would you recommend us?' } }),
              score: isGlad ? 8 + (index % 3) : index % 7,
              context: { device: 'desktop' },
            }),
          ]
        : []),
    ]
  }).flat()
  for (let from = 0; from < events.length; from += 40) await running.post(events.slice(from, from + 40))
})
afterAll(async () => {
  await running.stop()
  rmSync(folder, { recursive: true })
})

const report = async (query = '') => (await (await running.team(`/v1/report${query}`)).json()) as Report
const places = async (query = ''): Promise<ReadonlyMap<string, MapPlace>> =>
  new Map(((await report(query)).journey?.places ?? []).map((place) => [place.id, place]))
const page = async (query = '') => (await running.team(`/results${query}`)).text()

describe('the journey', () => {
  it('is in the report: every touchpoint in its stage, those that nobody is asked at too', async () => {
    const all = await places()
    expect([...all].map(([id, { hearing }]) => [id, hearing])).toEqual([
      ['landing', 'unasked'],
      ['confirmation', 'heard'],
      ['chat', 'unasked'],
      ['relationship', 'heard'],
    ])
    expect(all.get('confirmation')?.points).toMatchObject([{ rule: 'top-2-of-5', n: 120, score: 75, precision: 'enough' }])
  })

  it('says what goes together with the relationship, and claims no cause', async () => {
    const all = await places()
    expect(all.get('confirmation')?.link).toMatchObject({ verdict: 'together', n: 60 })
    const html = await page()
    expect(html).toContain('Who rates it higher rates The relationship higher, too, among 60 people who rated both.')
    expect(html).toContain('What goes together is no cause')
    expect(html).toMatch(/<strong>Chat<\/strong> <span class="quiet">nobody listens here<\/span>/)
  })

  it('is the first thing on the page: drawn without a script, with a table beside it', async () => {
    const html = await page()
    expect(html.indexOf('id="journey"')).toBeGreaterThan(0)
    expect(html.indexOf('id="journey"')).toBeLessThan(html.indexOf('id="glance"'))
    expect(html.match(/<svg class="map"[^>]*role="img" aria-label="The journey, 4 touchpoints/g)).toHaveLength(2)
    const [table = ''] = /<table role="table" class="journey-table">.*?<\/table>/s.exec(html) ?? []
    expect(table).toContain('75%, between 67% and 82%')
    expect(table).toContain('Target 85% by 30 June 2027; staff expected 92%; rank correlation')
    expect(table).toContain('nobody listens here')
    expect(html).toContain('Where nobody listens: 18 of 20 fields')
    expect(html).toContain('Who left never rates what comes later')
    const french = await page('?lang=fr')
    expect(french).toContain('Là où personne n’écoute\u00a0: 18 cases sur 20')
    expect(french).toMatch(/objectif 85\s%/)
  })

  it('follows the filters of the address', async () => {
    expect((await places('?device=desktop')).get('confirmation')?.points[0]?.n).toBe(40)
    expect((await places('?persona=new')).get('relationship')?.points[0]?.n).toBe(30)
    // Answered on two devices: nobody is left who did both on one.
    expect((await places('?device=mobile')).get('confirmation')?.link).toBeNull()
  })

  it('shows the same people alone, on request', async () => {
    const all = await places('?same=relationship')
    expect(all.get('confirmation')?.points[0]).toMatchObject({ n: 60, score: 75, there: { score: expect.any(Number) } })
    expect(all.get('relationship')?.points[0]).toMatchObject({ n: 60, there: null })
    const html = await page('?same=relationship&days=90')
    expect(html).toContain('Only people who also answered at The relationship: 60 people')
    expect(html).toMatch(/<option value="relationship" selected>/)
    // Whoever goes on keeps it, and what else was chosen stays in the form.
    expect(html).toContain('href="/results?days=7&amp;same=relationship"')
    expect(html).toMatch(/<form class="same".*?<input type="hidden" name="days" value="90">/s)
    expect((await report('?same=none')).journey?.same).toBeNull()
  })

  it('is left out of what does not show it', async () => {
    expect((await (await running.team('/results/compare?days=30')).text()).includes('id="journey"')).toBe(false)
  })

  it('keeps the page small', async () => {
    const files = await Promise.all(
      [...(await page()).matchAll(/(?:href|src)="(\/results\/[\w-]+\.(?:css|js))"/g)].map(async ([, path = '']) =>
        (await running.team(path)).text(),
      ),
    )
    const bytes = [await page(), ...files].reduce((sum, text) => sum + brotliCompressSync(text).length, 0)
    expect(bytes).toBeLessThan(60 * 1024)
  })
})

it('a configuration says which questions ask for the moment, the peak and the end', () => {
  const questions = [
    { id: 'moment', type: 'moment' },
    { id: 'peak', type: 'rating', reportsAs: 'peak' },
    { id: 'end', type: 'rating', reportsAs: 'end' },
  ]
  // As it is parsed, whatever this build knows of it.
  const config = JSON.parse(JSON.stringify({ version: 1, touchpoints, surveys: [survey('peak-end', 'landing', questions)] }))
  const asked = instrument({ question: 'peak', type: 'rating', types: { moment: 'moment', peak: 'rating', end: 'rating' } })
  const found = (of: Config | null, instrument: Instrument) =>
    peakEndQuestions(askedOf(of, { survey: 'peak-end', instrument }), measuresIn(of?.surveys ?? []))
  expect(found(config, asked)).toEqual({ moment: 'moment', peak: 'peak', end: 'end' })
  expect(found(null, instrument())).toBeNull()
})
