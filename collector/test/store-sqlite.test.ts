import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openSqlite } from '../src/store'
import { NOW, responseEvent } from './fixtures'
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

it('brings a file of the first version up to date: its answers are of the first wave', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const file = join(folder, 'peakend.db')
  const first = await openSqlite(file)
  const checked = check(responseEvent('a', 2, { score: 4, wave: 7 }), 'default', NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  await first.apply('default', [checked.item])
  await first.close()
  const raw = new Database(file)
  raw.exec("drop index responses_quota; alter table responses drop column wave; delete from kysely_migration where name > '001-responses'")
  raw.close()
  const second = await openSqlite(file)
  expect(await second.page({ project: 'default' }, '', 9)).toMatchObject([{ id: 'a', score: 4, wave: 1 }])
  expect(await second.answered('default', 'checkout-csat', 1, 9)).toBe(1)
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})
