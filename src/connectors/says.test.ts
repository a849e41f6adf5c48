// @vitest-environment node
import { expect, test } from 'vitest'
import { whoSays } from './says'

test.each([
  ['chatwoot ga4', ['chat_ended'], ['chatwoot']],
  ['chatwoot ga4:shopLayer crisp:10', ['order_completed'], ['ga4']],
  ['crisp:10 ga4 crisp', ['chat_started', 'order_completed'], ['crisp', 'ga4']],
  ['shopify segment rudderstack', ['checkout_started'], ['segment', 'rudderstack']],
  ['delighted wootric', ['wootric_survey'], ['wootric']],
  ['didomi to-ga4 constructor nobody', ['order_completed'], []],
  ['', ['order_completed'], []],
])('of "%s" those who say %j: %j', (names, events, able) => {
  expect(whoSays(names, events)).toEqual(able)
})
