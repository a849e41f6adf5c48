import type { Said, settleAll } from './acks'
import { type Backoff, BREAKER, backOff, readBackoff, waitMs } from './backoff'
import { heed } from './heed'
import type { Body, Receipt } from './receipt'
import { type Answer, clampMs, floorMs, judge, readProblem } from './reply'
import type { SenderDeps } from './sender'
import { type OutboxRecord, PAGE } from './types'

/** What a line hands over with the first reply that is no plain success. */
export interface TroubleDeps extends Pick<SenderDeps, 'store' | 'base' | 'emit' | 'now' | 'random' | 'online'> {
  /** The endpoint: its id and its address. */
  readonly id: string
  readonly href: string
  /** Where its backoff is kept. */
  readonly key: string
  readonly settle: Settle
}
/** Puts down what was said of each record; resolves with the records as they are now. */
export type Settle = (
  records: readonly OutboxRecord[],
  said: readonly Said[],
  heeded?: Parameters<typeof settleAll>[5],
) => Promise<readonly OutboxRecord[]>
/** What was posted and what came back: nothing, or a reply, read as far as it could be. */
export interface Reply {
  readonly records: readonly OutboxRecord[]
  readonly answer: Answer | null
  readonly body: Body | undefined
  /** For each record what the receipt says of it; absent: the reply is no receipt. */
  readonly items: readonly Receipt[] | undefined
  /** A 2xx like this acknowledges. */
  readonly isHeard: boolean
}
export type Trouble = ReturnType<typeof createTrouble>

/**
 * An endpoint that is not simply well: how long it is left alone, how small its batches are, what it refuses. A chunk of its own; from the
 * first trouble on it hears every reply of its line.
 */
export function createTrouble({ store, base, emit, now, random, online, id, href, key, settle }: TroubleDeps) {
  /** Halved while the endpoint refuses, one more after each success: doubling would take the poison back in. */
  let limit = PAGE
  /** As last read or written: a page that goes cannot wait for the store. */
  let backoff: Backoff | null = null
  let told = false

  /** Milliseconds to leave it alone; Infinity: for good. */
  const wait = (urgent: boolean) => (backoff?.gone === href ? Infinity : waitMs(backoff, now(), urgent))
  const keep = (next: Backoff | null) => {
    backoff = next
    return store.change([key], () => ({ puts: { [key]: next ?? undefined }, result: undefined }))
  }

  return {
    /** Records a batch may hold. */
    limit: () => limit,
    wait,
    /** Takes over what this tab or another has stored. */
    read: (stored: unknown) => {
      backoff = readBackoff(stored)
    },
    /** Acts on a reply by the table of DELIVERY. Milliseconds to wait, 0 to go on. */
    hear: async ({ records, answer, body, items, isHeard }: Reply): Promise<number> => {
      let verdict = answer ? judge(answer.status) : 'retry'
      let silent = !answer
      let floor = answer ? floorMs(answer, body, now()) : 0
      if (verdict === 'ok' && !isHeard) {
        verdict = 'retry'
        silent = true
      }
      if (verdict === 'halve' && records.length > 1) {
        limit = records.length >> 1
        return 0
      }
      if (verdict === 'ok' || verdict === 'halve') {
        const said = records.map((_, i): Said => {
          if (verdict === 'halve') return { problem: readProblem(body, answer?.status ?? 0) }
          if (!items) return { status: 'stored' }
          const item = items[i] ?? {}
          floor = Math.max(floor, clampMs(item.retryAfterMs))
          if (item.status === 'rejected') return { problem: readProblem(item.problem, 422) }
          return { status: item.status, current: item.current, time: item.time }
        })
        for (const { dead } of await settle(records, said, heed)) {
          const problem = dead?.[id]
          if (problem) emit.loss({ code: 'rejected', count: 1, problem, endpoint: id })
        }
        if (said.some(({ status, problem }) => !problem && status !== 'stored' && status !== 'duplicate')) verdict = 'retry'
      }
      if (verdict === 'ok' || verdict === 'halve') {
        limit = Math.min(PAGE, limit + 1)
        told = false
        if (backoff) await keep(null)
        return 0
      }
      const gone = verdict === 'gone' ? href : undefined
      const next = backOff(
        backoff,
        { silent, hold: verdict === 'hold', floorMs: floor, gone },
        { now: now(), random: random(), online: online() },
      )
      await keep(next)
      if (!told && (verdict !== 'retry' || next.silent >= BREAKER)) {
        told = true
        // A browser hides from the page why a reply of another origin may not be read.
        const { origin } = new URL(base)
        const hint = silent && new URL(href).origin !== origin ? `: it may not allow ${origin} (at our collector: ORIGINS)` : ''
        emit.error({
          code: silent ? 'endpoint-silent' : 'endpoint-refused',
          message: `expected 2xx from ${href}, got ${answer?.status ?? 'no reply'}${hint}`,
        })
      }
      return gone ? Infinity : next.at - now()
    },
  }
}
