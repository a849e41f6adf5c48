/** The short form of `npm run bench:fuzz`: other seeds each time would make a red run nobody can repeat, so it is always the same. */
import { expect, test } from 'vitest'
import { fuzz, rounds, subject } from '../bench/fuzz/fuzz.mjs'

const counts = { configurations: 3000, records: 100, replies: 1000 } as const

test.each(Object.keys(counts) as (keyof typeof counts)[])(
  'changed at random, %s break nothing, lose nothing and take nobody else down',
  async (name) => {
    const round = rounds(await subject())[name]
    expect(await fuzz(round, 20261122, counts[name])).toBeUndefined()
  },
)
