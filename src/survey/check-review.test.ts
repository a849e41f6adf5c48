// @vitest-environment node
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkConfig } from './check'
import { reviewConfig, reviewText } from './check-review'
import { isInside } from './check-words'
import { designExample, starter } from './reference-example'
import { everyField } from './reference-fields'

const NOW = Date.parse('2027-03-01T12:00:00Z')
const csat = { id: 'csat', type: 'csat', text: 'How did it go?' }
const nps = { id: 'nps', type: 'nps', text: 'Recommend?' }
const base = {
  id: 'one',
  touchpoint: { id: 'place', stage: 'retention', category: 'service' },
  trigger: { on: 'event', name: 'chat_ended', oncePer: 'id' },
  questions: [csat],
}
const survey = (change: object, id = 'one') => ({ ...base, id, ...change })
const config = (surveys: readonly object[], more: object = {}) => ({ version: 1, surveys, ...more })
/** The codes and places of all advice; there is no error. */
const adviceOn = (input: object) =>
  reviewConfig(input, NOW).map(({ severity, code, path }) => {
    expect(severity).toBe('advice')
    return `${code} ${path}`
  })
const advice = (change: object, more?: object) => adviceOn(config([survey(change)], more))
const event = (name: string, more: object = {}) => ({ trigger: { on: 'event', name, ...more } })
const page = (path: unknown, more: object = {}) => ({ trigger: { on: 'page', path, ...more } })

test.each([
  ['the example of the design', designExample],
  ['the first configuration', starter],
  ['the one with every field', everyField],
])('no advice on %s', (_, example) => expect(reviewConfig(example, NOW)).toEqual([]))

test('a mistake comes with its words, and no advice about that survey', () => {
  const never = { sample: 0 }
  const [error, ...more] = reviewConfig(config([survey({ ...never, prioritty: 1 }, 'wrong'), survey(never, 'right')]), NOW)
  expect(error).toMatchObject({ severity: 'error', path: 'surveys[0].prioritty' })
  expect(more).toMatchObject([{ severity: 'advice', path: 'surveys[1].sample', message: expect.stringMatching(/: expected .*, got 0\. /) }])
})

test('a file: JSON or not', () => {
  expect(reviewText('{', NOW)).toMatchObject({ problems: [{ code: 'not-json' }] })
  expect(reviewText(JSON.stringify(config([survey({ sample: 0 })])), NOW).problems).toMatchObject([{ code: 'never-shows' }])
})

/** What · the survey's change · code and place of the one piece of advice; none where it is fine. */
type Case = readonly [what: string, change: object, expected?: string]
const each = (cases: readonly Case[]): void => {
  for (const [what, change, expected] of cases) test(what, () => expect(advice(change)).toEqual(expected ? [expected] : []))
}

describe('the way through', () => {
  const endings = [{ id: 'thanks', text: 'Thanks' }]
  const why = { id: 'why', type: 'text', text: 'Why?' }
  each([
    [
      'every question and ending is reached',
      { questions: [{ ...csat, next: [{ when: { answer: 'csat', lte: 2 }, goTo: 'why' }, { end: 'thanks' }] }, why], endings },
    ],
    [
      'a question nobody reaches',
      { questions: [{ ...csat, next: [{ end: 'thanks' }] }, why], endings },
      'unreachable surveys[0].questions[1]',
    ],
    ['an ending nobody reaches', { endings: [...endings, { id: 'low', text: 'Sorry' }] }, 'unreachable surveys[0].endings[1]'],
    ['a way that never ends', { questions: [{ ...csat, next: [{ goTo: 'csat' }] }] }, 'endless surveys[0].questions'],
    [
      'an ending of the survey that only a variant reaches',
      {
        endings: [...endings, { id: 'low', text: 'Sorry' }],
        variants: [{ id: 'a' }, { id: 'b', questions: [{ ...nps, next: [{ when: { answer: 'nps', lte: 6 }, end: 'low' }] }] }],
      },
    ],
    [
      'a question of a variant that nobody reaches',
      { endings, variants: [{ id: 'a', questions: [{ ...nps, next: [{ end: 'thanks' }] }, why] }] },
      'unreachable surveys[0].variants[0].questions[1]',
    ],
    [
      'an ending of two variants that neither reaches',
      { variants: [{ id: 'a' }, { id: 'b' }], endings: [...endings, { id: 'x', text: 'X' }] },
      'unreachable surveys[0].endings[1]',
    ],
  ])
})

