// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { reviewConfig } from './check-review'
import { type Case, config, each, event, NOW, survey } from './testkit'

describe('the moment', () => {
  const at = 'after-failure surveys[0].trigger'
  each([
    ...['payment_failed', 'cardDeclined', 'upload-error', 'Refund Rejected', 'checkout:failure'].map(
      (name): Case => [name, event(name), at],
    ),
    ...['order_completed', 'terror_film_rented', 'unfailing', 'mirror_bought'].map((name): Case => [name, event(name)]),
    ['a message that helps', { ...event('payment_failed'), help: true }],
    ['an hour later', event('payment_failed', { delaySeconds: 3600 })],
    [
      'the last step',
      {
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'page', path: '/pay' },
            { on: 'event', name: 'payment_failed' },
          ],
        },
      },
      at,
    ],
    [
      'an earlier step',
      {
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'payment_failed' },
            { on: 'event', name: 'order_completed' },
          ],
        },
      },
    ],
    ['errors of the page alone', { trigger: { on: 'friction', kinds: ['page-error', 'failed-submit'] } }, at],
    ['errors of the page, with help', { trigger: { on: 'friction', kinds: ['page-error'] }, help: true }],
    ['clicks in anger', { trigger: { on: 'friction', kinds: ['rage-click', 'page-error'] } }],
    ['friction of any kind', { trigger: { on: 'friction' } }],
    ['a day', event('delivered', { delaySeconds: 86_400 })],
    ['a fortnight of seconds', event('delivered', { delaySeconds: 1_209_600 }), 'long-delay surveys[0].trigger.delaySeconds'],
    ['days that are none', { trigger: { on: 'after', name: 'delivered', days: 0 } }, 'after-at-once surveys[0].trigger.days'],
    ['days after', { trigger: { on: 'after', name: 'delivered', days: 13 } }],
  ])

  describe('the question which moment stands out', () => {
    const question = { id: 'moment', type: 'moment', text: 'Which moment stands out?' } as const
    const asked = { ...event('order_completed'), questions: [question] }
    const code = (surveys: Parameters<typeof config>[0]) =>
      reviewConfig(config(surveys), NOW).flatMap((problem) => (problem.code === 'no-moments' ? [problem.path] : []))
    test('has nothing to offer where no survey looks back on the visit', () => {
      expect(code([survey(asked)])).toEqual(['surveys[0].questions[0]'])
      const [own] = survey(asked).questions
      expect(code([survey({ ...event('order_completed'), variants: [{ id: 'a', questions: [own ?? question] }] })])).toEqual([
        'surveys[0].variants[0].questions[0]',
      ])
    })
    test('has, where its survey does, or another', () => {
      const looking = { trigger: { on: 'journey', after: 'order_completed' } } as const
      expect(code([survey({ ...asked, ...looking })])).toEqual([])
      expect(code([survey(asked), survey({ id: 'other', ...looking })])).toEqual([])
    })
    test('the hint has the trigger to take', () => {
      const problem = reviewConfig(config([survey(asked)]), NOW).find((one) => one.code === 'no-moments')
      expect(problem?.hint).toContain('{ "on": "journey", "after": "order_completed" }')
    })
  })

  test('a long delay names the trigger to take', () => {
    const [problem] = reviewConfig(config([survey(event('delivered', { delaySeconds: 1_123_200 }))]), NOW)
    expect(problem?.hint).toBe('For days after an event: { "on": "after", "name": "delivered", "days": 13 }.')
  })
})
