import { describe, expect, test } from 'vitest'
import type { Question, Survey, Trigger } from './config'
import { shortHash } from './hash'
import { instrument, type Shown } from './instrument'
import type { MomentRef } from './wire'

const csat: Question = { id: 'csat', type: 'csat', text: 'How did it go?' }
const why: Question = { id: 'why', type: 'text', text: 'Why?' }
const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions })
const trigger: Trigger = { on: 'event', name: 'order_completed', delaySeconds: 2 }
const moment: MomentRef = { type: 'event', name: 'order_completed', props: { total: 3 }, at: 1 }
const shown: Shown = { texts: { csat: 'How did it go?', why: 'Why?' }, labels: ['Bad', 'Good'], locale: 'en', translated: false }
const described = (change: { survey?: Survey; trigger?: Trigger; moment?: MomentRef; shown?: Partial<Shown> } = {}) =>
  instrument(
    change.survey ?? survey(csat, why),
    change.trigger ?? trigger,
    change.moment ?? moment,
    { ...shown, ...change.shown },
    shortHash,
  )
const print: (...change: Parameters<typeof described>) => string = (change) => described(change).fingerprint

test('describes what is asked', () => {
  expect(described()).toEqual({
    question: 'csat',
    type: 'csat',
    display: 'faces',
    points: 5,
    orientation: 'horizontal',
    labels: ['Bad', 'Good'],
    texts: shown.texts,
    types: { csat: 'csat', why: 'text' },
    locale: 'en',
    translated: false,
    trigger: 'event:order_completed',
    delaySeconds: 2,
    fingerprint: print(),
  })
})

test('stable: results of an earlier build stay comparable', () => expect(print()).toMatchInlineSnapshot(`"1w23ug2"`))

describe('which question it is about', () => {
  const about = (...questions: Question[]) => described({ survey: survey(...questions), trigger: { on: 'manual' } })
  test('the first scale', () => expect(about(why, csat).question).toBe('csat'))
  test('else the first question', () =>
    expect(about(why)).toMatchObject({ question: 'why', type: 'text', display: null, points: null, delaySeconds: 0 }))
  test('a choice is vertical', () =>
    expect(about({ id: 'c', type: 'choice', text: 'C', options: [{ id: 'o', text: 'O' }] }).orientation).toBe('vertical'))
  test('moments are vertical; their instrument says nothing of any moment', () => {
    const asked = about({ id: 'm', type: 'moment', text: 'M' })
    expect(asked).toMatchObject({ question: 'm', type: 'moment', orientation: 'vertical', labels: shown.labels, texts: shown.texts })
  })
  test('eleven points of NPS, seven of CES', () => {
    expect(about({ id: 'q', type: 'nps', text: 'N' }).points).toBe(11)
    expect(about({ id: 'q', type: 'ces', text: 'N' }).points).toBe(7)
  })
})

describe('of each type', () => {
  const options = [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
  ]
  const about = (question: object) =>
    described({ survey: survey({ id: 'q', text: 'Q', ...question } as Question), shown: { texts: { q: 'Q' }, labels: [] } })
  test('a message is no question: what follows it is', () =>
    expect(described({ survey: survey({ id: 'm', type: 'message', text: 'M' }, why), trigger: { on: 'manual' } }).question).toBe('why'))
  test('nothing but a message', () => expect(about({ type: 'message' })).toMatchObject({ question: 'q', type: 'message', points: null }))
  test('a ranking is vertical; a choice of chips is not', () => {
    expect(about({ type: 'ranking', options })).toMatchObject({ orientation: 'vertical', display: null, points: null })
    expect(about({ type: 'choice', options, display: 'chips' })).toMatchObject({ orientation: 'horizontal', display: 'chips' })
  })
  test('the rows of a matrix are scales', () => {
    expect(about({ type: 'matrix', rows: options })).toMatchObject({ orientation: 'horizontal', points: 5 })
    expect(about({ type: 'matrix', rows: options, points: 7 }).points).toBe(7)
    expect(about({ type: 'matrix', rows: options, labels: ['No', 'A little', 'Yes'] }).points).toBe(3)
  })
  test('a slider has ends and a step, written out or not', () => {
    expect(about({ type: 'slider' })).toMatchObject({ range: [0, 100, 1], points: null, orientation: 'horizontal' })
    expect(about({ type: 'slider' }).fingerprint).toBe(about({ type: 'slider', min: 0, max: 100 }).fingerprint)
    expect(about({ type: 'slider', max: 10 }).fingerprint).not.toBe(about({ type: 'slider' }).fingerprint)
  })
  test('satisfied from a point of the team’s own', () => {
    expect(about({ type: 'csat', countsFrom: 3 })).toMatchObject({ countsFrom: 3 })
    expect(about({ type: 'csat' })).not.toHaveProperty('countsFrom')
    expect(about({ type: 'csat', countsFrom: 3 }).fingerprint).not.toBe(about({ type: 'csat' }).fingerprint)
  })
  test('of a text its format too, beside the type, and not in the fingerprint', () => {
    expect(about({ type: 'text', format: 'email' }).types).toEqual({ q: 'text.email' })
    expect(about({ type: 'text', format: 'email' }).fingerprint).toBe(about({ type: 'text' }).fingerprint)
  })
})

describe('the fingerprint changes with', () => {
  const base = print()
  test.each([
    ['the wording', { shown: { texts: { ...shown.texts, csat: 'How was it?' } } }],
    ['the display', { survey: survey({ ...csat, display: 'stars' } as Question, why) }],
    ['the number of points', { survey: survey({ ...csat, points: 4 } as Question, why) }],
    ['the type', { survey: survey({ ...csat, type: 'rating', display: 'faces' } as Question, why) }],
    ['the question', { survey: survey({ ...csat, id: 'csat2' }, why), shown: { texts: { csat2: 'How did it go?', why: 'Why?' } } }],
    ['a label', { shown: { labels: ['Bad', 'Great'] } }],
    ['labels in another order', { shown: { labels: ['Good', 'Bad'] } }],
    ['the language', { shown: { locale: 'fr' } }],
    ['a machine translation', { shown: { translated: true } }],
    ['what triggered it', { moment: { type: 'event', name: 'chat_ended' } }],
    ['how it was triggered', { moment: { type: 'page', name: 'order_completed' } }],
    ['the delay', { trigger: { ...trigger, delaySeconds: 3 } }],
  ] as const)('%s', (_, change) => expect(print(change as Parameters<typeof print>[0])).not.toBe(base))
})

describe('the fingerprint does not change with', () => {
  const base = print()
  test.each([
    ['the text of another question', { shown: { texts: { ...shown.texts, why: 'What went wrong?' } } }],
    ['a further question', { survey: survey(csat, why, { ...why, id: 'more' }) }],
    ['the properties and time of the moment', { moment: { type: 'event', name: 'order_completed', props: { total: 99 }, at: 5 } }],
    ['a default written out', { survey: survey({ ...csat, points: 5, display: 'faces' } as Question, why) }],
    ['version, wave, priority of the survey', { survey: { ...survey(csat, why), version: 3, wave: 2, priority: 9 } }],
  ] as const)('%s', (_, change) => expect(print(change as Parameters<typeof print>[0])).toBe(base))
  test('by hand and a trigger without a delay are the same', () =>
    expect(print({ trigger: { on: 'manual' } })).toBe(print({ trigger: { on: 'event', name: 'order_completed' } })))
})
