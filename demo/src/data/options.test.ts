import { expect, it } from 'vitest'
import { readOptions } from './options'

const read = (...argv: readonly string[]) => readOptions(argv, { DATA_DIR: '/nowhere' })

it('has defaults for the demo as npm start runs it', () => {
  expect(read()).toEqual({
    url: 'http://localhost:4173',
    project: 'default',
    token: null,
    visits: 3000,
    days: 120,
    seed: 1,
    remove: false,
  })
})
it('takes the token of the option, else of the environment', () => {
  expect(readOptions(['--token', 'a'], { ADMIN_TOKEN: 'b' })?.token).toBe('a')
  expect(readOptions([], { ADMIN_TOKEN: 'b' })?.token).toBe('b')
})
it.each([
  [['--visits', 'many'], '--visits: expected a whole number from 1 to 100000, got many.'],
  [['--days', '0'], '--days: expected a whole number from 1 to 730, got 0.'],
  [['--url', 'shop.example'], '--url: expected an address such as http://localhost:4173, got shop.example.'],
])('says what is wrong with %j', (argv, message) => {
  expect(() => read(...argv)).toThrow(message)
})
it('refuses what it does not know, and helps', () => {
  expect(() => read('--vists', '3')).toThrow('--vists')
  expect(read('--help')).toBeNull()
})
