import { expect, test } from 'vitest'
import type { Question, ScaleQuestion } from './config'
import { isScale, scaleOf } from './scale'

const text = 'How?'
test.each([
  [
    { id: 'q', type: 'nps', text },
    { min: 0, max: 10, display: 'numbers' },
  ],
  [
    { id: 'q', type: 'ces', text },
    { min: 1, max: 7, display: 'numbers' },
  ],
  [
    { id: 'q', type: 'csat', text },
    { min: 1, max: 5, display: 'faces' },
  ],
  [
    { id: 'q', type: 'csat', text, points: 2 },
    { min: 1, max: 2, display: 'faces' },
  ],
  [
    { id: 'q', type: 'csat', text, points: 7 },
    { min: 1, max: 7, display: 'numbers' },
  ],
  [
    { id: 'q', type: 'csat', text, points: 10, display: 'stars' },
    { min: 1, max: 10, display: 'stars' },
  ],
  [
    { id: 'q', type: 'csat', text, display: 'numbers' },
    { min: 1, max: 5, display: 'numbers' },
  ],
  [
    { id: 'q', type: 'rating', text },
    { min: 1, max: 5, display: 'numbers' },
  ],
  [
    { id: 'q', type: 'rating', text, points: 3, display: 'faces' },
    { min: 1, max: 3, display: 'faces' },
  ],
] as const satisfies readonly (readonly [ScaleQuestion, object])[])('%j', (question, scale) => expect(scaleOf(question)).toEqual(scale))

test.each([
  ['nps', true],
  ['csat', true],
  ['ces', true],
  ['rating', true],
  ['text', false],
  ['choice', false],
] as const)('%s is a scale: %s', (type, expected) => expect(isScale({ id: 'q', type, text, options: [] } as Question)).toBe(expected))