describe('what can never show', () => {
  const when = (audience: object) => ({ audience })
  const both = (...conditions: object[]) => when({ all: conditions })
  const audience = 'never-shows surveys[0].audience'
  each([
    ['its time is past', { until: '2027-03-01' }, 'never-shows surveys[0].until'],
    ['its time is to come', { from: '2027-04-01', until: '2027-05-01' }],
    ['switched off, and so meant', { enabled: false, until: '2027-01-01', sample: 0 }],
    ['a sample of nobody', { sample: 0 }, 'never-shows surveys[0].sample'],
    ['everybody held out', { holdout: 1 }, 'never-shows surveys[0].holdout'],
    ['a sample, a holdout and a quota', { sample: 0.5, holdout: 0.1, quota: 100 }],
    [
      'days that lie outside its dates',
      { from: '2027-03-15', until: '2027-03-18', hours: { days: ['sat'] } },
      'never-shows surveys[0].hours.days',
    ],
    ['days at the edge, in some time zone', { from: '2027-03-15', until: '2027-03-18', hours: { days: ['sun'] } }],
    ['days of a long time', { from: '2027-03-15', until: '2027-04-18', hours: { days: ['sun'] } }],
    ['a page that is left out', page('/help', { not: '/help' }), 'never-shows surveys[0].trigger.not'],
    ['pages that are left out by a wider pattern', page(['/help/*', '/help/a'], { not: ['/help*'] }), 'never-shows surveys[0].trigger.not'],
    ['every page left out', { trigger: [{ on: 'manual' }, { on: 'exit', not: '*' }] }, 'never-shows surveys[0].trigger[1].not'],
    ['pages of which some are left out', page('/help/*', { not: '/help/contact' })],
    ['pages left out by their query', page('/help', { not: '/help?x=1' })],
    ['two values at once', both({ trait: 'plan', is: 'a' }, { trait: 'plan', is: 'b' }), audience],
    ['a value and its opposite', both({ trait: 'plan', is: 'a' }, { trait: 'plan', not: 'a' }), audience],
    ['a value outside a list', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', is: 'c' }), audience],
    ['lists that share nothing', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', in: ['c'] }), audience],
    ['lists that share something', both({ trait: 'plan', in: ['a', 'b'] }, { trait: 'plan', in: ['b', 'c'] })],
    ['bounds the wrong way round', both({ trait: 'age', gt: 30 }, { trait: 'age', lt: 20 }), audience],
    ['bounds that meet and exclude', both({ trait: 'age', gt: 30 }, { trait: 'age', lte: 30 }), audience],
    ['bounds that meet', both({ trait: 'age', gte: 30 }, { trait: 'age', lte: 30 })],
    ['bounds of a text and a number', both({ trait: 'age', is: 'a' }, { trait: 'age', gt: 3 }), audience],
    ['no value, and one', both({ trait: 'age', exists: false }, { trait: 'age', gt: 3 }), audience],
    ['no value, and not one of some', both({ trait: 'age', exists: false }, { trait: 'age', notIn: [3] })],
    ['different subjects', both({ trait: 'plan', is: 'a' }, { context: 'plan', is: 'b' })],
    ['counts over different times', both({ event: 'x', withinDays: 7, is: 0 }, { event: 'x', gte: 1 })],
    ['counts over the same time', both({ event: 'x', withinDays: 7, is: 0 }, { event: 'x', withinDays: 7, gte: 1 }), audience],
    ['deeper', both({ all: [{ trait: 'plan', is: 'a' }] }, { all: [{ trait: 'plan', is: 'b' }] }), audience],
    [
      'one of two',
      when({
        any: [
          { trait: 'plan', is: 'a' },
          { trait: 'plan', is: 'b' },
        ],
      }),
    ],
    [
      'no choice left',
      both(
        { trait: 'plan', is: 'a' },
        {
          any: [
            { trait: 'plan', is: 'b' },
            { trait: 'plan', is: 'c' },
          ],
        },
      ),
      audience,
    ],
    [
      'a choice left',
      both(
        { trait: 'plan', is: 'a' },
        {
          any: [
            { trait: 'plan', is: 'b' },
            { trait: 'x', is: 1 },
          ],
        },
      ),
    ],
    ['what is refused again', both({ trait: 'plan', is: 'a' }, { none: [{ trait: 'plan', is: 'a' }] }), audience],
    [
      'the filter of the event',
      event('chat_ended', {
        where: {
          all: [
            { prop: 'n', gt: 3 },
            { prop: 'n', lt: 1 },
          ],
        },
      }),
      'never-shows surveys[0].trigger.where',
    ],
  ])

  test('a persona that contradicts what stands beside it', () => {
    const personas = [{ id: 'new', when: { trait: 'orders', is: 1 } }]
    expect(advice(both({ persona: 'new' }, { trait: 'orders', gte: 2 }), { personas })).toEqual([audience])
    expect(advice(both({ persona: 'new' }, { trait: 'orders', gte: 1 }), { personas })).toEqual([])
    expect(advice(both({ persona: 'new' }, { none: [{ persona: 'new' }] }), { personas })).toEqual([audience])
  })

  test('a blackout over all its time', () => {
    const blackouts = [{ from: '2027-04-01', until: '2027-04-10' }]
    expect(advice({ from: '2027-04-02', until: '2027-04-09' }, { blackouts })).toEqual(['never-shows surveys[0].until'])
    expect(advice({ from: '2027-04-02', until: '2027-04-19' }, { blackouts })).toEqual([])
    expect(advice({}, { blackouts })).toEqual([])
  })
})

describe('the moment', () => {
  const at = 'after-failure surveys[0].trigger'
  each([
    ...['payment_failed', 'cardDeclined', 'upload-error', 'Refund Rejected', 'checkout:failure'].map(
      (name): Case => [name, event(name), at],
    ),
    ...['order_completed', 'terror_film_rented', 'unfailing', 'mirror_bought'].map((name): Case => [name, event(name)]),
    ['a message that helps', { ...event('payment_failed'), help: true }],
    ['an hour later', event('payment_failed', { delaySeconds: 3600 })],
    [
      'the last step',
      {
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'page', path: '/pay' },
            { on: 'event', name: 'payment_failed' },
          ],
        },
      },
      at,
    ],
    [
      'an earlier step',
      {
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'payment_failed' },
            { on: 'event', name: 'order_completed' },
          ],
        },
      },
    ],
    ['a day', event('delivered', { delaySeconds: 86_400 })],
    ['a fortnight of seconds', event('delivered', { delaySeconds: 1_209_600 }), 'long-delay surveys[0].trigger.delaySeconds'],
    ['days that are none', { trigger: { on: 'after', name: 'delivered', days: 0 } }, 'after-at-once surveys[0].trigger.days'],
    ['days after', { trigger: { on: 'after', name: 'delivered', days: 13 } }],
  ])

  test('a long delay names the trigger to take', () => {
    const [problem] = reviewConfig(config([survey(event('delivered', { delaySeconds: 1_123_200 }))]), NOW)
    expect(problem?.hint).toBe('For days after an event: { "on": "after", "name": "delivered", "days": 13 }.')
  })
})

