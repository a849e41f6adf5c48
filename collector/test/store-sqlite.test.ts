import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openSqlite, type Store } from '../src/store'
import type { OldRow } from '../src/store/migration-rollups'
import { toContactRow } from '../src/store/rows'
import { accessContract } from './access-contract'
import { instrument, NOW, responseEvent } from './fixtures'
import { makeOlder, oldRow } from './older'
import { storeContract } from './store-contract'
import { resultsContract } from './store-results-contract'
import { sqlite } from './stores'
import { surveysContract } from './surveys-contract'

storeContract(sqlite)
surveysContract(sqlite)
accessContract(sqlite)
resultsContract(sqlite)

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
  const place = await sqlite.take()
  const checked = check(responseEvent('a', 2, { score: 4, wave: 7 }), 'default', NOW)
  if ('problem' in checked || checked.item.type !== 'response') throw new Error(JSON.stringify(checked))
  const { wave: _, updated_at: __, ...row } = oldRow(checked.item.response)
  await makeOlder(place, '001-responses', (db) =>
    db
      .insertInto('responses')
      .values(row as OldRow)
      .execute(),
  )
  const store = await place.open()
  expect(await store.page({ project: 'default' }, '', 9)).toMatchObject([{ id: 'a', score: 4, wave: 1 }])
  expect(await store.answered('default', 'checkout-csat', 1, 9)).toBe(1)
  await store.close()
  await place.leave()
})

const by = { who: 'root', at: new Date(NOW).toISOString() }
const secret = 'someone.in.particular@example.com'
const withSecret = (id: string, respondent: string) => {
  const checked = check(
    responseEvent(id, 1, {
      instrument: instrument({ texts: { csat: 'How was it?', mail: 'Your address?' }, types: { csat: 'csat', mail: 'text.email' } }),
      answers: { csat: 4, mail: secret, note: 'x'.repeat(2000) },
      status: 'answered',
      respondent: { id: respondent, kind: 'device' },
    }),
    'default',
    NOW,
  )
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}
const bytesOf = (folder: string) =>
  readdirSync(folder)
    .map((name) => readFileSync(join(folder, name)).toString('latin1'))
    .join()

it('moves contact details out of the answers of an older file, whole, and begins again where it was stopped', async () => {
  const place = await sqlite.take()
  const items = [withSecret('a', 'x'), withSecret('b', 'y')].map((item) => {
    if (item.type !== 'response' || item.contact === null) throw new Error('expected a response with an address')
    return { response: item.response, contact: item.contact }
  })
  // As the version before left it; of `b` the address was copied when the power went.
  await makeOlder(place, '003-contacts', async (db) => {
    for (const { response, contact } of items) {
      const { updated_at: _, ...row } = oldRow(response)
      await db
        .insertInto('responses')
        .values({ ...row, answers: `{"csat":4,"mail":"${secret}"}` } as OldRow)
        .execute()
      if (response.id === 'b') await db.insertInto('contacts').values(toContactRow(response, contact)).execute()
    }
    await sql`delete from kysely_migration where name = '003-contacts'`.execute(db)
  })
  const store = await place.open()
  expect((await store.page({ project: 'default' }, '', 9)).map(({ answers }) => answers)).toEqual([{ csat: 4 }, { csat: 4 }])
  expect(await store.contacts({ project: 'default' }, null, 9)).toMatchObject([
    { response: 'b', answers: { mail: secret }, texts: { mail: 'Your address?' } },
    { response: 'a', answers: { mail: secret }, texts: { mail: 'Your address?' } },
  ])
  await store.close()
  await place.leave()
})

it.each([
  ['a visitor forgets', (store: Store) => store.apply('default', [{ type: 'forget', eventId: 'f', respondents: ['x'] }])],
  ['a team erases a person', (store: Store) => store.erase('default', 'x', by)],
  ['a team deletes contact details', (store: Store) => store.deleteContacts('default', ['a'], by)],
  ['it has had its time', (store: Store) => store.expire({ contacts: new Date(NOW + 1).toISOString() })],
])('is gone from every byte of the files as soon as %s', async (_, erase) => {
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const store = await openSqlite(join(folder, 'peakend.db'))
  await store.apply('default', [withSecret('a', 'x')])
  expect(bytesOf(folder)).toContain(secret)
  await erase(store)
  expect(bytesOf(folder)).not.toContain(secret)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
