// @vitest-environment node
import { describe } from 'vitest'
import { csat, each, nps } from './testkit'

describe('a public review only happy customers are shown', () => {
  const link = 'Tell others: https://www.trustpilot.com/evaluate/example.com'
  const endings = [
    { id: 'high', text: link },
    { id: 'low', text: 'Sorry' },
  ]
  const rules = (when: object) => ({ questions: [{ ...nps, next: [{ when, end: 'high' }, { end: 'low' }] }], endings })
  const at = 'gated-review surveys[0].endings[0].text'
  each([
    ['an ending by a rule on the score', rules({ answer: 'nps', gte: 9 }), at],
    ['a list of scores', rules({ answer: 'nps', in: [9, 10] }), at],
    ['not low', rules({ none: [{ answer: 'nps', lt: 9 }] }), at],
    [
      'the score and something else',
      rules({
        all: [
          { answer: 'nps', gte: 9 },
          { context: 'device', is: 'mobile' },
        ],
      }),
      at,
    ],
    ['something else alone', rules({ context: 'device', is: 'mobile' })],
    [
      'the score or something else',
      rules({
        any: [
          { answer: 'nps', gte: 9 },
          { context: 'device', is: 'mobile' },
        ],
      }),
    ],
    [
      'a button that only a high score is shown',
      {
        questions: [
          { ...nps, next: [{ when: { answer: 'nps', gte: 9 }, goTo: 'tell' }, { end: 'low' }] },
          {
            id: 'tell',
            type: 'action',
            action: 'link',
            text: 'Tell others',
            label: 'Go',
            href: 'https://www.trustpilot.com/evaluate/x',
            next: [{ end: 'low' }],
          },
        ],
        endings: [{ id: 'low', text: 'Thanks' }],
      },
      'gated-review surveys[0].questions[1].href',
    ],
    [
      'after a comment',
      {
        questions: [
          nps,
          { id: 'why', type: 'text', text: 'Why?', next: [{ when: { answer: 'nps', gte: 9 }, end: 'high' }, { end: 'low' }] },
        ],
        endings,
      },
      at,
    ],
    [
      'a question on the way of high scores',
      {
        questions: [
          { ...csat, next: [{ when: { answer: 'csat', lte: 3 }, end: 'low' }] },
          {
            id: 'share',
            type: 'choice',
            text: { en: 'A word on Google reviews?', fr: 'Un mot sur Google Avis ?' },
            options: [{ id: 'yes', text: 'Yes' }],
          },
        ],
        endings: [{ id: 'low', text: 'Thanks' }],
      },
      'gated-review surveys[0].questions[1].text',
    ],
    ['everybody', { questions: [nps], endings: [{ id: 'all', text: link }] }],
    ['those with a low score only', rules({ answer: 'nps', lte: 6 })],
    [
      'another site',
      {
        ...rules({ answer: 'nps', gte: 9 }),
        endings: [
          { id: 'high', text: 'Read https://blog.example/' },
          { id: 'low', text: 'Sorry' },
        ],
      },
    ],
    [
      'in a variant',
      { variants: [{ id: 'a', ...rules({ answer: 'nps', gte: 9 }) }] },
      'gated-review surveys[0].variants[0].endings[0].text',
    ],
  ])
})
