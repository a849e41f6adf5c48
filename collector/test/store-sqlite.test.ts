import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openSqlite, type Store } from '../src/store'
import { instrument, NOW, responseEvent } from './fixtures'
import { storeContract } from './store-contract'
import { resultsContract } from './store-results-contract'
import { sqlite } from './stores'

storeContract(sqlite)
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
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const file = join(folder, 'peakend.db')
  const first = await openSqlite(file)
  const checked = check(responseEvent('a', 2, { score: 4, wave: 7 }), 'default', NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  await first.apply('default', [checked.item])
  await first.close()
  const raw = new Database(file)
  raw.exec(
    "drop index responses_quota; alter table responses drop column wave; alter table responses drop column updated_at; delete from kysely_migration where name > '001-responses'",
  )
  raw.close()
  const second = await openSqlite(file)
  expect(await second.page({ project: 'default' }, '', 9)).toMatchObject([{ id: 'a', score: 4, wave: 1 }])
  expect(await second.answered('default', 'checkout-csat', 1, 9)).toBe(1)
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})

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
  const folder = mkdtempSync(join(tmpdir(), 'peakend-store-'))
  const file = join(folder, 'peakend.db')
  const first = await openSqlite(file)
  await first.apply('default', [withSecret('a', 'x'), withSecret('b', 'y')])
  await first.close()
  const raw = new Database(file)
  // As the version before left it; of `b` the address was copied when the power went.
  raw.exec(`update responses set answers = '{"csat":4,"mail":"${secret}"}'; delete from contacts where response_id = 'a'`)
  raw.exec("alter table responses drop column updated_at; delete from kysely_migration where name > '002-wave'")
  raw.close()
  const second = await openSqlite(file)
  expect((await second.page({ project: 'default' }, '', 9)).map(({ answers }) => answers)).toEqual([{ csat: 4 }, { csat: 4 }])
  expect(await second.contacts({ project: 'default' }, null, 9)).toMatchObject([
    { response: 'b', answers: { mail: secret }, texts: { mail: 'Your address?' } },
    { response: 'a', answers: { mail: secret }, texts: { mail: 'Your address?' } },
  ])
  await second.close()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['a visitor forgets', (store: Store) => store.apply('default', [{ type: 'forget', eventId: 'f', respondents: ['x'] }])],
  ['a team erases a person', (store: Store) => store.erase('default', 'x', new Date(NOW).toISOString())],
  ['a team deletes contact details', (store: Store) => store.deleteContacts('default', ['a'])],
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
