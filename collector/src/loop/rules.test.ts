import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Config } from '../../../src/survey/config'
import { instrument, NOW, responseEvent } from '../../test/fixtures'
import { check } from '../ingest/item'
import { bandOf, judge, ownerOf } from './rules'

const config: Config = {
  version: 1,
  touchpoints: [{ id: 'confirmation', stage: 'purchase', category: 'sales', owner: 'checkout' }],
  surveys: [
    {
      id: 'checkout-csat',
      owner: 'surveys',
      touchpoint: 'confirmation',
      trigger: { on: 'manual' },
      questions: [{ id: 'small', type: 'rating', points: 3, text: 'How?' }],
    },
  ],
}
const judgementOf = (change: Parameters<typeof responseEvent>[2], of: Config | null = config) => {
  const checked = check(responseEvent('a', 1, { status: 'completed', ...change }), 'default', NOW)
  if ('problem' in checked || checked.item.type !== 'response') throw new Error(JSON.stringify(checked))
  return judge(checked.item.response, checked.item.contact, of)
}
const scored = (type: 'nps' | 'csat' | 'ces' | 'rating', points: number | null, score: number) =>
  judgementOf({ instrument: instrument({ type, points, fingerprint: type }), score })

describe('an alert', () => {
  it('is for NPS 0 to 6', () => {
    for (let score = 0; score <= 10; score++) expect(scored('nps', 11, score)?.reasons).toEqual(score <= 6 ? ['detractor'] : [])
  })

  it('is for the lowest two points of other scales, of two and three points for the lowest one', () => {
    const lows = (type: 'csat' | 'ces' | 'rating', points: number) =>
      Array.from({ length: points }, (_, index) => index + 1).filter((score) => scored(type, points, score)?.reasons.includes('low'))
    expect([lows('csat', 5), lows('ces', 7), lows('rating', 10), lows('csat', 4)]).toEqual(Array(4).fill([1, 2]))
    expect([lows('csat', 3), lows('csat', 2)]).toEqual([[1], [1]])
  })

  it('is for a scale that stands beside the score, such as how it ended', () => {
    const asked = instrument({ types: { csat: 'csat', end: 'rating', small: 'rating', place: 'ranking' } })
    expect(judgementOf({ instrument: asked, answers: { csat: 5, end: 1 } })?.reasons).toEqual(['low'])
    expect(judgementOf({ instrument: asked, answers: { csat: 5, end: 3 } })?.reasons).toEqual([])
    // The configuration knows that it has three points, where 2 is the middle.
    expect(judgementOf({ instrument: asked, answers: { csat: 5, small: 2 } })?.reasons).toEqual([])
  })

  it('is for who wants to be contacted: agreed, or by a button', () => {
    const asked = instrument({ types: { csat: 'csat', you: 'contact', ok: 'consent', call: 'action' } })
    expect(judgementOf({ instrument: asked, answers: { csat: 5, 'you.phone': '1', ok: true } })?.reasons).toEqual(['callback'])
    expect(judgementOf({ instrument: asked, answers: { csat: 5, 'you.phone': '1' } })?.reasons).toEqual([])
    expect(judgementOf({ instrument: asked, answers: { csat: 5, ok: true } })?.reasons).toEqual([])
    expect(judgementOf({ instrument: asked, answers: { csat: 5, call: true, 'call.phone': '1' } })?.reasons).toEqual(['callback'])
  })

  it('is never for a test', () => {
    expect(judgementOf({ score: 1, test: true })).toBeNull()
  })

  it('goes to the touchpoint’s owner, else the survey’s', () => {
    expect(judgementOf({ score: 1 })?.owner).toBe('checkout')
    expect(ownerOf(config, 'elsewhere', 'checkout-csat')).toBe('surveys')
    expect(ownerOf(config, 'elsewhere', 'another')).toBeNull()
    expect(judgementOf({ score: 1 }, null)?.owner).toBeNull()
  })
})

it('a band never falls as the score rises, and what is low opens an alert', () => {
  const order = ['low', 'detractor', 'middle', 'passive', 'high', 'promoter']
  fc.assert(
    fc.property(fc.constantFrom('nps', 'csat', 'ces', 'rating'), fc.integer({ min: 2, max: 11 }), (type, given) => {
      const points = type === 'nps' ? 11 : type === 'ces' ? 7 : given
      const scores = Array.from({ length: points }, (_, index) => index + (type === 'nps' ? 0 : 1))
      const bands = scores.map((score) => bandOf(type, points, undefined, score))
      expect([...bands].sort((a, b) => order.indexOf(a) - order.indexOf(b))).toEqual(bands)
      for (const [index, score] of scores.entries())
        expect(['low', 'detractor'].includes(bands[index] ?? '')).toBe((scored(type, points, score)?.reasons.length ?? 0) > 0)
    }),
  )
})
