import Database from 'libsql'
import { expect, inject, it } from 'vitest'
import { fuzz } from '../../bench/fuzz/collector.mjs'
import { type CollectorOptions, createCollector } from '../src/server'
import { createDatabase } from './stores'

it('refuses what is malformed, and does nothing else', { timeout: 120_000 }, async () => {
  const { done, seen } = await fuzz({ createCollector, Database: Database as never, runs: 3_000, seed: inject('seed') })
  expect(done).toBeGreaterThan(2_000)
  for (const status of [200, 400, 401, 404, 405, 415]) expect(seen[status]).toBeGreaterThan(0)
})

it('takes nothing that PostgreSQL cannot hold, and fails at nothing that is asked of it', { timeout: 120_000 }, async () => {
  const databaseUrl = `${inject('postgres')}${await createDatabase()}`
  const onPostgres = (options: CollectorOptions) => createCollector({ ...options, databaseUrl })
  /** What was changed is seen on SQLite, by the test above. */
  class NoEye {
    prepare = () => ({ get: () => ({ data_version: 0 }) })
    close = () => {}
  }
  const { done, seen } = await fuzz({ createCollector: onPostgres, Database: NoEye, runs: 1_000, seed: 2 })
  expect(done).toBeGreaterThan(700)
  expect(seen[200]).toBeGreaterThan(0)
})
