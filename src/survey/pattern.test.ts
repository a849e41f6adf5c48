// @vitest-environment node
// biome-ignore lint/style/noRestrictedImports: the test runs in Node.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
// biome-ignore lint/style/noRestrictedImports: the test runs in Node.
import { createInterface } from 'node:readline'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { PathPattern } from './config'
import { isSafePattern, MAX_MATCH_LENGTH, matchesPath, matchesPlace, mayMatch, type Place } from './pattern'

describe('patterns that are refused', () => {
  test.each([
    '(a+)+',
    '(a*)*b',
    '(a|a)*',
    '(a|ab)+$',
    '(?:a+)+',
    '(?:a|b)*',
    '(?<x>a)+',
    '(a){2,}',
    '(a?){50}',
    '((a{10}){10})',
    '(a)*?',
    '(a)\\1',
    '(a+)\\1',
    '(?<x>a+)\\k<x>',
    '\\\\(a+)+',
    '[(](a+)+',
    '[^)](a+)+',
    '[](a+)+]',
    '[\\]](a+)+',
    '\\[(a+)+]',
    'a*b*c*d*',
    'a+b+c+d+',
    'a{1,}b{2,}c{3,}d{4,}',
    'a*b+c{2,}d*',
    // They do not compile.
    '(',
    'a**',
    '[',
    '\\',
    '*',
    '(?<=a',
  ])('%s', (pattern) => expect(isSafePattern(pattern)).toBe(false))
})

describe('patterns that teams write are accepted', () => {
  test.each([
    '',
    'gold',
    '^/order/',
    '^/products/\\d+$',
    '^[a-z]{2}-[A-Z]{2}$',
    '@example\\.com$',
    '^[^@]+@[^@]+$',
    '\\.(jpe?g|png|webp)$',
    '^(basic|plus|pro)$',
    '^(?:de|fr|it)-CH$',
    'v\\d+\\.\\d+',
    '\\(refund\\)',
    '[*+(){}]',
    '\\*\\*',
    '^\\s*$',
    'utm_[a-z]+=',
    'é+',
  ])('%s', (pattern) => expect(isSafePattern(pattern)).toBe(true))
})

test('property: any text gives an answer', () => {
  const alphabet = fc.constantFrom(...'()[]{}|*+?\\^$.,ab1k<>:=!')
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(alphabet).map((parts) => parts.join('')),
      ),
      (text) => typeof isSafePattern(text) === 'boolean',
    ),
  )
})

test('property: what is accepted compiles', () => {
  const alphabet = fc.constantFrom(...'()[]{}|*+?\\^$.,ab1k<>:=!')
  fc.assert(
    fc.property(
      fc.array(alphabet, { maxLength: 12 }).map((parts) => parts.join('')),
      (pattern) => !isSafePattern(pattern) || !!new RegExp(pattern),
    ),
    { numRuns: 2000 },
  )
})

