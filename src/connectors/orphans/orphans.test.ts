import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Around } from '../around'
import { aPage, page } from '../testing'
import { connect as delighted } from './delighted'
import { connect as wootric } from './wootric'

const DAY_MS = 864e5
const daysAgo = (days: number) => Date.now() - days * DAY_MS - 1000
const survey = (vendor: string) => ({ id: 'nps', trigger: [{ on: 'event', name: `${vendor}_survey` }] })
const stops: (() => void)[] = []
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  for (const name of ['delighted', 'wootric', 'WootricSurvey', 'wootricSettings', 'wootric_survey_immediately']) delete page[name]
  vi.useRealTimers()
})
/** A page whose survey `nps` waits for the vendor's event. */
const begin = (
  vendor: 'delighted' | 'wootric',
  args: readonly string[] = [''],
  said: Partial<ReturnType<NonNullable<Around['state']>>> = {},
) => {
  const surveys = new Map([['nps', survey(vendor)]]) as never
  const { start, ...rest } = aPage({ state: () => ({ user: null, traits: {}, open: '', surveys, ...said }) })
  const stop = start(vendor === 'delighted' ? delighted : wootric, args)
  stops.push(stop)
  return { ...rest, stop }
}

/** As its snippet makes it: a list that is its own object of functions, each of which adds its call. */
const delightedSnippet = () => {
  const queue = [] as unknown as unknown[] & Record<string, unknown>
  for (const method of ['survey', 'reset', 'config']) queue[method] = (...args: unknown[]) => void queue.push([method, args])
  page['delighted'] = queue
  return queue
}
const callDelighted = (options?: unknown) => (page['delighted'] as { survey: (options?: unknown) => unknown }).survey(options)

describe('delighted.survey', () => {
  test('calls that waited in the snippet’s list, and those that come later, each in its turn', () => {
    const queue = delightedSnippet()
    callDelighted({ properties: { order: 1 } })
    queue.push(['config', []])
    const { tracked, calls } = begin('delighted')
    callDelighted({ properties: { order: 2 } })
    expect(tracked).toEqual([
      ['delighted_survey', {}],
      ['delighted_survey', {}],
    ])
    expect(calls).toEqual([
      ['identify', null, { order: 1 }],
      ['identify', null, { order: 2 }],
    ])
    // What was asked is not asked again by whoever reads the list.
    expect([...queue]).toEqual([['config', []]])
  })
  test('e-mail, name, date and properties are traits, and no e-mail is an id', () => {
    delightedSnippet()
    const { calls } = begin('delighted')
    const createdAt = new Date(daysAgo(40)).toISOString()
    callDelighted({ email: 'anna@example.com', name: 'Anna', createdAt, properties: { plan: 'pro', gone: null } })
    expect(calls).toEqual([['identify', null, { plan: 'pro', email: 'anna@example.com', name: 'Anna', daysSinceSignup: 40 }]])
  })
  test('the property that the team names is the id; what the page has said stands', () => {
    delightedSnippet()
    const named = begin('delighted', ['customerId'])
    callDelighted({ properties: { customerId: 123 } })
    expect(named.calls).toEqual([['identify', '123', { customerId: 123 }]])
    named.stop()
    const byMail = begin('delighted', ['email'])
    callDelighted({ email: 'anna@example.com' })
    expect(byMail.calls).toEqual([['identify', 'anna@example.com', { email: 'anna@example.com' }]])
    byMail.stop()
    const known = begin('delighted', [''], { user: 'u-1', traits: { plan: 'pro' } })
    callDelighted({ name: 'Anna' })
    expect(known.calls).toEqual([['identify', 'u-1', { name: 'Anna' }]])
    known.stop()
    const nobody = begin('delighted', [''], { traits: { plan: 'pro' } })
    callDelighted({ name: 'Anna' })
    expect(nobody.calls).toEqual([['identify', null, { plan: 'pro', name: 'Anna' }]])
  })
  test('a language is spoken', () => {
    delightedSnippet()
    const { calls } = begin('delighted')
    callDelighted({ properties: { locale: 'fr' } })
    expect(calls).toContainEqual(['locale', 'fr'])
  })
  test('a test shows the survey that waits for it, as a test', async () => {
    delightedSnippet()
    const { calls, tracked } = begin('delighted')
    callDelighted({ testMode: true })
    await vi.waitFor(() => expect(calls).toContainEqual(['show', 'nps', { test: true }]))
    expect(tracked).toEqual([])
  })
  test('a time on the page is waited for, and not beyond the end', () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    delightedSnippet()
    const { tracked, stop } = begin('delighted')
    callDelighted({ minTimeOnPage: 30 })
    vi.advanceTimersByTime(29_999)
    expect(tracked).toEqual([])
    vi.advanceTimersByTime(1)
    expect(tracked).toHaveLength(1)
    callDelighted({ minTimeOnPage: 30 })
    expect(tracked).toHaveLength(2)
    callDelighted({ minTimeOnPage: 90 })
    stop()
    vi.advanceTimersByTime(90_000)
    expect(tracked).toHaveLength(2)
  })
  test('what is theirs is given back; without a snippet nothing is left', () => {
    const queue = delightedSnippet()
    const theirs = queue['survey']
    begin('delighted').stop()
    expect(page['delighted']).toBe(queue)
    expect(queue['survey']).toBe(theirs)
    delete page['delighted']
    const { stop, tracked } = begin('delighted')
    callDelighted()
    expect(tracked).toHaveLength(1)
    stop()
    expect(page).not.toHaveProperty('delighted')
  })
})

