import { asIs } from './json'
import type { OutboxRecord } from './types'

export const JSON_BATCH = 'application/cloudevents-batch+json'
/** The same bytes, without a preflight: https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export const PLAIN = 'text/plain;charset=UTF-8'

/** What identifies one revision: the endpoint's idempotency key, and what its reply names. */
export const eventId = ({ id, revision }: OutboxRecord): string => `${id}:${revision}`

/** One record as a CloudEvents 1.0 event in JSON. `ageMs` is monotonic, known only in the page load that made the record. */
export function encode(record: OutboxRecord, project: string, now: number, ageMs: number | undefined): string {
  const { type, data } = record
  return JSON.stringify(
    {
      specversion: '1.0',
      id: eventId(record),
      source: `/peakend/${project}`,
      // `RESPONSE_TYPE`, `COUNTS_TYPE`, `FORGET_TYPE` (`wire.ts`).
      type: `peakend.${type}.v1`,
      ...(type === 'response' && { subject: `${data?.survey}/${record.id}` }),
      time: new Date(record.updatedAt).toISOString(),
      datacontenttype: 'application/json',
      // JSON leaves an undefined `ageMs` out.
      data: type === 'response' ? { ...data, sentAt: new Date(now).toISOString(), ageMs } : data,
    },
    asIs,
  )
}

/** `POST <endpoint>?project=…`; a query that is there stays as it is. Without a project the address stays as it is. */
export function endpointUrl(url: string, project: string, base: string): URL {
  const target = new URL(url, base)
  target.hash = ''
  if (project) target.search += `${target.search ? '&' : '?'}project=${encodeURIComponent(project)}`
  return target
}
