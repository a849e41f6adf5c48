import { describe, expect, test } from 'vitest'
import { distance, nearest } from './check-words'

describe('misspellings', () => {
  test('distance counts insertions, deletions, replacements and swaps', () => {
    expect([distance('why', 'whi'), distance('csat', 'csta'), distance('', 'ab'), distance('kitten', 'sitting')]).toEqual([1, 1, 2, 3])
  })
  test('nothing is suggested for what is too far away', () => {
    expect(nearest('banana', ['csat', 'nps'])).toBeUndefined()
    expect(nearest('ab', ['cd'])).toBeUndefined()
    expect(nearest('GOTO', ['goTo'])).toBe('goTo')
  })
})
