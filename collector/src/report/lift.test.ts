import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { postPurchase } from '../../../src/recipes'
import type { Survey } from '../../../src/survey/config'
import type { Answers } from '../../../src/survey/wire'
import type { AnswerCount } from '../store'
import { type Compared, liftsOf, trialOf } from './lift'

const of = { survey: 'post-purchase', fingerprint: 'f', touchpoint: 'confirmation' }
const pair = ['sure', 'sure-after', 5] as const
const { survey } = postPurchase({ facts: { productGuideUrl: '/guide' } })
const trial = trialOf(survey)
const [answerFirst] = trial?.others ?? []
if (!trial || !answerFirst) throw new Error('expected the recipe to hold somebody out')

const times = (n: number, answers: Answers): AnswerCount => ({ answers, n })
/** In doubt about something that is answered: they are asked again. */
const doubting = (sure: number, after?: number): Answers => ({
  sure,
  doubt: ['product'],
  ...(after !== undefined && { 'sure-after': after }),
})
const against = (group: readonly AnswerCount[], holdout: readonly AnswerCount[]): Compared => ({
  of,
  pair,
  group: [answerFirst, group],
  holdout: [trial.holdout, holdout],
})
const liftOf = (group: readonly AnswerCount[], holdout: readonly AnswerCount[]) => liftsOf([against(group, holdout)])[0]

describe('what a survey compares', () => {
  it('is each way with the one that is held out, by its own questions or the survey’s', () => {
    expect(trial.holdout.variant).toBe('held-out')
    expect(trial.holdout.questions.map(({ id }) => id).slice(0, 4)).toEqual(['sure', 'doubt', 'sure-after', 'answer-product'])
    expect(answerFirst.questions.map(({ id }) => id).slice(0, 4)).toEqual(['sure', 'doubt', 'answer-product', 'sure-after'])
  })
  it('is nothing without one, without others, or where there are mistakes', () => {
    const { questions } = survey
    for (const variants of [undefined, [], [{ id: 'a' }], [{ id: 'a', holdout: true }], [null, 3], 7])
      expect(trialOf({ questions, variants } as unknown as Survey)).toBeNull()
    expect(trialOf({ variants: [{ id: 'a' }, { id: 'b', holdout: true }] } as unknown as Survey)).toMatchObject({
      holdout: { questions: [] },
    })
  })
})

describe('lift', () => {
  it('is how much further those moved who read the answer, and tells how many of those in doubt answered again', () => {
    const group = [
      times(60, doubting(2, 4)),
      times(20, doubting(3, 3)),
      times(20, doubting(1)),
      times(300, { sure: 5 }),
      times(9, { sure: 2 }),
    ]
    const holdout = [times(10, doubting(2, 3)), times(10, doubting(3, 3)), times(1, doubting(2)), times(4, { sure: 2, doubt: ['fit'] })]
    expect(liftOf(group, holdout)).toMatchObject({
      ...of,
      group: { variant: 'answer-first', asked: 100, again: 80, moved: 1.5 },
      holdout: { variant: 'held-out', asked: 21, again: 20, moved: 0.5 },
      difference: 1,
      verdict: 'higher',
    })
  })

  it('is that of Welch or Student, as written out once more', () => {
    // Two groups of twenty, each half of it a point higher: variances 5/19, standard error √(2 · 5/19/20), 38 degrees of freedom.
    const found = liftOf([times(10, doubting(2, 3)), times(10, doubting(2, 4))], [times(10, doubting(2, 2)), times(10, doubting(2, 3))])
    expect(found?.difference).toBe(1)
    const reach = 2.0244 * Math.sqrt((2 * 5) / 19 / 20)
    expect(found?.interval?.map((end) => end.toFixed(2))).toEqual([(1 - reach).toFixed(2), (1 + reach).toFixed(2)])
    expect(found?.p).toBeLessThan(0.0001)
  })

  it('is never told below ten in either group, whatever they answered', () => {
    const many = [times(200, doubting(1, 5))]
    for (const [group, holdout] of [
      [many, [times(9, doubting(1, 1))]],
      [[times(9, doubting(1, 5))], [times(50, doubting(1, 1))]],
    ] as const)
      expect(liftOf(group, holdout)).toMatchObject({ difference: null, interval: null, p: null, verdict: 'few' })
    expect(liftOf(many, [times(9, doubting(1, 1))])?.holdout.moved).toBeNull()
  })

  it('is left out where nobody of one group was asked again', () => {
    expect(liftOf([times(50, doubting(2, 3))], [times(90, { sure: 5 })])).toBeUndefined()
    expect(liftOf([], [times(50, doubting(2, 3))])).toBeUndefined()
  })

  it('is unclear where all moved alike: nothing varies that a test could weigh', () => {
    expect(liftOf([times(20, doubting(2, 3))], [times(20, doubting(2, 2))])).toMatchObject({ difference: null, verdict: 'unclear' })
  })

  it('of several, all are corrected together', () => {
    const one = against([times(10, doubting(2, 3)), times(10, doubting(2, 4))], [times(10, doubting(2, 2)), times(10, doubting(2, 4))])
    const [alone] = liftsOf([one])
    const [first, second] = liftsOf([one, one])
    expect(first?.p).toBeCloseTo(Math.min(1, 2 * (alone?.p ?? 0)), 9)
    expect(second?.p).toBeCloseTo(first?.p ?? 0, 9)
  })

  it('turns round with its groups, counts nobody twice and nobody who was not in doubt', () => {
    const some = fc.array(
      fc.tuple(
        fc.integer({ min: 1, max: 5 }),
        fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
        fc.constantFrom('product', 'none'),
      ),
      { minLength: 10, maxLength: 60 },
    )
    const counted = (list: readonly (readonly [number, number | undefined, string])[]) =>
      list.map(([sure, after, doubt]) =>
        times(1, sure > 3 ? { sure } : { ...doubting(sure, doubt === 'none' ? undefined : after), doubt: [doubt] }),
      )
    fc.assert(
      fc.property(some, some, (first, second) => {
        const found = liftOf(counted(first), counted(second))
        const turned = liftsOf([{ of, pair, group: [trial.holdout, counted(second)], holdout: [answerFirst, counted(first)] }])[0]
        const inDoubt = first.filter(([sure, , doubt]) => sure <= 3 && doubt === 'product')
        if (found === undefined) return
        expect(found.group.asked).toBe(inDoubt.length)
        expect(found.group.again).toBe(inDoubt.filter(([, after]) => after !== undefined).length)
        expect([turned?.group, turned?.p]).toEqual([found.holdout, found.p])
        expect(turned?.difference ?? null).toBe(found.difference === null ? null : -found.difference + 0)
      }),
    )
  })
})
