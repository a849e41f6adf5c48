// @vitest-environment node
import { expect, test } from 'vitest'
import { advice, each } from './testkit'

const contact = { id: 'you', type: 'contact', text: 'x', fields: ['email'] }
each([
  ['a contact without a notice', { questions: [contact] }, 'no-privacy-notice surveys[0].questions[0]'],
  [
    'an e-mail address without one',
    { questions: [{ id: 'q', type: 'text', format: 'email', text: 'x' }] },
    'no-privacy-notice surveys[0].questions[0]',
  ],
  [
    'a call back without one',
    { questions: [{ id: 'q', type: 'action', action: 'callback', label: 'Call me', text: 'x' }] },
    'no-privacy-notice surveys[0].questions[0]',
  ],
  [
    'a consent that links to it',
    { questions: [contact, { id: 'ok', type: 'consent', text: 'x', label: 'I agree', link: { href: '/privacy', text: 'Privacy' } }] },
  ],
  ['a comment', { questions: [{ id: 'q', type: 'text', text: 'x' }] }],
])
test('a notice for all surveys', () => expect(advice({ questions: [contact] }, { privacy: '/privacy' })).toEqual([]))
test('a contact that has to be given', () =>
  expect(advice({ questions: [{ ...contact, optional: false }] }, { privacy: '/privacy' })).toEqual([
    'forced-text surveys[0].questions[0].optional',
  ]))
test('the notice lacks a language that names have', () => {
  const place = { id: 'place', stage: 'retention', category: 'service', name: { en: 'Chat', fr: 'Chat' } }
  expect(advice({ touchpoint: place }, { privacy: { en: '/privacy' } })).toEqual(['missing-language privacy'])
})
