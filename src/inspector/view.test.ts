import { describe, expect, test } from 'vitest'
import type { Survey } from '../survey/config'
import type { Due } from '../survey/due'
import { brokenView, surveyView } from './survey-view'
import type { Gate } from './types'
import { en } from './words-en'
import { fr } from './words-fr'

const NOW = Date.parse('2026-11-27T12:00:00Z')
const survey: Survey = {
  id: 'checkout-csat',
  touchpoint: 'confirmation',
  trigger: [
    { on: 'event', name: 'order_completed', delaySeconds: 2, oncePer: 'order_id', where: { prop: 'total', gte: 50 } },
    {
      on: 'sequence',
      steps: [
        { on: 'event', name: 'paid' },
        { on: 'page', path: '/thanks' },
      ],
    },
  ],
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
}
const rules = { isInteraction: true, everyDays: 7, afterDismissDays: 7, betweenDays: 0, perVisit: 1 }
const yes: Gate = { gate: 'enabled', pass: true, text: 'Switched on.' }
const asked: Gate = { gate: 'frequency', pass: false, code: 'every-days', text: 'Asked 12 days ago; waits 30 days.' }
const noConsent: Gate = { gate: 'consent', pass: false, code: 'no-consent', text: 'Consent is missing.' }
const typing: Gate = { gate: 'quiet', pass: false, code: 'typing', text: 'The visitor is typing.' }
const due = (change: Partial<Due> = {}): Due => ({
  s: survey.id,
  i: 0,
  m: { type: 'event', name: 'order_completed' },
  t: NOW - 1000,
  ...change,
})
const view = (gates: readonly Gate[], change: { due?: readonly Due[]; open?: string; nextPossible?: string } = {}, words = en) => {
  const { due = [], open = '', nextPossible } = change
  return surveyView({ survey, explained: { gates, ...(nextPossible && { nextPossible }) }, rules, due, open, now: NOW }, words)
}

test.each(['manual', 'launcher'] as const)(
  'what only the page or the visitor opens (%s) heeds another question and a dialog, and nothing else: neither consent nor a rest',
  (on) => {
    const manual = { ...survey, trigger: { on } } as const
    const standing = (gate: Gate) =>
      surveyView({ survey: manual, explained: { gates: [gate] }, rules, due: [], open: '', now: NOW }, en).standing
    const refuses = (gate: Gate['gate'], code: string): Gate => ({ gate, pass: false, code, text: `${code}.` }) as Gate
    expect(standing(refuses('consent', 'no-consent'))).toBe('may')
    expect(standing(refuses('open', 'resting'))).toBe('may')
    expect(standing(refuses('open', 'busy'))).toBe('busy')
    expect(standing(refuses('quiet', 'dialog'))).toBe('busy')
  },
)

describe('one line for each survey', () => {
  test('may show: when its trigger is met, any of them', () => {
    expect(view([yes])).toMatchObject({
      standing: 'may',
      why: { text: 'when order_completed is tracked, or after paid, then /thanks' },
      more: 0,
    })
    expect(view([yes], {}, fr).why.text).toBe('dès que order_completed est signalé, ou après paid, puis /thanks')
  })
  test('does not show: the first gate that refuses, how many more, and from when on', () => {
    const { standing, why, more, nextPossible } = view([yes, noConsent, asked, typing], { nextPossible: '2026-12-09T12:00:00Z' })
    expect({ standing, why, more }).toEqual({ standing: 'no', why: { text: noConsent.text, isEnglish: true }, more: 1 })
    expect(nextPossible).toBe(Date.parse('2026-12-09T12:00:00Z'))
  })
  test('would wait: only the page stands against it', () => {
    expect(view([yes, typing])).toMatchObject({ standing: 'busy', why: { text: 'The visitor is typing.' }, nextPossible: undefined })
  })
  test('waits: for its delay', () => {
    expect(view([yes], { due: [due({ t: NOW + 90_000 })] })).toMatchObject({
      standing: 'waits',
      why: { text: 'Its delay runs: 1 min 30 s left.' },
    })
  })
  test('waits: for a quiet moment, and says what is not quiet', () => {
    const { standing, waiting } = view([yes, typing], { due: [due()] })
    expect(standing).toBe('waits')
    expect(waiting.map(({ text }) => text)).toEqual(['It is due, and waits for a quiet moment:', 'The visitor is typing.'])
  })
  test('waits: for its turn, or to be resumed', () => {
    expect(view([yes], { due: [due()] }).why.text).toBe('It is due, and waits for its turn.')
    expect(view([yes], { due: [due({ r: 'id' })] }).why.text).toBe('An answered card goes on here at the next quiet moment.')
  })
  test('a sequence that has begun may still show, and says how far it is', () => {
    const { standing, waiting } = view([yes], { due: [due({ i: 1, k: 1 })] })
    expect(standing).toBe('may')
    expect(waiting).toEqual([{ text: 'Step 1 of 2 has happened; it goes on when a page /thanks is opened.' }])
  })
  test('what waits and may not show any more does not show', () => {
    expect(view([noConsent], { due: [due({ t: NOW + 1000 })] })).toMatchObject({
      standing: 'no',
      waiting: [{ text: 'Its delay runs: 1 s left.' }],
    })
  })
  test('what waits for another survey is not its own', () => expect(view([yes], { due: [due({ s: 'other' })] }).standing).toBe('may'))
  test('on screen', () => expect(view([asked], { open: survey.id })).toMatchObject({ standing: 'open', more: 0 }))
})

test('every condition of a trigger is told', () => {
  expect(view([yes]).triggers).toEqual([
    {
      when: 'when order_completed is tracked',
      conditions: ['only if {"prop":"total","gte":50}', 'once for each order_id', 'then waits 2 s'],
    },
    { when: 'after paid, then /thanks', conditions: ['all within 30 min'] },
  ])
})

test('one with a mistake is out of use: the first error of its own', () => {
  const mistakes = [
    { path: 'surveys[1]', code: 'a', severity: 'error', message: 'another’s' },
    { path: 'surveys[0].questions', code: 'b', severity: 'advice', message: 'advice' },
    { path: 'surveys[0].trigger', code: 'c', severity: 'error', message: 'its own' },
    { path: 'surveys[0].touchpoint', code: 'd', severity: 'error', message: 'one more' },
  ] as const
  expect(brokenView('x', 0, mistakes, false, en)).toMatchObject({ standing: 'broken', why: { text: 'its own', isEnglish: true }, more: 1 })
  expect(brokenView('x', 1, mistakes, false, en)).toMatchObject({ why: { text: 'another’s' }, more: 0 })
  expect(brokenView('x', 0, mistakes, true, en)).toMatchObject({ why: { text: en.killed }, more: 0 })
  expect(brokenView('x', 10, mistakes, false, en)).toMatchObject({ why: { text: en.checking } })
})
