import { describe, expect, test } from 'vitest'
import { checkConfig } from './check'
import { change, type Json, type Node, valid } from './check-testkit'

/** A question beside those of the small configuration · the one message expected, after its place. */
const ofKinds: readonly [question: Node, path: string, message: string, code: string][] = [
  [{ id: 'a.b' }, '.id', 'expected an id without a dot, got "a.b".', 'dot-in-id'],
  [{ labels: ['One'] }, '.labels', 'expected 5 labels, one for each point, or 2 labels, one for each end, got 1.', 'label-count'],
  [{ type: 'ces', labels: ['No', 'So so', 'Yes'] }, '.labels', 'expected 7 labels, one for each point, or 2 labels', 'label-count'],
  [{ countsFrom: 6 }, '.countsFrom', 'expected a point from 2 to 5, the best one, got 6.', 'beyond-points'],
  [{ points: 3, countsFrom: 4 }, '.countsFrom', 'expected a point from 2 to 3', 'beyond-points'],
  [{ type: 'nps', display: 'faces' }, '.display', 'expected one of "type"', 'unknown-key'],
  // Text
  [{ type: 'text', format: 'mail' }, '.format', 'Did you mean "email"?', 'unknown-value'],
  [{ type: 'text', format: 'number', min: 5, max: 1 }, '.max', 'expected a number from "min" (5) on, got 1.', 'min-above-max'],
  [{ type: 'text', minLength: 50, maxLength: 20 }, '.maxLength', 'expected a number from "minLength" (50) on, got 20.', 'min-above-max'],
  // Choice and ranking
  [
    {
      type: 'choice',
      options: [
        { id: 'x', text: 'X' },
        { id: 'x', text: 'Y' },
      ],
    },
    '.options[1].id',
    'The option at [0] has it too.',
    'duplicate-id',
  ],
  [
    { type: 'choice', options: [{ id: 'x', text: 'X' }], max: 2 },
    '.max',
    'expected "multiple": true beside it, got nothing.',
    'not-multiple',
  ],
  [
    {
      type: 'choice',
      multiple: true,
      max: 3,
      options: [
        { id: 'x', text: 'X' },
        { id: 'y', text: 'Y' },
        { id: 'z', text: 'Z', none: true },
      ],
    },
    '.max',
    'expected a number up to 2, as many as there are options, got 3.',
    'beyond-options',
  ],
  [
    {
      type: 'choice',
      multiple: true,
      min: 2,
      max: 1,
      options: [
        { id: 'x', text: 'X' },
        { id: 'y', text: 'Y' },
      ],
    },
    '.max',
    'expected a number from "min" (2) on, got 1.',
    'min-above-max',
  ],
  [
    {
      type: 'choice',
      options: [
        { id: 'x', text: 'X', none: true },
        { id: 'y', text: 'Y', none: true },
      ],
    },
    '.options[1].none',
    'expected at most one option that is none of the others',
    'second-none',
  ],
  [{ type: 'choice', options: [{ id: 'x', text: 'X', none: true, other: true }] }, '.options[0].none', 'got both', 'none-and-other'],
  [{ type: 'ranking', options: [{ id: 'x', text: 'X' }] }, '.options', 'expected two options or more, got a list of 1.', 'one-option'],
  [{ type: 'ranking' }, '.options', 'expected a list of at least one option, got nothing.', 'missing'],
  // Matrix
  [{ type: 'matrix' }, '.rows', 'expected a list of at least one row, got nothing.', 'missing'],
  [{ type: 'matrix', rows: [] }, '.rows', 'expected at least one, got an empty list.', 'empty-list'],
  [
    {
      type: 'matrix',
      rows: [
        { id: 'r', text: 'R' },
        { id: 'r', text: 'S' },
      ],
    },
    '.rows[1].id',
    'an id no other row has',
    'duplicate-id',
  ],
  [{ type: 'matrix', points: 9, rows: [{ id: 'r', text: 'R' }] }, '.points', 'expected a whole number from 2 to 7, got 9.', 'out-of-range'],
  [{ type: 'matrix', points: 5, labels: ['a', 'b', 'c'], rows: [{ id: 'r', text: 'R' }] }, '.labels', 'expected 5 labels', 'label-count'],
  // Slider and date
  [{ type: 'slider', min: 10, max: 10 }, '.max', 'expected a number above "min" (10), got 10.', 'min-above-max'],
  [{ type: 'slider', min: 100 }, '.max', 'expected a number above "min" (100), got 100.', 'min-above-max'],
  [{ type: 'slider', max: 5, step: 10 }, '.step', 'expected a step up to 5', 'step-too-wide'],
  [{ type: 'slider', step: 0 }, '.step', 'expected a number above 0, got 0.', 'out-of-range'],
  [{ type: 'slider', labels: ['a', 'b', 'c'] }, '.labels', 'expected 2 labels, one for each end, got 3.', 'label-count'],
  [{ type: 'date', min: 'tomorrow' }, '.min', 'expected a date like "2027-06-30", or "today", got "tomorrow".', 'wrong-day'],
  [{ type: 'date', max: '2027-02-30' }, '.max', 'expected a date that is in the calendar', 'wrong-date'],
  [{ type: 'date', min: '2027-03-01', max: '2027-02-01' }, '.max', 'expected a date from "min" ("2027-03-01") on', 'min-above-max'],
  // Contact
  [{ type: 'contact' }, '.fields', 'expected a list of fields like ["firstName", "email"], got nothing.', 'missing'],
  [{ type: 'contact', fields: ['mail'] }, '.fields[0]', 'got "mail".', 'unknown-value'],
  [{ type: 'contact', fields: ['email', 'email'] }, '.fields[1]', 'expected each field once, got "email".', 'duplicate-field'],
  [
    { type: 'contact', fields: ['email'], required: ['phone'] },
    '.required[0]',
    'expected one of its "fields" ("email"), got "phone".',
    'unknown-field',
  ],
  // Consent, action, message
  [{ type: 'consent' }, '.label', 'expected a text, or an object of texts by language, got nothing.', 'missing'],
  [
    { type: 'consent', label: 'I agree', link: { href: 'javascript:alert(1)', text: 'Terms' } },
    '.link.href',
    'expected an address that begins with https:, http:, mailto: or tel:, or one of this site like "/help", got "javascript:alert(1)".',
    'unsafe-address',
  ],
  [
    { type: 'message', link: { href: { en: '/a', fr: ' data:text/html,x' }, text: 'A' } },
    '.link.href.fr',
    'expected an address',
    'unsafe-address',
  ],
  [{ type: 'message', link: { href: '/a' } }, '.link.text', 'got nothing.', 'missing'],
  [{ type: 'action', label: 'Go' }, '.action', 'expected one of "link", "copy", "share" or "callback", got nothing.', 'missing'],
  [{ type: 'action', action: 'link', label: 'Go' }, '.href', 'expected the address it leads to, got nothing.', 'missing'],
  [{ type: 'action', action: 'copy', label: 'Copy' }, '.code', 'expected the text that is copied, got nothing.', 'missing'],
  [{ type: 'action', action: 'share', label: 'Share', href: 'java\tscript:x' }, '.href', 'expected an address', 'unsafe-address'],
]
describe('one mistake of one kind of question', () => {
  test.each(ofKinds)('%j', (question, path, message, code) => {
    const config = valid()
    change(config, 'surveys.0.questions.2', { id: 'q', type: 'csat', text: 'x', ...question })
    const problems = checkConfig(config)
    expect(problems.map(({ code, path }) => ({ code, path }))).toEqual([{ code, path: `surveys[0].questions[2]${path}` }])
    expect(problems[0]?.message).toContain(message)
  })
})

