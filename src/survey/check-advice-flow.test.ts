// @vitest-environment node
import { describe } from 'vitest'
import { csat, each, nps } from './testkit'

describe('the way through', () => {
  const endings = [{ id: 'thanks', text: 'Thanks' }]
  const why = { id: 'why', type: 'text', text: 'Why?' }
  each([
    [
      'every question and ending is reached',
      { questions: [{ ...csat, next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }] }, why], endings },
    ],
    [
      'a question nobody reaches',
      { questions: [{ ...csat, next: [{ end: 'thanks' }] }, why], endings },
      'unreachable surveys[0].questions[1]',
    ],
    ['an ending nobody reaches', { endings: [...endings, { id: 'low', text: 'Sorry' }] }, 'unreachable surveys[0].endings[1]'],
    ['a way that never ends', { questions: [{ ...csat, next: [{ goTo: 'csat' }] }] }, 'endless surveys[0].questions'],
    [
      'an ending of the survey that only a variant reaches',
      {
        endings: [...endings, { id: 'low', text: 'Sorry' }],
        variants: [{ id: 'a' }, { id: 'b', questions: [{ ...nps, next: [{ when: { answer: 'nps', lte: 6 }, end: 'low' }] }] }],
      },
    ],
    [
      'a question of a variant that nobody reaches',
      { endings, variants: [{ id: 'a', questions: [{ ...nps, next: [{ end: 'thanks' }] }, why] }] },
      'unreachable surveys[0].variants[0].questions[1]',
    ],
    [
      'an ending of two variants that neither reaches',
      { variants: [{ id: 'a' }, { id: 'b' }], endings: [...endings, { id: 'x', text: 'X' }] },
      'unreachable surveys[0].endings[1]',
    ],
  ])
})
