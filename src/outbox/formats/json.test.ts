// @vitest-environment node
import { expect, it } from 'vitest'
import { adapter, limit } from './json'
import { leaving, RESPONSE } from './testkit'

it('one flat object: what was asked and answered, where, when and by whom', () => {
  expect(adapter([leaving({ csat: 2, why: 'slow', picks: ['price', 'speed'] })], {})).toEqual({
    id: `${RESPONSE}:3`,
    response: RESPONSE,
    revision: 3,
    project: 'shop',
    survey: 'checkout',
    survey_version: 2,
    status: 'answered',
    answer_csat: 2,
    answer_why: 'slow',
    answer_picks: 'price, speed',
    question_csat: 'How did it go?',
    question_why: 'What went wrong?',
    question_picks: 'Which?',
    touchpoint: 'confirmation',
    stage: 'purchase',
    category: 'sales',
    channel: 'web',
    moment: 'event:order_completed',
    prop_total: 129,
    context_path: '/order/done',
    context_device: 'mobile',
    personas: 'first-time-buyer, mobile',
    variant: null,
    respondent: 'f00d',
    respondent_kind: 'device',
    locale: 'en',
    consent: 'persistent',
    test: false,
    created_at: '2026-11-20T10:00:00.000Z',
    updated_at: '2026-11-20T10:00:20.000Z',
  })
})

it('a request for each: tools without code take one object', () => expect(limit).toBe(1))

it('how to reach somebody leaves only where the destination says so', () => {
  const one = leaving({ csat: 5, mail: 'ada@example.com', 'reach.phone': '+33 6 00 00 00 00', 'call.phone': '+33 7' })
  expect(adapter([one], {})).not.toHaveProperty('answer_mail')
  expect(JSON.stringify(adapter([one], {}))).not.toMatch(/ada@|\+33/)
  expect(adapter([one], { contact: true })).toMatchObject({
    answer_mail: 'ada@example.com',
    'answer_reach.phone': '+33 6 00 00 00 00',
    'answer_call.phone': '+33 7',
  })
})

it('of a record of an earlier build, which does not say what its texts are, none leaves', () => {
  const { instrument } = leaving({}).event.data
  const { types: _, ...older } = instrument
  const one = leaving({ csat: 5, mail: 'ada@example.com' }, { instrument: older })
  expect(adapter([one], {})).toMatchObject({ answer_csat: 5 })
  expect(adapter([one], {})).not.toHaveProperty('answer_mail')
})

it('what a page passes along is one cell each, however deep it is', () => {
  const one = leaving({}, { context: { cart: { items: [{ sku: 1 }] }, tags: ['a', 'b'], list: [{ a: 1 }] } })
  expect(adapter([one], {})).toMatchObject({ context_cart: '{"items":[{"sku":1}]}', context_tags: 'a, b', context_list: '[{"a":1}]' })
})
