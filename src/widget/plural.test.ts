import { expect, test } from 'vitest'
import { plural } from './plural'
import { extra as ar } from './words/extra-ar'
import { extra as en } from './words/extra-en'
import { extra as pl } from './words/extra-pl'
import { words } from './words/words-de'
import { words as polish } from './words/words-pl'

test.each([
  [plural(en.found, 1, 'en'), '1 option'],
  [plural(en.found, 1234, 'en'), '1,234 options'],
  [plural(words.charactersLeft, 1234, 'de'), 'Noch 1.234 Zeichen'],
  [plural(polish.charactersLeft, 1, 'pl'), 'Pozostał 1 znak'],
  [plural(polish.charactersLeft, 3, 'pl'), 'Pozostały 3 znaki'],
  [plural(polish.charactersLeft, 12, 'pl'), 'Pozostało 12 znaków'],
  [plural(polish.charactersLeft, 22, 'pl'), 'Pozostały 22 znaki'],
  [plural(pl.found, 5, 'pl'), '5 możliwości'],
  [plural(ar.found, 2, 'ar'), 'خياران'],
  [plural({ other: '{{count}} Zeichen' }, 1, 'de'), '1 Zeichen'],
])('%s', (found, expected) => expect(found).toBe(expected))
test('every Arabic number has its form', () => {
  expect([0, 1, 2, 3, 11, 100].map((n) => plural(ar.errorShort, n, 'ar').replace(/\d+/, 'n'))).toEqual([
    'يُرجى كتابة شيء.',
    'يُرجى كتابة حرف واحد على الأقل.',
    'يُرجى كتابة حرفين على الأقل.',
    'يُرجى كتابة n أحرف على الأقل.',
    'يُرجى كتابة n حرفًا على الأقل.',
    'يُرجى كتابة n حرف على الأقل.',
  ])
})
