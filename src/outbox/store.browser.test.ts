import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Showing } from '../survey/clocks'
import { openStore } from './store'
import { idbTier, openDatabase } from './store-idb'
import { answerData } from './testkit'
import { createWriter } from './writer'

/** What only a real browser can tell. */
let serial = 0
const fresh = () => `t${Date.now()}-${++serial}`
const opened: { close(): void }[] = []
const open = (project: string, level: 'persistent' | 'session' = 'persistent') => {
  const store = openStore({ level, project, allowed: () => true })
  opened.push(store)
  return store
}
afterEach(() => {
  for (const store of opened.splice(0)) store.close()
})
const once = (log: readonly Showing[]) => (log.length ? 'asked' : null)
const rawOpen = (name: string, version?: number) =>
  new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(name, version)
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

describe('IndexedDB in a real browser', () => {
  it('of two connections that race for a claim exactly one wins, 40 times of 40', async () => {
    for (let race = 0; race < 40; race++) {
      const project = fresh()
      const claims = await Promise.all(
        ['a', 'b'].map((id) =>
          createWriter({ store: open(project), now: Date.now }).claim({ id, s: 's', t: Date.now() }, answerData(), once),
        ),
      )
      expect(claims.filter(({ refused }) => !refused)).toHaveLength(1)
      expect(claims.every(({ log }) => log.length === 1)).toBe(true)
      expect(await open(project).page('r:', 9)).toHaveLength(1)
    }
  })

  it('adds up over connections: no save is lost between them', async () => {
    const project = fresh()
    await createWriter({ store: open(project), now: Date.now }).claim({ id: 'a', s: 's', t: 1 }, answerData(), once)
    const writers = await Promise.all(
      [1, 2, 3].map(async () => {
        const writer = createWriter({ store: open(project), now: Date.now })
        await writer.load('a')
        return writer
      }),
    )
    await Promise.all(
      Array.from({ length: 30 }, (_, i) => writers[i % 3]?.save('a', (data) => ({ ...data, answers: { ...data.answers, [`q${i}`]: i } }))),
    )
    const record = await writers[0]?.load('a')
    expect(record?.revision).toBe(31)
    expect(Object.keys(record?.data?.answers ?? {})).toHaveLength(30)
  })

  it('lets go when another connection upgrades, and goes on', async () => {
    const project = fresh()
    const store = open(project)
    await store.change(['a'], () => ({ puts: { a: 1 }, result: 0 }))
    const db = await rawOpen(`peakend:${project}`, 9)
    db.close()
    expect(await store.get('a')).toBe(1)
    await store.change(['a'], () => ({ puts: { a: 2 }, result: 0 }))
    expect(store.durability()).toBe('disk')
    expect(await store.get('a')).toBe(2)
  })

  it('makes its object store where the database is there without it', async () => {
    const project = fresh()
    const db = await rawOpen(`peakend:${project}`, 4)
    db.close()
    const store = open(project)
    await store.change(['a'], () => ({ puts: { a: 1 }, result: 0 }))
    expect(store.durability()).toBe('disk')
    expect(await open(project).get('a')).toBe(1)
  })

  it('two connections that find it missing at once both work', async () => {
    const project = fresh()
    const db = await rawOpen(`peakend:${project}`, 4)
    db.close()
    const stores = [open(project), open(project)]
    await Promise.all(stores.map((store, i) => store.change([], () => ({ puts: { [`k${i}`]: i }, result: 0 }))))
    expect(stores.map((store) => store.durability())).toEqual(['disk', 'disk'])
    expect(await stores[0]?.page('k', 9)).toEqual([
      ['k0', 0],
      ['k1', 1],
    ])
  })

  it('commits with strict durability', async () => {
    const { use, close } = openDatabase(fresh())
    expect(await use('readwrite', (store) => store.transaction.durability)).toBe('strict')
    close()
  })

  it('reads one page, in order, however much is there', async () => {
    const tier = idbTier(fresh())
    const puts = Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`r:${String(i).padStart(3, '0')}`, { i }]))
    await tier.change([], () => ({ puts: { ...puts, clocks: [], zz: 1 }, result: 0 }))
    const page = await tier.page('r:', 25, 'r:049')
    expect(page.map(([key]) => key)).toEqual(Object.keys(puts).sort().slice(50, 75))
    expect(await tier.page('r:', 25, 'r:199')).toEqual([])
    tier.close()
  })

  it('stays usable after close, as after the back/forward cache', async () => {
    const store = open(fresh())
    await store.change(['a'], () => ({ puts: { a: 1 }, result: 0 }))
    store.close()
    expect(await store.get('a')).toBe(1)
  })

  it('leaves no database behind after clear, even while another connection is open', async () => {
    const project = fresh()
    const other = open(project)
    await other.change(['a'], () => ({ puts: { a: 1 }, result: 0 }))
    await open(project).clear()
    await vi.waitFor(async () => expect((await indexedDB.databases()).map(({ name }) => name)).not.toContain(`peakend:${project}`))
    expect(await other.get('a')).toBeUndefined()
  })
})

describe('web storage in a real browser', () => {
  it('session: texts under our prefix, found again, cleared without a trace', async () => {
    const project = fresh()
    const before = { ...sessionStorage }
    await open(project, 'session').change(['r:1'], () => ({ puts: { 'r:1': { revision: 1 }, clocks: [] }, result: 0 }))
    expect(sessionStorage.getItem(`peakend:${project}:r:1`)).toBe('{"revision":1}')
    expect(await open(project, 'session').page('r:', 9)).toEqual([['r:1', { revision: 1 }]])
    await open(project, 'session').clear()
    expect({ ...sessionStorage }).toEqual(before)
  })

  it('a full storage throws, and the change falls to memory', async () => {
    const store = open(fresh(), 'session')
    await store.change(['a'], () => ({ puts: { a: 'x'.repeat(6_000_000) }, result: 0 }))
    expect(store.durability()).toBe('memory')
    expect(await store.get('a')).toHaveLength(6_000_000)
  })
})

/** A module and all it imports as one data: URL: the opaque origin of a sandboxed frame may import nothing from ours. */
const inline = async (path: string): Promise<string> => {
  let code = await (await fetch(path)).text()
  for (const [, from] of code.matchAll(/from\s*"(\/[^"]+)"/g)) if (from) code = code.replaceAll(`"${from}"`, `"${await inline(from)}"`)
  return `data:text/javascript,${encodeURIComponent(code)}`
}

it('in a sandboxed frame everything is denied: memory, truthfully, and no exception escapes', async () => {
  const frame = document.createElement('iframe')
  frame.sandbox.add('allow-scripts')
  const answer = new Promise<unknown>((resolve) => {
    addEventListener('message', function listen({ source, data }) {
      if (source !== frame.contentWindow) return
      removeEventListener('message', listen)
      resolve(data)
    })
  })
  frame.srcdoc = `<script type="module">
    const say = (data) => parent.postMessage(data, '*')
    try {
      const { openStore } = await import("${await inline(new URL('./store.ts', import.meta.url).pathname)}")
      const store = openStore({ level: 'persistent', project: 'sandbox', allowed: () => true })
      await store.change(['a'], () => ({ puts: { a: 1 }, result: 0 }))
      say({ durability: store.durability(), a: await store.get('a'), origin: self.origin })
    } catch (error) { say(String(error)) }
  </script>`
  document.body.append(frame)
  try {
    expect(await answer).toEqual({ durability: 'memory', a: 1, origin: 'null' })
  } finally {
    frame.remove()
  }
})
