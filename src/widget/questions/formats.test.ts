// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { email, number, phone, url } from './formats'

const languages = ['ar', 'de', 'en', 'es', 'fr', 'he', 'it', 'ja', 'nl', 'pl', 'pt', 'zh']

test.each([
  ['name@example.com', 'name@example.com'],
  ['  Name.Two+tag@mail.example.co.uk ', 'Name.Two+tag@mail.example.co.uk'],
  ['\u200ename@example.com\u200f', 'name@example.com'],
  ['jürgen@müller.example', 'jürgen@müller.example'],
  ['name', undefined],
  ['name@example', undefined],
  ['name @example.com', undefined],
  ['a@b@example.com', undefined],
  ['name@example.', undefined],
  ['', undefined],
])('the email address %j is %j', (typed, answer) => {
  expect(email(typed)).toBe(answer)
})

test.each([
  ['+44 7700 900123', '+44 7700 900123'],
  ['06.12.34.56.78', '06.12.34.56.78'],
  ['+33 (0)6 12 34 56 78', '+33 (0)6 12 34 56 78'],
  ['(020) 7946–0018', '(020) 7946–0018'],
  ['\u202a+49\u00a030\u202f901820\u202c', '+49\u00a030\u202f901820'],
  ['٠٥٠ ١٢٣ ٤٥٦٧', '050 123 4567'],
  ['０３-１２３４-５６７８', '03-1234-5678'],
  ['1234', undefined],
  ['call me', undefined],
  ['12345 please', undefined],
  ['123456789012345678', undefined],
])('the phone number %j is %j', (typed, answer) => {
  expect(phone(typed)).toBe(answer)
})

test.each([
  ['https://example.com/a?b=c', 'https://example.com/a?b=c'],
  ['example.com', 'https://example.com'],
  [' www.example.com/path ', 'https://www.example.com/path'],
  ['http://example.com', 'http://example.com'],
  ['example.com:8080', 'https://example.com:8080'],
  ['münchen.example', 'https://münchen.example'],
  ['example', undefined],
  ['not an address', undefined],
  ['name@example.com', undefined],
  ['javascript:alert(1)', undefined],
  ['javascript://example.com/%0aalert(1)', undefined],
  ['ftp://example.com', undefined],
  ['data:text/html,a.b', undefined],
])('the address %j is %j', (typed, answer) => {
  expect(url(typed)).toBe(answer)
})

test.each<[string, string, number | undefined]>([
  ['1.5', 'en', 1.5],
  ['1,5', 'en', 1.5],
  ['1,234', 'en', 1234],
  ['1,234.5', 'en', 1234.5],
  ['1,5', 'fr', 1.5],
  ['1,234', 'fr', 1.234],
  ['1 234,5', 'fr', 1234.5],
  ['1\u202f234,5', 'fr', 1234.5],
  ['1.5', 'fr', 1.5],
  ['1.234', 'de', 1234],
  ['1.234,5', 'de', 1234.5],
  ['1’234.5', 'en', 1234.5],
  ['١٢٫٥', 'ar', 12.5],
  ['１２', 'ja', 12],
  ['-3', 'en', -3],
  ['0', 'en', 0],
  ['.5', 'en', 0.5],
  [' 7 ', 'en', 7],
  ['', 'en', undefined],
  ['-', 'en', undefined],
  ['.', 'en', undefined],
  ['1.2.3', 'en', undefined],
  ['1e5', 'en', undefined],
  ['0x10', 'en', undefined],
  ['Infinity', 'en', undefined],
  ['9'.repeat(400), 'en', undefined],
  ['ten', 'en', undefined],
])('the number %j in %s is %j', (typed, lang, answer) => {
  expect(number(typed, lang)).toBe(answer)
})

describe('properties', () => {
  test('a number set out as a language does is read as itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e9, max: 1e9 }), fc.nat(2), fc.constantFrom(...languages), (whole, digits, lang) => {
        const value = whole / 10 ** digits
        expect(number(value.toLocaleString(lang), lang)).toBe(value)
      }),
    )
  })

  test('no text throws, and what is no answer is nothing, never half of one', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...languages), (typed, lang) => {
        for (const answer of [email(typed), phone(typed), url(typed)]) expect(answer === undefined || answer.length > 3).toBe(true)
        expect([undefined, true]).toContain(number(typed, lang) === undefined ? undefined : Number.isFinite(number(typed, lang)))
      }),
    )
  })

  test('a long text is judged at once', () => {
    for (const piece of ['a', 'a@', 'a.', '1', '1 ', '(', '1,', '.'])
      for (const read of [email, phone, url, (typed: string) => number(typed, 'en')]) read(piece.repeat(5000))
  })
})
