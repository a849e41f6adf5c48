/** What is simulated to prove the limits, in short by a test and at length by the bench: the same cases, only more people. */
import { broken, limitsOf, lockedOut } from './oracle.mjs'

const DAY = 864e5
const YEAR = 365 * 86400
/** A year with both changes of the clock: 29 March and 25 October in Paris. */
const START = '2026-01-01'
const TURNED = Date.parse('2026-07-02T00:00:00Z')
const touchpoint = { id: 'shop', stage: 'purchase', category: 'sales' }
const scale = (type) => [{ id: type, type, text: 'How was it?' }]
const survey = (id, trigger, type, more = {}) => ({ id, touchpoint, trigger, questions: scale(type), ...more })
const page = (path) => ({ on: 'page', path })

/** Both classes, with the limits of the class and with their own; a delay, a sequence, something days later; a sample of ten in a hundred. */
export const everyday = {
  version: 1,
  touchpoints: [],
  surveys: [
    survey('checkout-csat', { on: 'event', name: 'order_completed', oncePer: 'order_id', delaySeconds: 2 }, 'csat', { priority: 10 }),
    survey('chat-csat', { on: 'event', name: 'chat_ended', oncePer: 'conversation_id', where: { prop: 'messages', gte: 1 } }, 'csat'),
    survey('product-ces', { on: 'event', name: 'product_viewed', oncePer: 'product_id', delaySeconds: 20 }, 'ces', {
      frequency: { everyDays: 3, afterDismissDays: 14, maxIgnored: 3 },
    }),
    survey('nps', page('/'), 'nps', { frequency: { class: 'relationship' }, priority: 20 }),
    survey('brand', page(['/', '/c/*', '/p/*']), 'rating', { frequency: { everyDays: 45, betweenDays: 20 } }),
    survey('arrived', { on: 'after', name: 'order_delivered', days: 13, oncePer: 'order_id' }, 'csat', {
      frequency: { class: 'interaction', perVisit: 2 },
    }),
    survey('path', { on: 'sequence', steps: [page('/'), page('/c/*')] }, 'ces', { frequency: { class: 'interaction', once: true } }),
    survey('sampled', page(['/c/*', '/p/*']), 'csat', {
      sample: 0.1,
      frequency: { class: 'relationship', betweenDays: 0, everyDays: 5, maxIgnored: 50 },
    }),
  ],
}

/** A quarterly NPS beside surveys that come every day, one of each class. `reserve: false` shows what happens without. */
export const quarterly = ({ reserve = true, kinds = ['relationship', 'interaction'] } = {}) => ({
  version: 1,
  touchpoints: [],
  surveys: [
    survey('nps', page('/account'), 'nps', { reserve, priority: 20, frequency: { class: 'relationship' } }),
    ...kinds.map((kind) =>
      survey(`daily-${kind}`, page('*'), 'csat', {
        frequency: { class: kind, everyDays: 1, afterDismissDays: 1, betweenDays: 1, maxIgnored: 1000 },
      }),
    ),
  ],
})

/** The same visits, by a device whose clock is set by so many seconds in the middle of the year. */
function* turned(visits, seconds) {
  for (const visit of visits) yield Date.parse(visit.start) < TURNED ? visit : { ...visit, clockOffsetSeconds: seconds }
}

/**
 * Runs the cases.
 *
 * @param {{ simulate: Function, traffic: Function, visitors: number, consent?: number, seed?: number, rules?: unknown, onPerson?: () => void }} options
 */
export const cases = ({ simulate, traffic, visitors, consent = 0.6, seed = 7, rules, onPerson = () => {} }) => {
  const visits = (config, people = visitors) => traffic(config, { visitors: people, days: 365, seed, consent, start: START })
  const run = (config, people, by, participation = {}) => {
    const found = { broken: /** @type {string[]} */ ([]), lockedOut: /** @type {string[]} */ ([]), showings: 0, most: 0 }
    const limits = limitsOf(config)
    const summary = simulate(config, by ? turned(visits(config, people), by) : visits(config, people), {
      seed,
      days: 365,
      rules,
      participation,
      onLife(life) {
        onPerson()
        found.showings += life.shown.length
        found.most = Math.max(found.most, ...limit(life.shown))
        // Set forward, what ran out by that clock has run out; set back, every limit holds across.
        found.broken.push(...broken(limits, life, by > 0 ? TURNED : undefined))
        found.lockedOut.push(...lockedOut(limits, life, by ? TURNED : undefined))
      },
    })
    return { ...found, summary }
  }
  return {
    /** A year of everyday visits. */
    year: () => run(everyday, visitors, 0),
    /** The same with a clock set back, or forward, by a year. */
    back: () => run(everyday, Math.ceil(visitors / 5), -YEAR),
    forward: () => run(everyday, Math.ceil(visitors / 5), YEAR),
    /** A quarterly NPS beside daily surveys. */
    // Whoever says "never again" to one of them is due for the other, and rightly not asked.
    quarterly: (options) => run(quarterly(options), visitors, 0, { never: 0 }),
  }
}

/** Showings in any seven days, for each. */
const limit = (shown) => shown.map(({ at }) => shown.filter((other) => other.at <= at && at - other.at < 7 * DAY).length)
