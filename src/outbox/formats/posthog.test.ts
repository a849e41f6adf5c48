// @vitest-environment node
import { describe, expect, it } from 'vitest'
import type { Leaving } from './adapter'
import { adapter } from './posthog'
import { leaving, RESPONSE } from './testkit'

interface Captured {
  readonly event: string
  readonly uuid: string
  readonly timestamp: string
  readonly properties: Readonly<Record<string, unknown>>
}
const captured = (...batch: Leaving[]) => (adapter(batch, { key: 'phc_1' }) as { readonly batch: readonly Captured[] }).batch

const common = {
  $survey_id: 'checkout',
  $survey_name: 'checkout',
  $survey_submission_id: RESPONSE,
  $survey_language: 'en',
  $process_person_profile: false,
  $lib: 'peakend',
  $lib_version: '1.0.0',
  survey_version: 2,
  touchpoint: 'confirmation',
  variant: null,
  moment: 'event:order_completed',
  test: false,
  context_path: '/order/done',
  context_device: 'mobile',
}

describe('what PostHog is told', () => {
  it('of a showing: once, at the time it was made', () => {
    expect(adapter([leaving({}, { revision: 1, isFirst: true })], { key: 'phc_1' })).toEqual({
      api_key: 'phc_1',
      batch: [
        {
          event: 'survey shown',
          uuid: '019a8c1e-7d2a-7000-9f10-2a4b6c8d0e1f',
          distinct_id: 'f00d',
          timestamp: '2026-11-20T10:00:00.000Z',
          properties: common,
        },
      ],
    })
    expect(captured(leaving({}, { revision: 2, status: 'seen' }))).toEqual([])
  })

  it('of an answer: “survey sent” under one submission, with what was answered so far by id and by place', () => {
    expect(captured(leaving({ csat: 2, why: 'slow', picks: ['price', 'speed'] }))).toEqual([
      {
        event: 'survey sent',
        uuid: '019a8c1e-7d2a-7403-9f10-2a4b6c8d0e1f',
        distinct_id: 'f00d',
        timestamp: '2026-11-20T10:00:20.000Z',
        properties: {
          ...common,
          $survey_completed: false,
          $survey_questions: [
            { id: 'csat', question: 'How did it go?', response: '2' },
            { id: 'why', question: 'What went wrong?', response: 'slow' },
            { id: 'picks', question: 'Which?', response: ['price', 'speed'] },
            { id: 'mail', question: 'mail', response: null },
            { id: 'reach', question: 'How can we reach you?', response: null },
          ],
          $survey_response_csat: '2',
          $survey_response_why: 'slow',
          $survey_response_picks: ['price', 'speed'],
          $survey_response: '2',
          $survey_response_1: 'slow',
          $survey_response_2: ['price', 'speed'],
        },
      },
    ])
  })

  it('of the end: completed, or dismissed', () => {
    expect(captured(leaving({ csat: 5 }, { status: 'completed' }))).toMatchObject([
      { event: 'survey sent', properties: { $survey_completed: true } },
    ])
    expect(captured(leaving({}, { status: 'dismissed', isFirst: true })).map(({ event }) => event)).toEqual([
      'survey shown',
      'survey dismissed',
    ])
  })

  it('the first that arrives brings the showing along', () => {
    expect(captured(leaving({ csat: 5 }, { isFirst: true })).map(({ event }) => event)).toEqual(['survey shown', 'survey sent'])
  })

  it('a person who is identified has a profile', () => {
    const [event] = captured(leaving({ csat: 5 }, { respondent: { id: 'u-1', kind: 'user' } }))
    expect(event).toMatchObject({ distinct_id: 'u-1', properties: { $process_person_profile: true } })
  })

  it('how to reach somebody leaves only where the destination says so, also among the questions', () => {
    const one = leaving({ csat: 5, mail: 'ada@example.com', 'reach.phone': '+33 6' })
    expect(JSON.stringify(adapter([one], {}))).not.toMatch(/ada@|\+33/)
    expect(JSON.stringify(adapter([one], { contact: true }))).toMatch(/ada@.*\+33/)
  })
})

describe('the id of an event', () => {
  it('is that of the same revision at every attempt, and of no other', () => {
    const ids = [1, 2, 3].flatMap((revision) => captured(leaving({ csat: 1 }, { revision, isFirst: true })).map(({ uuid }) => uuid))
    const again = [1, 2, 3].flatMap((revision) => captured(leaving({ csat: 1 }, { revision, isFirst: true })).map(({ uuid }) => uuid))
    expect(again).toEqual(ids)
    // The showing is one, however often it is brought along.
    expect(new Set(ids).size).toBe(4)
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
})
