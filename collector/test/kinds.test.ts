import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Config } from '../../src/survey/config'
import type { Answers, Instrument } from '../../src/survey/wire'
import type { Report, StoredContact } from '../src/index'
import { instrument, type Running, responseEvent, start } from './fixtures'
import { stores } from './stores'

/** A survey with a question of every kind. */
const parts = [
  { id: 'price', text: { en: 'The price', fr: 'Le prix' } },
  { id: 'else', text: { en: 'Something else', fr: 'Autre chose' }, other: true },
]
const config: Config = {
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales' }],
  surveys: [
    {
      id: 'checkout-csat',
      touchpoint: 'confirmation',
      trigger: { on: 'event', name: 'order_completed' },
      questions: [
        { id: 'csat', type: 'csat', countsFrom: 3, text: 'How was it?' },
        { id: 'reason', type: 'choice', text: 'What was it about?', options: parts },
        { id: 'order', type: 'ranking', text: 'What matters most?', options: parts },
        { id: 'aspects', type: 'matrix', text: 'How was each?', rows: parts, labels: ['Badly', 'Well'], points: 5 },
        { id: 'spent', type: 'slider', text: 'How many minutes?', max: 10 },
        { id: 'day', type: 'date', text: 'Which day?' },
        { id: 'you', type: 'contact', text: 'Where may we write to?', fields: ['firstName', 'email'] },
        { id: 'mail', type: 'text', format: 'email', text: 'Your address?' },
        { id: 'agreed', type: 'consent', text: 'May we write?', label: 'Yes' },
        { id: 'call', type: 'action', action: 'callback', text: 'Shall we call?', label: 'Call me' },
        { id: 'why', type: 'text', text: 'What could we do better?' },
      ],
    },
  ],
}
const types = Object.fromEntries(
  config.surveys.flatMap(({ questions }) => questions.map((one) => [one.id, one.id === 'mail' ? 'text.email' : one.type])),
)
const texts = Object.fromEntries(config.surveys.flatMap(({ questions }) => questions.map(({ id, text }) => [id, `${text}`])))
const asked = (change: Partial<Instrument> = {}): Instrument => instrument({ countsFrom: 3, texts, types, ...change })

const everything: Answers = {
  csat: 3,
  reason: ['else'],
  'reason.else': 'Because of Augusta',
  order: ['else', 'price'],
  'aspects.price': 4,
  'aspects.else': 2,
  spent: 7,
  day: '2027-02-03',
  'you.firstName': 'Secretia',
  'you.email': 'secret@example.com',
  mail: 'second-secret@example.com',
  agreed: true,
  call: 'callback',
  'call.phone': '+33 6 12 34 56 78',
  why: 'More lamps',
}
const contactKeys = ['you.firstName', 'you.email', 'mail', 'call.phone']
const secrets = ['Secretia', 'secret@example.com', '+33 6']

