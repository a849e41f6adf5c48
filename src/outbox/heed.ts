import type { Said } from './acks'
import type { OutboxRecord } from './types'

/** No response is ever revised so often: an endpoint that says so would bring it near the numbers that can be raised no more. */
const MAX_REVISION = 1e9
/** Looked at first: an object could not even be compared. */
const isRevision = (current: number) => Number.isInteger(current) && current < MAX_REVISION

/** Of one device's clock both. What is no text of a date is never later. */
const isLater = (time: unknown, than: number) => typeof time === 'string' && Date.parse(time) > than

/**
 * One record after a reply to `sent` that took it not. `stale` is never success: a higher revision is there, so ours (rolled back by a
 * power loss, or a cloned profile) becomes current + 1, unless it is higher already. Where the endpoint says that the one it has was given
 * later, ours is an older state that came back (a tier of storage that failed for a while): theirs stands.
 */
export function heed(
  record: OutboxRecord,
  sent: OutboxRecord,
  endpoint: string,
  { status, current = 0, time, problem }: Said,
): OutboxRecord {
  const acked = record.acked[endpoint] ?? 0
  if (status === 'stale' && record.data && isRevision(current) && current > acked && current >= record.revision) {
    return isLater(time, record.updatedAt)
      ? { ...record, revision: current, acked: { ...record.acked, [endpoint]: current } }
      : { ...record, revision: current + 1 }
  }
  // What was answered after this revision is tried by itself.
  if (problem && record.revision === sent.revision) return { ...record, dead: { ...record.dead, [endpoint]: problem } }
  return record
}
