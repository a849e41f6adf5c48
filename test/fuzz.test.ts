/** The short form of `npm run bench:fuzz`: other seeds each time would make a red run nobody can repeat, so it is always the same. */
import { expect, test } from 'vitest'
import { launch } from '../bench/browser.mjs'
import { fuzz, rounds, subject } from '../bench/fuzz/fuzz.mjs'
import { pages } from '../bench/fuzz/page.mjs'
import { later } from './support/cleanup'

const counts = { configurations: 3000, records: 100, replies: 1000 } as const

test.each(Object.keys(counts) as (keyof typeof counts)[])(
  'changed at random, %s break nothing, lose nothing and take nobody else down',
  async (name) => {
    const round = rounds(await subject())[name]
    expect(await fuzz(round, 20261122, counts[name])).toBeUndefined()
  },
)

test('in a page of a real browser, with the built files, they throw nothing into it, fetch nothing, and leave nothing behind', async () => {
  const browser = await launch()
  later(() => browser.close())
  const round = await pages(browser, (await subject()).vectors)
  expect(await fuzz(round, 20261122, 100)).toBeUndefined()
  // Some of them are questions yet.
  expect(round.counts.answered).toBeGreaterThan(20)
})
