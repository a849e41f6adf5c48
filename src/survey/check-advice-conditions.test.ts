// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { advice, each, event } from './testkit'

describe('conditions', () => {
  each([
    ['an answer before anything was asked', { audience: { answer: 'csat', is: 1 } }, 'answer-too-early surveys[0].audience.answer'],
    [
      'in the filter of an event',
      event('x', { where: { any: [{ answer: 'csat', is: 1 }] } }),
      'answer-too-early surveys[0].trigger.where.any[0].answer',
    ],
    ['a count nobody reaches', { audience: { event: 'x', gte: 51 } }, 'count-too-high surveys[0].audience'],
    ['more than the most', { audience: { event: 'x', gt: 50 } }, 'count-too-high surveys[0].audience'],
    ['exactly too many', { audience: { event: 'x', is: 60 } }, 'count-too-high surveys[0].audience'],
    ['the most', { audience: { event: 'x', gte: 50 } }],
    ['fewer than many', { audience: { event: 'x', lt: 60 } }],
    ['days, not a count', { audience: { event: 'x', since: 'last', gte: 90 } }],
  ])

  const choice = { id: 'why', type: 'choice', text: 'Why?', options: [{ id: 'price', text: 'Price' }] }
  const next = (when: object) => [{ when, end: 'bye' }]
  const leading = (question: object, when: object) => ({
    questions: [{ ...question, next: next(when) }],
    endings: [
      { id: 'thanks', text: 'Thanks' },
      { id: 'bye', text: 'Bye' },
    ],
  })
  const at = 'surveys[0].questions[0].next[0].when'
  each([
    ['a choice and a number', leading(choice, { all: [{ answer: 'why', gte: 2 }] }), `never-holds ${at}.all[0].gte`],
    ['a text and a number', leading({ id: 'age', type: 'text', text: 'Age?' }, { answer: 'age', lt: 18 }), `never-holds ${at}.lt`],
    ['a text that is a number', leading({ id: 'age', type: 'text', format: 'number', text: 'Age?' }, { answer: 'age', lt: 18 })],
    ['a slider and a number', leading({ id: 'age', type: 'slider', text: 'Age?' }, { answer: 'age', lt: 18 })],
    ['a choice and an option', leading(choice, { answer: 'why', is: 'price' })],
  ])

  test('of a persona', () => {
    const personas = [{ id: 'often', when: { event: 'x', gte: 99 } }]
    expect(advice({ audience: { persona: 'often' } }, { personas })).toEqual(['count-too-high personas[0].when'])
  })
})
