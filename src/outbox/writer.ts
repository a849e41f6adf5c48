import { type Outcome, type Showing, trimmed } from '../survey/clocks'
import type { ResponseData } from '../survey/wire'
import { mergeAhead } from './ahead'
import { coded } from './errors'
import { fresh, LEDGER, stow, weigh } from './ledger'
import { readRecord, recordKey } from './record'
import type { Ahead, Claim, OutboxLoss, ResponseRecord, Saved, Store } from './types'

/** A pause in typing this long stores what was typed. */
export const DRAFT_MS = 600

export type Step = (data: ResponseData) => ResponseData

export interface WriterDeps {
  readonly store: Store
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly loss?: (code: OutboxLoss, count: number) => void
  /** Rewrites the memory of asking where it was written under another clock; the same list where there is nothing to do. Pure. */
  readonly settle?: (log: readonly Showing[]) => readonly Showing[]
  /** Where `hidden()` may write; leave it out where nothing may be stored. */
  readonly ahead?: Ahead
}

export interface Writer {
  /**
   * Claims a showing before it is seen: in one transaction the memory of asking is read, `refuse` (pure) gives a reason against or null,
   * and the showing and revision 1 of its response are added, with what else is to be written. Of two tabs one wins. `full`: there is no room
   * for an answer, so do not ask.
   */
  claim<R>(
    showing: Showing,
    data: ResponseData,
    refuse: (log: readonly Showing[]) => R | null,
    also?: Readonly<Record<string, unknown>>,
  ): Promise<Claim<R | 'full'>>
  /** Resolves after the commit of the next revision. Rejects with `too-large`, `not-json`, `full`, `missing` or `refused`; then nothing was written. */
  save(id: string, change: Step, options?: SaveOptions): Promise<Saved>
  /** Text being typed: saved after a pause of 600 ms, with the next `save`, or by `hidden()`. */
  draft(id: string, change: Step): void
  /** Synchronously writes ahead what is not committed yet: IndexedDB is unreliable while a page unloads. */
  hidden(): void
  /** The response as it is stored, what was written ahead included; null where there is none. */
  load(id: string): Promise<ResponseRecord | null>
  /** Responses this page committed, newest state; for the sender's `unload`. */
  recent(): Iterable<ResponseRecord>
  /** The endpoint has this revision: forgets the response if nothing is to come any more. Gives whether it did. */
  release(id: string, revision: number): boolean
  /** Stops the timer of a draft without saving it. */
  stop(): void
}
export interface SaveOptions {
  /** No more answers will come. */
  readonly done?: boolean
  /** What became of the showing; set in the same transaction. */
  readonly outcome?: Outcome
}

const CLOCKS = 'clocks'
const same: Step = (data) => data

const readLog = (value: unknown): readonly Showing[] =>
  Array.isArray(value) ? value.filter((line) => typeof line?.id === 'string' && line.t) : []