describe('a recommendation from somebody who has only just bought', () => {
  const asked = (change: object) => ({ questions: [nps], ...change })
  const at = 'early-nps surveys[0].trigger'
  each([
    ...['order_completed', 'purchase', 'Order Completed', 'orderPlaced', 'checkout_completed', 'booking_confirmed'].map(
      (name): Case => [name, asked(event(name)), at],
    ),
    ...['/order/*', '/order*', '/thank-you', '/thanks', '/merci*', '/fr/merci', '/confirmation', '/checkout/success', '/fr/commande/*'].map(
      (path): Case => [path, asked(page(path)), at],
    ),
    ...['/orders', '/orders/*', '/order-history', '/thankful-blog', '/account', '/merciful'].map((path): Case => [path, asked(page(path))]),
    ['another event', asked(event('account_opened'))],
    ['another question', event('order_completed')],
    ['the second question', { questions: [csat, nps], ...event('order_completed') }, at],
    ['customers who come back', asked({ ...event('order_completed'), audience: { event: 'order_completed', gte: 2 } })],
    ['phones', asked({ ...event('order_completed'), audience: { context: 'device', is: 'mobile' } }), at],
    ['days after', asked({ trigger: { on: 'after', name: 'order_completed', days: 30 } })],
    [
      'the page of thanks as the last step',
      asked({
        trigger: {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'x' },
            { on: 'page', path: ['/a', '/thanks'] },
          ],
        },
      }),
      at,
    ],
    ['in a variant', { ...event('order_completed'), variants: [{ id: 'a' }, { id: 'b', questions: [nps] }] }, at],
  ])
})

