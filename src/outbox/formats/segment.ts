import type { ResponseEvent } from '../../survey/wire'
import type { Adapter } from './adapter'
import { flatten } from './flatten'

const callsOf = (event: ResponseEvent, isFirst: boolean, contact: boolean | undefined) => {
  const { id, time, data } = event
  const { status, answers, respondent, instrument, context, sdk, createdAt } = data
  const properties = flatten(event, contact)
  const track = (name: string, messageId: string, timestamp: string) => ({
    type: 'track',
    event: `Survey ${name}`,
    // The same at every attempt: Segment drops what it has.
    messageId: `peakend-${messageId}`,
    timestamp,
    ...(respondent.kind === 'user' ? { userId: respondent.id } : { anonymousId: respondent.id }),
    properties,
    context: { locale: instrument.locale, page: { path: context['path'] }, library: { name: 'peakend', version: sdk } },
  })
  return [
    ...(isFirst ? [track('Shown', `${properties['response']}-shown`, createdAt)] : []),
    ...(status === 'completed'
      ? [track('Completed', `${id}-completed`, time)]
      : Object.keys(answers)[0]
        ? [track('Answered', `${id}-answered`, time)]
        : []),
    ...(status === 'dismissed' ? [track('Dismissed', `${properties['response']}-dismissed`, time)] : []),
  ]
}

/** Track calls of Segment's HTTP tracking API, for `https://api.segment.io/v1/batch`. */
export const adapter: Adapter = (batch, { key, contact }) => ({
  writeKey: key,
  batch: batch.flatMap(({ event, isFirst }) => callsOf(event, isFirst, contact)),
  sentAt: batch[0]?.event.data.sentAt,
})
