import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { Connector } from '../around'
import { aPage, page } from '../testing'
import * as ga4 from './to-ga4'
import * as matomo from './to-matomo'
import * as posthog from './to-posthog'
import * as segment from './to-segment'

let send: ReturnType<typeof vi.fn>
beforeEach(() => {
  send = vi.fn()
})
afterEach(() => {
  for (const name of ['gtag', 'dataLayer', 'analytics', 'posthog', '_paq']) delete page[name]
})
const shown = { survey: 'chat-csat', response: 'r1' }
/** A whole showing: a point, a changed one, words, contact details, an option, and the end. */
const live = ({ tell }: Pick<ReturnType<typeof aPage>, 'tell'>) => {
  const answers = { csat: 2, why: 'My number is 0612345678', 'contact.email': 'me@example.org', resolved: 'no', agreed: true }
  tell('shown', shown)
  tell('answered', { ...shown, answers: { csat: 4 } })
  tell('answered', { ...shown, answers: { csat: 2 } })
  tell('answered', { ...shown, answers })
  tell('answered', { ...shown, answers: { ...answers, why: 'More words' } })
  tell('completed', { ...shown, answers })
  tell('dismissed', { survey: 'nps', response: 'r2' })
}
const survey = 'chat-csat'
const expected = [
  ['peakend_shown', { survey }],
  ['peakend_answered', { survey, question: 'csat', score: 4 }],
  ['peakend_answered', { survey, question: 'csat', score: 2 }],
  ['peakend_answered', { survey, question: 'why' }],
  ['peakend_answered', { survey, question: 'contact.email' }],
  ['peakend_answered', { survey, question: 'resolved' }],
  ['peakend_answered', { survey, question: 'agreed' }],
  ['peakend_completed', { survey }],
  ['peakend_dismissed', { survey: 'nps' }],
]

describe.each<[name: string, connect: Connector, install: () => void, calls: () => unknown]>([
  ['GA4 by gtag', ga4.connect, () => (page['gtag'] = send), () => send.mock.calls.map(([, ...call]) => call)],
  [
    'GA4 by its data layer',
    ga4.connect,
    () => (page['dataLayer'] = []),
    () => (page['dataLayer'] as { event: string }[]).map(({ event, ...props }) => [event, props]),
  ],
  ['Segment', segment.connect, () => (page['analytics'] = { track: send }), () => send.mock.calls],
  ['PostHog', posthog.connect, () => (page['posthog'] = { capture: send }), () => send.mock.calls],
])('%s', (_, connect, install, calls) => {
  test('what becomes of questions: points of scales, and nothing that was written, chosen or left to be reached by', () => {
    install()
    const made = aPage()
    const stop = made.start(connect)
    live(made)
    expect(calls()).toEqual(expected)
    expect(JSON.stringify(calls())).not.toMatch(/0612345678|example\.org|words|r1|r2|"no"/)
    stop()
    expect(made.listening()).toBe(0)
  })
  test('a page without it, and one whose own throws, never hear of it', () => {
    const made = aPage()
    made.start(connect)
    expect(() => live(made)).not.toThrow()
    expect(['gtag', 'dataLayer', 'analytics', 'posthog'].filter((name) => name in page)).toEqual([])
    send.mockImplementation(() => {
      throw Error('theirs')
    })
    install()
    expect(() => live(made)).not.toThrow()
  })
})

test('GA4: a data layer that is named goes before gtag', () => {
  page['gtag'] = send
  page['dataLayer'] = []
  const made = aPage()
  made.start(ga4.connect, ['dataLayer'])
  made.tell('shown', shown)
  expect(page['dataLayer']).toEqual([{ event: 'peakend_shown', survey: 'chat-csat' }])
  expect(send).not.toHaveBeenCalled()
})

test('Matomo: a category, an action, a name, and the point as the value', () => {
  const queue: unknown[] = []
  page['_paq'] = queue
  const made = aPage()
  made.start(matomo.connect)
  live(made)
  expect(queue.slice(0, 2)).toEqual([
    ['trackEvent', 'Peakend', 'peakend_shown', 'chat-csat'],
    ['trackEvent', 'Peakend', 'peakend_answered', 'chat-csat csat', 4],
  ])
  expect(queue).toHaveLength(expected.length)
  expect(JSON.stringify(queue)).not.toMatch(/0612345678|example\.org|words|r1|r2|"no"/)
})