describe('a public review only happy customers are shown', () => {
  const link = 'Tell others: https://www.trustpilot.com/evaluate/example.com'
  const endings = [
    { id: 'high', text: link },
    { id: 'low', text: 'Sorry' },
  ]
  const rules = (when: object) => ({ questions: [{ ...nps, next: [{ when, end: 'high' }, { end: 'low' }] }], endings })
  const at = 'gated-review surveys[0].endings[0].text'
  each([
    ['an ending by a rule on the score', rules({ answer: 'nps', gte: 9 }), at],
    ['a list of scores', rules({ answer: 'nps', in: [9, 10] }), at],
    ['not low', rules({ none: [{ answer: 'nps', lt: 9 }] }), at],
    [
      'the score and something else',
      rules({
        all: [
          { answer: 'nps', gte: 9 },
          { context: 'device', is: 'mobile' },
        ],
      }),
      at,
    ],
    ['something else alone', rules({ context: 'device', is: 'mobile' })],
    [
      'the score or something else',
      rules({
        any: [
          { answer: 'nps', gte: 9 },
          { context: 'device', is: 'mobile' },
        ],
      }),
    ],
    [
      'after a comment',
      {
        questions: [
          nps,
          { id: 'why', type: 'text', text: 'Why?', next: [{ when: { answer: 'nps', gte: 9 }, end: 'high' }, { end: 'low' }] },
        ],
        endings,
      },
      at,
    ],
    [
      'a question on the way of high scores',
      {
        questions: [
          { ...csat, next: [{ when: { answer: 'csat', lte: 3 }, end: 'low' }] },
          {
            id: 'share',
            type: 'choice',
            text: { en: 'A word on Google reviews?', fr: 'Un mot sur Google Avis ?' },
            options: [{ id: 'yes', text: 'Yes' }],
          },
        ],
        endings: [{ id: 'low', text: 'Thanks' }],
      },
      'gated-review surveys[0].questions[1].text',
    ],
    ['everybody', { questions: [nps], endings: [{ id: 'all', text: link }] }],
    ['those with a low score only', rules({ answer: 'nps', lte: 6 })],
    [
      'another site',
      {
        ...rules({ answer: 'nps', gte: 9 }),
        endings: [
          { id: 'high', text: 'Read https://blog.example/' },
          { id: 'low', text: 'Sorry' },
        ],
      },
    ],
    [
      'in a variant',
      { variants: [{ id: 'a', ...rules({ answer: 'nps', gte: 9 }) }] },
      'gated-review surveys[0].variants[0].endings[0].text',
    ],
  ])
})

