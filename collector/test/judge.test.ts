import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Config, Question, Survey } from '../../src/survey/config'
import { shortHash } from '../../src/survey/hash'
import { instrument as instrumentOf } from '../../src/survey/instrument'
import type { Instrument } from '../../src/survey/wire'
import { check } from '../src/ingest/item'
import type { StoredResponse } from '../src/store'
import { flagsOf } from '../src/surveys/judge'
import { NOW, responseEvent, start } from './fixtures'
import { stores } from './stores'

const questions: readonly Question[] = [
  { id: 'csat', type: 'csat', text: { en: 'How did it go?', fr: 'Comment ça s’est passé ?' } },
  {
    id: 'why',
    type: 'choice',
    text: 'Why?',
    options: [
      { id: 'price', text: 'Price' },
      { id: 'other', text: 'Other', other: true },
    ],
  },
  { id: 'parts', type: 'matrix', text: 'And these?', rows: [{ id: 'speed', text: 'Speed' }] },
]
const survey: Survey = {
  id: 's',
  version: 3,
  touchpoint: { id: 'checkout', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: 'order_completed', delaySeconds: 2 },
  questions,
}
const labels = ['Very badly', 'Fairly badly', 'Neither', 'Fairly well', 'Very well']

/** As the SDK tells what it showed of this survey. */
const shown = (of: Survey, text = 'How did it go?'): Instrument =>
  instrumentOf(
    of,
    { on: 'returning', delaySeconds: 2 },
    { type: 'event', name: 'order_completed' },
    { texts: { csat: text }, labels, locale: 'en', translated: false },
    shortHash,
  )
const change = (answers: Record<string, number | string | readonly string[]>, more: object = {}) => ({
  survey: 's',
  surveyVersion: 3,
  status: 'answered' as const,
  answers,
  instrument: shown(survey),
  ...more,
})
const response = (answers: Parameters<typeof change>[0], more: object = {}): StoredResponse => {
  const checked = check(responseEvent('a', 1, change(answers, more)), 'default', NOW)
  if ('problem' in checked || checked.item.type !== 'response') throw new Error(JSON.stringify(checked))
  return checked.item.response
}

describe('a response is held against the survey it names', () => {
  it.each([
    ['what the survey asks fits', { csat: 4, why: ['price'], 'parts.speed': 3 }, {}, []],
    ['so does what “other” is', { why: ['other'], 'why.other': 'The queue' }, {}, []],
    ['a question it does not have', { csat: 4, gone: 'x' }, {}, [{ code: 'unknown-question', at: 'gone' }]],
    ['an option it does not have', { why: ['price', 'colour'] }, {}, [{ code: 'unknown-option', at: 'why' }]],
    ['a row it does not have', { 'parts.taste': 2 }, {}, [{ code: 'unknown-option', at: 'parts.taste' }]],
    ['a question in other words', { csat: 4 }, { instrument: shown(survey, 'How bad was it?') }, [{ code: 'other-instrument' }]],
    ['another fingerprint', { csat: 4 }, { instrument: { ...shown(survey), fingerprint: 'made-up' } }, [{ code: 'other-instrument' }]],
    ['in French', { csat: 4 }, { instrument: { ...shown(survey, 'Comment ça s’est passé ?') } }, []],
  ])('%s', (_, answers, more, flags) => expect(flagsOf([survey], response(answers, more))).toEqual(flags))

  it('fits where it fits one of the forms that had this version', () => {
    const before = { ...survey, questions: [{ id: 'csat', type: 'csat', text: 'How bad was it?' }] } satisfies Survey
    const late = response({ csat: 2 }, { instrument: shown(before, 'How bad was it?') })
    expect(flagsOf([survey], late)).toEqual([{ code: 'other-instrument' }])
    expect(flagsOf([survey, before], late)).toEqual([])
    expect(flagsOf([], late)).toEqual([{ code: 'unknown-version' }])
  })

  it('knows the questions of the variant that was drawn', () => {
    const drawn = { ...survey, variants: [{ id: 'b', questions: [{ id: 'csat', type: 'csat', text: 'And?' }] as const }] } satisfies Survey
    const mine = { ...drawn, questions: drawn.variants[0]?.questions ?? [] }
    expect(flagsOf([drawn], response({ csat: 2 }, { variant: 'b', instrument: shown(mine, 'And?') }))).toEqual([])
  })

  it('holds nothing against anybody where the survey itself is broken', () =>
    expect(flagsOf([{ ...survey, questions: null as never }], response({ csat: 2 }))).toEqual([]))
})

describe.each(stores)('on $name', (on) => {
  it('keeps and flags what does not fit, and says so in both exports; a version stays known when the file moves on', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'peakend-judge-'))
    const file = join(folder, 'peakend.json')
    const write = (surveys: readonly Survey[]) => writeFileSync(file, JSON.stringify({ version: 1, surveys } satisfies Config))
    write([survey])
    const running = await start({ config: file }, on)
    const send = (id: string, answers: Parameters<typeof change>[0], more: object = {}) =>
      running.post([responseEvent(id, 1, change(answers, more))])
    await send('fits', { csat: 4 })
    await send('gone', { csat: 4, gone: 'x' })
    await send('newer', { csat: 4 }, { surveyVersion: 9 })
    write([{ ...survey, version: 4 }])
    await send('late', { csat: 5 })
    const exported = await (await running.team('/v1/responses')).text()
    const flags = Object.fromEntries(
      exported
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as StoredResponse)
        .map(({ id, flags }) => [id, flags]),
    )
    expect(flags).toEqual({
      fits: [],
      gone: [{ code: 'unknown-question', at: 'gone' }],
      late: [],
      newer: [{ code: 'unknown-version' }],
    })
    expect(await (await running.team('/v1/responses?format=csv')).text()).toMatch(/,unknown-question:gone,/)
    await running.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('flags nothing where no configuration was ever known', async () => {
    const running = await start({}, on)
    await running.post([responseEvent('a', 1, change({ csat: 4, gone: 'x' }))])
    expect(JSON.parse(await (await running.team('/v1/responses')).text())).toMatchObject({ id: 'a', flags: [] })
    await running.stop()
  })
})
