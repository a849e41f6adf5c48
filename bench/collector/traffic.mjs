/**
 * What many devices send, and an oracle that stands outside of the collector: it knows what was acknowledged, and compares it with what the
 * collector gives back.
 */
import { setTimeout } from 'node:timers/promises'
import { seeded } from '../fuzz/random.mjs'
import { TOKEN } from './program.mjs'

/** All that was counted, by the database itself: each event must have counted once. */
export const COUNTED = 'select coalesce(sum(triggered), 0)::int as n from gate_counts'
/** How often transactions waited for each other in a circle. The server’s own count does not outlive a kill; its log does. @param {string} log */
export const deadlocksIn = (log) => log.split('deadlock detected').length - 1

const DAY = '2027-03-01'
const HELD = `${DAY}T11:59:00.000Z`
const envelope = { specversion: '1.0', source: '/peakend/default', time: HELD, datacontenttype: 'application/json' }
const instrument = {
  fingerprint: 'f1',
  question: 'csat',
  type: 'csat',
  display: 'faces',
  points: 5,
  orientation: 'horizontal',
  labels: ['Very badly', 'Fairly badly', 'Neither', 'Fairly well', 'Very well'],
  texts: { csat: 'How did placing your order go?', why: 'What went wrong?' },
  types: { csat: 'csat', why: 'text' },
  locale: 'en',
  translated: false,
  trigger: 'event:order_completed',
  delaySeconds: 2,
}
/** What a revision says follows from its number, so that another's content is seen. @param {number} revision */
const answersOf = (revision) => ({ csat: 1 + (revision % 5), why: `revision ${revision}` })

/** @param {string} id @param {number} revision */
const responseEvent = (id, revision) => ({
  ...envelope,
  id: `${id}:${revision}`,
  type: 'peakend.response.v1',
  subject: `checkout-csat/${id}`,
  data: {
    project: 'default',
    survey: 'checkout-csat',
    surveyVersion: 1,
    wave: 1,
    instrument,
    touchpoint: { id: 'confirmation', stage: 'purchase', category: 'sales', channel: 'web' },
    personas: ['first-time-buyer'],
    variant: null,
    moment: { type: 'event', name: 'order_completed', props: { total: 129 } },
    status: 'answered',
    answers: answersOf(revision),
    respondent: { id: `device-${id}`, kind: 'device' },
    context: { device: 'mobile', language: 'en', path: '/order/confirmation' },
    consent: 'persistent',
    test: false,
    sdk: '0.1.0',
    createdAt: HELD,
    sentAt: HELD,
    ageMs: 1200,
  },
})

/** As devices send them, each by itself. @param {number} n */
export const eventsOf = (n, prefix = 'floor') =>
  Array.from({ length: n }, (_, index) => {
    const id = `r-${prefix}-${String(index).padStart(7, '0')}`
    return { id, body: JSON.stringify(responseEvent(id, 1)) }
  })

/** @param {string} id @param {readonly string[]} surveys */
const countsEvent = (id, surveys) => ({
  ...envelope,
  id: `${id}:1`,
  type: 'peakend.counts.v1',
  data: { project: 'default', counts: surveys.map((survey) => ({ survey, day: DAY, triggered: 1, eligible: 1, sampled: 1 })) },
})

/**
 * Posts batches until each is acknowledged, as devices do: what gets no reply, or one that says so, is sent again.
 *
 * @param {object} options
 * @param {() => readonly string[]} options.urls where collectors listen now
 * @param {number} [options.seed]
 * @param {boolean} [options.twice] every batch twice, the second time later and among others
 * @param {number} [options.size] responses of a batch
 * @param {number} [options.devices] batches at one time
 */
