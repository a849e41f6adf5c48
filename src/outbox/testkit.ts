/** What the tests of this room share: a clock, an endpoint as DELIVERY wants it, a store that dies. Not part of any bundle. */
import type { ItemResult, ResponseData, WireEvent } from '../survey/wire'
import { leases } from './lease'
import { fresh, LEDGER, weigh } from './ledger'
import { createSender, type SenderDeps } from './sender'
import { openStore } from './store'
import { sweep } from './sweep'
import { createTrouble } from './trouble'
import type { OutboxRecord, ResponseRecord, Store } from './types'

export const answerData = (answers: ResponseData['answers'] = {}, more: Partial<ResponseData> = {}): ResponseData => ({
  project: 'p',
  survey: 'csat',
  surveyVersion: null,
  wave: 1,
  instrument: {
    fingerprint: 'f',
    question: 'q',
    type: 'csat',
    display: null,
    points: 5,
    orientation: 'horizontal',
    labels: [],
    texts: {},
    locale: 'en',
    translated: false,
    trigger: 'event',
    delaySeconds: 0,
  },
  touchpoint: { id: 't' },
  personas: [],
  variant: null,
  moment: { type: 'event', name: 'e' },
  status: Object.keys(answers).length ? 'answered' : 'shown',
  answers,
  respondent: { id: 'r', kind: 'device' },
  context: {},
  consent: 'persistent',
  test: false,
  sdk: '0',
  createdAt: '2026-01-01T00:00:00.000Z',
  ...more,
})

/** Lets everything that is not waiting for a timer of ours come to rest. */
export const settled = async (turns = 20) => {
  for (let i = 0; i < turns; i++) await new Promise((resolve) => setImmediate(resolve))
}

export function fakeClock(start = Date.UTC(2026, 0, 1)) {
  let now = start
  /** Monotonic, for timers: a jump of the wall clock does not fire them. */
  let elapsed = 0
  let serial = 0
  const timers = new Map<number, { at: number; fn: () => void }>()
  return {
    now: () => now,
    timers,
    setTimeout: (fn: () => void, ms: number) => {
      timers.set(++serial, { at: elapsed + ms, fn })
      return serial
    },
    clearTimeout: (id: unknown) => void timers.delete(Number(id)),
    /** Delay until the earliest timer. */
    next: () => Math.min(...[...timers.values()].map(({ at }) => at - elapsed)),
    jump: (ms: number) => {
      now += ms
    },
    advance: async (ms: number) => {
      const end = elapsed + ms
      for (;;) {
        await settled()
        const due = [...timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0]
        if (!due) break
        const [id, { at, fn }] = due
        timers.delete(id)
        now += at - elapsed
        elapsed = at
        fn()
      }
      now += end - elapsed
      elapsed = end
      await settled()
    },
  }
}

export interface Call {
  readonly url: string
  readonly init: RequestInit
  readonly events: readonly WireEvent[]
}

/** An endpoint that keeps the highest revision, and an append-only log of what it was sent. */
export function fakeEndpoint(respond?: (call: Call, index: number) => Response | undefined | Promise<Response | undefined>) {
  const rows = new Map<string, { revision: number; data: unknown; time?: string }>()
  const calls: Call[] = []
  const store = (event: WireEvent): ItemResult => {
    const cut = event.id.lastIndexOf(':')
    const id = event.id.slice(0, cut)
    const revision = Number(event.id.slice(cut + 1))
    const row = rows.get(id)
    const { time } = event
    if (row?.revision === revision && row.time === time) return { id: event.id, status: 'duplicate' }
    if (row && row.revision >= revision)
      return { id: event.id, status: 'stale', current: row.revision, ...(row.time && { time: row.time }) }
    rows.set(id, { revision, data: event.data, time })
    return { id: event.id, status: 'stored' }
  }
  const accept = (events: readonly WireEvent[]) => Response.json({ serverTime: '2026-01-01T00:00:00.000Z', results: events.map(store) })
  const fetch = async (url: unknown, init: RequestInit = {}) => {
    const call: Call = { url: String(url), init, events: JSON.parse(String(init.body)) }
    calls.push(call)
    return (await respond?.(call, calls.length - 1)) ?? accept(call.events)
  }
  return { rows, calls, accept, fetch: fetch as typeof globalThis.fetch }
}

