import Database from 'libsql'
import { expect, inject, it } from 'vitest'
import { fuzz } from '../../bench/fuzz/collector.mjs'
import { createCollector } from '../src/server'

it('refuses what is malformed, and does nothing else', { timeout: 120_000 }, async () => {
  const { done, seen } = await fuzz({ createCollector, Database: Database as never, runs: 3_000, seed: inject('seed') })
  expect(done).toBeGreaterThan(2_000)
  for (const status of [200, 400, 401, 404, 405, 415]) expect(seen[status]).toBeGreaterThan(0)
})
