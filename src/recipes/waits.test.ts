// @vitest-environment node
import { expect, test } from 'vitest'
import { chatEnd, checkoutCsat, exitReason, pageHelpful, peakEnd, postPurchase, productFollowup, relationshipNps, type Survey } from '.'
import { waits } from './waits'

const line = (made: { readonly survey: Survey }, able?: readonly string[]) => waits([made.survey], able && (() => able))[0]

test('an event, and who may say it', () => {
  expect(line(chatEnd())).toBe(
    'chat-end waits for the event "chat_ended". Whoever says it is peakend(\'track\', …); no connector is named ("data-connect").',
  )
  expect(line(checkoutCsat(), ['ga4', 'shopify'])).toBe(
    'checkout-csat waits for the event "order_completed". Whoever says it is peakend(\'track\', …), or one of these connectors: ga4, shopify.',
  )
  expect(line(checkoutCsat(), [])).toBe(
    'checkout-csat waits for the event "order_completed". Whoever says it is peakend(\'track\', …); none of the connectors that are named can.',
  )
})
test('whoever may say one of the events is asked for all of them', () => {
  const asked = [chatEnd().survey, productFollowup().survey, peakEnd().survey, exitReason().survey]
  const heard: (readonly string[])[] = []
  waits(asked, (events) => {
    heard.push(events)
    return []
  })
  expect(heard).toEqual([['chat_ended'], ['order_delivered'], ['order_completed']])
})
test('what the page tells by itself needs nobody to say it', () => {
  expect(line(relationshipNps())).toMatch(/^relationship-nps waits for a page of \["\/","\*\/account\*"\]\. It asks only where/)
  expect(line(relationshipNps())).not.toContain("'track'")
  expect(line(exitReason())).not.toContain('track')
})
test('appointments, visits and what is read', () => {
  expect(line(peakEnd())).toContain('a visit to look back on, after the event "order_completed"')
  expect(line(productFollowup())).toMatch(/waits for \d+ days after the event "/)
  expect(line(pageHelpful())).toBe('page-helpful waits for "scroll" (60 %).')
})
test('whom it asks, where it does not ask everybody: a persona is said by what makes one', () => {
  const { survey, personas = [] } = postPurchase()
  expect(waits([survey], '', personas)[0]).toMatch(
    / It asks only where this holds: \{"trait":"orders","is":1\}\. Traits are what peakend\('identify', …\) says\.$/,
  )
  expect(waits([postPurchase({ minTotal: 80 }).survey], '', personas)[0]).toContain(
    '{"any":[{"trait":"orders","is":1},{"prop":"total","gte":80}]}.',
  )
  expect(waits([{ ...survey, audience: { persona: 'gone' } }], '', personas)[0]).toMatch(/holds: \{"persona":"gone"\}\.$/)
  expect(line(chatEnd())).not.toContain('holds')
})
