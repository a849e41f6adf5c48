import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Question } from '../../../src/survey/config'
import { answer, type Given } from './answer'
import { createRandom } from './random'

const options = ['a', 'b', 'c', 'other', 'none'].map((id) => ({ id, text: id, other: id === 'other', none: id === 'none' }))
const base = { id: 'q', text: 'Q' }
const lived = ['home', 'lamp', 'cart'].map((t, a) => ({ t, a }))

const ask = (question: Question, seed: number, mood = 0): Given =>
  answer(
    question,
    {
      survey: 'feedback',
      at: { time: 0.5, device: 'mobile', language: seed % 2 ? 'fr' : 'en', props: {} },
      mood,
      random: createRandom(seed),
      day: '2026-11-25',
      lived,
    },
    true,
  )
const seed = fc.integer({ min: 1, max: 1e6 })
const mood = fc.double({ min: -4, max: 4, noNaN: true })
/** Whatever is answered to a question fits it. */
const fits = (question: Question, isRight: (given: Readonly<Record<string, unknown>>) => boolean) =>
  fc.assert(fc.property(seed, mood, (seed, mood) => isRight(Object.fromEntries(ask(question, seed, mood)))))
const isWhole = (value: unknown, min: number, max: number) =>
  Number.isInteger(value) && (value as number) >= min && (value as number) <= max

it.each([
  [{ ...base, type: 'nps' }, 0, 10],
  [{ ...base, type: 'ces' }, 1, 7],
  [{ ...base, type: 'csat' }, 1, 5],
  [{ ...base, type: 'csat', points: 2 }, 1, 2],
  [{ ...base, type: 'rating', points: 11 }, 1, 11],
] satisfies [Question, number, number][])('a point of the scale %j', (question, min, max) => {
  fits(question, ({ q }) => isWhole(q, min, max))
})

it('who feels better chooses a higher point', () => {
  const mean = (mood: number) =>
    Array.from({ length: 300 }, (_, index) => Number(ask({ ...base, type: 'nps' }, index + 1, mood)[0]?.[1])).reduce((a, b) => a + b) / 300
  expect(mean(1)).toBeGreaterThan(mean(0) + 1)
  expect(mean(0)).toBeGreaterThan(mean(-1) + 1)
})

it('one option, or as many as may be chosen; none of them stands alone; what “other” is with it alone', () => {
  fits({ ...base, type: 'choice', options }, ({ q }) => Array.isArray(q) && q.length === 1)
  fits({ ...base, type: 'choice', options, multiple: true, min: 2, max: 3 }, ({ q, ...more }) => {
    const chosen = q as string[]
    const isAlone = chosen.includes('none') && chosen.length === 1
    return (
      (isAlone || (chosen.length >= 2 && chosen.length <= 3 && !chosen.includes('none'))) &&
      new Set(chosen).size === chosen.length &&
      Object.keys(more).every((key) => key === 'q.other' && chosen.includes('other'))
    )
  })
})

it('a text within its length, or nothing; of a format what has it', () => {
  fits({ ...base, type: 'text', maxLength: 30 }, ({ q }) => q === undefined || `${q}`.length <= 30)
  fits({ ...base, type: 'text', format: 'number', min: 3, max: 9 }, ({ q }) => isWhole(q, 3, 9))
  fits({ ...base, type: 'text', format: 'email' }, ({ q }) => `${q}`.endsWith('@example.com'))
})

it('a moment that was lived, with its place, or none', () => {
  fits({ ...base, type: 'moment', max: 2 }, (given) => {
    const at = ['home', 'cart'].indexOf(`${given['q']}`)
    return given['q'] === 'none' ? given['q.position'] === undefined : at >= 0 && given['q.position'] === at + 1
  })
})

it('all of a ranking, every row of a matrix, a step of a slider, a day that may be chosen', () => {
  fits({ ...base, type: 'ranking', options }, ({ q }) => [...(q as string[])].sort().join() === 'a,b,c,none,other')
  fits(
    { ...base, type: 'matrix', points: 5, rows: options.slice(0, 2) },
    (given) => isWhole(given['q.a'], 1, 5) && isWhole(given['q.b'], 1, 5),
  )
  fits({ ...base, type: 'slider', min: 10, max: 30, step: 5 }, ({ q }) => isWhole(q, 10, 30) && Number(q) % 5 === 0)
  fits({ ...base, type: 'date', max: '2026-11-20' }, ({ q }) => q === '2026-11-20')
})

it('a contact that nobody has, the name of an action, a tick', () => {
  fits({ ...base, type: 'contact', fields: ['email'] }, (given) => `${given['q.email']}`.endsWith('@example.com'))
  fits({ ...base, type: 'action', action: 'copy', label: 'Copy', code: 'X' }, ({ q }) => q === 'copy')
  fits({ ...base, type: 'consent', label: 'Yes' }, ({ q }) => q === true)
  fits({ ...base, type: 'message' }, (given) => Object.keys(given).length === 0)
})