describe('how it asks', () => {
  const labels = (...labels: unknown[]) => ({ questions: [{ ...csat, labels }] })
  const options = (...texts: unknown[]) => ({
    questions: [{ id: 'q', type: 'choice', text: 'Which?', options: texts.map((text, index) => ({ id: `${index}`, text })) }],
  })
  const follow = (optional: boolean) => ({ questions: [csat, { id: 'why', type: 'text', text: 'Why?', optional }] })
  const french = (...words: string[]) => labels(...words.map((fr) => ({ fr })))
  const bands = 'colour-band surveys[0].questions[0].labels'
  each([
    ['a follow-up that has to be answered', follow(false), 'forced-follow-up surveys[0].questions[1].optional'],
    ['a follow-up that may be', follow(true)],
    [
      'a text that has to be written',
      { questions: [{ id: 'why', type: 'text', text: 'Why?', optional: false }] },
      'forced-text surveys[0].questions[0].optional',
    ],
    ['a score that is asked for', { questions: [{ ...csat, optional: false }] }],
    ['circles of colours', labels('🔴', '🟠', '🟡', '🟢', '🔵'), bands],
    ['hearts and words', labels('❤️ Bad', 'Poor', 'Fair', 'Good', '💚 Great'), bands],
    ['words of colours', labels('Red', 'Orange', 'Yellow', 'Green', 'Blue'), bands],
    ['faces', labels('😡', '🙁', '😐', '🙂', '😍')],
    ['one heart', labels('Bad', 'Poor', 'Fair', 'Good', '❤️')],
    ['colours as answers', options('Red', 'Green')],
    ['colours in the question', { questions: [{ ...nps, help: '🔴 0–6, 🟢 9–10' }] }, 'colour-band surveys[0].questions[0].help'],
    ['the same label twice', labels('Bad', 'Poor', 'OK', 'Good', 'good!'), 'same-label surveys[0].questions[0].labels[4]'],
    ['two words for one thing', labels('Bad', 'Okay', 'OK', 'Good', 'Great'), 'same-label surveys[0].questions[0].labels[2]'],
    ['neutral twice', labels('Bad', 'Neither good nor bad', 'Neutral', 'Good', 'Great'), 'same-label surveys[0].questions[0].labels[2]'],
    ['in French', french('Mauvais', 'Pas bon', 'Moyen', 'Bon', 'Très bon'), 'same-label surveys[0].questions[0].labels[1].fr'],
    ['accents', french('Élevé', 'Eleve', 'Moyen', 'Bas', 'Très bas'), 'same-label surveys[0].questions[0].labels[1].fr'],
    ['a usual scale', labels('Poor', 'Fair', 'Good', 'Very good', 'Excellent')],
    ['a usual scale in French', french('Très mauvais', 'Mauvais', 'Moyen', 'Bon', 'Excellent')],
    ['numbers', labels('1', '2', '3', '4', '5')],
    ['signs that matter', options('C', 'C++', 'C#', '< 10', '> 10')],
    [
      'options of one meaning',
      options('Yes', { en: 'I don’t know', fr: 'Je ne sais pas' }, { en: 'Not sure', fr: 'Aucune idée' }),
      'same-label surveys[0].questions[0].options[2].text.en',
    ],
    [
      'different in one language, the same in another',
      options({ en: 'Maybe', fr: 'Oui' }, { en: 'Yes', fr: 'oui' }),
      'same-label surveys[0].questions[0].options[1].text.fr',
    ],
    [
      'in a variant',
      { variants: [{ id: 'a', questions: [{ ...csat, labels: ['Bad', 'Okay', 'OK', 'Good', 'Great'] }] }] },
      'same-label surveys[0].variants[0].questions[0].labels[2]',
    ],
  ])
})

describe('conditions', () => {
  each([
    ['an answer before anything was asked', { audience: { answer: 'csat', is: 1 } }, 'answer-too-early surveys[0].audience.answer'],
    [
      'in the filter of an event',
      event('x', { where: { any: [{ answer: 'csat', is: 1 }] } }),
      'answer-too-early surveys[0].trigger.where.any[0].answer',
    ],
    ['a count nobody reaches', { audience: { event: 'x', gte: 51 } }, 'count-too-high surveys[0].audience'],
    ['more than the most', { audience: { event: 'x', gt: 50 } }, 'count-too-high surveys[0].audience'],
    ['exactly too many', { audience: { event: 'x', is: 60 } }, 'count-too-high surveys[0].audience'],
    ['the most', { audience: { event: 'x', gte: 50 } }],
    ['fewer than many', { audience: { event: 'x', lt: 60 } }],
    ['days, not a count', { audience: { event: 'x', since: 'last', gte: 90 } }],
  ])

  test('of a persona', () => {
    const personas = [{ id: 'often', when: { event: 'x', gte: 99 } }]
    expect(advice({ audience: { persona: 'often' } }, { personas })).toEqual(['count-too-high personas[0].when'])
  })
})

