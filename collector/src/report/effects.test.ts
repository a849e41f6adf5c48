import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AnswerCount, LaterCount } from '../store'
import { askedTwice, recoveriesOf, shiftsOf } from './effects'

const of = { survey: 'post-purchase', fingerprint: 'f', touchpoint: 'confirmation' }
const pair = ['sure', 'sure-after', 5] as const
const counted = (pairs: readonly (readonly [number, number])[]): AnswerCount[] =>
  pairs.map(([sure, after]) => ({ answers: { sure, 'sure-after': after }, n: 1 }))

const shiftOf = (counts: readonly AnswerCount[]) => shiftsOf([{ of, pair, counts }])[0]

describe('the shift after the answer', () => {
  it('is of an item that is asked again on the same scale, and of no other', () => {
    const scales = new Map([
      ['sure', 5],
      ['sure-after', 5],
      ['ease', 7],
      ['ease-after', 5],
      ['alone', 5],
    ])
    expect(askedTwice(scales)).toEqual([['sure', 'sure-after', 5]])
  })

  it('is the mean of what the same people moved, with the paired t’s interval, as written out once more', () => {
    const point = fc.integer({ min: 1, max: 5 })
    fc.assert(
      fc.property(fc.array(fc.tuple(point, point), { minLength: 10, maxLength: 60 }), (pairs) => {
        const moved = pairs.map(([first, second]) => second - first)
        const n = moved.length
        const mean = moved.reduce((sum, one) => sum + one, 0) / n
        const error = Math.sqrt(moved.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (n - 1) / n)
        const found = shiftOf(counted(pairs))
        expect(found?.n).toBe(n)
        expect(found?.difference).toBeCloseTo(mean, 1)
        const [low, high] = found?.interval ?? [Number.NaN, Number.NaN]
        if (error === 0) return expect(found?.verdict).toBe('unclear')
        // Student’s 97.5 % point lies between 1.96 and 2.27 from nine degrees of freedom on.
        const reach = Math.min(high - mean, mean - low)
        expect(reach).toBeGreaterThan(1.9 * error - 0.02)
        expect(reach).toBeLessThan(2.3 * error + 0.02)
        // Both say the same, up to their rounding.
        if (Math.min(Math.abs(low), Math.abs(high)) > 0.01) expect(found?.verdict !== 'unclear').toBe(low > 0 || high < 0)
      }),
    )
  })

  it('counts nobody who answered once, and says nothing below ten', () => {
    const once = [{ answers: { sure: 2 }, n: 400 }]
    expect(shiftOf(once)).toBeUndefined()
    expect(shiftOf([...once, ...counted([[2, 4]])])).toMatchObject({ n: 1, difference: null, verdict: 'few' })
  })

  it('of several, all are corrected together', () => {
    const counts = counted(Array.from({ length: 40 }, (_, index) => [3, index % 5 < 2 ? 4 : index % 10 === 4 ? 2 : 3] as const))
    const [alone, [first, none, second]] = [shiftOf(counts), shiftsOf([counts, [], counts].map((counts) => ({ of, pair, counts })))]
    expect(alone?.verdict).toBe('higher')
    expect(first?.p).toBeCloseTo(2 * (alone?.p ?? 0), 9)
    expect([none?.p, second]).toEqual([first?.p, undefined])
    expect(shiftOf(counted(Array.from({ length: 12 }, () => [3, 3] as const)))).toMatchObject({
      difference: 0,
      p: null,
      verdict: 'unclear',
    })
  })

  it('finds none where there is none, in at most about one of twenty', () => {
    let seed = 3
    const random = () => {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      return seed / 2 ** 32
    }
    const rounds = 400
    let wrong = 0
    for (let round = 0; round < rounds; round++) {
      const pairs = Array.from({ length: 40 }, () => [1 + Math.floor(random() * 5), 1 + Math.floor(random() * 5)] as const)
      if (shiftOf(counted(pairs))?.verdict !== 'unclear') wrong++
    }
    expect(wrong / rounds).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / rounds))
  })
})

describe('after help was offered', () => {
  const helped = (counts: readonly LaterCount[]) => ({ of: { ...of, metric: 'csat' }, points: 5, countsFrom: null, counts }) as const
  const recoveryOf = (counts: readonly LaterCount[]) => recoveriesOf([helped(counts)])[0]
  it('stands beside those who did not accept it, each with its own n', () => {
    const found = recoveryOf([
      { accepted: true, score: 5, n: 40 },
      { accepted: true, score: 1, n: 10 },
      { accepted: true, score: null, n: 25 },
      { accepted: false, score: 5, n: 20 },
      { accepted: false, score: 1, n: 30 },
    ])
    expect(found?.accepted).toMatchObject({ people: 75, again: 50, score: 80 })
    expect(found?.others).toMatchObject({ people: 50, again: 50, score: 40 })
    expect(found?.tested).toMatchObject({ verdict: 'higher', difference: 40 })
  })
  it('is nothing where nobody accepted any, and no score below ten', () => {
    expect(recoveryOf([{ accepted: false, score: 5, n: 50 }])).toBeUndefined()
    const few = recoveryOf([{ accepted: true, score: 5, n: 9 }])
    expect([few?.accepted.again, few?.accepted.score, few?.tested]).toEqual([9, null, null])
  })
  it('of several, all are corrected together', () => {
    const one = helped([
      { accepted: true, score: 5, n: 30 },
      { accepted: true, score: 1, n: 20 },
      { accepted: false, score: 5, n: 18 },
      { accepted: false, score: 1, n: 32 },
    ])
    const [alone, [first, second]] = [recoveriesOf([one])[0], recoveriesOf([one, one])]
    expect(alone?.tested?.verdict).toBe('higher')
    expect(first?.tested?.p).toBeCloseTo(2 * (alone?.tested?.p ?? 0), 9)
    expect(second?.tested?.p).toBe(first?.tested?.p)
  })
})
