import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { startPostgres } from '../../bench/collector/postgres.mjs'
import type { Problem } from '../../src/survey/wire'
import { openPostgres } from '../src/store'
import { accessContract } from './access-contract'
import { responseEvent, start, startAt } from './fixtures'
import { storeContract } from './store-contract'
import { resultsContract } from './store-results-contract'
import { createDatabase, type Place, postgres, serializable, server } from './stores'
import { surveysContract } from './surveys-contract'

storeContract(postgres)
surveysContract(postgres)
resultsContract(postgres)
storeContract(serializable)
surveysContract(serializable)
accessContract(postgres)
accessContract(serializable)
resultsContract(serializable)

it('works for a user who may not change the tables, once they are there', async () => {
  const database = await createDatabase()
  const owner = await openPostgres(`${inject('postgres')}${database}`, { log: () => {} })
  await owner.close()
  const user = `collector_${randomBytes(4).toString('hex')}`
  await server(database, (client) =>
    client.query(
      `create role ${user} login password 'its own';
       grant select, insert, update, delete on all tables in schema public to ${user}`,
    ),
  )
  const url = new URL(`${inject('postgres')}${database}`)
  url.username = user
  url.password = 'its own'
  const empty = new URL(url)
  empty.pathname = await createDatabase()
  await expect(openPostgres(empty.href, { log: () => {} })).rejects.toThrow(
    'expected a database where tables may be made, got “permission denied for schema public”',
  )
  const running = await startAt({
    options: { dataDir: 'none', databaseUrl: url.href },
    open: postgres.take as never,
    leave: async () => {},
  })
  expect((await running.post([responseEvent('a', 1, { score: 4 })])).results).toEqual([{ id: 'a:1', status: 'stored' }])
  expect(await (await running.team('/v1/report')).json()).toMatchObject({ answered: 1 })
  expect(running.logged).toEqual([])
  await running.stop()
})

it('has tables looked at that have grown unseen, once it is opened and while it writes', async () => {
  const database = await createDatabase()
  const url = `${inject('postgres')}${database}`
  const open = () => openPostgres(url, { log: () => {} })
  await (await open()).close()
  const known = () =>
    server(database, async (client) => {
      const { rows } = await client.query<{ n: string }>("select reltuples::text as n from pg_class where relname = 'rollups'")
      return Number(rows[0]?.n)
    })
  await server(database, (client) =>
    client.query(`alter table rollups set (autovacuum_enabled = off);
      insert into rollups select 1, 1, day, 'answered', null, 1, 0 from generate_series(1, 5000) as day`),
  )
  expect(await known()).toBe(-1)
  const store = await open()
  expect(await known()).toBe(5000)
  await server(database, (client) => client.query("update pg_class set reltuples = -1 where relname = 'rollups'"))
  await store.apply('default', [])
  expect(await known()).toBe(-1)
  await store.apply(
    'default',
    Array.from({ length: 2000 }, (_, index) => ({ type: 'counts' as const, eventId: `c${index}`, counts: [] })),
  )
  await store.close()
  expect(await known()).toBe(5000)
})

it('sorts by bytes, whatever language the database was made for', async () => {
  const running = await start({}, postgres)
  await running.post(['b', 'a-1', 'B', 'a1', 'A_1', 'a.1'].map((id) => responseEvent(id, 1)))
  const exported = (await (await running.team('/v1/responses')).text()).trimEnd().split('\n')
  expect(exported.map((line) => (JSON.parse(line) as { id: string }).id)).toEqual(['A_1', 'B', 'a-1', 'a.1', 'a1', 'b'])
  await running.stop()
})

it('refuses a database that cannot hold every text', async () => {
  await server('postgres', (client) => client.query("create database western encoding 'LATIN1' locale 'C' template template0"))
  await expect(openPostgres(`${inject('postgres')}western`, { log: () => {} })).rejects.toThrow(
    'expected a database with the encoding UTF8, got LATIN1',
  )
})

describe('while the database is away', () => {
  let away: Awaited<ReturnType<typeof startPostgres>>
  beforeAll(async () => {
    away = await startPostgres()
  }, 60_000)
  afterAll(() => away.stop())
  const place = async (name: string): Promise<Place> => {
    const databaseUrl = await away.create(name)
    return { options: { dataDir: 'none', databaseUrl }, open: () => openPostgres(databaseUrl, { log: () => {} }), leave: async () => {} }
  }

  it('everything says so, nobody is told that an answer is safe, and all goes on when it is back', { timeout: 60_000 }, async () => {
    const running = await startAt(await place('away'))
    const post = (id: string) =>
      fetch(`${running.url}/v1/responses`, {
        method: 'POST',
        body: JSON.stringify([responseEvent(id, 1, { score: 4 })]),
        headers: { 'content-type': 'text/plain', origin: 'http://localhost:3000' },
      })
    expect((await post('before')).status).toBe(200)
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    away.kill()
    const refused = await post('during')
    expect(refused.status).toBe(503)
    expect(refused.headers.get('retry-after')).toBe('5')
    // A page has to be able to read how long to wait.
    expect(refused.headers.get('access-control-allow-origin')).toBe('http://localhost:3000')
    expect(refused.headers.get('access-control-expose-headers')).toContain('Retry-After')
    expect((await refused.json()) as Problem).toMatchObject({ type: 'urn:peakend:problem:unavailable', retryAfterMs: 5000 })
    for (const path of ['/readyz', '/v1/report', '/results', '/v1/contacts', '/v1/responses'])
      expect((await running.team(path)).status).toBe(503)
    await away.start()
    const again = await post('during')
    expect(((await again.json()) as { results: unknown }).results).toEqual([{ id: 'during:1', status: 'stored' }])
    expect((await fetch(`${running.url}/readyz`)).status).toBe(200)
    expect(await (await running.team('/v1/report')).json()).toMatchObject({ answered: 2 })
    // Once each, and not for every request that was refused.
    expect(running.logged.map((line) => line.split(' expected')[0])).toEqual([
      expect.stringMatching(/^The database does not answer; what arrives is refused until it does/),
      'The database answers again',
    ])
    await running.stop()
  })

  it('a start waits for it, and says in the end that it did not come', { timeout: 60_000 }, async () => {
    const { options } = await place('late')
    away.kill()
    const logged: string[] = []
    const log = (message: string) => void logged.push(message)
    await expect(openPostgres(options.databaseUrl ?? '', { patienceMs: 300, log })).rejects.toThrow(
      'DATABASE_URL: expected a database that answers, got “',
    )
    const waiting = openPostgres(options.databaseUrl ?? '', { log })
    await away.start()
    const store = await waiting
    await store.ping()
    await store.close()
    expect(logged).toContain('The database answers again')
  })
})