describe.each(stores)('on $name', (on) => {
  let running: Running
  const folder = mkdtempSync(join(tmpdir(), 'peakend-kinds-'))
  beforeAll(async () => {
    const file = join(folder, 'peakend.json')
    writeFileSync(file, JSON.stringify(config))
    running = await start({ config: file }, on)
    const reply = await running.post(
      Array.from({ length: 20 }, (_, index) =>
        responseEvent(`r${index}`, 1, {
          instrument: asked(),
          status: 'completed',
          answers:
            index === 0
              ? everything
              : { csat: 5, reason: ['price'], order: ['price', 'else'], 'aspects.price': 5, spent: 3, day: '2027-02-03' },
        }),
      ),
    )
    expect(reply.results.every(({ status }) => status === 'stored')).toBe(true)
  })
  afterAll(async () => {
    await running.stop()
    rmSync(folder, { recursive: true })
  })

  const report = async () => (await (await running.team('/v1/report')).json()) as Report
  const html = async (lang: string) => (await running.team(`/results?lang=${lang}`)).text()

  describe('answers of every kind', () => {
    it('are counted by a point of the team’s own, which is another rule', async () => {
      const [first] = (await report()).touchpoints[0]?.instruments ?? []
      expect(first).toMatchObject({ rule: 'from-3-of-5', countsFrom: 3, n: 20, score: 100 })
    })

    it('are reported, each as its kind can be, and contact data is not', async () => {
      const [first] = (await report()).touchpoints[0]?.instruments ?? []
      expect(first?.questions.map(({ question, kind, n }) => [question, kind, n])).toEqual([
        ['reason', 'options', 20],
        ['order', 'ranking', 20],
        ['aspects', 'rows', 20],
        ['spent', 'number', 20],
        ['day', 'dates', 20],
        ['agreed', 'done', 20],
        ['call', 'done', 20],
      ])
      expect(first?.questions[0]).toMatchObject({
        options: [
          { option: 'price', label: parts[0]?.text, share: 95 },
          { option: 'else', share: 5 },
        ],
      })
      for (const secret of secrets) expect(JSON.stringify(await report())).not.toContain(secret)
    })

    it('are on the page in the reader’s language, what “other” is among the comments, contact data nowhere', async () => {
      const [en, fr] = [await html('en'), await html('fr')]
      expect(en).toContain('Because of Augusta')
      expect(en).toContain('More lamps')
      expect(en).toContain('The price')
      expect(en).toContain('mean place 1.1')
      expect(en).toContain('1 of 20 who answered has agreed')
      expect(en).toContain('% who chose 3 to 5 of 5: a rule of your own')
      expect(fr).toContain('Le prix')
      expect(fr).toContain('rang moyen 1,1')
      expect(fr).toContain('février 2027')
      for (const secret of secrets) for (const page of [en, fr]) expect(page).not.toContain(secret)
      expect(en).not.toContain('undefined')
      expect(fr).not.toContain('undefined')
    })

    it('have a column each in an export, contact data has an export of its own', async () => {
      const csv = await (await running.team('/v1/responses?format=csv')).text()
      const header = csv.split('\r\n')[0]?.split(',') ?? []
      expect(header.filter((name) => name.startsWith('answer.'))).toEqual(
        Object.keys(everything)
          .filter((key) => !contactKeys.includes(key))
          .sort()
          .map((key) => `answer.${key}`),
      )
      expect(csv).toContain(',true,')
      for (const secret of secrets) expect(csv).not.toContain(secret)
      const { contacts } = (await (await running.team('/v1/contacts')).json()) as { contacts: StoredContact[] }
      expect(contacts.map(({ response, answers }) => [response, Object.keys(answers).sort()])).toEqual([['r0', [...contactKeys].sort()]])
      expect(csv).toContain(',else price,')
    })
  })

  it('a telephone number alone is no comment', async () => {
    const { results } = await running.post(
      [
        responseEvent('p', 1, {
          project: 'phone',
          instrument: asked(),
          status: 'answered',
          answers: { csat: 5, 'call.phone': '+33 6 12 34 56 78' },
        }),
      ],
      'phone',
    )
    expect(results[0]?.status).toBe('stored')
    const found = (await (await running.team('/v1/report?project=phone')).json()) as Report
    expect(found.touchpoints[0]?.comments).toEqual([])
  })

  describe('few answers', () => {
    it('are told as they are: counts, no shares', async () => {
      const choice = asked({ fingerprint: 'c', question: 'reason', type: 'choice', display: null, points: null, labels: [] })
      await running.post(
        [
          responseEvent('f1', 1, { project: 'few', instrument: choice, status: 'completed', answers: { reason: ['price'], spent: 4 } }),
          responseEvent('f2', 1, {
            project: 'few',
            instrument: choice,
            status: 'completed',
            answers: { reason: ['price', 'else'], 'reason.else': 'x' },
          }),
        ],
        'few',
      )
      const page = await (await running.team('/results?project=few&lang=en')).text()
      expect(page).toContain('Fewer than ten answers: counts, no shares.')
      expect(page).toContain('2 answers')
      expect(page).not.toMatch(/\d+% \(/)
    })

    it('of an earlier build, which told of one question only, are read by the configuration', async () => {
      const { types: _, ...older } = asked({ fingerprint: 'older' })
      await running.post(
        Array.from({ length: 12 }, (_, index) =>
          responseEvent(`o${index}`, 1, {
            project: 'older',
            instrument: older,
            status: 'completed',
            answers: { csat: 4, reason: ['price'], why: 'Fine' },
          }),
        ),
        'older',
      )
      const found = (await (await running.team('/v1/report?project=older')).json()) as Report
      expect(found.touchpoints[0]?.instruments[0]?.questions).toMatchObject([{ question: 'reason', n: 12 }])
      expect(found.touchpoints[0]?.comments).toHaveLength(8)
    })
  })

  it('a configuration with mistakes takes no page of results down', async () => {
    const broken = join(folder, 'broken.json')
    const id = 'checkout-csat'
    const types = { csat: 'csat', reason: 'choice', aspects: 'matrix', spent: 'slider' }
    const questions = [
      null,
      { id: 'csat', type: 'csat', points: 1e9 },
      { id: 'reason', type: 'choice', options: 'none' },
      { id: 'aspects', type: 'matrix', rows: [null, { id: 'price' }], labels: 7 },
      { id: 'spent', type: 'slider', min: 'x', max: [] },
    ]
    for (const surveys of [[{ id }], [{ id, touchpoint: 'x', questions: 7, variants: [null, 3] }], [{ id, touchpoint: 'x', questions }]]) {
      writeFileSync(broken, JSON.stringify({ version: 1, surveys }))
      const collector = await start({ config: broken }, on)
      const answers = { csat: 4, reason: ['price'], 'aspects.price': 3, spent: 2 }
      await collector.post([responseEvent('a', 1, { instrument: asked({ types }), status: 'completed', answers })])
      expect((await collector.team('/results')).status, collector.logged.join()).toBe(200)
      await collector.stop()
    }
  })

  it.each([
    ['a list of numbers', { reason: [1, 2] }],
    ['an object', { you: { email: 'x' } }],
    ['nothing', { csat: null }],
    ['true for a score', { csat: true }],
    ['a key without end', { [`reason.${'x'.repeat(300)}`]: 'x' }],
  ])('refuses %s', async (_, answers) => {
    const event = responseEvent('bad', 1, { instrument: asked(), status: 'answered' })
    const { results } = await running.post([{ ...event, data: { ...event.data, answers } }])
    expect(results).toMatchObject([{ status: 'rejected' }])
  })
})