describe('languages', () => {
  const both = { en: 'How?', fr: 'Comment ?' }
  const place = (name: unknown) => ({ touchpoint: { ...base.touchpoint, name } })
  each([
    [
      'a text others have in French',
      { questions: [{ ...csat, text: both }], endings: [{ id: 'a', text: { en: 'Thanks' } }] },
      'missing-language surveys[0].endings[0].text',
    ],
    [
      'a label',
      { questions: [{ ...csat, points: 2, text: both, labels: [{ en: 'No' }, { en: 'Yes', fr: 'Oui' }] }] },
      'missing-language surveys[0].questions[0].labels[0]',
    ],
    [
      'a variant',
      { questions: [{ ...csat, text: both }], variants: [{ id: 'a' }, { id: 'b', questions: [{ ...nps, text: { en: 'x' } }] }] },
      'missing-language surveys[0].variants[1].questions[0].text',
    ],
    [
      'French for Canada',
      { questions: [{ ...csat, text: { en: 'How?', 'fr-CA': 'Comment ?' } }], endings: [{ id: 'a', text: both }] },
      'missing-language surveys[0].questions[0].text',
    ],
    [
      'French for all of them',
      { questions: [{ ...csat, text: { en: 'How?', 'fr-CA': 'Comment ?', fr: 'Comment ?' } }], endings: [{ id: 'a', text: both }] },
    ],
    ['a text without a language', { questions: [{ ...csat, text: both }], endings: [{ id: 'a', text: 'OK' }] }],
    ['an underscore', { questions: [{ ...csat, text: { en_US: 'x' } }] }, 'language-tag surveys[0].questions[0].text.en_US'],
    ['no tag at all', { questions: [{ ...csat, text: { english: 'x' } }] }, 'language-tag surveys[0].questions[0].text.english'],
    ['a script', { questions: [{ ...csat, text: { 'zh-Hant-TW': 'x' } }] }],
    ['the name of its place', place({ en: 'Chat', fr_FR: 'Chat' }), 'language-tag surveys[0].touchpoint.name.fr_FR'],
  ])

  test('names of touchpoints and personas, among themselves', () => {
    const touchpoints = [
      { ...base.touchpoint, id: 'a', name: { en: 'A', fr: 'A' } },
      { ...base.touchpoint, id: 'b', name: { en: 'B' } },
    ]
    const personas = [{ id: 'p', name: { fr: 'P' }, when: { trait: 'x', is: 1 } }]
    expect(advice({}, { touchpoints })).toEqual(['missing-language touchpoints[1].name'])
    expect(advice({}, { touchpoints: [touchpoints[0]], personas })).toEqual(['missing-language personas[0].name'])
    expect(advice(place({ en: 'C' }), { touchpoints: [touchpoints[0]] })).toEqual(['missing-language surveys[0].touchpoint.name'])
  })
})

