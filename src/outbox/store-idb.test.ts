// @vitest-environment node
import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { idbTier, openDatabase } from './store-idb'
import { settled } from './testkit'

let serial = 0
let name = ''
beforeEach(() => {
  name = `peakend:${++serial}`
})
afterEach(() => {
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const write = (tier: ReturnType<typeof idbTier>, puts: Record<string, unknown>) =>
  tier.change(Object.keys(puts), () => ({ puts, result: undefined }))

/** An open request that nobody ever answers, as WebKit leaves it at times. */
const hang = () => {
  const request = { onsuccess: undefined as (() => void) | undefined, result: undefined as unknown }
  vi.spyOn(indexedDB, 'open').mockReturnValueOnce(request as unknown as IDBOpenDBRequest)
  return request
}

/** Another page’s transaction that is not over until the result is called: so WebKit leaves those of a page in its back/forward cache. */
const occupy = async () => {
  const { use, close } = openDatabase(name)
  let isOver = false
  let over: Promise<unknown> | undefined
  await use('readwrite', (store) => {
    over = new Promise((done) => {
      store.transaction.oncomplete = done
    })
    const again = () => {
      if (!isOver) store.get('none').onsuccess = again
    }
    again()
  })
  return () => {
    isOver = true
    return (over as Promise<unknown>).then(close)
  }
}

describe('the IndexedDB tier', () => {
  it('reads, writes, deletes and adds up what one transaction gives', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1, b: { c: 2 } })
    expect(await tier.get('b')).toEqual({ c: 2 })
    const sum = await tier.change(['a', 'none'], ([a, none]) => ({ puts: { a: undefined, d: 4 }, result: [a, none] }))
    expect(sum).toEqual([1, undefined])
    expect(await tier.get('a')).toBeUndefined()
    expect(await tier.get('d')).toBe(4)
  })

  it('writes nothing when fn throws, and passes its error on', async () => {
    const tier = idbTier(name)
    const error = new Error('no')
    await expect(
      tier.change(['a'], () => {
        throw error
      }),
    ).rejects.toBe(error)
    expect(await tier.page('', 10)).toEqual([])
  })

  it('writes nothing when one of its values cannot be stored', async () => {
    const tier = idbTier(name)
    await expect(write(tier, { a: 1, b: () => 1 })).rejects.toMatchObject({ name: 'DataCloneError' })
    expect(await tier.get('a')).toBeUndefined()
  })

  it('resolves after the commit, not after the requests: an abort in between is a rejection', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    vi.spyOn(IDBTransaction.prototype, 'commit').mockImplementationOnce(function (this: IDBTransaction) {
      this.abort()
    })
    await expect(write(tier, { a: 2 })).rejects.toBeNull()
    expect(await tier.get('a')).toBe(1)
  })

  it('lets no two changes of one key interleave', async () => {
    const tiers = [idbTier(name), idbTier(name)]
    await Promise.all(
      Array.from({ length: 50 }, (_, i) => tiers[i % 2]?.change(['n'], ([n]) => ({ puts: { n: Number(n ?? 0) + 1 }, result: 0 }))),
    )
    expect(await tiers[0]?.get('n')).toBe(50)
  })

  it('pages by prefix, in order of keys, after a key', async () => {
    const tier = idbTier(name)
    await write(tier, { q: 0, 'r:3': 3, 'r:1': 1, 'r:2': 2, 's:1': 0 })
    expect(await tier.page('r:', 2)).toEqual([
      ['r:1', 1],
      ['r:2', 2],
    ])
    expect(await tier.page('r:', 2, 'r:2')).toEqual([['r:3', 3]])
    expect(await tier.page('r:', 2, 'r:3')).toEqual([])
  })

  it('asks for strict durability', async () => {
    const spy = vi.spyOn(IDBDatabase.prototype, 'transaction')
    await write(idbTier(name), { a: 1 })
    expect(spy).toHaveBeenCalledWith(expect.anything(), 'readwrite', { durability: 'strict' })
  })

  it('turns the synchronous SecurityError of a sandboxed frame into a rejection, and tries again next time', async () => {
    const tier = idbTier(name)
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    await expect(tier.get('a')).rejects.toMatchObject({ name: 'SecurityError' })
    await expect(tier.get('a')).resolves.toBeUndefined()
  })

  it('gives up on an open that never settles, closes it should it come late, and tries again next time', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const tier = idbTier(name)
    const request = hang()
    const failure = expect(tier.get('a')).rejects.toMatchObject({ code: 'hung' })
    await vi.advanceTimersByTimeAsync(2_000)
    await failure
    const late = { close: vi.fn(), objectStoreNames: { contains: () => true } }
    request.result = late
    request.onsuccess?.()
    await settled()
    expect(late.close).toHaveBeenCalled()
    await expect(tier.get('a')).resolves.toBeUndefined()
    expect(vi.getTimerCount()).toBe(0)
  })

  it('gives up on a transaction that waits for another page’s for ever: nothing of it is written late', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    const release = await occupy()
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    const failures = [
      expect(write(tier, { a: 2 })).rejects.toMatchObject({ code: 'hung' }),
      expect(tier.get('a')).rejects.toMatchObject({ code: 'hung' }),
    ]
    await vi.advanceTimersByTimeAsync(2_000)
    await Promise.all(failures)
    await release()
    expect(await tier.get('a')).toBe(1)
    expect(vi.getTimerCount()).toBe(0)
  })

  it('makes the store where the database is there without it', async () => {
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 3)
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    expect(await tier.get('a')).toBe(1)
    tier.close()
    expect((await indexedDB.databases()).find((db) => db.name === name)?.version).toBe(4)
  })

  it('lets go when another tab wants the database, and comes back', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    const blocked = vi.fn()
    await new Promise<void>((resolve) => {
      const request = indexedDB.open(name, 7)
      request.onblocked = blocked
      request.onsuccess = () => {
        request.result.close()
        resolve()
      }
    })
    expect(blocked).not.toHaveBeenCalled()
    expect(await tier.get('a')).toBe(1)
  })

  it.each(['InvalidStateError', 'UnknownError'])('forgets a connection that throws %s, opens again and retries once', async (error) => {
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    const open = vi.spyOn(indexedDB, 'open')
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementationOnce(() => {
      throw new DOMException('lost', error)
    })
    expect(await tier.get('a')).toBe(1)
    expect(open).toHaveBeenCalledTimes(1)
    transaction.mockImplementation(() => {
      throw new DOMException('lost', error)
    })
    await expect(tier.get('a')).rejects.toMatchObject({ name: error })
    expect(open).toHaveBeenCalledTimes(2)
  })

  it('opens again once where several find the connection lost together: none closes what another has opened', async () => {
    const { use } = openDatabase(name)
    const lost = await use('readonly', (store) => store.transaction.db)
    const open = vi.spyOn(indexedDB, 'open')
    // Closed by the browser, which tells nobody.
    lost.close()
    const found = await Promise.all([1, 2, 3].map(() => use('readonly', (store) => store.transaction.db)))
    expect(new Set(found).size).toBe(1)
    expect(found).not.toContain(lost)
    expect(open).toHaveBeenCalledTimes(1)
  })

  it('closes when asked to, and use opens again', async () => {
    const { use, close } = openDatabase(name)
    const db = await use('readonly', (store) => store.transaction.db)
    const closed = vi.spyOn(db, 'close')
    close()
    await settled()
    expect(closed).toHaveBeenCalled()
    expect(await use('readonly', (store) => store.transaction.db)).not.toBe(db)
  })

  it('closes with nothing that waits: what is not being committed is aborted, what is stays', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1, b: 1 })
    const release = await occupy()
    const waiting = expect(write(tier, { a: 2 })).rejects.toMatchObject({ name: 'AbortError' })
    await settled()
    tier.close()
    await waiting
    await release()
    const commit = vi.spyOn(IDBTransaction.prototype, 'commit')
    const written = write(tier, { b: 2 })
    await vi.waitFor(() => expect(commit).toHaveBeenCalled())
    tier.close()
    await written
    expect(await Promise.all([tier.get('a'), tier.get('b')])).toEqual([1, 2])
  })

  it('leaves no database behind after clear', async () => {
    const tier = idbTier(name)
    await write(tier, { a: 1 })
    await tier.clear()
    await vi.waitFor(async () => expect((await indexedDB.databases()).map((db) => db.name)).not.toContain(name))
    expect(await tier.get('a')).toBeUndefined()
  })
})
