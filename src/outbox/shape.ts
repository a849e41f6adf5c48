import type { ResponseEvent, WireEvent } from '../survey/wire'
import { JSON_BATCH } from './cloudevents'
import type { Adapter } from './formats/adapter'
import type { Answer } from './reply'
import type { OutboxRecord } from './types'

/** What is posted to an endpoint that does not get the plain batch of CloudEvents. Synchronous: it runs while a page unloads, too. */
export interface Shape {
  /** Records in one body, at most; absent: as many as go into a batch. */
  readonly limit?: number
  /** Its replies are no receipts: a 2xx acknowledges what was posted, whatever it says. */
  readonly isDeaf: boolean
  /** One event, in JSON, as it may leave. Null: it is none of this endpoint's, and settled; undefined: it stays, and is looked at again later. */
  readonly pass: (event: string, record: OutboxRecord) => string | null | undefined
  readonly body: (events: readonly string[], records: readonly OutboxRecord[]) => Packed
  /** Told of records that were settled without being sent. */
  readonly dropped: (records: readonly OutboxRecord[]) => void
}
/** What is posted. */
export interface Packed {
  readonly text: string
  /** Its media type where that makes no preflight. */
  readonly type: string
  /** It could not be made: as if the endpoint had said this. */
  readonly reply?: Answer
}
export interface ShapeDeps {
  /** The destination: what `beforeSend` is told, and the name of its acknowledgements. */
  readonly id: string
  readonly limit?: number
  readonly adapter?: Adapter | undefined
  readonly key?: string | undefined
  readonly contact?: boolean | undefined
  readonly transform?: ((batch: readonly WireEvent[]) => unknown) | undefined
  readonly beforeSend?: ((event: ResponseEvent, destination: string) => ResponseEvent | null) | undefined
  readonly fail: (code: string, cause: unknown) => void
  /** Told how many answers were kept from it. */
  readonly vetoed: (count: number) => void
}

/** Not there for a while: all is kept, and it backs off. */
const ABSENT: Answer = { status: 503, text: '', retryAfter: null, date: null }
const isObject = (value: unknown): boolean => Object(value) === value

/** Pure but for what it calls: the page's own functions are guarded, and each trouble of theirs is told once. */
export function createShape({ id, limit, adapter, key, contact, transform, beforeSend, fail, vetoed }: ShapeDeps): Shape {
  /** Records that `beforeSend` failed on. */
  const told = new Set<string>()
  let isTold = false

  return {
    ...(limit && { limit }),
    isDeaf: !!adapter,
    pass(text, record) {
      // Counts and wishes to be forgotten are understood as CloudEvents alone; and nobody redacts or vetoes those.
      if (record.type !== 'response') return adapter ? null : text
      if (!beforeSend) return text
      try {
        const { specversion, id: eventId, source, type, data }: ResponseEvent = JSON.parse(text)
        const left: ResponseEvent | null = beforeSend(JSON.parse(text), id)
        if (left === null) return null
        if (!isObject(left) || !isObject(left.data)) throw TypeError(`beforeSend: expected an event or null, got ${left}`)
        // What says which revision of which response it is, and whose: changed, it could not be counted once.
        return JSON.stringify({ ...left, specversion, id: eventId, source, type, data: { ...left.data, project: data.project } })
      } catch (cause) {
        if (!told.has(record.id)) fail('before-send-failed', cause)
        told.add(record.id)
        return undefined
      }
    },
    body(texts, records) {
      if (!adapter && !transform) return { text: `[${texts}]`, type: JSON_BATCH }
      try {
        const batch = texts.map((text): WireEvent => JSON.parse(text))
        const made =
          adapter?.(
            // An adapter gets responses alone: `pass` keeps the others from it.
            batch.map((event, i) => ({ event: event as ResponseEvent, isFirst: records[i]?.acked[id] === undefined })),
            { key, contact },
          ) ?? transform?.(batch)
        const text = typeof made === 'string' ? made : JSON.stringify(made)
        if (text === undefined) throw TypeError(`transform: expected JSON or a text, got ${made}`)
        isTold = false
        return { text, type: 'application/json' }
      } catch (cause) {
        if (!isTold) fail('transform-failed', cause)
        isTold = true
        return { text: '', type: '', reply: ABSENT }
      }
    },
    dropped(records) {
      const count = records.filter(({ type, data }) => type === 'response' && Object.keys(data?.answers ?? {})[0]).length
      if (count) vetoed(count)
    },
  }
}