describe('what is accepted is quick: a process of its own must answer, and is killed when it does not', () => {
  /** Generous: a sound pattern needs milliseconds, a runaway one centuries. */
  const LIMIT_MS = 15_000
  /** Tries each pattern it is sent on inputs that are bad for it, and says so when it is through. */
  const program = `
    const inputs = []
    for (const unit of ['a', 'ab', 'aab1 /'])
      for (const length of [40, 79, 256])
        for (const tail of ['', '!']) inputs.push(unit.repeat(length).slice(0, length - tail.length) + tail)
    require('readline').createInterface({ input: process.stdin }).on('line', (line) => {
      const pattern = new RegExp(JSON.parse(line))
      for (const input of inputs) pattern.test(input)
      console.log('through')
    })`
  let child: ChildProcessWithoutNullStreams | undefined
  let answered: (isThrough: boolean) => void = () => {}
  const end = () => {
    child?.kill('SIGKILL')
    child = undefined
  }
  afterAll(end)
  const finishes = (pattern: string, limitMs = LIMIT_MS) =>
    new Promise<boolean>((resolve) => {
      if (!child) {
        child = spawn(process.execPath, ['-e', program])
        createInterface({ input: child.stdout }).on('line', () => answered(true))
      }
      const timer = setTimeout(() => answered(false), limitMs)
      answered = (isThrough) => {
        clearTimeout(timer)
        if (!isThrough) end()
        resolve(isThrough)
      }
      child.stdin.write(`${JSON.stringify(pattern)}\n`)
    })

  test('the watch itself works: a pattern known to be bad is killed', async () => {
    expect(isSafePattern('^(a+)+$')).toBe(false)
    // Centuries or a second: it is through after neither.
    expect(await finishes('^(a+)+$', 1000)).toBe(false)
    expect(await finishes('^a+$')).toBe(true)
  }, 60_000)

  test.each<readonly [string, string]>([
    ...[8, 12, 16, 20, 24].map((times) => [`${times} alternatives`, `${'(a|a)'.repeat(times)}b`] as const),
    ...[8, 12, 16, 20, 24].map((times) => [`${times} optionals`, `${'a?'.repeat(times)}${'a'.repeat(times)}b`] as const),
    ['one unbounded repeat and 16 optionals', `${'a?'.repeat(16)}a*b`],
    ['two unbounded repeats and 8 optionals', `${'a?'.repeat(8)}a*a*b`],
    ['optionals in a row', `${'a?'.repeat(40)}${'a'.repeat(40)}b`],
    ['alternatives in a row', `${'(a|a)'.repeat(40)}b`],
    ['overlapping alternatives in a row', `${'(?:a|ab|b)'.repeat(40)}!x`],
    ['optional groups in a row', `${'(?:aa?)?'.repeat(30)}b`],
    ['nested optional groups', `${'(?:a'.repeat(30)}${')?'.repeat(30)}${'a?'.repeat(30)}b`],
    ['optionals before unbounded repeats', 'a?a?a?a?a?a?a*a*a*b'],
    ['three unbounded repeats of the same', 'a*a*a*b'],
    ['lazy ones', 'a*?a*?a*?b'],
    ['inside a lookahead', '(?=a*a*a*b)'],
    ['inside a lookbehind', '(?<=a*a*a*b)'],
  ])(
    '%s: refused, or through',
    async (_, pattern) => {
      expect(!isSafePattern(pattern) || (await finishes(pattern))).toBe(true)
    },
    60_000,
  )

  test('property: any accepted pattern of a nasty grammar', async () => {
    const { node } = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4, depthSize: 'small' },
        fc.constantFrom(
          'a',
          'b',
          '.',
          '\\w',
          '[ab]',
          '[^b]',
          'a?',
          'a*',
          'a+',
          'a*?',
          'a{2}',
          'a{1,3}',
          'a{2,}',
          '\\s*',
          '^',
          '$',
          '\\b',
          '\\1',
          '\\)',
          '[)*]',
          '\\\\',
        ),
        fc.array(tie('node'), { minLength: 2, maxLength: 5 }).map((nodes) => nodes.join('')),
        fc.array(tie('node'), { minLength: 2, maxLength: 3 }).map((nodes) => `(${nodes.join('|')})`),
        fc.tuple(fc.constantFrom('(', '(?:', '(?=', '(?!', '(?<='), tie('node')).map(([open, node]) => `${open}${node})`),
        fc.tuple(tie('node'), fc.constantFrom('?', '*', '+', '*?', '{2}', '{0,5}', '{3,}')).map(([node, repeat]) => `(?:${node})${repeat}`),
        fc
          .tuple(tie('node'), fc.integer({ min: 2, max: 40 }), fc.constantFrom('', 'b', '$'))
          .map(([node, times, end]) => node.repeat(times) + end),
      ),
    }))
    const accepted = node.filter((pattern) => pattern.length < 400 && isSafePattern(pattern))
    await fc.assert(
      fc.asyncProperty(accepted, (pattern) => finishes(pattern)),
      { numRuns: 300, endOnFailure: true, interruptAfterTimeLimit: 100_000 },
    )
  }, 150_000)

  test('the inputs of matches are this long', () => expect(MAX_MATCH_LENGTH).toBe(256))
})

