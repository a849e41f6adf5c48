import { expect, test } from 'vitest'
import type { Config } from '../../../src/survey/config'
import type { Shown } from './life'
import { simulate } from './simulate'
import { event, make, page, visit } from './testkit'
import type { Visit } from './visits'

const live = (config: Config, ...visits: readonly Visit[]) => {
  const found: Shown[] = []
  const reached: number[] = []
  simulate(config, visits, {
    onLife: (life) => {
      found.push(...life.shown)
      reached.push(...life.reached.map(({ at }) => at))
    },
  })
  return { found, reached }
}

test('a showing tells what called for it, where it stood, as which variant, what was known then, and until when', () => {
  const survey = make(
    'csat',
    { on: 'event', name: 'order_completed', delaySeconds: 2 },
    { variants: [{ id: 'short', questions: [{ id: 'q', type: 'csat', text: 'Well?' }] }] },
  )
  const personas = [{ id: 'new', when: { trait: 'orders', is: 1 } }]
  const one = visit(0, [page(0), page(5, '/order/1?new'), event(6, 'order_completed', { total: 30 })], {
    traits: { orders: 1 },
    context: { device: 'mobile' },
    reaction: 'answered',
  })
  const { found, reached } = live({ version: 1, surveys: [survey], personas }, one)
  const [shown] = found
  expect(shown).toMatchObject({
    page: '/order/1?new',
    variant: 'short',
    moment: { name: 'order_completed', props: { total: 30 } },
    of: one,
  })
  expect(shown?.trigger).toBe(survey.trigger)
  expect(shown?.lookup('trait', 'orders')).toBe(1)
  expect(shown?.lookup('persona', 'new')).toBe(true)
  expect(shown?.lookup('context', 'device')).toBe('mobile')
  expect(shown && shown.closedAt > shown.at).toBe(true)
  expect(reached).toEqual([Date.parse(one.start) + 8000])
})

test('who looks back is offered what they lived of that visit', () => {
  const touchpoints = ['home', 'lamp', 'cart'].map((id) => ({
    id,
    stage: 'purchase' as const,
    category: 'sales' as const,
    name: id,
    match: `/${id}`,
  }))
  const survey = make('peak-end', { on: 'journey', visit: 'last' }, { questions: [{ id: 'q', type: 'moment', text: 'Which?' }] })
  const { found } = live(
    { version: 1, surveys: [survey], touchpoints },
    visit(0, [page(0, '/home'), page(20, '/lamp'), page(50, '/cart')]),
    visit(1, [page(0, '/lamp')]),
  )
  expect(found.map(({ lived }) => lived.map(({ t }) => t))).toEqual([['home', 'lamp', 'cart']])
})
