import type { Answers, CountsEvent, ForgetEvent, Instrument, Reply, ResponseData, ResponseEvent, WireEvent } from '../../src/survey/wire'
import { type Collector, type CollectorOptions, createCollector } from '../src/server'
import { type Place, type StoreKind, sqlite } from './stores'

export const TOKEN = 'a-token-for-tests'
export const NOW = Date.parse('2027-03-01T12:00:00.000Z')

export const instrument = (change: Partial<Instrument> = {}): Instrument => ({
  fingerprint: 'f1',
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
  ...change,
})

type Change = Partial<ResponseData> & {
  readonly sentAt?: string
  readonly ageMs?: number
  readonly score?: number
  readonly comment?: string
  /** Of the event: when this revision was given. */
  readonly time?: string
}

/** A response as the SDK sends it. */
export const responseEvent = (id: string, revision: number, { score, comment, time, ...change }: Change = {}): ResponseEvent => {
  const answers: Answers = { ...(score === undefined ? {} : { csat: score }), ...(comment === undefined ? {} : { why: comment }) }
  const data = {
    project: 'default',
    survey: 'checkout-csat',
    surveyVersion: 1,
    instrument: instrument(),
    touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales' },
    personas: [],
    variant: null,
    moment: { type: 'event', name: 'order_completed' },
    status: score === undefined ? 'seen' : 'answered',
    answers,
    respondent: { id: `device-${id}`, kind: 'device' },
    context: { device: 'mobile' },
    consent: 'persistent',
    test: false,
    sdk: '0.1.0',
    createdAt: '2027-03-01T11:59:00.000Z',
    sentAt: '2027-03-01T12:00:00.000Z',
    ...change,
  } satisfies ResponseEvent['data']
  return {
    specversion: '1.0',
    id: `${id}:${revision}`,
    source: `/peakend/${data.project}`,
    type: 'peakend.response.v1',
    subject: `${data.survey}/${id}`,
    time: time ?? data.createdAt,
    datacontenttype: 'application/json',
    data,
  }
}

export const countsEvent = (id: string, counts: CountsEvent['data']['counts'], project = 'default'): CountsEvent => ({
  specversion: '1.0',
  id: `${id}:1`,
  source: `/peakend/${project}`,
  type: 'peakend.counts.v1',
  time: '2027-03-01T12:00:00.000Z',
  datacontenttype: 'application/json',
  data: { project, counts },
})

export const forgetEvent = (id: string, respondents: readonly string[], project = 'default'): ForgetEvent => ({
  specversion: '1.0',
  id: `${id}:1`,
  source: `/peakend/${project}`,
  type: 'peakend.forget.v1',
  time: '2027-03-01T12:00:00.000Z',
  datacontenttype: 'application/json',
  data: { project, respondents },
})

export interface Running {
  readonly url: string
  readonly folder: string
  readonly collector: Collector
  readonly logged: string[]
  readonly post: (events: readonly (WireEvent | Readonly<Record<string, unknown>>)[], project?: string) => Promise<Reply>
  readonly team: (path: string, init?: RequestInit) => Promise<Response>
  readonly stop: () => Promise<void>
}

/** A collector on a free port with a clock that stands still, at a place that others may come back to. */
export const startAt = async (place: Place, options: CollectorOptions = {}): Promise<Running> => {
  const logged: string[] = []
  const collector = await createCollector({
    ...place.options,
    adminToken: TOKEN,
    sdk: false,
    now: () => NOW,
    log: (message, cause) => logged.push(cause instanceof Error ? `${message} ${cause.message}` : message),
    ...options,
  })
  const { url } = await collector.listen(0, '127.0.0.1')
  return {
    url,
    folder: place.options.dataDir,
    collector,
    logged,
    post: async (events, project = 'default') => {
      const response = await fetch(`${url}/v1/responses?project=${project}`, {
        method: 'POST',
        headers: { 'content-type': 'application/cloudevents-batch+json' },
        body: JSON.stringify(events),
      })
      if (response.status !== 200) throw new Error(`expected 200, got ${response.status}: ${await response.text()}`)
      return (await response.json()) as Reply
    },
    team: (path, init = {}) => fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${TOKEN}`, ...init.headers } }),
    stop: () => collector.close(),
  }
}

/** The same at a place of its own. */
export const start = async (options: CollectorOptions = {}, on: StoreKind = sqlite): Promise<Running> => {
  const place = await on.take()
  const running = await startAt(place, options)
  return {
    ...running,
    stop: async () => {
      await running.stop()
      await place.leave()
    },
  }
}
