import { describe, expect, test } from 'vitest'
import type { ConsentLevel } from '../survey/wire'
import { consentOrigin } from './consent-origin'
import { duration } from './duration'
import { readKept } from './kept'
import { changed, DAY, dateValue, laterFor } from './pretend'
import { type Begun, recorded, type VisitMoment, visitFile } from './recording'
import { reportOf } from './report'
import type { ConsentOrigin, Words } from './words'
import { en } from './words-en'
import { fr } from './words-fr'

const NOW = new Date(2026, 10, 22, 15, 30).getTime()

describe('another day', () => {
  test('a date as the field has it, and back', () => {
    expect(dateValue(NOW)).toBe('2026-11-22')
    expect(laterFor('2026-11-22', NOW)).toBe(0)
    expect(dateValue(NOW + (laterFor('2027-03-01', NOW) ?? 0))).toBe('2027-03-01')
    expect(laterFor('2026-11-21', NOW)).toBe(-DAY)
  })
  test.each(['', '2026', 'tomorrow', '9999-99-99999'])('%j is none', (text) => expect(laterFor(text, NOW)).toBeUndefined())
  test('what is pretended adds up, and is taken back one by one', () => {
    const all = [{ laterMs: DAY }, { personas: [] }, { device: 'mobile' }] as const
    const pretence = all.reduce(changed, undefined as ReturnType<typeof changed> | undefined)
    expect(pretence).toEqual({ laterMs: DAY, personas: [], context: { device: 'mobile' } })
    expect(changed(pretence, { personas: undefined })).toEqual({ laterMs: DAY, context: { device: 'mobile' } })
    expect(changed(pretence, { device: undefined, laterMs: 0 })).toEqual({ personas: [] })
    expect(changed(undefined, {})).toEqual({})
  })
})

test.each<[seconds: number, text: string]>([
  [0, '0 s'],
  [0.2, '1 s'],
  [90, '1 min 30 s'],
  [7200, '2 h'],
  [13 * 86_400, '13 d'],
  [86_400 + 3600 + 61, '1 d 1 h'],
  [-5, '0 s'],
])('%d seconds: %s', (seconds, text) => expect(duration(seconds, en)).toBe(text))

test.each<[level: ConsentLevel, option: string | undefined, refusedAt: number | undefined, hasGpc: boolean, ConsentOrigin]>([
  ['none', undefined, undefined, false, 'default'],
  ['none', 'none', undefined, false, 'option'],
  ['persistent', 'persistent', undefined, false, 'option'],
  ['session', 'none', undefined, false, 'call'],
  ['persistent', undefined, undefined, false, 'call'],
  ['none', 'persistent', undefined, false, 'call'],
  ['persistent', 'auto', undefined, false, 'platform'],
  ['none', 'auto', undefined, false, 'platform-silent'],
  ['none', 'auto', undefined, true, 'gpc'],
  ['persistent', 'auto', undefined, true, 'call'],
  ['none', 'persistent', NOW, false, 'refused'],
])('consent %s, option %s, refused %s, GPC %s: %s', (level, option, refusedAt, hasGpc, origin) => {
  expect(consentOrigin({ level, option, refusedAt, hasGpc })).toBe(origin)
})

describe('a recorded visit', () => {
  const begun: Begun = { start: NOW, consent: 'session', traits: { orders: 1 }, context: { device: 'mobile' } }
  const record = (...moments: [atMs: number, type: string, name: string, props?: object][]) =>
    moments.reduce(
      (all, [atMs, type, name, props]) => recorded(all, begun, { type, name, props }, NOW + atMs),
      [] as readonly VisitMoment[],
    )
  test('moments in seconds, in order, with what can be written down', () => {
    const circle: Record<string, unknown> = {}
    circle.self = circle
    expect(
      record([0, 'page', '/'], [1260, 'event', 'paid', { total: 1, fn: () => 1 }], [900, 'click', '#a'], [2000, 'event', 'odd', circle]),
    ).toEqual([
      { at: 0, type: 'page', name: '/' },
      { at: 1.3, type: 'event', name: 'paid', props: { total: 1 } },
      { at: 1.3, type: 'click', name: '#a' },
      { at: 2, type: 'event', name: 'odd' },
    ])
  })
  test('nothing that the simulator finds by itself, and not without end', () => {
    expect(record([0, 'returning', 'visit'], [1, 'manual', 'a'])).toEqual([])
    const many = Array.from({ length: 600 }, (_, index): [number, string, string] => [index, 'event', 'x'])
    expect(record(...many)).toHaveLength(500)
  })
  test('as a file', () => {
    expect(visitFile(begun, record([0, 'page', '/']), 'me', NOW + 61_040, 'Europe/Paris')).toEqual({
      version: 1,
      visits: [
        {
          visitor: 'me',
          start: new Date(NOW).toISOString(),
          end: 61,
          consent: 'session',
          traits: { orders: 1 },
          context: { device: 'mobile' },
          timeZone: 'Europe/Paris',
          moments: [{ at: 0, type: 'page', name: '/' }],
        },
      ],
    })
  })
})

