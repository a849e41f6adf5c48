import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fill, languages, localise } from './text'

describe('languages to look in', () => {
  test.each([
    ['fr-CA', ['fr-CA', 'fr', 'en']],
    ['fr', ['fr', 'en']],
    ['en-GB', ['en-GB', 'en']],
    ['en', ['en']],
  ])('%s', (tag, expected) => expect(languages(tag)).toEqual(expected))
})

describe('a text in the language that is wanted', () => {
  const text = { en: 'Hello', fr: 'Bonjour', 'fr-CA': 'Allô' }
  test.each([
    [text, ['fr-CA', 'fr', 'en'], 'Allô'],
    [text, ['fr-BE', 'fr', 'en'], 'Bonjour'],
    [text, ['de', 'en'], 'Hello'],
    [{ fr: 'Bonjour' }, ['de', 'en'], 'Bonjour'],
    [{ fr: '', en: 'Hello' }, ['fr', 'en'], 'Hello'],
    ['Plain', ['fr'], 'Plain'],
    [{}, ['en'], ''],
    [{ fr: 'Bonjour' }, [], 'Bonjour'],
  ] as const)('%j for %j: %s', (text, wanted, expected) => expect(localise(text, wanted)).toBe(expected))

  test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
    'a page that says its language is “%s” gets the fallback',
    (tag) => expect(localise(text, languages(tag))).toBe('Hello'),
  )

  test('property: a text for any languages gives a text, and a wanted one where there is one', () => {
    const tag = fc.constantFrom('en', 'fr', 'fr-CA', 'de', 'nl')
    fc.assert(
      fc.property(fc.dictionary(tag, fc.string({ minLength: 1 }), { minKeys: 1 }), fc.array(tag), (text, wanted) => {
        const found = localise(text, wanted)
        const first = wanted.find((tag) => tag in text)
        expect(Object.values(text)).toContain(found)
        if (first) expect(found).toBe(text[first])
      }),
    )
  })
})

describe('filling in', () => {
  const values: Record<string, unknown> = {
    'trait.firstName': 'Ada',
    'answer.csat': 0,
    'answer.you.firstName': 'Grace',
    'prop.order_id': 'A-1',
    'trait.empty': '',
    'trait.list': ['a', 'b'],
    'trait.object': { toString: () => 'boo' },
    'trait.fn': () => 'boo',
    'trait.yes': true,
    'trait.nothing': null,
    'trait.html': '<img src=x onerror=alert(1)>',
    'trait.braces': '{{trait.firstName}}',
    'trait.dollars': "$& $1 $$ $` $'",
    'context.utm.source': 'mail',
    brand: 'Peakend',
  }
  const lookup = (kind: string, name: string) => values[name ? `${kind}.${name}` : kind]
  test.each([
    ['Hi {{trait.firstName|there}}!', 'Hi Ada!'],
    ['Hi {{trait.firstName}}!', 'Hi Ada!'],
    ['Hi {{ trait.firstName }}!', 'Hi Ada!'],
    ['Hi {{trait.unknown|there}}!', 'Hi there!'],
    ['Hi {{trait.unknown}}!', 'Hi !'],
    ['Hi {{trait.unknown|}}!', 'Hi !'],
    ['{{answer.csat|none}}', '0'],
    ['{{answer.you.firstName|there}}', 'Grace'],
    ['{{answer.you.lastName|there}}', 'there'],
    ['{{trait.empty|there}}', 'there'],
    ['{{trait.nothing|there}}', 'there'],
    ['{{trait.list|there}}', 'there'],
    ['{{trait.object|there}}', 'there'],
    ['{{trait.fn|there}}', 'there'],
    ['{{trait.yes|there}}', 'there'],
    ['{{brand|us}}', 'Peakend'],
    ['{{facts.returnDays|30}} days', '30 days'],
    ['{{context.utm.source|web}}', 'mail'],
    ['{{prop.order_id}} {{prop.order_id}}', 'A-1 A-1'],
    ['{{trait.unknown|a b, c!}}', 'a b, c!'],
    // What a value says is text: not filled again, not a replacement pattern, not markup for us to judge.
    ['{{trait.braces}}', '{{trait.firstName}}'],
    ['{{trait.dollars}}', "$& $1 $$ $` $'"],
    ['{{trait.html}}', '<img src=x onerror=alert(1)>'],
    // What is no placeholder stays.
    ['{trait.firstName} {{}} {{|x}} }}{{', '{trait.firstName} {{}} {{|x}} }}{{'],
    ['50 % | 3 {{', '50 % | 3 {{'],
    ['', ''],
  ])('%s → %s', (text, expected) => expect(fill(text, lookup)).toBe(expected))

  test.each(['constructor', '__proto__', 'toString', 'hasOwnProperty'])('%s of a plain object gives the fallback', (name) => {
    expect(fill(`{{trait.${name}|there}}`, (_, name) => ({})[name as never])).toBe('there')
  })
  test.each([Number.NaN, Infinity, -Infinity])('%d is no value', (value) => expect(fill('{{trait.x|there}}', () => value)).toBe('there'))

  test('property: no value is executed or leaks as an object', () => {
    const value = fc.oneof(
      fc.anything().filter((value) => typeof value !== 'string'),
      fc.constant({
        toString() {
          throw new Error('executed')
        },
      }),
    )
    fc.assert(
      fc.property(value, (value) => {
        const filled = fill('<{{trait.x|there}}>', () => value)
        expect(filled).toBe(Number.isFinite(value) ? `<${value}>` : '<there>')
      }),
    )
  })

  test('property: a text value appears as it is', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), (value) => fill('<{{trait.x|there}}>', () => value) === `<${value}>`))
  })

  test('property: texts without braces are left alone', () => {
    fc.assert(
      fc.property(
        fc.string().filter((text) => !text.includes('{{')),
        (text) => fill(text, () => 'boo') === text,
      ),
    )
  })
})
