import { expect, test } from 'vitest'
import { ownScripts } from './own-scripts'

const self = 'https://cdn.example/fb/chunks/watch.0a1b2c3d.js'

test.each([
  ['https://cdn.example/fb/chunks/ask.0a1b2c3d.js', true],
  ['https://cdn.example/fb/chunks/words-fr.0a1b2c3d.js', true],
  ['https://cdn.example/fb/peakend.js', true],
  ['https://cdn.example/fb/peakend.js?v=3', true],
  // Another build, another folder, the page's own.
  ['https://cdn.example/fb/chunks/ask.ffffffff.js', false],
  ['https://cdn.example/chunks/ask.0a1b2c3d.js', false],
  ['https://cdn.example/fb/shop.js', false],
  ['https://shop.example/peakend.js', false],
  ['', false],
])('%s is ours: %s', (url, ours) => {
  expect(ownScripts(self)?.(url)).toBe(ours)
})

test.each([
  ['renamed by a bundler', 'https://shop.example/assets/watch-Bx2_a9.js'],
  ['bundled with the page', 'https://shop.example/main.js'],
  ['from source', 'http://localhost:5173/src/chunks/watch.ts'],
])('%s: cannot be told apart', (_, url) => {
  expect(ownScripts(url)).toBeUndefined()
})
