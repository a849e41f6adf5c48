import { expect } from 'vitest'
import { RESPONSE_TYPE, type ResponseData, type SentAt } from '../../src/survey/wire'
import type { Collector } from './collector'

/** An answer as the SDK sends it; `change` tells what is different about it. */
export const answerEvent = (i: number, change: Partial<ResponseData> = {}) => {
  const id = `0192e4a0-0000-7000-8000-${String(i).padStart(12, '0')}`
  const now = new Date().toISOString()
  const data: ResponseData & SentAt = {
    project: 'default',
    survey: 'checkout-csat',
    surveyVersion: null,
    instrument: {
      fingerprint: 'f',
      question: 'csat',
      type: 'csat',
      display: 'faces',
      points: 5,
      orientation: 'horizontal',
      labels: ['Very badly', 'Fairly badly', 'Neither', 'Fairly well', 'Very well'],
      texts: { csat: 'How did placing your order go?', why: 'What went wrong?' },
      locale: 'en',
      translated: false,
      trigger: 'event:order_completed',
      delaySeconds: 2,
    },
    touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales', channel: 'web' },
    personas: [],
    variant: null,
    moment: { type: 'event', name: 'order_completed' },
    status: 'completed',
    answers: { csat: 1 + (i % 5), ...(i % 5 < 2 && { why: 'A comment that is long enough to wrap on a narrow screen, and then some' }) },
    respondent: { id: `r${i}`, kind: 'device' },
    context: {},
    consent: 'persistent',
    test: false,
    sdk: '0.1.0',
    createdAt: now,
    sentAt: now,
    ...change,
  }
  return { specversion: '1.0', id: `${id}:1`, source: `/peakend/${data.project}`, type: RESPONSE_TYPE, time: now, data }
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
