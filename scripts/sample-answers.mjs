/**
 * Answers for pictures of the results: what one visitor really sent is the model, its answer, age and respondent are varied by a seeded
 * generator. Only `npm run screenshots` uses it, on a collector of its own that is thrown away.
 */
import { randomUUID } from 'node:crypto'

const DAY_MS = 864e5
/** A batch is at most 64 KiB. */
const BATCH = 20

/** Mulberry32 (T. Ettinger, public domain): the same pictures every time. */
const generator = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296
}

/** Some are known from other days, and whoever is content is rather so everywhere. */
const REGULARS = 60

/** Who brought it: the new one of two does worse, with its customers at the desk and on the phone alike. */
const carriers = ['Swift', 'Swift', 'Swift', 'Newpost']

/** For each survey: answers a week, the chance of each point early and late, and what people say who are not content, or content. */
const stories = {
  'checkout-csat': {
    weekly: 24,
    early: [2, 3, 6, 35, 54],
    late: [1, 1, 3, 29, 66],
    low: ['The delivery cost only appeared at the very end.', 'My promo code did not work.', 'I had to type my address twice.'],
    high: ['Quick and clear.', 'No account needed: thank you.'],
  },
  'chat-csat': { weekly: 13, early: [9, 12, 16, 36, 27], late: [8, 13, 15, 37, 27], low: [], high: [] },
  'relationship-nps': {
    weekly: 11,
    early: [1, 1, 1, 2, 2, 6, 8, 14, 21, 22, 22],
    late: [1, 0, 1, 1, 2, 5, 6, 13, 20, 25, 26],
    low: ['Delivery took a week longer than said.', 'Lovely, but dear.'],
    high: ['Beautiful things, and well packed.', 'A lamp that I look at when it is off, too.'],
  },
  'page-helpful': {
    weekly: 16,
    early: [30, 70],
    late: [26, 74],
    low: ['Does the linen shrink?', 'Who pays when the parcel comes back?'],
    high: ['Short, and right.'],
  },
  feedback: {
    weekly: 3,
    early: [2, 4, 10, 30, 24],
    late: [2, 4, 10, 30, 24],
    low: ['The search finds no bulbs.'],
    high: ['A quiet shop. More of these, please.'],
  },
}

const pick = (random, weights) => {
  let left = random() * weights.reduce((sum, weight) => sum + weight, 0)
  return weights.findIndex((weight) => (left -= weight) < 0)
}

/** The counts of moments that ride along: for each survey that is not opened by hand, and each day. */
const counts = (model, surveys, weeks) =>
  surveys.map(({ data: { survey, moment } }) => ({
    ...model,
    id: `${randomUUID()}:1`,
    data: {
      ...model.data,
      counts:
        moment.type === 'manual'
          ? []
          : Array.from({ length: weeks * 7 }, (_, ago) => {
              const day = new Date(Date.now() - ago * DAY_MS).toISOString().slice(0, 10)
              const eligible = Math.round((stories[survey].weekly / 7) * 1.1)
              return { day, survey, triggered: Math.round(eligible * 1.4), eligible, sampled: eligible }
            }),
    },
  }))

/**
 * @param {readonly object[]} models one delivered response of each survey, as a CloudEvent
 * @param {object} counted a delivered count of moments
 * @param {number} weeks how far back
 */
export function sampleAnswers(models, counted, weeks = 16) {
  const random = generator(20)
  const events = []
  for (const model of models) {
    const { survey, instrument } = model.data
    const story = stories[survey]
    const from = instrument.type === 'nps' ? 0 : 1
    for (let i = 0; i < story.weekly * weeks; i++) {
      const age = random() * weeks * 7 * DAY_MS
      const carrier = carriers[Math.floor(random() * carriers.length)]
      const isWorse = survey === 'checkout-csat' && carrier === 'Newpost' && random() < 0.25
      const at = isWorse ? Math.floor(random() * 3) : pick(random, age > weeks * 3.5 * DAY_MS ? story.early : story.late)
      const answered = random() < 0.78
      const isLow = at < story.late.length / 2
      const texts = isLow ? story.low : story.high
      const text = Object.keys(instrument.types).find((id) => instrument.types[id] === 'text')
      const says = answered && text && texts[0] && random() < (isLow ? 0.3 : 0.05)
      const id = randomUUID()
      events.push({
        ...model,
        id: `${id}:2`,
        data: {
          ...model.data,
          status: answered ? 'completed' : random() < 0.4 ? 'dismissed' : 'seen',
          answers: answered
            ? { [instrument.question]: at + from, ...(says && { [text]: texts[Math.floor(random() * texts.length)] }) }
            : {},
          moment: { ...model.data.moment, props: { ...model.data.moment.props, carrier } },
          context: { ...model.data.context, device: random() < 0.6 ? 'mobile' : 'desktop' },
          respondent: {
            id:
              random() < 0.5
                ? `regular-${at < (story.late.length - 1) * 0.8 ? 'low' : 'high'}-${Math.floor(random() * REGULARS)}`
                : randomUUID(),
            kind: 'device',
          },
          ageMs: Math.round(age),
        },
      })
    }
  }
  return [...events, ...counts(counted, models, weeks)]
}

/** Posts them as a browser would, in batches under the endpoint's limit. */
export async function post(endpoint, events) {
  for (let i = 0; i < events.length; i += BATCH) {
    const reply = await fetch(endpoint, {
      method: 'POST',
      headers: { 'content-type': 'application/cloudevents-batch+json' },
      body: JSON.stringify(events.slice(i, i + BATCH)),
    })
    const { results } = await reply.json()
    const refused = results?.find(({ status }) => status !== 'stored')
    if (!reply.ok || refused) throw new Error(`expected every answer stored, got ${reply.status} ${JSON.stringify(refused ?? results)}`)
  }
}
