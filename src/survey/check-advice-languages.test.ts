// @vitest-environment node
import { describe, expect, test } from 'vitest'
import { advice, base, csat, each, nps } from './testkit'

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
    [
      'an option that is to be ranked',
      {
        questions: [
          {
            id: 'q',
            type: 'ranking',
            text: both,
            options: [
              { id: 'a', text: { en: 'A' } },
              { id: 'b', text: { en: 'B', fr: 'B' } },
            ],
          },
        ],
      },
      'missing-language surveys[0].questions[0].options[0].text',
    ],
    [
      'a row',
      { questions: [{ id: 'q', type: 'matrix', text: both, rows: [{ id: 'a', text: { fr: 'A' } }] }] },
      'missing-language surveys[0].questions[0].rows[0].text',
    ],
    [
      'what is agreed to',
      { questions: [{ id: 'q', type: 'consent', text: both, label: { en: 'I agree' } }] },
      'missing-language surveys[0].questions[0].label',
    ],
    [
      'where a link leads',
      { questions: [{ id: 'q', type: 'message', text: both, link: { href: { en: '/help' }, text: both } }] },
      'missing-language surveys[0].questions[0].link.href',
    ],
    [
      'a line of a message',
      { questions: [{ id: 'q', type: 'message', text: both, list: [both, { en: 'A' }] }] },
      'missing-language surveys[0].questions[0].list[1]',
    ],
    [
      'what a tab says',
      { questions: [{ ...csat, text: both }], trigger: { on: 'launcher', text: { fr: 'Votre avis' } } },
      'missing-language surveys[0].trigger.text',
    ],
    [
      'what one of several triggers says',
      { questions: [{ ...csat, text: both }], trigger: [{ on: 'manual' }, { on: 'launcher', text: { fr: 'Votre avis' } }] },
      'missing-language surveys[0].trigger[1].text',
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