describe('surveys in each other’s way', () => {
  const two = (a: object, b: object) => adviceOn(config([survey(a, 'a'), survey(b, 'b')]))
  const second = ['same-trigger surveys[1].trigger']
  const dwell = (more: object = {}) => ({ trigger: { on: 'dwell', seconds: 5, path: '/a', ...more } })

  test('one moment for both', () => {
    expect(two(event('x', { delaySeconds: 2 }), event('x', { oncePer: 'id', near: '/a' }))).toEqual(second)
    expect(two(dwell(), dwell({ path: ['/a'] }))).toEqual(second)
    expect(two({ trigger: [{ on: 'manual' }, { on: 'exit' }] }, { trigger: { seconds: 9, on: 'exit' } })).toEqual([])
    expect(two({ trigger: [{ on: 'manual' }, { on: 'exit' }] }, { trigger: [{ on: 'returning' }, { on: 'exit' }] })).toEqual([
      'same-trigger surveys[1].trigger[1]',
    ])
    expect(reviewConfig(config([survey(event('x'), 'a'), survey(event('x'), 'b')]), NOW)[0]?.hint).toContain('a sticky split')
  })
  test('not the same moment, or not for everybody', () => {
    expect(two(event('x'), event('y'))).toEqual([])
    expect(two(dwell(), dwell({ seconds: 6 }))).toEqual([])
    expect(two(event('x'), event('x', { where: { prop: 'n', is: 1 } }))).toEqual([])
    expect(two(event('x'), event('x', { delaySeconds: 7200 }))).toEqual([])
    for (const part of [
      { sample: 0.5 },
      { holdout: 0.5 },
      { audience: { trait: 'x', is: 1 } },
      { from: '2027-04-01' },
      { hours: { days: ['mon'] } },
      { enabled: false },
    ])
      expect(two({ ...event('x'), ...part }, event('x'))).toEqual([])
    expect(two({ trigger: { on: 'manual' } }, { trigger: { on: 'manual' } })).toEqual([])
    expect(advice({ trigger: [{ on: 'exit' }, { on: 'exit', delaySeconds: 5 }] })).toEqual([])
  })

  const daily = { ...page('/', { delaySeconds: 9 }), frequency: { class: 'relationship', everyDays: 1 } }
  const quarterly = { ...page('/account'), questions: [nps], frequency: { class: 'relationship' } }
  test('a daily question that leaves the quarterly one no turn', () => {
    expect(two(daily, quarterly)).toEqual(['starved surveys[1]'])
    expect(two(quarterly, { ...daily, priority: -5 })).toEqual(['starved surveys[0]'])
    expect(two(daily, { ...quarterly, reserve: true })).toEqual(['starved surveys[1]'])
    expect(two(daily, { ...quarterly, reserve: true, priority: 5 })).toEqual([])
  })
  test('no harm done', () => {
    expect(two({ ...daily, sample: 0.1 }, quarterly)).toEqual([])
    expect(two({ ...daily, frequency: { class: 'interaction', everyDays: 1 } }, quarterly)).toEqual([])
    expect(two({ ...daily, frequency: { class: 'relationship', everyDays: 60 } }, quarterly)).toEqual([])
    expect(two(daily, { ...quarterly, frequency: { class: 'relationship', betweenDays: 0 } })).toEqual([])
    expect(two(page('/'), quarterly)).toEqual([])
    expect(two({ ...daily, enabled: false }, quarterly)).toEqual([])
    expect(two(daily, { ...quarterly, trigger: { on: 'manual' } })).toEqual([])
  })
})

describe('properties', () => {
  const never = (problems: ReturnType<typeof reviewConfig>) => {
    const errors = problems.filter(({ severity }) => severity === 'error').map(({ path }) => /^surveys\[\d+\]/.exec(path)?.[0])
    for (const { severity, path, message } of problems) {
      expect(message).not.toMatch(/undefined|\[object|NaN/)
      if (severity === 'advice') expect(errors.filter((survey) => survey && isInside(path, survey))).toEqual([])
    }
  }
  test('any value gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.anything(), (input) => Array.isArray(reviewConfig(input, NOW))))
    fc.assert(fc.property(fc.jsonValue(), (input) => never(reviewConfig(input, NOW))))
  })

  test('errors are those of the check, and a survey that has one gets no advice', () => {
    const places: [Record<string, unknown>, string][] = []
    const collect = (node: unknown): void => {
      if (typeof node !== 'object' || node === null) return
      for (const key of Object.keys(node)) {
        places.push([node as Record<string, unknown>, key])
        collect((node as Record<string, unknown>)[key])
      }
    }
    const whole = structuredClone(everyField)
    collect(whole)
    const strange = fc.option(fc.oneof(fc.jsonValue({ maxDepth: 2 }), fc.constantFrom(0, 1, '2027-01-01', '/order/*', false, [])), {
      nil: undefined,
    })
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(places.length - 1), strange), { minLength: 1, maxLength: 3 }), (changes) => {
        const before = changes.map(([at]) => places[at]).map((place) => place?.[0][place[1]])
        for (const [at, value] of changes) {
          const [parent, key] = places[at] ?? [{}, '']
          if (value === undefined) delete parent[key]
          else parent[key] = value
        }
        try {
          const problems = reviewConfig(whole, NOW)
          never(problems)
          expect(problems.filter(({ severity }) => severity === 'error')).toEqual(checkConfig(whole))
        } finally {
          for (const [index, [at]] of [...changes.entries()].reverse()) {
            const [parent, key] = places[at] ?? [{}, '']
            parent[key] = before[index]
          }
        }
      }),
      { numRuns: 100 },
    )
    expect(reviewConfig(whole, NOW)).toEqual([])
  })
})