export function createWriter({ store, now, loss, settle = (log) => log, ahead }: WriterDeps): Writer {
  /** The last committed state of what this page works on: the ground for a save where the store holds only a stub, or nothing any more. */
  const held = new Map<string, ResponseRecord>()
  /** Not committed yet: saves on their way, and what is being typed. */
  let flying: (readonly [id: string, step: Step])[] = []
  let draft: Step | undefined
  let draftId: string
  let timer: ReturnType<typeof setTimeout> | undefined
  let wroteAhead = false

  const report = (lost: number) => {
    if (lost) loss?.('over-capacity', lost)
  }
  const stop = () => {
    clearTimeout(timer)
    draft = undefined
  }

  const save = async (id: string, change: Step, { done = false, outcome }: SaveOptions = {}): Promise<Saved> => {
    const typed = draftId === id && draft ? draft : same
    if (typed !== same) stop()
    const step: Step = (data) => change(typed(data))
    const key = recordKey(id)
    const flight = [id, step] as const
    flying.push(flight)
    try {
      const [record, log, lost] = await store.change([key, LEDGER, CLOCKS], ([value, ledger, clocks]) => {
        const found = readRecord(key, value)
        const last = held.get(id)
        // A stub has no data and an evicted record is gone, but the counter goes on: restarting at 1 would be stale, that is, lost.
        const base = found?.type === 'response' ? found : last
        const data = base?.data ?? last?.data
        if (!base || !data) throw coded('missing')
        const { dead: _, ...rest } = base
        const weighed = weigh<ResponseRecord>({
          ...rest,
          revision: Math.max(base.revision, last?.revision ?? 0) + 1,
          done: base.done || done,
          updatedAt: now(),
          data: step(data),
        })
        const fit = stow(ledger, weighed)
        if (!fit) throw coded('full')
        const log = readLog(clocks).map((line) => (outcome && line.id === id ? { ...line, o: outcome } : line))
        if (outcome) fit.puts[CLOCKS] = log
        return { puts: fit.puts, result: [weighed[0], log, fit.lost] as const }
      })
      held.set(id, record)
      report(lost)
      return { revision: record.revision, durability: store.durability(), log }
    } catch (error) {
      report(+((error as { code?: unknown } | null)?.code === 'full'))
      throw error
    } finally {
      flying = flying.filter((each) => each !== flight)
      if (wroteAhead && !flying.length && !draft) {
        wroteAhead = false
        ahead?.write(null)
      }
    }
  }

  return {
    stop,
    save,
    claim: async <R>(
      showing: Showing,
      data: ResponseData,
      refuse: (log: readonly Showing[]) => R | null,
      also?: Readonly<Record<string, unknown>>,
    ): Promise<Claim<R | 'full'>> => {
      const { id } = showing
      const weighed = weigh<ResponseRecord>({ ...fresh(id, now()), type: 'response', done: false, data })
      const [log, refused, lost] = await store.change<readonly [readonly Showing[], R | 'full' | null, number]>(
        [CLOCKS, LEDGER, recordKey(id)],
        ([clocks, ledger, taken]) => {
          const read = readLog(clocks)
          const log = settle(read)
          const refused = refuse(log)
          const fit = taken ? null : stow(ledger, weighed)
          // Refused or not, a time in the future becomes now once, not again with each claim.
          if (refused !== null || !fit) return { ...(log !== read && { puts: { [CLOCKS]: log } }), result: [log, refused ?? 'full', 0] }
          const next = trimmed([...log, showing])
          return { puts: { ...fit.puts, ...also, [CLOCKS]: next }, result: [next, null, fit.lost] }
        },
      )
      if (refused === null) held.set(id, weighed[0])
      report(lost)
      return { log, refused }
    },
    draft: (id, change) => {
      const before = draftId === id && draft ? draft : same
      stop()
      draftId = id
      draft = (data) => change(before(data))
      timer = setTimeout(() => save(id, same).catch(() => {}), DRAFT_MS)
    },
    hidden: () => {
      const id = draft ? draftId : (flying.at(-1)?.[0] ?? '')
      const last = held.get(id)
      if (!ahead || !last?.data) return
      const steps = flying.filter((flight) => flight[0] === id).map((flight) => flight[1])
      // Above every commit on its way that does not have the draft yet; level with the last one where there is no draft.
      if (draft) steps.push(draft)
      try {
        const data = steps.reduce((before, step) => step(before), last.data)
        ahead.write(weigh({ ...last, revision: last.revision + steps.length, updatedAt: now(), data })[0])
        wroteAhead = true
      } catch {
        // Too large, or the small storage is full or denied: the pause in typing still stores it, if the page lives.
      }
    },
    load: async (id) => {
      if (ahead) await mergeAhead(store, ahead).catch(() => {})
      const key = recordKey(id)
      const record = readRecord(key, await store.get(key))
      if (record?.type !== 'response') return null
      held.set(id, record)
      return record
    },
    recent: () => held.values(),
    release: (id, revision) => {
      const last = held.get(id)
      return !!last?.done && last.revision <= revision && held.delete(id)
    },
  }
}
