import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { ChoiceQuestion, MatrixQuestion, Question, RankingQuestion, SliderQuestion } from '../../survey/config'
import type { Answers } from '../../survey/wire'
import { hideAll, media, open, press } from '../testing'

beforeEach(() => media())
afterEach(hideAll)

const ids = (count: number) => Array.from({ length: count }, (_, i) => ({ id: `o${i}`, text: `Option ${i}` }))

/** What every answer that is ever handed out has to hold. */
const isRight = {
  choice: ({ options, multiple, min = 1, max = options.length }: ChoiceQuestion, answers: Answers) => {
    const { q, ...parts } = answers
    if (q === undefined) return Object.keys(parts).length === 0
    const chosen = q as string[]
    const inOrder = options.map(({ id }) => id).filter((id) => chosen.includes(id))
    const isNone = options.some(({ id, none }) => none && chosen.includes(id))
    return (
      inOrder.join() === chosen.join() &&
      (isNone ? chosen.length === 1 : !multiple ? chosen.length === 1 : chosen.length >= min && chosen.length <= max) &&
      Object.keys(parts).every((key) => options.some(({ id, other }) => other && key === `q.${id}` && chosen.includes(id)))
    )
  },
  ranking: ({ options }: RankingQuestion, { q }: Answers) =>
    q === undefined ||
    [...(q as string[])].sort().join() ===
      options
        .map(({ id }) => id)
        .sort()
        .join(),
  matrix: ({ rows, points = 5 }: MatrixQuestion, answers: Answers) =>
    Object.entries(answers).every(
      ([key, value]) =>
        rows.some(({ id }) => key === `q.${id}`) && Number.isInteger(value) && Number(value) >= 1 && Number(value) <= points,
    ),
  slider: ({ min = 0, max = 100, step = 1 }: SliderQuestion, { q }: Answers) => {
    if (q === undefined) return true
    const steps = (Number(q) - min) / step
    return Number(q) >= min && Number(q) <= max && Math.abs(steps - Math.round(steps)) < 1e-6
  },
}
const base = { id: 'q', text: 'A question' }
const choices = fc
  .record({
    count: fc.integer({ min: 1, max: 10 }),
    multiple: fc.boolean(),
    shuffle: fc.boolean(),
    limits: fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 4 })),
    isBound: fc.boolean(),
    display: fc.constantFrom('list', 'chips', 'filter', undefined),
  })
  .map(({ count, multiple, shuffle, limits, isBound, display }): ChoiceQuestion => {
    const options = [...ids(count), { id: 'other', text: 'Other', other: true }, { id: 'none', text: 'None', none: true }]
    const [min, max] = [Math.min(...limits), Math.max(...limits)]
    return {
      ...base,
      type: 'choice',
      options,
      multiple,
      shuffle,
      ...(isBound && multiple ? { min, max } : {}),
      ...(display && { display }),
    }
  })
const rankings = fc
  .record({ count: fc.integer({ min: 1, max: 6 }), shuffle: fc.boolean() })
  .map(({ count, shuffle }): RankingQuestion => ({ ...base, type: 'ranking', options: ids(count), shuffle }))
const matrices = fc
  .record({ rows: fc.integer({ min: 1, max: 4 }).map(ids), points: fc.integer({ min: 2, max: 7 }), shuffle: fc.boolean() })
  .map((rest): MatrixQuestion => ({ ...base, type: 'matrix', ...rest }))
const sliders = fc
  .record({ min: fc.integer({ min: -50, max: 50 }), length: fc.integer({ min: 1, max: 90 }), step: fc.constantFrom(0.1, 0.5, 1, 3, 10) })
  .map(({ min, length, step }): SliderQuestion => ({ ...base, type: 'slider', min, max: min + length, step }))

const keys = ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight', 'Home', 'End', ' ', 'Enter']
const acts = fc.array(
  fc.record({
    what: fc.constantFrom('pointer', 'key', 'type', 'slide'),
    where: fc.nat(),
    key: fc.constantFrom(...keys),
    text: fc.constantFrom('', 'Option 1', '  ', 'zz'),
    share: fc.double({ min: -0.5, max: 1.5, noNaN: true }),
  }),
  { maxLength: 40 },
)

test.each<[string, fc.Arbitrary<Question>]>([
  ['choice', choices],
  ['ranking', rankings],
  ['matrix', matrices],
  ['slider', sliders],
])('no sequence of taps, keys and words leaves an answer that breaks the rules of its %s', async (_, questions) => {
  await fc.assert(
    fc.asyncProperty(questions, acts, fc.boolean(), fc.boolean(), async (question, steps, isFree, isBack) => {
      // The question may be asked for the first time, or come back with an answer.
      const answers = { q: ['other'], 'q.other': 'A poster' }
      const resumes = isBack && question.type === 'choice' && (question.min ?? 1) === 1
      const { root, saves, drafts, all } = open(
        [
          { ...question, optional: isFree },
          { id: 'z', type: 'text', text: 'And?' },
        ],
        {
          ...(resumes ? { answers } : {}),
        },
      )
      root.querySelector<HTMLElement>('.back')?.click()
      for (const { what, where, key, text, share } of steps) {
        // Saving takes a while of its own, and so do the steps after it.
        for (let turn = 0; turn < 8; turn++) await Promise.resolve()
        // All of the card, but what closes it.
        const targets = all('button:not(.x, :disabled), input')
        const target = targets[where % targets.length] as HTMLElement
        if (what === 'pointer') press(target)
        else if (what === 'key') {
          target.focus()
          const event = new KeyboardEvent('keydown', { key, bubbles: true, composed: true, cancelable: true })
          // What the browser does with a button.
          if (target.dispatchEvent(event) && /^( |Enter)$/.test(key) && target.matches('button')) press(target, 0)
        } else if (target instanceof HTMLInputElement) {
          if (target.type !== 'range') target.value = text
          else target.value = `${Number(target.min) + (Number(target.max) - Number(target.min)) * share}`
          target.dispatchEvent(new InputEvent('input', { bubbles: true }))
          if (what === 'slide') target.dispatchEvent(new Event('change', { bubbles: true }))
        }
      }
      expect(root.querySelector('section')).not.toBeNull()
      for (const { answers } of saves) {
        const { z, ...own } = answers
        expect({ question, own, isRight: isRight[question.type as 'choice'](question as ChoiceQuestion, own) }).toEqual({
          question,
          own,
          isRight: true,
        })
      }
      expect(drafts.every((draft) => typeof draft === 'object')).toBe(true)
      hideAll()
    }),
    { numRuns: 300 },
  )
})
