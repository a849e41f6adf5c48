// @vitest-environment node
import { describe } from 'vitest'
import { type Case, csat, each, event, nps, page } from './testkit'

describe('a recommendation from somebody who has only just bought', () => {
  const asked = (change: object) => ({ questions: [nps], ...change })
  const at = 'early-nps surveys[0].trigger'
  each([
    ...['order_completed', 'purchase', 'Order Completed', 'orderPlaced', 'checkout_completed', 'booking_confirmed'].map(
      (name): Case => [name, asked(event(name)), at],
    ),
    ...['/order/*', '/order*', '/thank-you', '/thanks', '/merci*', '/fr/merci', '/confirmation', '/checkout/success', '/fr/commande/*'].map(
      (path): Case => [path, asked(page(path)), at],
    ),
    ...['/orders', '/orders/*', '/order-history', '/thankful-blog', '/account', '/merciful'].map((path): Case => [path, asked(page(path))]),
    ['another event', asked(event('account_opened'))],
    ['another question', event('order_completed')],
    ['the second question', { questions: [csat, nps], ...event('order_completed') }, at],
    ['customers who come back', asked({ ...event('order_completed'), audience: { event: 'order_completed', gte: 2 } })],
    ['phones', asked({ ...event('order_completed'), audience: { context: 'device', is: 'mobile' } }), at],
    ['a day later', asked(event('order_completed', { delaySeconds: 86_400 }))],
    ['a minute later', asked(event('order_completed', { delaySeconds: 60 })), at],
    ['days after', asked({ trigger: { on: 'after', name: 'order_completed', days: 30 } })],
    [
      'the page of thanks as the last step',
      asked({
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'x' },
            { on: 'page', path: ['/a', '/thanks'] },
          ],
        },
      }),
      at,
    ],
    ['in a variant', { ...event('order_completed'), variants: [{ id: 'a' }, { id: 'b', questions: [nps] }] }, at],
  ])
})
