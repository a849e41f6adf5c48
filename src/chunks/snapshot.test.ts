import { afterEach, describe, expect, test, vi } from 'vitest'
import { subjects } from '../gates/subjects'
import type { Config, Persona, Question, Survey, Text } from '../survey/config'
import { shortHash } from '../survey/hash'
import { soundPersonas } from '../survey/vet'
import { words } from '../widget/words/words-en'
import type { Asked, Gates, Shared } from './shared'
import { snapshot } from './snapshot'

vi.stubGlobal('VERSION', '0.0.0-test')
afterEach(() => {
  document.documentElement.className = ''
})
const survey: Survey = {
  id: 's',
  version: 3,
  touchpoint: 'confirmation',
  trigger: { on: 'event', name: 'order' },
  questions: [{ id: 'csat', type: 'csat', text: 'How?' }],
}
const shot = (
  traits: Record<string, unknown> = {},
  change: {
    personas?: readonly Persona[]
    send?: string[]
    level?: 'none' | 'session' | 'persistent'
    asked?: Partial<Asked>
    locales?: string[]
  } = {},
) => {
  const { personas = [], send = [], level = 'persistent', asked = {}, locales = ['en'] } = change
  const config: Config = {
    version: 1,
    send,
    personas,
    touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales', owner: 'secret' }],
    surveys: [survey],
  }
  const gates = {
    device: () => 'device',
    personas,
    shortHash,
    lookup: (moment: Asked['moment'], extra: object | undefined) =>
      subjects({ traits, moment, extra, personas, events: {}, visits: 1, now: 0 }),
  } as unknown as Gates
  const shared = { project: 'p', config, level: () => level, user: 'ada', traits } as unknown as Shared
  const moment = { type: 'event', name: 'order', props: { total: 5, card: '4111' } } as const
  return snapshot(
    shared,
    gates,
    { survey, trigger: survey.trigger as Asked['trigger'], moment, ...asked },
    words,
    (text) => `${text}`,
    locales,
  )
}

describe('only what `send` names leaves the page', () => {
  test('of traits and of the properties of the moment', () => {
    const found = shot({ plan: 'gold', email: 'a@example.com' }, { send: ['plan', 'total'] })
    expect(found.context['plan']).toBe('gold')
    expect(found.moment.props).toEqual({ total: 5 })
    expect(JSON.stringify(found)).not.toMatch(/example\.com|4111|secret/)
  })
  test('nothing by default', () => expect(JSON.stringify(shot({ plan: 'platinum' }))).not.toMatch(/platinum|4111/))
  test.each(['constructor', '__proto__', 'toString'])('%s is nothing that was given', (name) => {
    const found = shot({}, { send: [name] })
    expect(Object.keys(found.context).sort()).toEqual(['device', 'path'])
    expect(Object.keys(found.moment.props ?? {})).toEqual([])
  })
})

test.each([
  ['persistent', { id: 'ada', kind: 'user' }],
  ['session', { id: 'device', kind: 'session' }],
  ['none', { id: 'device', kind: 'page' }],
] as const)('who it is at %s', (level, expected) => expect(shot({}, { level }).respondent).toEqual(expected))

describe('personas', () => {
  const good: Persona = { id: 'good', when: { trait: 'orders', gte: 1 } }
  const traits = { orders: 2, x: 'aaa' }
  test('those that hold, by id', () => {
    expect(shot(traits, { personas: [good, { id: 'no', when: { trait: 'orders', gte: 9 } }] }).personas).toEqual(['good'])
  })
  // A survey that uses a wrong persona is left out when it is compiled. One that nobody uses must not take the others down.
  test.each<[string, unknown]>([
    ['without an operator', { trait: 'x' }],
    ['with an operand of the wrong type', { trait: 'orders', gt: '1' }],
    ['made of personas', { persona: 'good' }],
    ['with a pattern that does not compile', { trait: 'x', matches: '(' }],
    ['with a pattern that can take long: it is never tried', { trait: 'x', matches: '(a+)+$' }],
    ['without a rule', undefined],
  ])('one that no survey uses, %s, is left out and stops nothing', (_, when) => {
    expect(shot(traits, { personas: soundPersonas([{ id: 'bad', when } as Persona, good]) }).personas).toEqual(['good'])
  })
})

test('an e-mail address in that of a page stays here, also where the page called for the question', () => {
  const moment = { type: 'page', name: '/o/jean@example.com/x' } as const
  const found = shot({}, { asked: { moment } })
  expect(found).toMatchObject({ moment: { name: '/o/[e-mail]/x' }, instrument: { trigger: 'page:/o/[e-mail]/x' } })
  expect(JSON.stringify(found)).not.toContain('jean')
})

test('the wave it was asked in, for quotas, and the variant', () => {
  expect(shot()).toMatchObject({ wave: 1, variant: null })
  expect(shot({}, { asked: { survey: { ...survey, wave: 3 }, variant: 'short' } })).toMatchObject({ wave: 3, variant: 'short' })
})
test('the texts of options and rows travel with their question’s, so that an endpoint can name them', () => {
  const parts = [{ id: 'speed', text: 'Speed' }]
  const questions = [
    { id: 'why', type: 'choice', text: 'Why?', options: parts },
    { id: 'all', type: 'matrix', text: 'All in all?', rows: parts, labels: ['Bad', 'Good'] },
  ] as const
  const found = shot({}, { asked: { survey: { ...survey, questions } } })
  expect(found.instrument).toMatchObject({
    question: 'why',
    texts: { why: 'Why?', 'why.speed': 'Speed', all: 'All in all?', 'all.speed': 'Speed' },
    types: { why: 'choice', all: 'matrix' },
  })
  expect(shot({}, { asked: { survey: { ...survey, questions: [questions[1]] } } }).instrument.labels).toEqual(['Bad', 'Good'])
})
test('what stands beside the box of a consent travels too: it is what was agreed to', () => {
  const questions = [
    { id: 'csat', type: 'csat', text: 'How?' },
    { id: 'agreed', type: 'consent', text: 'May we write?', label: 'Yes, once, about this order' },
  ] as const
  expect(shot({}, { asked: { survey: { ...survey, questions } } }).instrument.texts).toEqual({
    csat: 'How?',
    agreed: 'May we write?',
    'agreed.label': 'Yes, once, about this order',
  })
})
test('a page that a browser has translated', () => {
  expect(shot().instrument.translated).toBe(false)
  document.documentElement.className = 'translated-ltr'
  expect(shot().instrument.translated).toBe(true)
})
test.each<[Text, string[], string]>([
  ['How?', ['fr-CA', 'fr'], 'fr'],
  [{ fr: 'Comment\u202f?', en: 'How?' }, ['fr-CA', 'fr-Latn', 'fr'], 'fr'],
  [{ 'fr-CA': 'Comment\u202f?', en: 'How?' }, ['fr-CA', 'fr-Latn', 'fr'], 'fr-CA'],
  [{ fa: 'چطور بود؟', en: 'How?' }, ['fa', 'en'], 'fa'],
  [{ en: 'How?' }, ['de', 'en'], 'en'],
])('the language of the instrument is that of its question: %j for %j is %s', (text, locales, locale) => {
  const changed = { ...survey, questions: [{ ...survey.questions[0], text } as Question] }
  expect(shot({}, { asked: { survey: changed }, locales }).instrument.locale).toBe(locale)
})
test('is JSON', () => {
  const found = shot({ plan: 'gold' }, { send: ['plan'] })
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})
