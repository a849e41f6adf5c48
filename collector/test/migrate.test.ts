import { join } from 'node:path'
import Database from 'libsql'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openStore, type Store } from '../src/store'
import { NOW, responseEvent } from './fixtures'
import { createDatabase, type Place, postgres, server, sqlite } from './stores'

const scope = { project: 'default' } as const
const item = (id: string) => {
  const checked = check(responseEvent(id, 1, { score: 4 }), 'default', NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}

/** As if nothing after the second had been done; what those may find made is left. */
const undone =
  "alter table responses drop column updated_at; drop index responses_flagged; alter table responses drop column flags; delete from kysely_migration where name > '002-wave'"

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
    await (await open()).apply('default', [item('a')])
    await run(place, `${undone}; drop table contacts; drop table erased_contacts; drop index responses_age`)
    const again = await open()
    expect(await again.page(scope, '', 9)).toHaveLength(1)
    expect(await again.contactCounts(scope)).toEqual([])
  })

  it('refuse a database of a newer version, and leave it as it is', async () => {
    await (await open()).apply('default', [item('a')])
    await run(place, "insert into kysely_migration (name, timestamp) values ('999-newer', '2030-01-01')")
    await expect(open()).rejects.toThrow('got one that a newer version has changed (999-newer). Start that version, or restore a backup.')
    await run(place, "delete from kysely_migration where name = '999-newer'")
    expect(await (await open()).page(scope, '', 9)).toHaveLength(1)
  })

  it('change nothing when one fails', async () => {
    await (await open()).apply('default', [item('a')])
    await run(place, `${undone}; drop table contacts; create table contacts (nonsense integer)`)
    await expect(open()).rejects.toThrow('got a failure in 003-contacts')
    await run(place, 'drop table contacts')
    expect(await (await open()).page(scope, '', 9)).toHaveLength(1)
  })
})
