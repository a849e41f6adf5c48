import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publicConfig } from '../../../collector/src/config/publish'
import { check } from '../../../collector/src/ingest/item'
import type { Config, Survey } from '../../../src/survey/config'
import { step } from '../../../src/survey/flow'
import { holds } from '../../../src/survey/holds'
import type { ResponseData } from '../../../src/survey/wire'
import { type Sample, sampleOf } from './sample'

const config = JSON.parse(readFileSync(join(import.meta.dirname, '../../peakend.json'), 'utf8')) as Config
/** A Wednesday. */
const NOW = Date.parse('2026-11-25T12:00:00Z')
const DAY = 864e5
const make = (change: Partial<Parameters<typeof sampleOf>[0]> = {}): Sample =>
  sampleOf({ config, project: 'default', visits: 800, days: 90, seed: 1, now: NOW, version: '1.0.0', ...change })

const sample = make()
const isResponse = (data: object): data is ResponseData => 'answers' in data
/** Each response at its last revision. */
const responsesOf = ({ events }: Sample): readonly ResponseData[] => {
  const last = new Map(events.map(({ id, data }) => [id.split(':')[0] ?? '', data]))
  return [...last.values()].filter(isResponse)
}
const responses = responsesOf(sample)
const answered = responses.filter(({ answers }) => Object.keys(answers).length > 0)

it('is the same for the same seed, and another for another', () => {
  expect(make()).toEqual(sample)
  expect(make({ seed: 2 }).events.map(({ id }) => id)).not.toEqual(sample.events.map(({ id }) => id))
})

it('on another day of the week what has happened stays as it was, and a day comes to it', () => {
  const ids = (of: Sample) => new Set(responsesIds(of))
  const responsesIds = ({ events }: Sample) => events.flatMap(({ id, data }) => (isResponse(data) ? [id.split(':')[0] ?? ''] : []))
  const [before, after] = [ids(make({ now: NOW - DAY })), ids(sample)]
  expect([...before].filter((id) => !after.has(id))).toEqual([])
  expect(after.size).toBeGreaterThan(before.size)
})

it('says of everything that it was simulated, and when it happened: in the past', () => {
  for (const { data, time } of sample.events) {
    expect(data.simulated).toBe(true)
    expect(time).toBeLessThanOrEqual(NOW)
    expect(time).toBeGreaterThanOrEqual(sample.from)
  }
})

it('is what the collector takes', () => {
  for (const event of sample.events) {
    const { data } = event
    const sent = isResponse(data) ? { ...data, sentAt: new Date(NOW).toISOString(), ageMs: NOW - Date.parse(data.createdAt) } : data
    const time = new Date(event.time).toISOString()
    expect(check({ ...event, specversion: '1.0', source: '/peakend/default', time, data: sent }, 'default', NOW)).not.toHaveProperty(
      'problem',
    )
  }
})

it('needs no more of the configuration than visitors get', () => {
  expect(make({ config: publicConfig(config) })).toEqual(sample)
})

it('answers no question that the survey would not have asked', () => {
  const surveys = new Map(config.surveys.map((survey) => [survey.id, survey]))
  expect(answered.length).toBeGreaterThan(200)
  for (const { survey: id, answers, status } of answered) {
    const survey = surveys.get(id) as Survey
    const asked: string[] = []
    // None of these surveys branches over anything but answers.
    const find = (kind: string, name: string) => (kind === 'answer' ? answers[name] : undefined)
    for (let at: string | undefined = survey.questions[0]?.id; at && asked.length < survey.questions.length; ) {
      asked.push(at)
      const next = step(survey, at, (condition) => holds(condition, find))
      at = 'question' in next ? next.question : undefined
    }
    expect(
      [...new Set(Object.keys(answers).map((key) => key.split('.')[0] ?? ''))].filter((question) => !asked.includes(question)),
    ).toEqual([])
    expect(['answered', 'completed']).toContain(status)
  }
})

it('asks nobody more often than the gates allow', () => {
  const times = new Map<string, number[]>()
  for (const { survey, respondent, createdAt } of responses) {
    if (respondent.kind !== 'device' || survey !== 'checkout-csat') continue
    times.set(respondent.id, [...(times.get(respondent.id) ?? []), Date.parse(createdAt)])
  }
  const pauses = [...times.values()].flatMap((all) =>
    all
      .sort()
      .slice(1)
      .map((at, index) => at - (all[index] ?? 0)),
  )
  expect(pauses.length).toBeGreaterThan(3)
  expect(Math.min(...pauses)).toBeGreaterThanOrEqual(7 * DAY)
})

it('hears every stage of the journey, in both languages, on every kind of device', () => {
  expect(new Set(answered.map(({ touchpoint }) => touchpoint.stage))).toEqual(
    new Set(['discovery', 'evaluation', 'purchase', 'retention', 'advocacy']),
  )
  expect(new Set(answered.map(({ instrument }) => instrument.locale))).toEqual(new Set(['en', 'fr']))
  expect(new Set(answered.map(({ context }) => context['device']))).toEqual(new Set(['mobile', 'desktop', 'tablet']))
})

it('names moments that were lived, or none', () => {
  const ids = (config.touchpoints ?? []).map(({ id }) => id)
  const named = answered.flatMap(({ survey, answers }) => (survey === 'peak-end' && answers['moment'] ? [answers['moment']] : []))
  expect(named.length).toBeGreaterThan(5)
  for (const moment of named) expect([...ids, 'none', 'error']).toContain(moment)
})

describe('has something to find', () => {
  const many = responsesOf(make({ visits: 4000, days: 120 }))
  const topShare = (survey: string, which: (response: ResponseData) => boolean) => {
    const scores = many.flatMap((one) =>
      one.survey === survey && typeof one.answers['csat'] === 'number' && which(one) ? [one.answers['csat']] : [],
    )
    return scores.filter((score) => score >= 4).length / scores.length
  }
  it('a checkout that is better since its release, and worse on phones', () => {
    const release = Date.parse('2026-10-05')
    const isLater = ({ createdAt }: ResponseData) => Date.parse(createdAt) > release
    expect(topShare('checkout-csat', isLater)).toBeGreaterThan(topShare('checkout-csat', (one) => !isLater(one)) + 0.15)
    const isPhone = ({ context }: ResponseData) => context['device'] === 'mobile'
    expect(topShare('checkout-csat', (one) => !isPhone(one))).toBeGreaterThan(topShare('checkout-csat', isPhone) + 0.05)
  })
  it('a carrier that is worse', () => {
    const by = (carrier: string) => topShare('delivery-csat', ({ moment }) => moment.props?.['carrier'] === carrier)
    expect(by('Hirondelle')).toBeGreaterThan(by('Vitefait') + 0.2)
  })
})