describe('what is right', () => {
  const rows = [
    { id: 'speed', text: 'Speed' },
    { id: 'price', text: 'Price' },
  ]
  test.each<[what: string, question: Node]>([
    ['two labels, which name the ends', { type: 'csat', labels: ['Bad', 'Good'] }],
    ['two labels of a matrix', { type: 'matrix', points: 7, rows, labels: ['No', 'Yes'] }],
    ['as many points of a matrix as labels', { type: 'matrix', rows, labels: ['No', 'So so', 'Yes'] }],
    ['addresses of this site and to a mail', { type: 'message', link: { href: { en: '/help?a=b:c', fr: 'mailto:a@b.c' }, text: 'Help' } }],
    ['sharing this page', { type: 'action', action: 'share', label: 'Share' }],
    ['calling back', { type: 'action', action: 'callback', label: 'Call me' }],
    ['days up to today', { type: 'date', min: '2020-01-01', max: 'today' }],
    [
      'one to three of several, or none of them',
      { type: 'choice', multiple: true, min: 1, max: 2, options: [...rows, { id: 'no', text: 'None', none: true }] },
    ],
  ])('%s', (_, question) => {
    expect(checkConfig(change(valid(), 'surveys.0.questions.2', { id: 'q', text: 'x', ...question }))).toEqual([])
  })
})

