import type { Said } from './acks'
import type { OutboxRecord } from './types'

/**
 * One record after a reply to `sent` that took it not. `stale` is never success: a higher revision is there, so ours (rolled back by a
 * power loss, or a cloned profile) becomes current + 1, unless it is higher already.
 */
export function heed(record: OutboxRecord, sent: OutboxRecord, endpoint: string, { status, current = 0, problem }: Said): OutboxRecord {
  const acked = record.acked[endpoint] ?? 0
  // A revision beyond safe integers could never be raised again.
  if (status === 'stale' && record.data && current > acked && current >= record.revision && Number.isSafeInteger(current + 1)) {
    return { ...record, revision: current + 1 }
  }
  // What was answered after this revision is tried by itself.
  if (problem && record.revision === sent.revision) return { ...record, dead: { ...record.dead, [endpoint]: problem } }
  return record
}
