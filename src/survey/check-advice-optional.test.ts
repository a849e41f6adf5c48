// @vitest-environment node
import { describe } from 'vitest'
import { csat, each } from './testkit'

describe('what has to be answered', () => {
  const follow = (optional: boolean) => ({ questions: [csat, { id: 'why', type: 'text', text: 'Why?', optional }] })
  each([
    ['a follow-up that has to be answered', follow(false), 'forced-follow-up surveys[0].questions[1].optional'],
    ['a follow-up that may be', follow(true)],
    [
      'a text that has to be written',
      { questions: [{ id: 'why', type: 'text', text: 'Why?', optional: false }] },
      'forced-text surveys[0].questions[0].optional',
    ],
    ['a score that is asked for', { questions: [{ ...csat, optional: false }] }],
  ])
})
