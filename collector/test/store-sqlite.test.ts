import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqlite } from '../src/store'
import { storeContract } from './store-contract'

storeContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const store = await openSqlite(join(folder, 'peakend.db'))
  return {
    store,
    dispose: async () => {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
})

it('opens an existing file again with everything in it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const file = join(folder, 'deep', 'peakend.db')
  const first = await openSqlite(file)
  await first.apply('default', [
    { type: 'counts', eventId: 'c', counts: [{ survey: 's', day: '2027-03-01', triggered: 1, eligible: 1, sampled: 1 }] },
  ])
  await first.close()
  const second = await openSqlite(file)
  expect(await second.gateCounts({ project: 'default', test: false })).toHaveLength(1)
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})
