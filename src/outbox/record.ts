import { type OutboxRecord, RECORD_FORMAT, RECORD_PREFIX } from './types'

export const recordKey = (id: string): string => RECORD_PREFIX + id

/** Storage is untyped and may hold anything: other builds, other scripts, half a disk. */
type Unsure<T> = { readonly [K in keyof T]?: unknown }

const isObject = (value: unknown): boolean => Object(value) === value
/** What `toISOString` does not throw on. */
const isTime = (value: unknown): boolean => typeof value === 'number' && +new Date(value) >= 0

/** Written by a newer build: to be ignored and never deleted. */
export const isNewer = (value: unknown): boolean => {
  const v = (value as Unsure<OutboxRecord> | null | undefined)?.v
  return typeof v === 'number' && v > RECORD_FORMAT
}

/** The record at this key, or null where there is none that this build can trust. */
export function readRecord(key: string, value: unknown): OutboxRecord | null {
  const r = value as Unsure<OutboxRecord> | null | undefined
  const data = r?.data as { answers?: unknown; survey?: unknown } | null | undefined
  return r?.v === RECORD_FORMAT &&
    // Of an object each comparison would make a text, which may throw.
    typeof r.id === 'string' &&
    key === RECORD_PREFIX + r.id &&
    Number.isSafeInteger(r.revision) &&
    isObject(r.acked) &&
    !Object.values(r.acked as object).some(isObject) &&
    !isObject(data?.survey) &&
    isTime(r.createdAt) &&
    isTime(r.updatedAt) &&
    (data === null || isObject(r.type === 'response' ? data?.answers : data)) &&
    typeof r.type === 'string' &&
    /^(response|counts|forget)$/.test(r.type)
    ? // Every field that is used was looked at above.
      (value as OutboxRecord)
    : null
}

/** Something this endpoint has not acknowledged and has not refused for good. */
export const isPendingAt = (record: OutboxRecord, endpoint: string): boolean =>
  record.data !== null && record.revision > (record.acked[endpoint] ?? 0) && !record.dead?.[endpoint]

/** Done, and every endpoint has it: only the counter has to stay, so that no second tab restarts it. */
export const toStub = (record: OutboxRecord, endpoints: readonly string[]): OutboxRecord =>
  record.done && endpoints.every((id) => (record.acked[id] ?? 0) >= record.revision) ? { ...record, data: null } : record
