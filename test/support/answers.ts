import { expect } from 'vitest'
import { responseEvent } from '../../collector/test/fixtures'
import type { ResponseData } from '../../src/survey/wire'
import type { Collector } from './collector'

/** An answer as the SDK sends it now; `change` tells what is different about it. */
export const answerEvent = (i: number, change: Partial<ResponseData> = {}) => {
  const now = new Date().toISOString()
  return responseEvent(`0192e4a0-0000-7000-8000-${String(i).padStart(12, '0')}`, 1, {
    touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales', channel: 'web' },
    status: 'completed',
    answers: { csat: 1 + (i % 5), ...(i % 5 < 2 && { why: 'A comment that is long enough to wrap on a narrow screen, and then some' }) },
    createdAt: now,
    sentAt: now,
    ...change,
  })
}

/** Posts answers of the default project, a batch at a time as the SDK does, and sees each stored. */
export const postAll = async ({ url }: Collector, events: readonly ReturnType<typeof answerEvent>[]) => {
  for (let from = 0; from < events.length; from += 40) {
    const batch = events.slice(from, from + 40)
    const reply = await fetch(`${url}/v1/responses`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
    })
    expect(await reply.json()).toMatchObject({ results: batch.map(() => ({ status: 'stored' })) })
  }
}

/** Posts one answer. */
export const post = (collector: Collector, i: number) => postAll(collector, [answerEvent(i)])