test('a list with holes, as a program may make one: what is not there is not offered, nor named twice', () => {
  const question = { id: 'q', type: 'contact', text: 'x', fields: ['email', undefined, undefined], required: ['phone'] } as unknown as Node
  const contact = checkConfig(change(valid(), 'surveys.0.questions.2', question)).map(({ path, message }) => [path.slice(24), message])
  expect(contact.map(([path]) => path)).toEqual(['fields[1]', 'fields[2]', 'required[0]'])
  expect(contact[2]?.[1]).toContain('expected one of its "fields" ("email"), got "phone".')
})

describe('answers of parts', () => {
  const parts = [
    { id: 'all', type: 'matrix', text: 'x', rows: [{ id: 'speed', text: 'Speed' }] },
    { id: 'you', type: 'contact', text: 'x', fields: ['firstName'] },
    {
      id: 'who',
      type: 'choice',
      text: 'x',
      options: [
        { id: 'friend', text: 'A friend' },
        { id: 'else', text: 'Else', other: true },
      ],
    },
    { id: 'call', type: 'action', action: 'callback', label: 'Call me', text: 'x' },
    { id: 'note', type: 'message', text: 'x' },
  ]
  const withParts = (survey: Node = {}, next: Json = []) => {
    const config = change(valid(), 'surveys.1.questions', [{ id: 'last', type: 'nps', text: 'x', next }, ...parts])
    return checkConfig(change(config, 'surveys.1.endings', survey.endings ?? [{ id: 'bye', text: 'Bye' }]))
  }
  test.each(['all.speed', 'you.firstName', 'who', 'who.else', 'call', 'call.phone'])('a condition may look at "%s"', (answer) =>
    expect(withParts({}, [{ when: { answer, exists: true }, end: 'bye' }])).toEqual([]),
  )
  test.each([
    ['all.sped', 'Did you mean "all.speed"?', 'unknown-question'],
    ['who.friend', 'expected the id of a question of this survey', 'unknown-question'],
    ['all', 'expected the answer of a part ("all.speed"), got "all". It is answered part by part.', 'never-answered'],
    ['note', 'expected a question that is answered, got "note". A message asks nothing.', 'never-answered'],
  ])('not at "%s"', (answer, message, code) => {
    const problems = withParts({}, [{ when: { answer, exists: true }, end: 'bye' }])
    expect(problems).toMatchObject([{ path: 'surveys[1].questions[0].next[0].when.answer', code }])
    expect(problems[0]?.message).toContain(message)
  })
  test('they may be piped into texts', () => {
    expect(withParts({ endings: [{ id: 'bye', text: 'Bye, {{answer.you.firstName|there}}' }] })).toEqual([])
    expect(withParts({ endings: [{ id: 'bye', text: 'Bye, {{answer.you.name|there}}' }] })).toMatchObject([{ code: 'unknown-question' }])
  })
  test('the options of a ranking are known', () => {
    const config = change(valid(), 'surveys.0.questions.1.type', 'ranking')
    change(config, 'surveys.0.questions.1.options', [
      { id: 'price', text: 'Price' },
      { id: 'size', text: 'Size' },
    ])
    change(config, 'surveys.0.questions.1.next', [{ when: { answer: 'why', is: 'colour' }, end: 'thanks' }])
    expect(checkConfig(config)).toMatchObject([{ code: 'unknown-option' }])
  })
})
