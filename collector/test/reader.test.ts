import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { check } from '../src/ingest/item'
import { openSqlite, type Store } from '../src/store'
import { readApart } from '../src/store/reading'
import { bundleProgram } from './bundle'
import { NOW, responseEvent } from './fixtures'

const scope = { project: 'default', test: false } as const

describe('reading in a thread of its own', () => {
  let bundle: Awaited<ReturnType<typeof bundleProgram>>
  let folder: string
  let file: string
  let store: Store
  const logged: string[] = []
  const log = (message: string) => void logged.push(message)
  beforeAll(async () => {
    bundle = await bundleProgram('reader')
  }, 60_000)
  afterAll(() => bundle.remove())
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'peakend-reader-'))
    file = join(folder, 'peakend.db')
    store = await openSqlite(file)
    logged.length = 0
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  const put = async (into: Store, id: string, score: number) => {
    const checked = check(responseEvent(id, 1, { score, comment: 'Fine', personas: ['new'] }), 'default', NOW)
    if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
    await into.apply('default', [checked.item])
  }
  const script = (text: string): string => {
    const path = join(folder, 'thread.mjs')
    writeFileSync(path, text)
    return path
  }

  it('gives the same, and what was just acknowledged with it', async () => {
    const apart = readApart(store, file, log, join(dirname(bundle.main), 'reader.mjs'))
    await put(apart, 'a', 4)
    await put(apart, 'b', 5)
    const used = await apart.instruments(scope)
    expect(used).toEqual(await store.instruments(scope))
    expect(await apart.days({ ...scope, filters: [{ dimension: 'persona', value: 'new' }] })).toHaveLength(2)
    expect(await apart.page(scope, '', 9)).toEqual(await store.page(scope, '', 9))
    expect(await apart.latest(scope, 'commented', 9, used)).toHaveLength(2)
    await put(apart, 'c', 5)
    expect(await apart.showings(scope)).toMatchObject([{ n: 3 }])
    await apart.close()
    expect(logged).toEqual([])
  })

  it('passes on what goes wrong', async () => {
    const apart = readApart(store, file, log, join(dirname(bundle.main), 'reader.mjs'))
    await put(apart, 'a', 4)
    await expect(apart.page(scope, true as never, 9)).rejects.toThrow('SQLite parameter: expected text, a number or null, got boolean')
    expect(await apart.page(scope, '', 9)).toHaveLength(1)
    await apart.close()
  })

  it('goes on beside what arrives when the thread ends, with what was asked of it, and says so once', async () => {
    const dying = script("import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => process.exit(3))")
    const apart = readApart(store, file, log, dying)
    await put(apart, 'a', 4)
    const both = await Promise.all([apart.showings(scope), apart.days(scope)])
    expect(both.map((rows) => rows.length)).toEqual([1, 1])
    expect(await apart.projects()).toEqual(['default'])
    await apart.close()
    expect(logged).toEqual(['The thread that reads for reports ended; reports are read beside what arrives, until the next start'])
  })

  it('goes on as well when the thread cannot even begin', async () => {
    const apart = readApart(store, file, log, script('throw new Error("no")'))
    await put(apart, 'a', 4)
    expect(await apart.showings(scope)).toHaveLength(1)
    await apart.close()
    expect(logged).toHaveLength(1)
  })

  it('ends with the store, and says nothing of it', async () => {
    const apart = readApart(store, file, log, join(dirname(bundle.main), 'reader.mjs'))
    await apart.showings(scope)
    await apart.close()
    await expect(apart.ping()).rejects.toThrow()
    expect(logged).toEqual([])
  })
})
