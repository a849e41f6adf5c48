// @vitest-environment node
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { safeLink } from './safe-link'

const page = 'https://shop.example/order/7?x=1#top'

test.each([
  ['https://reviews.example/shop?id=1', 'https://reviews.example/shop?id=1'],
  ['HTTPS://Reviews.Example/', 'https://reviews.example/'],
  ['http://old.example', 'http://old.example/'],
  ['mailto:help@shop.example', 'mailto:help@shop.example'],
  ['tel:+33123456789', 'tel:+33123456789'],
  [' https://reviews.example ', 'https://reviews.example/'],
  ['/help', 'https://shop.example/help'],
  ['help', 'https://shop.example/order/help'],
  ['#more', 'https://shop.example/order/7?x=1#more'],
  ['?y=2', 'https://shop.example/order/7?y=2'],
  ['https://shop.example/help', 'https://shop.example/help'],
])('%s leads to %s', (href, to) => {
  expect(safeLink(href, page)).toBe(to)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\tscript:alert(1)',
  'java\nscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'blob:https://shop.example/1',
  'file:///etc/passwd',
  'ftp://files.example',
  'view-source:https://shop.example',
  '//evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '///evil.example',
  '/\t/evil.example',
  'http:evil.example',
  'https:/\\evil.example',
  'https:\\\\evil.example',
  'https://shop.example@evil.example/',
  'https://user:word@shop.example/',
  'https://shop.example/\u202egpj.exe',
  'https://shop.example/\u0000',
  'https://',
  'https://%zz',
])('%j leads nowhere', (href) => {
  expect(safeLink(href, page)).toBeUndefined()
})

test('another scheme written in code is a path of this site, which runs nothing', () => {
  for (const href of ['javascript%3Aalert(1)', '%6aavascript:alert(1)', '&#106;avascript:alert(1)'])
    expect(new URL(safeLink(href, page) ?? '').origin).toBe('https://shop.example')
})

test('a page without an address of its own has no addresses beside it', () => {
  expect(safeLink('/help', 'about:srcdoc')).toBeUndefined()
  expect(safeLink('data:text/html,x', 'about:blank')).toBeUndefined()
  expect(safeLink('help', 'file:///home/index.html')).toBeUndefined()
  expect(safeLink('https://reviews.example/', 'about:srcdoc')).toBe('https://reviews.example/')
})

describe('whatever is written', () => {
  const pieces = fc.constantFrom(
    'javascript:',
    'JAVASCRIPT:',
    'data:',
    'vbscript:',
    'https:',
    'http://',
    'mailto:',
    'tel:',
    '/',
    '\\',
    '@',
    ':',
    '.',
    '#',
    '?',
    ' ',
    '\t',
    '\n',
    '\0',
    '\u202e',
    '%0a',
    '&colon;',
    'evil.example',
    'shop.example',
    'alert(1)',
  )
  const anything = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.webUrl(),
    fc.array(pieces, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.tuple(pieces, fc.string()).map((parts) => parts.join('')),
  )

  test('never throws; what is let through is one of four schemes, and this site or said outright', () => {
    fc.assert(
      fc.property(anything, (href) => {
        const to = safeLink(href, page)
        if (to === undefined) return
        const { protocol, origin, username } = new URL(to)
        expect(['https:', 'http:', 'mailto:', 'tel:']).toContain(protocol)
        expect(username).toBe('')
        if (/^http/.test(protocol) && origin !== 'https://shop.example') expect(href.trim()).toMatch(/^https?:\/\/[^\\/]/i)
        // The browser reads it as we did, from wherever on the page.
        expect(new URL(to, 'https://elsewhere.example/').href).toBe(to)
      }),
      { numRuns: 2000 },
    )
  })

  test('a value filled into an address of this site does not lead away', () => {
    fc.assert(
      fc.property(anything, (value) => {
        const to = safeLink(`/search?q=${value}`, page)
        if (to) expect(new URL(to).origin).toBe('https://shop.example')
        const path = safeLink(`/${value}`, page)
        if (path) expect(new URL(path).origin).toBe('https://shop.example')
      }),
      { numRuns: 2000 },
    )
  })
})
