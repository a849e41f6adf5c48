/** One response on its way out, for the tests of the formats. Not part of any bundle. */
import type { Answers, ResponseData, ResponseEvent } from '../../survey/wire'
import type { Leaving } from './adapter'

export const RESPONSE = '019a8c1e-7d2a-7b3c-9f10-2a4b6c8d0e1f'

/** A checkout survey with a scale, a comment, a message and a way to be reached. */
export const leaving = (
  answers: Answers,
  { revision = 3, isFirst = false, ...more }: Partial<ResponseData> & { readonly revision?: number; readonly isFirst?: boolean } = {},
): Leaving => {
  const event: ResponseEvent = {
    specversion: '1.0',
    id: `${RESPONSE}:${revision}`,
    source: '/peakend/shop',
    type: 'peakend.response.v1',
    subject: `checkout/${RESPONSE}`,
    time: '2026-11-20T10:00:20.000Z',
    datacontenttype: 'application/json',
    data: {
      project: 'shop',
      survey: 'checkout',
      surveyVersion: 2,
      wave: 1,
      instrument: {
        fingerprint: '1a2b',
        question: 'csat',
        type: 'csat',
        display: 'faces',
        points: 5,
        orientation: 'horizontal',
        labels: [],
        texts: { csat: 'How did it go?', hello: 'Welcome', why: 'What went wrong?', reach: 'How can we reach you?', picks: 'Which?' },
        types: { csat: 'csat', hello: 'message', why: 'text', picks: 'choice', mail: 'text.email', reach: 'contact', call: 'action' },
        locale: 'en',
        translated: false,
        trigger: 'event:order_completed',
        delaySeconds: 0,
      },
      touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales', channel: 'web' },
      personas: ['first-time-buyer', 'mobile'],
      variant: null,
      moment: { type: 'event', name: 'order_completed', props: { total: 129 } },
      status: Object.keys(answers).length ? 'answered' : 'shown',
      answers,
      respondent: { id: 'f00d', kind: 'device' },
      context: { path: '/order/done', device: 'mobile' },
      consent: 'persistent',
      test: false,
      sdk: '1.0.0',
      createdAt: '2026-11-20T10:00:00.000Z',
      sentAt: '2026-11-20T10:00:21.000Z',
      ...more,
    },
  }
  return { event, isFirst }
}

/** The completed response that docs/destinations.md shows in each format. */
export const documented = (): Leaving => {
  const { instrument } = leaving({}).event.data
  const { csat = '', why = '' } = instrument.texts
  return leaving(
    { csat: 2, why: 'The voucher did not work.' },
    { status: 'completed', isFirst: true, instrument: { ...instrument, texts: { csat, why }, types: { csat: 'csat', why: 'text' } } },
  )
}
