import { expect, test } from 'vitest'
import { plural } from './plural'
import { put } from './put'
import { extra as ar } from './words/extra-ar'
import { extra as en } from './words/extra-en'
import { extra as pl } from './words/extra-pl'
import { words } from './words/words-de'
import { words as polish } from './words/words-pl'

test.each([
  [plural(put, en.found, 1, 'en'), '1 option'],
  [plural(put, en.found, 1234, 'en'), '1,234 options'],
  [plural(put, words.charactersLeft, 1234, 'de'), 'Noch 1.234 Zeichen'],
  [plural(put, polish.charactersLeft, 1, 'pl'), 'Pozostał 1 znak'],
  [plural(put, polish.charactersLeft, 3, 'pl'), 'Pozostały 3 znaki'],
  [plural(put, polish.charactersLeft, 12, 'pl'), 'Pozostało 12 znaków'],
  [plural(put, polish.charactersLeft, 22, 'pl'), 'Pozostały 22 znaki'],
  [plural(put, pl.found, 5, 'pl'), '5 możliwości'],
  [plural(put, ar.found, 2, 'ar'), 'خياران'],
  [plural(put, { other: '{{count}} Zeichen' }, 1, 'de'), '1 Zeichen'],
])('%s', (found, expected) => expect(found).toBe(expected))
test('every Arabic number has its form', () => {
  expect([0, 1, 2, 3, 11, 100].map((n) => plural(put, ar.errorShort, n, 'ar').replace(/\d+/, 'n'))).toEqual([
    'يُرجى كتابة شيء.',
    'يُرجى كتابة حرف واحد على الأقل.',
    'يُرجى كتابة حرفين على الأقل.',
    'يُرجى كتابة n أحرف على الأقل.',
    'يُرجى كتابة n حرفًا على الأقل.',
    'يُرجى كتابة n حرف على الأقل.',
  ])
})
