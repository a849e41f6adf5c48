// @vitest-environment node
import { describe } from 'vitest'
import { csat, each } from './testkit'

const of = (question: object) => ({ questions: [{ id: 'q', text: 'x', ...question }] })
const options = (...texts: string[]) => texts.map((text, index) => ({ id: `o${index}`, text }))

describe('what does nothing', () => {
  const [a, b] = options('The price', 'The colour')
  each([
    [
      'pinned, and nothing is shuffled',
      of({ type: 'choice', options: [a, { ...b, pin: true }] }),
      'no-effect surveys[0].questions[0].options[1].pin',
    ],
    ['pinned among the shuffled', of({ type: 'choice', shuffle: true, options: [a, { ...b, pin: true }] })],
    [
      '“other” pinned, which keeps its place',
      of({ type: 'choice', shuffle: true, options: [a, { ...b, pin: true, other: true }] }),
      'no-effect surveys[0].questions[0].options[1].pin',
    ],
    [
      'none of them, of one choice',
      of({ type: 'choice', options: [a, { ...b, none: true }] }),
      'no-effect surveys[0].questions[0].options[1].none',
    ],
    ['none of them, of several', of({ type: 'choice', multiple: true, options: [a, { ...b, none: true }] })],
    [
      'two fields for what is not in the list',
      of({
        type: 'choice',
        options: [
          { ...a, other: true },
          { ...b, other: true },
        ],
      }),
      'second-other surveys[0].questions[0].options[1].other',
    ],
    [
      'a code that nothing copies',
      of({ type: 'action', action: 'share', label: 'Share', code: 'X' }),
      'no-effect surveys[0].questions[0].code',
    ],
    [
      'an address that nothing leads to',
      of({ type: 'action', action: 'copy', label: 'Copy', code: 'X', href: '/' }),
      'no-effect surveys[0].questions[0].href',
    ],
    ['a message with an empty list', of({ type: 'message', list: [] }), 'no-effect surveys[0].questions[0].list'],
    ['the least of a text that is no number', of({ type: 'text', min: 3 }), 'no-effect surveys[0].questions[0].min'],
    ['the least of a number', of({ type: 'text', format: 'number', min: 3 })],
  ])
})

describe('scales that are none, or not as they should be', () => {
  each([
    [
      'how often, shuffled',
      of({ type: 'choice', shuffle: true, options: options('Never', 'Sometimes', 'Often') }),
      'shuffled-scale surveys[0].questions[0].shuffle',
    ],
    [
      'how many, shuffled',
      of({ type: 'choice', shuffle: true, options: options('1', '2 to 5', 'More than 5') }),
      'shuffled-scale surveys[0].questions[0].shuffle',
    ],
    [
      'how old, to be ranked',
      of({ type: 'ranking', shuffle: true, options: options('18–24', '25–34', '35–49') }),
      'shuffled-scale surveys[0].questions[0].shuffle',
    ],
    [
      'in French alone',
      of({ type: 'choice', shuffle: true, options: ['Jamais', 'Parfois', 'Souvent'].map((fr, i) => ({ id: `${i}`, text: { fr } })) }),
      'shuffled-scale surveys[0].questions[0].shuffle',
    ],
    ['reasons, shuffled', of({ type: 'choice', shuffle: true, options: options('The price', '2 for 1', 'The delivery') })],
    ['how often, in its order', of({ type: 'choice', options: options('Never', 'Sometimes', 'Often') })],
    ['a step that misses the end', of({ type: 'slider', max: 10, step: 3 }), 'uneven-step surveys[0].questions[0].step'],
    ['a step of a tenth', of({ type: 'slider', max: 1, step: 0.1 })],
    ['NPS with a face', of({ type: 'nps', labels: ['Not at all', '😍 Very'] }), 'nps-pictures surveys[0].questions[0].labels[1]'],
    [
      'colours of a matrix',
      of({ type: 'matrix', rows: options('Speed'), labels: ['🔴', '🟢'] }),
      'colour-band surveys[0].questions[0].labels',
    ],
    [
      'two rows that mean the same',
      of({ type: 'matrix', rows: options('Speed', 'speed!') }),
      'same-label surveys[0].questions[0].rows[1].text',
    ],
    [
      'two options to rank that mean the same',
      of({ type: 'ranking', options: options('Price', 'price') }),
      'same-label surveys[0].questions[0].options[1].text',
    ],
    ['five thumbs', of({ type: 'csat', display: 'thumbs' }), 'many-thumbs surveys[0].questions[0].display'],
    ['two thumbs', of({ type: 'csat', display: 'thumbs', points: 2 })],
    ['a scale of CSAT', { questions: [csat] }],
  ])
})
