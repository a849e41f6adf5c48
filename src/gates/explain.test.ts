import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Survey } from '../survey/config'
import { holds } from '../survey/holds'
import type { Explanation as PublicExplanation } from '../types'
import { type Explanation, explainDecision, type Names } from './explain'
import type { Decision, GateCode, GateName, GateResult } from './types'

const at = (date: string) => Date.parse(date)
const now = at('2026-11-21T12:00:00Z')
const names: Names = { now, timeZone: 'UTC', survey: (id) => ({ nps: 'Quarterly NPS' })[id] ?? id }

const refuse = (gate: GateName, code: GateCode, values?: GateResult['values'], until?: number): GateResult => ({
  gate,
  pass: false,
  code,
  ...(values && { values }),
  ...(until !== undefined && { until }),
})
const decision = (...gates: GateResult[]): Decision => ({ survey: 'checkout', pass: gates.every(({ pass }) => pass), gates })
const asked = at('2026-11-09T08:00:00Z')

/** One row for each code: a new one does not compile without its sentence. */
const rows: {
  readonly [Code in GateCode]: readonly [gate: GateName, values: GateResult['values'], until: number | undefined, text: string]
} = {
  disabled: ['enabled', {}, undefined, 'Switched off in the configuration ("enabled": false).'],
  'not-yet': ['window', { from: at('2026-12-01') }, at('2026-12-01'), 'Starts on 1 December 2026.'],
  over: ['window', { until: at('2026-11-01') }, undefined, 'Ended on 1 November 2026.'],
  'off-hours': [
    'window',
    { hours: '09:00–18:00, mon tue, Europe/Paris' },
    at('2026-11-23T08:00:00Z'),
    'Outside its hours (09:00–18:00, mon tue, Europe/Paris); next possible 23 November 2026 at 08:00.',
  ],
  blackout: [
    'window',
    { name: 'Black Friday', until: at('2026-11-28') },
    at('2026-11-28'),
    'A blackout (Black Friday): nobody is asked unprompted; next possible 28 November 2026.',
  ],
  'no-consent': [
    'consent',
    { level: 'none', needs: 'session' },
    undefined,
    'Consent is “none”; asking unprompted needs “session” or higher.',
  ],
  audience: [
    'audience',
    { failed: 'context device is one of mobile, tablet', got: 'desktop' },
    undefined,
    'Not in the audience: it asks that context device is one of mobile, tablet, and here it is desktop.',
  ],
  'not-sampled': [
    'sample',
    { share: 0.25, position: 0.61234 },
    undefined,
    'Not in the sample: 25 % of respondents are asked, and this one stands at 61.2 %; the same ones until "wave" is raised.',
  ],
  'not-in-split': [
    'sample',
    { name: 'order', from: 0, to: 0.5, position: 0.61234 },
    undefined,
    'In another part of the split “order”: 0 % to 50 % are asked, and this one stands at 61.2 %.',
  ],
  'held-out': [
    'sample',
    { share: 0.1, position: 0.04 },
    undefined,
    'Held out: 10 % of respondents are never asked, so that they can be compared.',
  ],
  'quota-full': ['quota', { quota: 400, remaining: 0 }, undefined, 'All 400 answers are in; rests until "wave" is raised.'],
  'never-again': [
    'frequency',
    { asked },
    at('2027-12-08'),
    'The visitor said on 9 November 2026 not to be asked again; next possible 8 December 2027.',
  ],
  snoozed: [
    'frequency',
    { asked, days: 14 },
    at('2026-11-23T08:00:00Z'),
    'The visitor said “later” 12 days ago; waits 14 days; next possible 23 November 2026.',
  ],
  'once-per': ['frequency', { key: 'abc' }, undefined, 'Already asked about this very thing (the same "oncePer" value).'],
  once: ['frequency', {}, undefined, 'Already asked; it shows once until "wave" is raised.'],
  'every-days': [
    'frequency',
    { asked, days: 90 },
    at('2027-02-07T08:00:00Z'),
    'Asked 12 days ago; waits 90 days before asking again; next possible 7 February 2027.',
  ],
  'after-dismiss-days': [
    'frequency',
    { asked, days: 60 },
    at('2027-01-08T08:00:00Z'),
    'Dismissed after being asked 12 days ago; waits 60 days after a dismissal; next possible 8 January 2027.',
  ],
  'between-days': [
    'frequency',
    { asked, days: 30, other: 'nps' },
    at('2026-12-09T08:00:00Z'),
    'Asked “Quarterly NPS” 12 days ago; waits 30 days between questions of its class; next possible 9 December 2026.',
  ],
  'per-visit': [
    'frequency',
    { limit: 1 },
    undefined,
    'This visit has already had its 1 question of the class; the next visit may have another.',
  ],
  'weekly-cap': ['frequency', { limit: 2, days: 7 }, at('2026-11-24'), 'Already 2 questions in 7 days; next possible 24 November 2026.'],
  'max-ignored': ['frequency', { ignored: 2, wave: 1 }, undefined, 'Ignored 2 times; rests until "wave" is raised.'],
  reserved: [
    'reserve',
    { for: 'nps' },
    undefined,
    'Holds back for “Quarterly NPS”, which has a higher priority and is due or soon will be.',
  ],
  elsewhere: ['place', { path: '/shoes/*' }, undefined, 'Belongs to other pages than /shoes/*.'],
  'too-late': ['place', { due: asked }, undefined, 'It was due 12 days ago, and the moment has passed.'],
  outranked: ['priority', { by: 'nps' }, undefined, '“Quarterly NPS” goes first: it has a higher priority and waits for the same moment.'],
  busy: ['open', { open: 'chat' }, undefined, '“chat” is open; one question at a time.'],
  resting: ['open', { closed: now - 5000, seconds: 30 }, now + 25_000, 'Another question was closed less than 30 seconds ago.'],
  hidden: ['quiet', {}, undefined, 'The page is in the background.'],
  'not-now': ['quiet', { element: 'main' }, undefined, 'The page asks for quiet: data-peakend="quiet" (main).'],
  banner: ['quiet', { element: 'div#didomi-notice' }, undefined, 'A consent banner is open (div#didomi-notice).'],
  fullscreen: ['quiet', { element: 'video' }, undefined, 'Something fills the screen or plays in a window of its own (video).'],
  dialog: ['quiet', { element: 'dialog#cart' }, undefined, 'A dialog of the page is open (dialog#cart).'],
  frame: ['quiet', { element: 'iframe' }, undefined, 'A frame of the page, such as that of a payment, has the focus (iframe).'],
  typing: ['quiet', { element: 'input#name' }, undefined, 'The visitor is typing (input#name).'],
  media: ['quiet', { element: 'audio' }, undefined, 'Something plays with sound (audio).'],
  error: ['quiet', { element: 'input#card' }, undefined, 'An error is on display (input#card); what helps ("help": true) would be shown.'],
  scrolling: ['quiet', {}, undefined, 'The visitor is scrolling.'],
  landing: [
    'quiet',
    { referrer: 'www.google.com' },
    undefined,
    'The first page of a visit from a search engine (www.google.com), on a phone.',
  ],
  'over-budget': [
    'budget',
    { blockedMs: 230, shift: 0.01 },
    undefined,
    'Peakend has used up what it allows itself on this page: blocked for 230 milliseconds and moved by 0.01 (layout shift).',
  ],
  full: ['open', {}, undefined, 'Too many answers wait on this device to be sent; a new one might not fit.'],
  vetoed: ['quiet', {}, undefined, 'The page said no in "beforeshow".'],
}
const codes = Object.keys(rows) as GateCode[]
const everyGate: { readonly [Gate in GateName]: true } = {
  enabled: true,
  window: true,
  consent: true,
  audience: true,
  sample: true,
  quota: true,
  frequency: true,
  reserve: true,
  place: true,
  priority: true,
  open: true,
  quiet: true,
  budget: true,
}
const gateNames = Object.keys(everyGate) as GateName[]

