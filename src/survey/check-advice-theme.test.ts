// @vitest-environment node
import { expect, test } from 'vitest'
import { advice, each } from './testkit'

each([
  ['grey on white', { theme: { muted: '#999', surface: '#fff' } }, 'low-contrast surveys[0].theme.muted'],
  ['white on yellow', { theme: { accent: 'rgb(255, 220, 0)', accentText: '#ffffff' } }, 'low-contrast surveys[0].theme.accentText'],
  ['in the dark', { theme: { dark: { text: '#333', surface: 'rgb(0 0 0)' } } }, 'low-contrast surveys[0].theme.dark.text'],
  ['black on white', { theme: { text: '#000000', surface: '#fff', muted: '#767676' } }],
  ['a colour that only a browser can tell', { theme: { text: 'oklch(0.9 0 0)', surface: 'white' } }],
  ['one of a pair', { theme: { muted: '#eee' } }],
])
test('a survey’s token on one of the configuration’s own', () => {
  const theme = { surface: '#fff', muted: '#eee' }
  expect(advice({ theme: { text: '#ddd' } }, { theme })).toEqual(['low-contrast theme.muted', 'low-contrast surveys[0].theme.text'])
  expect(advice({ theme: { surface: '#888' } }, { theme: { text: '#777' } })).toEqual(['low-contrast surveys[0].theme.surface'])
})