describe('paths', () => {
  test.each([
    ['/cart', '/cart', true],
    ['/cart', '/cart/', false],
    ['/cart', '/Cart', false],
    ['/cart', '/cart2', false],
    ['', '', true],
    ['', '/', false],
    ['*', '', true],
    ['*', '/any/thing', true],
    ['/order/*', '/order/', true],
    ['/order/*', '/order/1/done', true],
    ['/order/*', '/order', false],
    ['*/done', '/order/1/done', true],
    ['*/done', '/order/1/done/x', false],
    ['/*/done', '/order/done', true],
    ['/*/done', '/done', false],
    ['/a*b*c', '/abc', true],
    ['/a*b*c', '/a-c-b-c', true],
    ['/a*b*c', '/acb', false],
    ['a*a', 'a', false],
    ['a*a', 'aa', true],
    ['ab*ba', 'aba', false],
    ['**', '', true],
    ['a**b', 'ab', true],
    ['*x*', 'axb', true],
    ['*x*', 'ab', false],
    // Nothing but the star is special.
    ['/a.c', '/abc', false],
    ['/a?', '/a', false],
    ['/(x|y)', '/x', false],
    ['/\\d', '/1', false],
    ['/[x]', '/[x]', true],
    ['/a+', '/a+', true],
    ['/$', '/$', true],
  ] as const)('%s and %s: %s', (pattern, path, expected) => expect(matchesPath(pattern, path)).toBe(expected))

  test.each([
    ['/été', '/été', true],
    ['/%C3%A9t%C3%A9', '/été', true],
    ['/chaussures-été/*', '/chaussures-été/rouges', true],
    ['*/été', '/en/été', true],
    ['/été', '/ete', false],
    ['/two words', '/two words', true],
    ['/two%20words', '/two words', true],
    ['/100%', '/100%', true],
    ['/日本*', '/日本/東京', true],
    ['/🙂', '/🙂', true],
  ])('%s on the page %s, as a browser has it: %s', (pattern, address, expected) => {
    expect(matchesPath(pattern, new URL(address, 'https://shop.example').pathname)).toBe(expected)
  })
  test('one of several', () => {
    expect(matchesPath(['/a', '/b*'], '/b/1')).toBe(true)
    expect(matchesPath(['/a', '/b*'], '/c')).toBe(false)
    expect(matchesPath([], '/c')).toBe(false)
  })

  test('property: agrees with a regular expression', () => {
    const reference = (pattern: string, path: string) =>
      new RegExp(
        `^${pattern
          .split('*')
          .map((part) => part.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&'))
          .join('[^]*')}$`,
      ).test(path)
    const small = (letters: string) => fc.array(fc.constantFrom(...letters), { maxLength: 10 }).map((parts) => parts.join(''))
    fc.assert(
      fc.property(small('ab*/'), small('ab/'), (pattern, path) => matchesPath(pattern, path) === reference(pattern, path)),
      { numRuns: 5000 },
    )
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.constant('*'), fc.string())), fc.string(), (parts, path) => {
        const pattern = parts.join('')
        // As a browser has it: a space is %20 there.
        const address = encodeURI(path)
        return matchesPath(pattern, address) === reference(pattern.replaceAll(' ', '%20'), address)
      }),
      { numRuns: 2000 },
    )
  })

  test('property: a path made from a pattern matches it', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.string().filter((part) => !part.includes('*')),
          { minLength: 1 },
        ),
        fc.array(fc.string()),
        (parts, between) =>
          matchesPath(parts.join('*'), parts.reduce((path, part, index) => path + (between[index] ?? '') + part).replaceAll(' ', '%20')),
      ),
    )
  })
})

/** The place of an address, as the browser tells it. */
const placeOf = (address: string): Place => {
  const { pathname, search, hash } = new URL(address, 'https://shop.example')
  return { pathname, search, hash }
}

describe('places', () => {
  test.each<[PathPattern, string, boolean]>([
    ['/help', '/help', true],
    ['/help', '/help?x=1#top', true],
    ['/help', '/help/', false],
    ['/shoes/*', '/shoes/red', true],
    ['*', '/', true],
    // Parameters: each that is named has to match, others do not matter, nor does their order.
    ['/search?sort=price*', '/search?q=a&sort=price-up', true],
    ['/search?sort=price*', '/search?sort=name', false],
    ['/search?sort=price*', '/search', false],
    ['/search?a=1&b=2', '/search?b=2&a=1', true],
    ['/search?a=1&b=2', '/search?b=2', false],
    ['/search?a=2', '/search?a=1&a=2', true],
    ['?coupon=*', '/any?coupon=', true],
    ['?coupon=*', '/any', false],
    ['?q=two words', '/any?q=two+words', true],
    ['/search?q=caf%C3%A9', '/search?q=café', true],
    ['/search?q=café*', '/search?q=caf%C3%A9+au+lait', true],
    ['/été?q=été#été', '/%C3%A9t%C3%A9?q=%C3%A9t%C3%A9#%C3%A9t%C3%A9', true],
    // The fragment.
    ['/app#/cart*', '/app#/cart/2', true],
    ['/app#/cart*', '/app#/help', false],
    ['/app#/cart*', '/app', false],
    ['#top', '/any?x=1#top', true],
    ['/app?a=1#/cart', '/app?a=1#/cart', true],
    ['/app?a=1#/cart', '/app?a=2#/cart', false],
    ['/app#/cart?step=2', '/app#/cart?step=2', true],
    // Regular expressions look at path and query.
    [{ matches: '^/order/\\d+$' }, '/order/12', true],
    [{ matches: '^/order/\\d+$' }, '/order/12?x=1', false],
    [{ matches: 'ref=mail$' }, '/order?ref=mail', true],
    [{ matches: '#top' }, '/order#top', false],
  ])('%j and %s: %s', (path, address, expected) => {
    expect(matchesPlace({ path }, placeOf(address))).toBe(expected)
    expect(matchesPlace({ path: '*', not: path }, placeOf(address))).toBe(!expected)
    expect(matchesPlace({ path: ['/other', path] }, placeOf(address))).toBe(expected)
  })

  test('without a pattern: every page, but those that are left out', () => {
    expect(matchesPlace({}, placeOf('/x'))).toBe(true)
    expect(matchesPlace({ not: [] }, placeOf('/x'))).toBe(true)
    expect(matchesPlace({ path: [] }, placeOf('/x'))).toBe(false)
    expect(matchesPlace({ path: '/x*', not: ['/x/y', '/z'] }, placeOf('/x/y'))).toBe(false)
  })
  test('a regular expression looks at so many characters and no more', () => {
    const place = (length: number) => ({ pathname: `/${'a'.repeat(length - 2)}b`, search: '', hash: '' })
    expect(matchesPlace({ path: { matches: 'b' } }, place(MAX_MATCH_LENGTH))).toBe(true)
    expect(matchesPlace({ path: { matches: 'b' } }, place(MAX_MATCH_LENGTH + 1))).toBe(false)
  })
})

