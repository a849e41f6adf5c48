/** The send chunk: what waits is delivered, whichever page or tab committed it. */

import { quotaKey } from '../gates/quota'
import { inspect } from '../outbox/inspect'
import { LEDGER, MAX_RECORDS } from '../outbox/ledger'
import { createSender, type Endpoint, type Sender } from '../outbox/sender'
import { RECORD_PREFIX, type Store } from '../outbox/types'
import { watchWakes } from '../outbox/wakes'
import type { Showing } from '../survey/clocks'
import type { CountsData } from '../survey/wire'
import { hasDatabase } from './has-database'
import type { Send, Shared } from './shared'
import { aheadOf, theStore } from './store'

const counts = ({ memory }: Shared): CountsData['counts'] | null => {
  const found = memory.get().counts
  if (!found) return null
  memory.set({ counts: undefined })
  return Object.entries(found).flatMap(([key, stages]) => {
    // Any script of the page may have written it.
    if (!Array.isArray(stages) || !stages.every(Number.isInteger)) return []
    const [triggered = 0, eligible = 0, sampled = 0] = stages
    return { day: key.slice(0, 10), survey: key.slice(11), triggered, eligible, sampled }
  })
}

/** The name under which acknowledgements of a single address are kept. */
const ENDPOINT = 'main'

export const start = (shared: Shared): Send => {
  const { project, options, emit } = shared
  const { endpoint, requireReceipt, beforeSend, format, transform } = options
  // Captured now: a page may patch it later.
  const fetcher = fetch.bind(window)
  let from: Promise<Store> | undefined
  let ready: Promise<{ store: Store; sender: Sender }> | undefined
  let stop = () => {}
  const care = () => shared.load('care').catch(() => undefined)
  let known: readonly Endpoint[] | undefined
  /** One address that takes CloudEvents needs nothing more; all else is a chunk. */
  const endpoints = async (): Promise<readonly Endpoint[]> =>
    (known ??=
      beforeSend || format || transform || typeof endpoint === 'object'
        ? (await shared.load('destinations')).endpointsOf(shared)
        : endpoint
          ? [{ id: ENDPOINT, url: endpoint }]
          : [])
  const ids = async () => (await endpoints()).map(({ id }) => id)

  const build = async (opened: Promise<Store>) => {
    const [store, all] = await Promise.all([opened, endpoints()])
    const sender = createSender({
      store,
      project,
      requireReceipt: !!requireReceipt,
      endpoints: all,
      base: document.baseURI,
      emit: {
        delivered: (event) => emit('delivered', event),
        loss: (event) => emit('loss', event),
        error: (event) => shared.fail(event.code, event),
      },
      arrived: (id, revision) => shared.arrived?.(id, revision),
      ahead: aheadOf(shared),
      allowed: () => from === opened && shared.level() === shared.storeLevel,
      age: (id) => shared.age?.(id),
      recent: () => shared.recent?.() ?? [],
      takeCounts: () => counts(shared),
      remaining: (left) => {
        const known = Object.entries(left).flatMap(([id, answers]) => {
          const survey = shared.surveys.get(id)
          return survey ? [[quotaKey(survey), answers]] : []
        })
        shared.memory.set({ q: { ...shared.memory.get().q, ...Object.fromEntries(known) } })
      },
      care,
      now: Date.now,
      random: Math.random,
      online: () => navigator.onLine,
      fetch: fetcher,
      setTimeout,
      clearTimeout,
      locks: navigator.locks ?? {
        async request(name, only, work) {
          const stand = (await care())?.leases(store, Date.now)
          // Without either two tabs may send the same revision, which is harmless.
          return stand ? stand.request(name, only, work) : work({})
        },
      },
      ...(!('keepalive' in Request.prototype) && { beacon: (url, body) => navigator.sendBeacon(url, body) }),
    })
    const wakes = watchWakes(window as never, {
      project,
      wake: sender.wake,
      hide: () => {
        sender.unload()
        // What this page leaves behind another tab can send.
        wakes.ping()
      },
      show: () => store.reprobe(),
      close: () => store.close(),
    })
    stop = () => {
      sender.stop()
      wakes.stop()
    }
    return { store, sender }
  }
  // Refused in another tab: what is on its way from this one stops, and what it holds by itself is erased.
  shared.listen('storage', () => from && shared.level() !== shared.storeLevel && send.optOut(from))
  shared.stops.push(
    () => stop(),
    async () => (await shared.store)?.close(),
  )
  /** A new level has a new store, and a new store a new sender. */
  const current = () => {
    const store = theStore(shared)
    if (store !== from || !ready) {
      stop()
      from = store
      const building = build(store)
      ready = building
      building.catch((error) => {
        // An address that is none. A chunk that could not be had was told by whoever loads it, and is tried again at the next need.
        if (error) shared.fail('bad-option', error)
        else if (ready === building) ready = undefined
      })
    }
    return ready
  }
  const send: Send = {
    wake: () =>
      void current().then(
        ({ sender }) => sender.wake(),
        () => {},
      ),
    flush: async () => (await current()).sender.flush(),
    async sweep() {
      try {
        // Asked to forget, and killed before web storage had it on the disk: it is done again.
        if (!shared.memory.asked() && (await hasDatabase(`${shared.name}!forget`))) return await (await shared.chunk('tools')).forget()
        const { store, sender } = await current()
        sender.wake()
        await sender.sweep()
        // What is too old there is too old here.
        const log = (await store.get('clocks')) as readonly Showing[] | undefined
        if (log) shared.memory.set({ log })
      } catch (error) {
        // A chunk that is missing has been told.
        if (error) shared.fail('internal', error)
      }
    },
    inspect: async () => inspect((await current()).store, await ids()),
    async lift() {
      const { store, sender } = await current()
      const keys = ['clocks', LEDGER, ...(await store.page(RECORD_PREFIX, MAX_RECORDS)).map(([key]) => key)]
      // Every write goes to the highest tier that takes it, and leaves nothing below.
      await store.change(keys, (values) => ({ puts: Object.fromEntries(keys.map((key, i) => [key, values[i]])), result: 0 }))
      sender.wake()
    },
    async optOut(opened) {
      stop()
      const store = await opened
      const { pending } = await inspect(store, await ids().catch(() => []))
      from = ready = undefined
      const count = pending.filter(({ type, data }) => type === 'response' && Object.keys(data?.answers ?? {})[0]).length
      await store.clear()
      store.close()
      if (count) emit('loss', { code: 'opted-out', count })
    },
  }
  return send
}
