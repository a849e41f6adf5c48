import { describe, expect, test } from 'vitest'
import { isContact } from './contact'
import { isFreeText } from './free-text'

const types: Readonly<Record<string, string>> = {
  csat: 'csat',
  why: 'text',
  mail: 'text.email',
  reason: 'choice',
  order: 'ranking',
  aspects: 'matrix',
  share: 'slider',
  day: 'date',
  you: 'contact',
  agreed: 'consent',
  call: 'action',
}
const typeOf = (question: string) => types[question]

describe('what somebody wrote', () => {
  test.each([
    ['a comment', 'why'],
    ['a text of a format', 'mail'],
    ['a field of a contact', 'you.email'],
    ['what “other” is', 'reason.other'],
    ['a number to call back', 'call.phone'],
    ['an answer to a question nobody knows', 'gone'],
  ])('is %s', (_, key) => expect(isFreeText(key, typeOf)).toBe(true))

  test.each(['csat', 'reason', 'order', 'aspects.speed', 'share', 'day', 'agreed', 'call'])('is not the answer "%s"', (key) =>
    expect(isFreeText(key, typeOf)).toBe(false),
  )
})

describe('how to reach somebody', () => {
  test.each(['you.email', 'you', 'mail', 'call.phone'])('is "%s"', (key) => expect(isContact(key, typeOf)).toBe(true))
  test.each(['csat', 'why', 'reason', 'reason.other', 'aspects.speed', 'call', 'gone'])('is not "%s"', (key) =>
    expect(isContact(key, typeOf)).toBe(false),
  )
})
