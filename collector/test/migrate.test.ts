import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openStore, type Store } from '../src/store'
import type { OldRow } from '../src/store/migration-rollups'
import { instrument, NOW, responseEvent } from './fixtures'
import { makeOlder, oldRow } from './older'
import { createDatabase, type Place, postgres, server, sqlite } from './stores'

const scope = { project: 'default' } as const
const item = (id: string) => {
  const checked = check(responseEvent(id, 1, { score: 4 }), 'default', NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}

/** A response as it was kept before counts of them were. */
const older = (id: string, change: Parameters<typeof responseEvent>[2] = {}): OldRow => {
  const checked = check(responseEvent(id, 1, { score: 4, ...change }), 'default', NOW)
  if ('problem' in checked || checked.item.type !== 'response') throw new Error(JSON.stringify(checked))
  return oldRow(checked.item.response)
}
const beforeUpdated = (row: OldRow): OldRow => {
  const { updated_at: _, ...rest } = row
  return rest as OldRow
}

describe.each([
  {
    on: sqlite,
    run: async ({ options }: Place, statement: string) => {
      const database = new Database(join(options.dataDir, 'peakend.db'))
      database.exec(statement)
      database.close()
    },
  },
  {
    // One that is not emptied but made anew: these tests change its tables.
    on: {
      ...postgres,
      take: async (): Promise<Place> => {
        const databaseUrl = `${inject('postgres')}${await createDatabase()}`
        const open = () => openStore({ url: databaseUrl, file: 'none', log: () => {} })
        return { options: { dataDir: 'none', databaseUrl }, open, leave: async () => {} }
      },
    },
    run: async ({ options }: Place, statement: string) => {
      await server(new URL(options.databaseUrl ?? '').pathname.slice(1), (client) => client.query(statement))
    },
  },
])('migrations of $on.name', ({ on, run }) => {
  let place: Place
  const opened: Store[] = []
  const open = async () => {
    const store = await place.open()
    opened.push(store)
    return store
  }
  beforeEach(async () => {
    place = await on.take()
  })
  afterEach(async () => {
    for (const store of opened.splice(0)) await store.close()
    await place.leave()
  })

  it('run once, though several start at the same time', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, open))
    await Promise.all(stores.map((store, index) => store.apply('default', [item(`r${index}`)])))
    expect(await stores[0]?.page(scope, '', 9)).toHaveLength(6)
  })

  it('run nothing the second time: everything is still there', async () => {
    await (await open()).apply('default', [item('a')])
    expect(await (await open()).page(scope, '', 9)).toHaveLength(1)
  })

  it('go on where an earlier start was stopped', async () => {
    await makeOlder(place, '002-wave', (db) =>
      db
        .insertInto('responses')
        .values(beforeUpdated(older('a')))
        .execute(),
    )
    const again = await open()
    expect(await again.page(scope, '', 9)).toHaveLength(1)
    expect(await again.contactCounts(scope)).toEqual([])
  })

  it('count what was there before counts were kept, each person’s latest NPS answer too', async () => {
    const nps = instrument({ fingerprint: 'n', type: 'nps', points: 11, display: null })
    const respondent = { id: 'same', kind: 'device' } as const
    await makeOlder(place, '004-updated', (db) =>
      db
        .insertInto('responses')
        .values([
          older('a', { score: 4, comment: 'Très bien' }),
          older('b', { score: 9, instrument: nps, respondent, createdAt: '2027-01-04T10:00:00.000Z' }),
          older('c', { score: 3, instrument: nps, respondent, createdAt: '2027-01-20T10:00:00.000Z' }),
          older('d', { score: 2, personas: ['new'], project: 'default' }),
        ])
        .execute(),
    )
    const store = await open()
    const real = { ...scope, test: false }
    expect((await store.days(real)).map(({ fingerprint, score, n }) => [fingerprint, score, n]).sort()).toEqual([
      ['f1', 2, 1],
      ['f1', 4, 1],
      ['n', 3, 1],
      ['n', 9, 1],
    ])
    expect(await store.people(real, 'confirmation', 'n', ['2027-01-01'])).toMatchObject([{ score: 3, n: 1, latest: 1 }])
    expect((await store.comments(real, { query: 'TRES', limit: 9 })).map(({ id }) => id)).toEqual(['a'])
    expect(await store.showings({ ...real, filters: [{ dimension: 'persona', value: 'new' }] })).toMatchObject([{ n: 1 }])
  })

  it('refuse a database of a newer version, and leave it as it is', async () => {
    await (await open()).apply('default', [item('a')])
    await run(place, "insert into kysely_migration (name, timestamp) values ('999-newer', '2030-01-01')")
    await expect(open()).rejects.toThrow('got one that a newer version has changed (999-newer). Start that version, or restore a backup.')
    await run(place, "delete from kysely_migration where name = '999-newer'")
    expect(await (await open()).page(scope, '', 9)).toHaveLength(1)
  })

  it('change nothing when one fails', async () => {
    await makeOlder(place, '002-wave', (db) =>
      db
        .insertInto('responses')
        .values(beforeUpdated(older('a')))
        .execute(),
    )
    await run(place, 'create table contacts (nonsense integer)')
    await expect(open()).rejects.toThrow('got a failure in 003-contacts')
    await run(place, 'drop table contacts')
    expect(await (await open()).page(scope, '', 9)).toHaveLength(1)
  })
})