export const createTraffic = ({ urls, seed = 1, twice = true, size = 20, devices = 8 }) => {
  const { below, pick } = seeded(seed)
  /** @type {Map<string, number>} the highest revision sent, acknowledged or not */
  const sent = new Map()
  /** @type {Map<string, number>} */
  const acknowledged = new Map()
  /** @type {string[]} ids that may still change */
  const open = []
  let [responses, counts, again, refused] = [0, 0, 0, 0]
  /** @type {string[]} */
  const strange = []

  const nextBatch = () => {
    /** @type {Map<string, number>} */
    const batch = new Map()
    while (batch.size < size) {
      const known = open.length > 0 && below(2) === 0 ? pick(open) : undefined
      const id = known ?? `r-${seed}-${String(sent.size).padStart(7, '0')}`
      if (known === undefined) open.push(id)
      if (open.length > 300) open.splice(below(open.length), 1)
      const revision = (sent.get(id) ?? 0) + 1
      sent.set(id, revision)
      batch.set(id, revision)
    }
    const events = [...batch].map(([id, revision]) => responseEvent(id, revision))
    // In every batch another order, so that two that hold the same rows would wait for each other.
    const surveys = ['a', 'b', 'c', 'd'].sort(() => below(3) - 1)
    counts += surveys.length
    return JSON.stringify([...events, countsEvent(`c-${seed}-${counts}`, surveys)].sort(() => below(3) - 1))
  }

  /** @param {string} body */
  const post = async (body) => {
    for (;;) {
      const url = pick(urls())
      if (url !== undefined) {
        const reply = await fetch(`${url}/v1/responses`, {
          method: 'POST',
          body,
          headers: { 'content-type': 'text/plain' },
          signal: AbortSignal.timeout(10_000),
        })
          .then(async (response) => ({ status: response.status, body: await response.json() }))
          .catch(() => null)
        if (reply?.status === 200) {
          /** @type {{ id: string, status: string, current?: number }[]} */
          const results = reply.body.results
          for (const { id, status } of results) {
            const [name = '', revision] = id.split(':')
            if (['stored', 'duplicate', 'stale'].includes(status) && !name.startsWith('c-'))
              acknowledged.set(name, Math.max(Number(revision), acknowledged.get(name) ?? 0))
            else if (status === 'rejected') strange.push(`${id} was rejected`)
          }
          if (results.every(({ status }) => status !== 'retry')) {
            responses += results.length - 1
            return
          }
        } else if (reply) refused++
      }
      again++
      await setTimeout(20 + below(60))
    }
  }

  /** @type {string[]} */
  const later = []
  let going = true
  /** @type {Promise<unknown> | undefined} */
  let running
  const device = async (/** @type {number} */ most) => {
    while (responses < most && (going || later.length > 0)) {
      const repeat = later.length > 40 || !going || (later.length > 0 && below(2) === 0)
      const body = repeat ? later.splice(below(later.length), 1)[0] : nextBatch()
      if (body === undefined) continue
      if (twice && !repeat) later.push(body)
      await post(body)
    }
  }

  return {
    /** Begins to send. */
    start: () => {
      running = Promise.all(Array.from({ length: devices }, () => device(Number.POSITIVE_INFINITY)))
    },
    /** Sends nothing new any more; resolves when all is acknowledged. */
    finish: async () => {
      going = false
      await running
    },
    /** Sends so many responses, each acknowledgement counted. @param {number} most */
    send: async (most) => {
      await Promise.all(Array.from({ length: devices }, () => device(responses + most)))
    },
    told: () => ({ responses, again, refused }),
    /**
     * What became of it, as a collector gives it back.
     *
     * @param {string} url
     */
    judge: async (url) => {
      const headers = { authorization: `Bearer ${TOKEN}` }
      const exported = await (await fetch(`${url}/v1/responses?format=ndjson`, { headers })).text()
      /** @type {{ id: string, revision: number, answers: unknown }[]} */
      const rows = exported
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
      const stored = new Map(rows.map((row) => [row.id, row]))
      const lost = [...acknowledged].filter(([id, revision]) => (stored.get(id)?.revision ?? 0) < revision).length
      const regressed = rows.filter(({ revision, answers }) => JSON.stringify(answers) !== JSON.stringify(answersOf(revision))).length
      const phantom = rows.filter(({ id, revision }) => revision > (sent.get(id) ?? 0)).length
      return { lost, regressed, phantom, doubled: rows.length - stored.size, stored: stored.size, strange, counts }
    },
  }
}
