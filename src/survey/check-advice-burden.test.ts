// @vitest-environment node
import { describe } from 'vitest'
import { csat, each, nps } from './testkit'

const texts = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `q${index}`, type: 'text', text: 'x' }))

describe('how much is asked', () => {
  each([
    ['six questions in a row', { questions: texts(6) }, 'too-many surveys[0].questions'],
    ['five', { questions: texts(5) }],
    ['five and a message', { questions: [...texts(5), { id: 'm', type: 'message', text: 'x' }] }],
    [
      'seven, of which nobody is asked more than five',
      {
        questions: [
          { ...csat, next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'q3' }] },
          ...texts(3).map((q, i) => (i === 2 ? { ...q, next: [{ end: 'bye' }] } : q)),
          ...texts(6).slice(3),
        ],
        endings: [{ id: 'bye', text: 'Bye' }],
      },
    ],
  ])
})

describe('a dialog', () => {
  const modal = { layout: { type: 'modal' } }
  each([
    ['for a mere CSAT', { ...modal }, 'heavy-modal surveys[0].layout.type'],
    ['for a score and why', { ...modal, questions: [nps, ...texts(1)] }, 'heavy-modal surveys[0].layout.type'],
    ['for more than that', { ...modal, questions: [csat, ...texts(3)] }],
    ['that the visitor opened', { ...modal, trigger: { on: 'launcher' } }],
    ['of a variant', { variants: [{ id: 'a' }, { id: 'b', ...modal }] }, 'heavy-modal surveys[0].variants[1].layout.type'],
    [
      'that goes by itself',
      { ...modal, questions: [csat, ...texts(3)], closeAfterSeconds: 20 },
      'goes-by-itself surveys[0].closeAfterSeconds',
    ],
    ['no dialog that goes by itself', { closeAfterSeconds: 20 }],
  ])
})

describe('what visitors open', () => {
  const launcher = { trigger: { on: 'launcher' } }
  each([
    ['is not held back', { ...launcher, frequency: { everyDays: 3 } }, 'no-effect surveys[0].frequency'],
    ['does not go by itself', { ...launcher, closeAfterSeconds: 20 }, 'goes-by-itself surveys[0].closeAfterSeconds'],
    ['and an event that asks too', { trigger: [{ on: 'launcher' }, { on: 'event', name: 'chat_ended' }], frequency: { everyDays: 3 } }],
    ['a place in the page asks by itself', { trigger: { on: 'slot' }, frequency: { everyDays: 3 } }],
  ])
})