const settings = (more: Record<string, unknown> = {}) => {
  page['wootricSettings'] = { account_token: 'NPS-1', email: 'anna@example.com', ...more }
}
const callWootric = (method?: unknown) => (page['wootric'] as (method?: unknown) => unknown)(method)
const wootricSurvey = () => page['WootricSurvey'] as { run: (settings?: unknown) => unknown; stop: () => unknown; version: () => string }

describe('wootric', () => {
  test('a run that found no script is made up for, once; later ones are heard', () => {
    settings()
    const { tracked } = begin('wootric')
    expect(tracked).toEqual([['wootric_survey', {}]])
    settings({ event_name: 'on_purchase' })
    callWootric('run')
    wootricSurvey().run({ event_name: 'on_login' })
    wootricSurvey().run()
    expect(tracked.slice(1).map(([, props]) => props['event_name'])).toEqual(['on_purchase', 'on_login', 'on_purchase'])
  })
  test('no settings, no run', () => expect(begin('wootric').tracked).toEqual([]))
  test('settings become traits; the id is theirs, an e-mail only where the team says so', () => {
    const { calls, stop } = begin('wootric')
    settings({ created_at: `${Math.floor(daysAgo(100) / 1000)}`, properties: { plan: 'pro' } })
    callWootric('run')
    settings({ external_id: 'abc123', created_at: daysAgo(3) })
    callWootric('run')
    settings({ external_id: 'anna@example.com' })
    callWootric('run')
    const email = 'anna@example.com'
    expect(calls).toEqual([
      ['identify', null, { plan: 'pro', email, daysSinceSignup: 100 }],
      ['identify', 'abc123', { email, daysSinceSignup: 3 }],
      ['identify', null, { email }],
    ])
    stop()
    const byMail = begin('wootric', ['email'])
    expect(byMail.calls).toEqual([['identify', email, { email }]])
  })
  test.each([
    ['FR', 'fr'],
    ['JP', 'ja'],
    ['CN_S', 'zh'],
  ])('the language %s is %s', (language, tag) => {
    settings({ language })
    expect(begin('wootric').calls).toContainEqual(['locale', tag])
  })
  test('“immediately” is a test', async () => {
    page['wootric_survey_immediately'] = true
    settings()
    const { calls, tracked } = begin('wootric')
    await vi.waitFor(() => expect(calls).toContainEqual(['show', 'nps', { test: true }]))
    expect(tracked).toEqual([])
  })
  test('stop calls off what waits, and closes its own question and no other', () => {
    const other = begin('wootric', [''], { open: 'checkout-csat' })
    callWootric('stop')
    expect(other.tracked).toEqual([['wootric_stopped', {}]])
    expect(other.calls).toEqual([])
    other.stop()
    const own = begin('wootric', [''], { open: 'nps' })
    wootricSurvey().stop()
    expect(own.calls).toEqual([['hide']])
  })
  test('callbacks hear of its own question', () => {
    const said: unknown[][] = []
    const note =
      (name: string) =>
      (...args: unknown[]) =>
        void said.push([name, ...args])
    settings({ callbacks: { after_show: note('show'), after_response: note('response'), after_decline: note('decline') } })
    const { tell } = begin('wootric')
    for (const survey of ['nps', 'other']) {
      tell('shown', { survey, response: 'r' })
      tell('answered', { survey, response: 'r', answers: { nps: 9, reason: 'Quick' } })
      tell('dismissed', { survey, response: 'r' })
    }
    expect(said).toEqual([['show'], ['response', 9, 'Quick'], ['decline']])
  })
  test('what is theirs is given back, nothing else is left, and nobody listens', () => {
    const theirs = () => {}
    page['wootric'] = theirs
    const { stop, listening } = begin('wootric')
    expect(wootricSurvey().version()).toBe('peakend')
    stop()
    expect(page['wootric']).toBe(theirs)
    expect(page).not.toHaveProperty('WootricSurvey')
    expect(listening()).toBe(0)
  })
})

test('nothing is thrown into the page, whatever it hands over', () => {
  const traps = new Proxy(
    {},
    {
      get: () => {
        throw Error('a trap')
      },
    },
  )
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.constant(traps), fc.record({ properties: fc.anything(), email: fc.anything() })), (value) => {
      page['delighted'] = value === traps ? [['survey', [value]]] : value
      page['wootricSettings'] = value
      const both = [begin('delighted'), begin('wootric')]
      const { survey } = Object(page['delighted']) as { survey?: (options: unknown) => unknown }
      survey?.(value)
      callWootric('run')
      callWootric(value)
      wootricSurvey().run(value)
      wootricSurvey().stop()
      for (const one of both) {
        one.tell('shown', { survey: 'nps', response: 'r' })
        one.stop()
      }
    }),
  )
})
