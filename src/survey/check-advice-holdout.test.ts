// @vitest-environment node
import { describe } from 'vitest'
import { each } from './testkit'

describe('a way to compare with', () => {
  const rating = (id: string) => ({ id, type: 'rating', text: 'Sure?' })
  const twice = [rating('sure'), { id: 'answer', type: 'message', text: 'It is.' }, rating('sure-after')]
  const heldOut = { id: 'held-out', weight: 0.1, holdout: true, questions: [rating('sure'), rating('sure-after'), twice[1]] }
  const at = 'no-effect surveys[0].variants[1].holdout'
  each([
    ['of a rating that is asked twice', { questions: twice, variants: [{ id: 'a', weight: 0.9 }, heldOut] }],
    ['of one that the others ask once', { questions: [rating('sure')], variants: [{ id: 'a' }, heldOut] }, at],
    ['of one that it asks once', { questions: twice, variants: [{ id: 'a' }, { ...heldOut, questions: [rating('sure')] }] }, at],
    ['where no other is drawn', { questions: twice, variants: [{ id: 'a', weight: 0 }, heldOut] }, at],
    ['that is none', { questions: [rating('sure')], variants: [{ id: 'a' }, { id: 'b', holdout: false }] }],
  ])
})
