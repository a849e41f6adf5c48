import { describe, expect, test } from 'vitest'
import type { Question, Survey, Trigger } from './config'
import { instrument, type Shown } from './instrument'
import type { MomentRef } from './wire'

const csat: Question = { id: 'csat', type: 'csat', text: 'How did it go?' }
const why: Question = { id: 'why', type: 'text', text: 'Why?' }
const survey = (...questions: Question[]): Survey => ({ id: 's', touchpoint: 't', trigger: { on: 'manual' }, questions })
const trigger: Trigger = { on: 'event', name: 'order_completed', delaySeconds: 2 }
const moment: MomentRef = { type: 'event', name: 'order_completed', props: { total: 3 }, at: 1 }
const shown: Shown = { texts: { csat: 'How did it go?', why: 'Why?' }, labels: ['Bad', 'Good'], locale: 'en', translated: false }
const print = (change: { survey?: Survey; trigger?: Trigger | null; moment?: MomentRef; shown?: Partial<Shown> } = {}) =>
  instrument(change.survey ?? survey(csat, why), change.trigger === undefined ? trigger : change.trigger, change.moment ?? moment, {
    ...shown,
    ...change.shown,
  }).fingerprint

test('describes what is asked', () => {
  expect(instrument(survey(csat, why), trigger, moment, shown)).toEqual({
    question: 'csat',
    type: 'csat',
    display: 'faces',
    points: 5,
    orientation: 'horizontal',
    labels: ['Bad', 'Good'],
    texts: shown.texts,
    locale: 'en',
    translated: false,
    trigger: 'event:order_completed',
    delaySeconds: 2,
    fingerprint: print(),
  })
})

test('stable: results of an earlier build stay comparable', () => expect(print()).toMatchInlineSnapshot(`"1w23ug2"`))

describe('which question it is about', () => {
  const about = (...questions: Question[]) => instrument(survey(...questions), null, moment, shown)
  test('the first scale', () => expect(about(why, csat).question).toBe('csat'))
  test('else the first question', () =>
    expect(about(why)).toMatchObject({ question: 'why', type: 'text', display: null, points: null, delaySeconds: 0 }))
  test('a choice is vertical', () =>
    expect(about({ id: 'c', type: 'choice', text: 'C', options: [{ id: 'o', text: 'O' }] }).orientation).toBe('vertical'))
  test('eleven points of NPS, seven of CES', () => {
    expect(about({ id: 'q', type: 'nps', text: 'N' }).points).toBe(11)
    expect(about({ id: 'q', type: 'ces', text: 'N' }).points).toBe(7)
  })
  test('none: an error that names the survey', () => expect(() => about()).toThrow(/survey s: expected .* got/))
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
  test('no trigger and a trigger without a delay are the same', () =>
    expect(print({ trigger: null })).toBe(print({ trigger: { on: 'event', name: 'order_completed' } })))
})
