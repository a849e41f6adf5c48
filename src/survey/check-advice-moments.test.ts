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

  test('a long delay names the trigger to take', () => {
    const [problem] = reviewConfig(config([survey(event('delivered', { delaySeconds: 1_123_200 }))]), NOW)
    expect(problem?.hint).toBe('For days after an event: { "on": "after", "name": "delivered", "days": 13 }.')
  })
})