type Emitted = { readonly type: 'delivered' | 'loss' | 'error' } & Record<string, unknown>

/** Everything a sender needs, quiet and deterministic. */
export function senderDeps(
  store: Store,
  clock: ReturnType<typeof fakeClock>,
  fetch: typeof globalThis.fetch,
  more: Partial<SenderDeps> = {},
) {
  const emitted: Emitted[] = []
  const deps: SenderDeps = {
    store,
    project: 'p',
    endpoints: [{ id: 'e', url: '/v1/responses' }],
    base: 'https://shop.example/checkout',
    emit: {
      delivered: (event) => void emitted.push({ type: 'delivered', ...event }),
      loss: (event) => void emitted.push({ type: 'loss', ...event }),
      error: (event) => void emitted.push({ type: 'error', ...event }),
    },
    locks: leases(store, clock.now),
    now: clock.now,
    random: () => 0.5,
    online: () => true,
    allowed: () => true,
    care: async () => ({ createTrouble, sweep }),
    fetch,
    setTimeout: clock.setTimeout,
    clearTimeout: clock.clearTimeout,
    ...more,
  }
  return { deps, emitted, of: (type: Emitted['type']) => emitted.filter((event) => event.type === type) }
}

/** A page with an outbox in memory, whose sender talks to an endpoint as DELIVERY wants it. */
export function openPage() {
  const store = openStore({ level: 'none', project: 'p', allowed: () => true })
  const clock = fakeClock()
  return {
    store,
    clock,
    /** A sender; `respond` may answer in place of the endpoint. */
    start: (respond?: Parameters<typeof fakeEndpoint>[0], more: Partial<SenderDeps> = {}) => {
      const endpoint = fakeEndpoint(respond)
      const kit = senderDeps(store, clock, endpoint.fetch, more)
      return { endpoint, sender: createSender(kit.deps), ...kit }
    },
    /** Puts a response with an answer into the outbox, as it is after `more`. */
    edit: (id: string, more: Partial<ResponseRecord> = {}) => {
      const [record, weight] = weigh<OutboxRecord>({
        ...fresh(id, clock.now()),
        type: 'response',
        done: false,
        data: answerData({ q: 1 }),
        ...more,
      })
      return store.change([LEDGER], ([ledger]) => ({
        puts: { [`r:${id}`]: record, [LEDGER]: { ...(ledger as object), [id]: weight } },
        result: 0,
      }))
    },
    get: async (id: string) => (await store.get(`r:${id}`)) as ResponseRecord,
  }
}

/**
 * A page that dies at its n-th step, before or after it is done: from then on nothing ever resolves, as after a SIGKILL. Its steps are
 * the operations of its store, its requests and the reading of their replies: between two of them nothing that outlives it can change.
 */
export function mortality(dieAt: number, when: 'before' | 'after') {
  let count = 0
  const never = () => new Promise<never>(() => {})
  const step = <A extends unknown[], R>(operation: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      const index = count++
      if (index > dieAt || (index === dieAt && when === 'before')) return never()
      const outcome = operation(...args)
      // A step that fails is a step too.
      if (index === dieAt) await outcome.catch(() => {})
      return index === dieAt ? never() : outcome
    }
  }
  return {
    /** How many steps there were. */
    steps: () => count,
    store: (store: Store): Store => ({
      ...store,
      get: step(store.get),
      // The cast keeps `change` generic, which `step` cannot express.
      change: step(store.change) as Store['change'],
      page: step(store.page),
    }),
    fetch: (fetch: typeof globalThis.fetch): typeof globalThis.fetch => {
      const post = step(fetch)
      return async (...args) => {
        const reply = await post(...args)
        const { status, headers } = reply
        // Without a stream it is read in one step.
        return { status, headers, text: step(() => reply.text()) } as Response
      }
    },
  }
}
