import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
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
  'no-consent': [
    'consent',
    { level: 'none', needs: 'session' },
    undefined,
    'Consent is “none”; asking unprompted needs “session” or higher.',
  ],
  audience: [
    'audience',
    { condition: '{"trait":"orders","is":1}' },
    undefined,
    'Not in the audience: {"trait":"orders","is":1} does not hold.',
  ],
  'not-sampled': [
    'sample',
    { share: 0.25, position: 0.61234 },
    undefined,
    'Not in the sample: 25 % of respondents are asked, and this one stands at 61.2 %; the same ones until "wave" is raised.',
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
  frequency: true,
  reserve: true,
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

  test('the audience says which part failed, where the gate knows', () => {
    const gate = refuse('audience', 'audience', { condition: '{}', failed: 'trait orders is 1', got: '3' })
    expect(explainDecision(decision(gate)).gates[0]?.text).toBe('Not in the audience: it asks that trait orders is 1, and here it is 3.')
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