describe('what armed code tells by the path alone', () => {
  test.each<[PathPattern | readonly PathPattern[], string, boolean]>([
    ['/help', '/help', true],
    ['/help', '/cart', false],
    ['/search?sort=price', '/search', true],
    ['/search?sort=price', '/cart', false],
    ['?coupon=1', '/any', true],
    ['#top', '/any', true],
    [{ matches: '^/order' }, '/cart', true],
    [['/a', '/b*'], '/b/1', true],
    [[], '/a', false],
  ])('%j on %s: %s', (path, pathname, expected) => expect(mayMatch({ path }, pathname)).toBe(expected))
  test('what is left out by path alone is left out; what looks at more may be left in', () => {
    expect(mayMatch({ not: '/cart' }, '/cart')).toBe(false)
    expect(mayMatch({ not: '/cart?x=1' }, '/cart')).toBe(true)
    expect(mayMatch({ not: { matches: '^/cart' } }, '/cart')).toBe(true)
  })

  const piece = fc.constantFrom('a', 'b', '/', '*', '?', '#', 'a=1', '&', 'b=*', '%20')
  const pattern: fc.Arbitrary<PathPattern> = fc.oneof(
    fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
    fc.constantFrom({ matches: '^/a' }, { matches: 'b$' }, { matches: 'a=1' }),
  )
  const patterns = fc.oneof(pattern, fc.array(pattern, { maxLength: 3 }))
  const placed = fc.record({ path: patterns, not: patterns }, { requiredKeys: [] })
  const places = fc
    .array(fc.constantFrom('a', 'b', '/', '?', '#', 'a=1', '&', 'b=2', '%20'), { maxLength: 8 })
    .map((parts) => placeOf(`/${parts.join('').replace(/^\/+/, '')}`))
  test('property: never no where the exact answer is yes', () => {
    let both = 0
    fc.assert(
      fc.property(placed, places, (placed, place) => {
        if (!matchesPlace(placed, place)) return
        both++
        expect(mayMatch(placed, place.pathname)).toBe(true)
      }),
      { numRuns: 10_000 },
    )
    expect(both).toBeGreaterThan(500) // or nothing was tested
  })
  test('property: the same answer where the path is all there is to look at', () => {
    const plain = fc.array(fc.constantFrom('a', 'b', '/', '*'), { maxLength: 6 }).map((parts) => parts.join('') || '/')
    fc.assert(
      fc.property(fc.record({ path: plain, not: plain }, { requiredKeys: [] }), places, (placed, place) => {
        expect(mayMatch(placed, place.pathname)).toBe(matchesPlace(placed, place))
      }),
      { numRuns: 3000 },
    )
  })
  test('property: nothing throws, whatever the address', () => {
    fc.assert(
      fc.property(placed, fc.webPath(), fc.string(), fc.string(), (placed, pathname, search, hash) => {
        expect(typeof matchesPlace(placed, { pathname, search, hash })).toBe('boolean')
        expect(typeof mayMatch(placed, pathname)).toBe('boolean')
      }),
    )
  })
})
