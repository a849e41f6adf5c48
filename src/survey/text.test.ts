import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dirOf, fill, languages, localise, tagOf } from './text'

describe('languages to look in', () => {
  test.each([
    [['fr-CA'], ['fr-CA', 'fr-Latn', 'fr', 'en', 'en-Latn']],
    [['fr'], ['fr', 'fr-Latn', 'en', 'en-Latn']],
    [['en-GB'], ['en-GB', 'en-Latn', 'en']],
    [['en'], ['en', 'en-Latn']],
    [
      ['fr-CA', 'de', 'fr'],
      ['fr-CA', 'fr-Latn', 'fr', 'de', 'de-Latn', 'en', 'en-Latn'],
    ],
    // The script that a country writes in.
    [['zh-TW'], ['zh-TW', 'zh-Hant', 'zh', 'en', 'en-Latn']],
    [['zh-CN'], ['zh-CN', 'zh-Hans', 'zh', 'en', 'en-Latn']],
    [['sr-Latn-RS'], ['sr-Latn-RS', 'sr-Latn', 'sr', 'en', 'en-Latn']],
    // As pages write it.
    [['fr_FR'], ['fr-FR', 'fr-Latn', 'fr', 'en', 'en-Latn']],
    [['PT-br'], ['pt-BR', 'pt-Latn', 'pt', 'en', 'en-Latn']],
    [['iw'], ['he', 'he-Hebr', 'en', 'en-Latn']],
    [['ar-EG-u-nu-latn'], ['ar-EG', 'ar-Arab', 'ar', 'en', 'en-Latn']],
  ])('%j', (tags, expected) => expect(languages(...tags)).toEqual(expected))

  test.each(['', ' ', '-', 'e', 'français', 'not a language', '*', '123', 'constructor', '__proto__', 'x'])('“%s” is none', (tag) =>
    expect(languages(tag, 'de')).toEqual(languages('de')),
  )

  test('property: whatever a page says of its language, English is among them, each is there once, and nothing throws', () => {
    const piece = fc.constantFrom('fr', 'en', 'zh', 'Hant', 'CA', '_', '-', 'x', 'invalid', 'u-nu-latn', 'é', '1996', ' ')
    const tag = fc.oneof(
      fc.string(),
      fc.array(piece).map((pieces) => pieces.join('-')),
    )
    fc.assert(
      fc.property(fc.array(tag), (tags) => {
        const found = languages(...tags)
        expect(found).toContain('en')
        expect(new Set(found).size).toBe(found.length)
        expect(languages(...tags, ...tags)).toEqual(found)
      }),
    )
  })
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
    // Spoken somewhere is better than another language.
    [{ en: 'Hello', 'pt-BR': 'Oi' }, ['pt', 'en'], 'Oi'],
    [{ en: 'Hello', 'pt-BR': 'Oi' }, languages('pt-PT'), 'Oi'],
    [{ 'fr-CA': 'Allô', fr: 'Bonjour' }, ['fr'], 'Bonjour'],
    [{ 'zh-Hans': '你们好', 'zh-Hant': '你們好' }, languages('zh-TW'), '你們好'],
    [{ 'zh-Hant': '你們好', 'zh-Hans': '你们好' }, languages('zh-CN'), '你们好'],
    // A language is no prefix of another.
    [{ fil: 'Kumusta', en: 'Hello' }, ['fi', 'en'], 'Hello'],
  ] as const)('%j for %j: %s', (text, wanted, expected) => expect(localise(text, wanted)).toBe(expected))

  test.each(['constructor', '__proto__', 'toString', 'valueOf', 'hasOwnProperty'])(
    'a page that says its language is “%s” gets the fallback',
    (tag) => {
      expect(localise(text, languages(tag))).toBe('Hello')
      expect(localise(text, [tag, 'en'])).toBe('Hello')
    },
  )

  test('the page first, then the browser, in their order, then English, then any', () => {
    const page = languages('sv', 'de-AT', 'fr')
    expect(localise({ en: 'Hello', de: 'Hallo', fr: 'Bonjour' }, page)).toBe('Hallo')
    expect(localise({ en: 'Hello', fr: 'Bonjour' }, page)).toBe('Bonjour')
    expect(localise({ it: 'Ciao', en: 'Hello' }, page)).toBe('Hello')
    expect(localise({ it: 'Ciao', es: 'Hola' }, page)).toBe('Ciao')
  })

  const tag = fc.constantFrom('en', 'fr', 'fr-CA', 'de', 'nl', 'zh-Hant', 'pt-BR')
  const dictionary = fc.dictionary(tag, fc.string({ minLength: 1 }), { minKeys: 1 })
  test('property: a text for any languages gives a text, and a wanted one where there is one', () => {
    fc.assert(
      fc.property(dictionary, fc.array(tag), (text, wanted) => {
        const found = localise(text, wanted)
        const first = wanted.find((tag) => Object.keys(text).some((key) => `${key}-`.startsWith(`${tag}-`)))
        expect(Object.values(text)).toContain(found)
        if (first && first in text) expect(found).toBe(text[first])
      }),
    )
  })
  test('property: the language of a text is that of what is shown', () => {
    fc.assert(
      fc.property(dictionary, fc.array(fc.oneof(tag, fc.string())), (text, tags) => {
        const wanted = languages(...tags)
        expect(text[tagOf(text, wanted)]).toBe(localise(text, wanted))
      }),
    )
  })
})

test('a text without a language is in the first: the page’s own', () => expect(tagOf('چطور بود؟', languages('fa-IR', 'en'))).toBe('fa-IR'))

test.each([
  ['ar', 'rtl'],
  ['ar-EG', 'rtl'],
  ['he', 'rtl'],
  ['fa-IR', 'rtl'],
  ['ur', 'rtl'],
  ['ckb', 'rtl'],
  ['az-Arab', 'rtl'],
  ['en', 'ltr'],
  ['arn', 'ltr'],
  ['hebrew', 'ltr'],
  ['fr-CA', 'ltr'],
  ['', 'ltr'],
] as const)('%s is written %s', (tag, dir) => expect(dirOf(tag)).toBe(dir))

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
  test('or leaves it as it is written', () =>
    expect(fill('{{ trait.firstName|there }} of {{brand|us}}', (kind, _, written) => kind === 'trait' && written)).toBe(
      '{{ trait.firstName|there }} of us',
    ))
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
