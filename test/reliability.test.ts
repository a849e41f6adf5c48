import { expect, test } from 'vitest'
import { another, asShipped } from '../bench/delivery/build.mjs'
import { run, sumOf } from '../bench/delivery/run.mjs'

/** The short form of `npm run bench:delivery`; docs/reliability.md says what it does and has the long one's numbers. */
const SEED = 2027

test(`500 answers, 150 faults and 15 SIGKILLs of a whole Chromium: 0 lost, 0 doubled, 0 regressed, 0 invented, nobody asked again (seed ${SEED})`, async () => {
  const shipped = await asShipped()
  const builds = { main: shipped, another: await another(shipped) }
  const result = await run({ kind: 'chromium', seed: SEED, builds, answers: 500, faults: 150, kills: 15 })
  expect(result.wrong).toEqual([])
  // What the harness itself could not play would prove nothing.
  expect(result.broken).toEqual([])
  expect(result.answers).toBeGreaterThanOrEqual(500)
  expect(sumOf(result.faults)).toBeGreaterThanOrEqual(150)
  expect(result.faults.size).toBeGreaterThanOrEqual(18)
  expect(result.kills).toBeGreaterThanOrEqual(15)
}, 400_000)
