import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exportsOf } from '../src/export/pages'
import { check } from '../src/ingest/item'
import { type Reading, readApart } from '../src/reading/apart'
import { reportsOf } from '../src/report/reports'
import type { Store } from '../src/store'
import { bundleProgram } from './bundle'
import { NOW, responseEvent } from './fixtures'
import { type Place, stores } from './stores'

const scope = { project: 'default', test: false } as const

let bundle: Awaited<ReturnType<typeof bundleProgram>>
let folder: string
beforeAll(async () => {
  bundle = await bundleProgram('reader')
  folder = mkdtempSync(join(tmpdir(), 'peakend-reader-'))
}, 60_000)
afterAll(() => {
  bundle.remove()
  rmSync(folder, { recursive: true, force: true })
})

const script = (text: string): string => {
  const path = join(folder, `thread-${text.length}.mjs`)
  writeFileSync(path, `import { parentPort, workerData } from 'node:worker_threads'\n${text}`)
  return path
}

describe.each(stores)('reading in a thread of its own, on $name', (on) => {
  let place: Place
  let store: Store
  const logged: string[] = []
  beforeEach(async () => {
    place = await on.take()
    store = await place.open()
    logged.length = 0
  })
  afterEach(() => place.leave())

  const apartBy = (thread: string): Reading =>
    readApart({
      store,
      place: { url: place.options.databaseUrl, file: join(place.options.dataDir, 'peakend.db'), connections: 2 },
      log: (message) => void logged.push(message),
      script: thread,
    })
  const apart = (): Reading => apartBy(join(dirname(bundle.main), 'reader.mjs'))
  const put = async (into: Store, id: string, score: number) => {
    const checked = check(responseEvent(id, 1, { score, comment: 'Fine', personas: ['new'] }), 'default', NOW)
    if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
    await into.apply('default', [checked.item])
  }

  it('gives the same, and what was just acknowledged with it', async () => {
    const { store: reads } = apart()
    await put(reads, 'a', 4)
    await put(reads, 'b', 5)
    const used = await reads.instruments(scope)
    expect(used).toEqual(await store.instruments(scope))
    expect(await reads.days({ ...scope, filters: [{ dimension: 'persona', value: 'new' }] })).toHaveLength(2)
    expect(await reads.page(scope, '', 9)).toEqual(await store.page(scope, '', 9))
    expect(await reads.latest(scope, 'commented', 9, used)).toHaveLength(2)
    await put(reads, 'c', 5)
    expect(await reads.showings(scope)).toMatchObject([{ n: 3 }])
    await reads.close()
    expect(logged).toEqual([])
  })

  it('puts reports together there, which are those that would be put together here', async () => {
    const { store: reads, reports } = apart()
    await put(reads, 'a', 4)
    await put(reads, 'b', 5)
    const expected = await reportsOf(store).report(scope, null, NOW, { by: 'persona' })
    expect(expected.answered).toBe(2)
    expect(await reports.report(scope, null, NOW, { by: 'persona' })).toEqual(expected)
    expect(JSON.parse(await reports.reportText(scope, null, NOW, { by: 'persona' }))).toEqual(JSON.parse(JSON.stringify(expected)))
    await reads.close()
  })

  it('writes the lines of an export there', async () => {
    const { store: reads, exports } = apart()
    await put(reads, 'a', 4)
    const what = { scope, received: null }
    expect(await exports.lines(what, null, null)).toEqual(await exportsOf(store).lines(what, null, null))
    expect((await exports.questions(what, null)).questions).toContain('why')
    await reads.close()
  })

  it('passes on what goes wrong as what it is, and goes on', async () => {
    const { store: reads } = apart()
    await put(reads, 'a', 4)
    await expect(reads.page(null as never, '', 9)).rejects.toBeInstanceOf(TypeError)
    expect(await reads.page(scope, '', 9)).toHaveLength(1)
    await reads.close()
    expect(logged).toEqual([])
  })

  it('finishes at the end what was asked, and says nothing', async () => {
    const { store: reads, reports } = apart()
    await put(reads, 'a', 4)
    const [asked] = await Promise.all([reports.report(scope, null, NOW), reads.close()])
    expect(asked.answered).toBe(1)
    await expect(reads.ping()).rejects.toThrow()
    expect(logged).toEqual([])
  })

  it('reads beside what arrives when the thread cannot even begin, and says so once', async () => {
    const { store: reads, reports } = apartBy(script('throw new Error("no")'))
    await put(reads, 'a', 4)
    expect(await reads.showings(scope)).toHaveLength(1)
    expect((await reports.report(scope, null, NOW)).answered).toBe(1)
    await reads.close()
    expect(logged).toEqual(['The thread that reads for reports cannot begin; reports are read beside what arrives, until the next start'])
  })

  it('asks another thread when one ends, and so nothing that was asked is lost', async () => {
    // The first one ends when it is asked; whatever comes after is a thread as it should be.
    const flag = join(folder, `ended-${on.name}`)
    const { store: reads } = apartBy(
      script(`import { existsSync, writeFileSync } from 'node:fs'
if (existsSync(${JSON.stringify(flag)})) await import(${JSON.stringify(join(dirname(bundle.main), 'reader.mjs'))})
else parentPort.on('message', () => { writeFileSync(${JSON.stringify(flag)}, ''); process.exit(3) }).postMessage('ready')`),
    )
    await put(reads, 'a', 4)
    const both = await Promise.all([reads.showings(scope), reads.days(scope)])
    expect(both.map((rows) => rows.length)).toEqual([1, 1])
    expect(await reads.projects()).toEqual(['default'])
    await reads.close()
    expect(logged).toEqual(['The thread that reads for reports ended; another one takes its place'])
  })

  it('fails what ends two threads, and that alone', async () => {
    const { store: reads } = apartBy(
      script(`parentPort.on('message', (asked) => {
  if (asked === 'close') process.exit(0)
  if (asked.name === 'days') throw new RangeError('too much')
  parentPort.postMessage({ id: asked.id, value: [asked.name] })
})
parentPort.postMessage('ready')`),
    )
    await expect(reads.days(scope)).rejects.toThrow('too much')
    expect(await reads.projects()).toEqual(['projects'])
    await reads.close()
    expect(logged).toEqual(Array(2).fill('The thread that reads for reports ended; another one takes its place'))
  })
})

describe('errors from the thread', () => {
  it('are told apart: what a parser quotes is a SyntaxError here too, and a database that is away is one', async () => {
    const store = { close: async () => {} } as Store
    const { store: reads } = readApart({
      store,
      place: { url: undefined, file: 'none' },
      log: () => {},
      script: script(`parentPort.on('message', (asked) => {
  if (asked === 'close') process.exit(0)
  if (asked.name === 'days') parentPort.postMessage({ id: asked.id, error: new Error('refused'), isUnavailable: true })
  else parentPort.postMessage({ id: asked.id, error: new SyntaxError('"a secret" is no JSON'), isUnavailable: false })
})
parentPort.postMessage('ready')`),
    })
    await expect(reads.projects()).rejects.toBeInstanceOf(SyntaxError)
    await expect(reads.days(scope)).rejects.toMatchObject({ name: 'StoreUnavailable', cause: { message: 'refused' } })
    await reads.close()
  })
})