describe('every code has its sentence, with the values that were compared', () => {
  test.each(codes)('%s', (code) => {
    const [gate, values, until, text] = rows[code]
    const explained = explainDecision(decision(refuse(gate, code, values, until)), names)
    expect(explained.gates[0]?.text).toBe(text)
    expect(explained.text).toBe(`“checkout” does not show. ${text}`)
    expect(explained.nextPossible).toBe(until === undefined ? undefined : new Date(until).toISOString())
  })

  test.each(codes)('%s without values still reads well', (code) => {
    const [gate] = rows[code]
    const { text } = explainDecision(decision(refuse(gate, code)), names)
    expect(text).not.toMatch(/undefined|NaN|Invalid|Infinity|\[object/)
  })

  test('less than a day, and one day', () => {
    const text = (hours: number) =>
      explainDecision(decision(refuse('frequency', 'every-days', { asked: now - hours * 36e5, days: 1 })), names).gates[0]?.text
    expect(text(3)).toBe('Asked less than a day ago; waits 1 day before asking again.')
    expect(text(25)).toBe('Asked 1 day ago; waits 1 day before asking again.')
    expect(text(-3)).toBe('Asked less than a day ago; waits 1 day before asking again.') // a clock that was set back
  })
})

test('gates that let it through have a sentence too', () => {
  const explained = explainDecision(decision(...gateNames.map((gate) => ({ gate, pass: true }))))
  expect(explained.text).toBe('“checkout” may show.')
  expect(explained).not.toHaveProperty('nextPossible')
  for (const { text } of explained.gates) expect(text).toMatch(/^[A-Z].+\.$/)
})

test.each<readonly [GateName, GateResult['values'], string]>([
  ['consent', { level: 'persistent' }, 'Consent is “persistent”, which allows it.'],
  ['sample', { share: 0.25, position: 0.1234 }, 'In the sample (12.3 % of 25 %).'],
  ['quota', { quota: 400, remaining: 1 }, 'Answers are still wanted: 1 answer remaining of 400.'],
  ['quota', { quota: 400 }, 'Answers are still wanted, as far as is known here: the endpoint has not said how many of 400 remain.'],
  ['frequency', { asked: now - 95 * 864e5, other: 'nps' }, 'Not asked too recently or too often: last “Quarterly NPS”, 95 days ago.'],
])('a gate that passes says what it compared: %s %j', (gate, values, text) => {
  expect(explainDecision(decision({ gate, pass: true, ...(values && { values }) }), names).gates[0]?.text).toBe(text)
})

describe('with what was judged it works out more', () => {
  const survey: Survey = {
    id: 'checkout',
    touchpoint: 't',
    trigger: { on: 'manual' },
    questions: [{ id: 'q', type: 'nps', text: 'Q' }],
    audience: {
      all: [
        { trait: 'orders', gte: 1 },
        { context: 'device', in: ['mobile', 'tablet'] },
      ],
    },
    hours: { from: '09:00', until: '18:00', days: ['mon', 'tue'], timeZone: 'Europe/Paris' },
  }
  const judged = { survey, holds, lookup: (kind: string) => (kind === 'trait' ? 3 : 'desktop') }
  test('which part of the audience fails, and what there is instead', () => {
    const [gate] = explainDecision(decision(refuse('audience', 'audience', {})), names, judged).gates
    expect(gate?.values).toEqual({ failed: 'context device is one of mobile, tablet', got: 'desktop' })
    expect(gate?.text).toBe('Not in the audience: it asks that context device is one of mobile, tablet, and here it is desktop.')
  })
  test('when its hours begin: 21 November 2026 is a Saturday', () => {
    const [gate] = explainDecision(decision(refuse('window', 'off-hours', {})), names, judged).gates
    expect(gate?.until).toBe(at('2026-11-23T08:00:00Z'))
    expect(gate?.text).toBe('Outside its hours (09:00–18:00, mon tue, Europe/Paris); next possible 23 November 2026 at 08:00.')
  })
  test('a blackout that ends in the night goes on until the hours begin', () => {
    const blackouts = [{ from: '2026-11-20', until: '2026-11-22T23:00:00Z' }]
    const found = explainDecision(decision(refuse('window', 'blackout', {}, at('2026-11-22T23:00:00Z'))), names, { ...judged, blackouts })
    expect(found.nextPossible).toBe('2026-11-23T08:00:00.000Z')
  })
  test('the clocks may run out at night', () => {
    const night = refuse('frequency', 'every-days', { asked, days: 15 }, at('2026-11-24T20:00:00Z'))
    expect(explainDecision(decision(night), names, judged).nextPossible).toBe('2026-11-30T08:00:00.000Z')
  })
  test('what is over stays over', () => {
    const found = explainDecision(decision(refuse('window', 'over', {})), names, { ...judged, survey: { ...survey, until: '2026-11-01' } })
    expect(found.gates[0]).not.toHaveProperty('until')
    expect(found).not.toHaveProperty('nextPossible')
  })
  test('nor is it possible before it is over for good', () => {
    const late = refuse('frequency', 'every-days', { asked, days: 90 }, at('2027-02-07'))
    expect(explainDecision(decision(late), names, { ...judged, survey: { ...survey, until: '2027-01-01' } })).not.toHaveProperty(
      'nextPossible',
    )
  })
})

describe('next possible', () => {
  const early = refuse('window', 'not-yet', { from: at('2026-12-01') }, at('2026-12-01'))
  const late = refuse('frequency', 'every-days', { asked, days: 90 }, at('2027-02-07'))

  test('is when the last of the refusing gates opens', () => {
    const explained = explainDecision(decision(late, early, { gate: 'sample', pass: true }), names)
    expect(explained.nextPossible).toBe('2027-02-07T00:00:00.000Z')
    expect(explained.text).toContain(' And 1 more reason.')
  })
  test('is unknown when time alone will not do', () => {
    expect(explainDecision(decision(late, refuse('enabled', 'disabled')), names)).not.toHaveProperty('nextPossible')
    expect(explainDecision(decision(refuse('frequency', 'once', {}, Infinity)), names)).not.toHaveProperty('nextPossible')
  })
})

test('property: any decision is explained', () => {
  const value = fc.oneof(fc.string(), fc.double(), fc.boolean())
  const gate = fc.record({
    gate: fc.constantFrom(...gateNames),
    pass: fc.constant(false),
    code: fc.constantFrom(...codes),
    values: fc.dictionary(fc.constantFrom('asked', 'days', 'from', 'until', 'limit', 'share', 'open', 'by'), value),
    until: fc.double(),
  })
  fc.assert(fc.property(fc.array(gate), (gates) => explainDecision(decision(...gates), names).gates.length === gates.length))
})

test('is the public shape', () => {
  const same: Explanation = {} as PublicExplanation
  const back: PublicExplanation = {} as Explanation
  expect([same, back]).toHaveLength(2)
})