test('a report has no answers, no values of properties, and only the beginning of an id', () => {
  const data = { survey: 'a', status: 'answered', answers: { why: 'secret words' }, context: { plan: 'secret plan' } }
  const record = { id: 'r-1', type: 'response', revision: 2, createdAt: NOW, data }
  const report = reportOf({
    version: '1.0.0',
    project: 'default',
    path: '/order',
    browser: 'a browser',
    now: NOW,
    consent: { level: 'persistent', origin: 'option' },
    visit: 3,
    respondent: '0192e4a0-secret',
    pretence: undefined,
    surveys: [],
    due: [{ s: 'a', i: 0, m: { type: 'event', name: 'paid', props: { card: 'secret card' } }, t: NOW }],
    misses: [],
    mistakes: [],
    journal: [
      { n: 1, at: NOW, type: 'event', name: 'paid', detail: 'card: "secret card"', calls: ['a'] },
      { n: 2, at: NOW, type: 'error', name: 'internal', detail: 'what went wrong' },
    ],
    outbox: { pending: [record], dead: [], shown: [{ id: 'r-1', s: 'a', t: NOW }] },
  })
  expect(JSON.stringify(report)).not.toContain('secret')
  expect(report).toMatchObject({
    respondent: '0192e4a0…',
    pending: [{ id: 'r-1', survey: 'a', status: 'answered', revision: 2 }],
    waiting: [{ survey: 'a', moment: 'paid' }],
    happened: [
      { name: 'paid', calls: ['a'] },
      { name: 'internal', detail: 'what went wrong' },
    ],
    shown: [{ survey: 'a', at: new Date(NOW).toISOString() }],
  })
})

test('what another page kept is read only where it is whole', () => {
  const kept = { tab: 'moments', at: 'top-end', isSmall: true, journal: [], moments: [], begun: { start: NOW } }
  expect(readKept(kept)).toBe(kept)
  for (const other of [null, 7, {}, { ...kept, at: 'middle' }, { ...kept, begun: undefined }, { ...kept, journal: 'x' }])
    expect(readKept(other)).toBeUndefined()
})

describe('words', () => {
  const flat = (value: unknown, path = ''): [path: string, text: string][] =>
    typeof value === 'string' ? [[path, value]] : Object.entries(value as object).flatMap(([key, inner]) => flat(inner, `${path}.${key}`))
  const holes = (text: string) => (text.match(/{{\w+}}/g) ?? []).sort().join()

  test.each<[string, Words]>([
    ['en', en],
    ['fr', fr],
  ])('%s: nothing is empty, apostrophes are typographic', (_, words) => {
    for (const [path, text] of flat(words)) {
      expect(text.trim(), path).toBe(text)
      expect(text, path).not.toBe('')
      expect(text, path).not.toContain("'")
    }
  })
  test('French has the right space before punctuation, but in code', () => {
    const prose = flat(fr).map(([path, text]) => [path, text.replace(/\{\{\w+\}\}|\{"[^}]*\}|"[^"]*"/g, 'x')] as const)
    for (const [path, text] of prose) {
      expect(text, path).not.toMatch(/[^\u202f][?!;]/)
      expect(text, path).not.toMatch(/[^\u00a0]:/)
      expect(text, path).not.toMatch(/«[^\u00a0]|[^\u00a0]»/)
    }
  })
  test('both languages have the same places to fill', () => {
    expect(flat(fr).map(([path, text]) => [path, holes(text)])).toEqual(flat(en).map(([path, text]) => [path, holes(text)]))
  })
})
