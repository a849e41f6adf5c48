// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { reviewConfig } from './check-review'
import { advice, adviceOn, config, event, NOW, nps, page, survey } from './testkit'

describe('surveys in each other’s way', () => {
  const two = (a: object, b: object) => adviceOn(config([survey(a, 'a'), survey(b, 'b')]))
  const second = ['same-trigger surveys[1].trigger']
  const dwell = (more: object = {}) => ({ trigger: { on: 'dwell', seconds: 5, path: '/a', ...more } })

  test('one moment for both', () => {
    expect(two(event('x', { delaySeconds: 2 }), event('x', { oncePer: 'id', near: '/a' }))).toEqual(second)
    expect(two(dwell(), dwell({ path: ['/a'] }))).toEqual(second)
    expect(two({ trigger: [{ on: 'manual' }, { on: 'exit' }] }, { trigger: { seconds: 9, on: 'exit' } })).toEqual([])
    expect(two({ trigger: [{ on: 'manual' }, { on: 'exit' }] }, { trigger: [{ on: 'returning' }, { on: 'exit' }] })).toEqual([
      'same-trigger surveys[1].trigger[1]',
    ])
    expect(reviewConfig(config([survey(event('x'), 'a'), survey(event('x'), 'b')]), NOW)[0]?.hint).toContain('a sticky split')
  })
  test('not the same moment, or not for everybody', () => {
    expect(two(event('x'), event('y'))).toEqual([])
    expect(two(dwell(), dwell({ seconds: 6 }))).toEqual([])
    expect(two(event('x'), event('x', { where: { prop: 'n', is: 1 } }))).toEqual([])
    expect(two(event('x'), event('x', { delaySeconds: 7200 }))).toEqual([])
    for (const part of [
      { sample: 0.5 },
      { holdout: 0.5 },
      { audience: { trait: 'x', is: 1 } },
      { from: '2027-04-01' },
      { hours: { days: ['mon'] } },
      { enabled: false },
    ])
      expect(two({ ...event('x'), ...part }, event('x'))).toEqual([])
    expect(two({ trigger: { on: 'manual' } }, { trigger: { on: 'manual' } })).toEqual([])
    expect(advice({ trigger: [{ on: 'exit' }, { on: 'exit', delaySeconds: 5 }] })).toEqual([])
  })

  test('parts of one split share a moment; parts that overlap, and people in none of them, are told of', () => {
    const part = (from: number, to: number, name = 'order') => ({ ...event('x'), split: { name, from, to } })
    expect(two(part(0, 0.5), part(0.5, 1))).toEqual([])
    expect(two(part(0, 1), part(0, 1))).toEqual(['same-trigger surveys[1].trigger'])
    expect(two(part(0, 0.6), part(0.5, 1)).sort()).toEqual(['same-trigger surveys[1].trigger', 'split-overlap surveys[1].split'])
    expect(two(part(0, 0.4), part(0.5, 1))).toEqual(['split-gap surveys[0].split'])
    expect(two(part(0, 0.5), part(0, 0.5, 'chat'))).toEqual(['split-gap surveys[0].split', 'split-gap surveys[1].split'])
    expect(two(part(0, 0.5), { ...part(0.5, 1), enabled: false })).toEqual(['split-gap surveys[0].split'])
  })

  test('what visitors open is in nobody’s way, but for two tabs in one place', () => {
    const launcher = (more: object = {}) => ({ trigger: { on: 'launcher', ...more } })
    expect(two({ trigger: { on: 'slot' } }, { trigger: { on: 'slot' } })).toEqual([])
    expect(two(launcher(), launcher({ at: 'end' }))).toEqual(['same-place surveys[1].trigger'])
    expect(two(launcher(), launcher({ at: 'start' }))).toEqual([])
    expect(two(launcher(), launcher({ selector: '#feedback' }))).toEqual([])
    expect(two(launcher(), launcher({ path: '/help/*' }))).toEqual([])
  })

  const daily = { ...page('/', { delaySeconds: 9 }), frequency: { class: 'relationship', everyDays: 1 } }
  const quarterly = { ...page('/account'), questions: [nps], frequency: { class: 'relationship' } }
  test('a daily question that leaves the quarterly one no turn', () => {
    expect(two(daily, quarterly)).toEqual(['starved surveys[1]'])
    expect(two(quarterly, { ...daily, priority: -5 })).toEqual(['starved surveys[0]'])
    expect(two(daily, { ...quarterly, reserve: true })).toEqual(['starved surveys[1]'])
    expect(two(daily, { ...quarterly, reserve: true, priority: 5 })).toEqual([])
  })
  test('no harm done', () => {
    expect(two({ ...daily, sample: 0.1 }, quarterly)).toEqual([])
    expect(two({ ...daily, frequency: { class: 'interaction', everyDays: 1 } }, quarterly)).toEqual([])
    expect(two({ ...daily, frequency: { class: 'relationship', everyDays: 60 } }, quarterly)).toEqual([])
    expect(two(daily, { ...quarterly, frequency: { class: 'relationship', betweenDays: 0 } })).toEqual([])
    expect(two(page('/'), quarterly)).toEqual([])
    expect(two({ ...daily, enabled: false }, quarterly)).toEqual([])
    expect(two(daily, { ...quarterly, trigger: { on: 'manual' } })).toEqual([])
  })
})
