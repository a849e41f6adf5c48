/** A year of a shop's answers, written by the store itself, so that rows and counts are those of the real thing. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { bundle } from '../../scripts/build.mjs'
import { seeded } from '../fuzz/random.mjs'

const cache = join(import.meta.dirname, '../../node_modules/.cache/peakend')

/** @param {string} name @param {string} source */
const load = async (name, source) => {
  await mkdir(cache, { recursive: true })
  const file = join(cache, `${name}.mjs`)
  await writeFile(file, await bundle(source, { ssr: true, minified: false }))
  return import(pathToFileURL(file).href)
}
/** The store as a module of its own. @returns {Promise<typeof import('../../collector/src/store/index.ts')>} */
export const loadStore = () => load('store', 'collector/src/store/index.ts')
/** The report, which takes any store. @returns {Promise<typeof import('../../collector/src/report/build.ts')>} */
export const loadReport = () => load('report', 'collector/src/report/build.ts')

const DAY_MS = 24 * 3600 * 1000
export const DAYS = 365
/** Noon of the last day: what a report says of `days=30` then begins within a day. */
export const END = Date.parse('2027-03-01T12:00:00.000Z')

const stages = /** @type {const} */ ([
  ['search', 'discovery', 'csat'],
  ['product', 'discovery', 'csat'],
  ['basket', 'purchase', 'ces'],
  ['confirmation', 'purchase', 'csat'],
  ['delivery', 'use', 'csat'],
  ['relationship', 'use', 'nps'],
  ['chat', 'care', 'csat'],
  ['return', 'care', 'ces'],
  ['exit', 'leaving', 'choice'],
])
const points = { csat: 5, ces: 7, nps: 11, choice: null }
const said = [
  'Rien à redire, tout était clair',
  'Le paiement a été refusé deux fois',
  'Delivery took longer than promised',
  'Great, thank you!',
  'Je n’ai pas trouvé ma taille',
  'The form asked for my address twice',
]

/** @param {'en' | 'fr'} locale @param {typeof stages[number]} stage */
const instrumentOf = (locale, [id, , type]) => ({
  fingerprint: `${id.slice(0, 4)}${locale}7f3a9c`,
  question: 'main',
  type,
  display: type === 'csat' ? 'faces' : null,
  points: points[type],
  orientation: 'horizontal',
  labels: type === 'csat' ? ['Very badly', 'Fairly badly', 'Neither', 'Fairly well', 'Very well'] : ['Not at all', 'Absolutely'],
  texts: {
    main: locale === 'fr' ? 'Comment cela s’est-il passé ?' : 'How did it go?',
    reason: 'What mattered most?',
    why: 'What should we know?',
    'reason.price': 'Price',
    'reason.speed': 'Speed',
    'reason.choice': 'Choice',
    'reason.help': 'Help',
  },
  types: { main: type, reason: 'choice', why: 'text' },
  locale,
  translated: false,
  trigger: `event:${id}_done`,
  delaySeconds: 2,
})
const instruments = new Map(
  stages.flatMap((stage) => ['en', 'fr'].map((locale) => [`${stage[0]} ${locale}`, instrumentOf(/** @type {'en'} */ (locale), stage)])),
)

/** Time-ordered, as the SDK's are (RFC 9562, version 7). @param {number} at @param {() => number} next */
const uuid = (at, next) => {
  const hex = (/** @type {number} */ n, /** @type {number} */ length) => Math.floor(n).toString(16).padStart(length, '0')
  const time = hex(at, 12)
  const rest = () => hex(next() * 2 ** 32, 8)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${rest().slice(0, 3)}-a${rest().slice(0, 3)}-${rest()}${rest().slice(0, 4)}`
}

/**
 * Responses in the order of time, the newest in the end.
 *
 * @param {number} n @param {number} seed
 */
export function* responses(n, seed = 1) {
  const { next, below, pick } = seeded(seed)
  // A quarter of them come back.
  const visitors = Math.ceil(n * 0.75)
  const likely = (/** @type {number} */ share) => next() < share
  for (let index = 0; index < n; index++) {
    const at = Math.floor(END - ((n - index) / n) * DAYS * DAY_MS)
    const stage = pick(stages)
    const [id, of, type] = stage
    const locale = likely(0.7) ? 'fr' : 'en'
    const who = below(visitors)
    const isAnswered = likely(0.32)
    const status = isAnswered ? (likely(0.8) ? 'completed' : 'answered') : pick(['shown', 'seen', 'seen', 'dismissed'])
    const score =
      !isAnswered || type === 'choice'
        ? null
        : type === 'nps'
          ? Math.min(10, 4 + below(8))
          : Math.min(points[type] ?? 5, 2 + below((points[type] ?? 5) + 1))
    const reasons = ['price', 'speed', 'choice', 'help']
    const why = isAnswered && likely(0.2) ? `${pick(said)} (${below(1000)})` : null
    const chosen = [pick(reasons)]
    const answers = {
      ...(score === null ? {} : { main: score }),
      ...(isAnswered && type === 'choice' ? { main: chosen } : {}),
      ...(isAnswered && likely(0.4) ? { reason: [pick(reasons)] } : {}),
      ...(why === null ? {} : { why }),
    }
    const time = new Date(at).toISOString()
    yield {
      project: 'default',
      id: uuid(at, next),
      revision: isAnswered ? 3 : 2,
      survey: `${id}-${type}`,
      surveyVersion: 4,
      wave: 1,
      touchpoint: { id, stage: of, category: 'sales', channel: 'web' },
      status,
      answers,
      instrument: instruments.get(`${id} ${locale}`),
      score,
      choice: isAnswered && type === 'choice' ? chosen : null,
      commented: why !== null,
      personas: likely(0.4) ? ['first-time-buyer'] : likely(0.3) ? ['member', 'loyal'] : [],
      variant: type === 'csat' ? pick(['a', 'b']) : null,
      moment: { type: 'event', name: `${id}_done`, props: { plan: pick(['free', 'pro', 'team']), total: 20 + below(400) } },
      context: { path: `/${id}/${below(20)}`, device: likely(0.6) ? 'mobile' : likely(0.8) ? 'desktop' : 'tablet' },
      respondent: {
        id: `${((who * 2654435761) % 2 ** 32).toString(16).padStart(8, '0')}-4c1d-4e8a-9b2f-${who.toString(16).padStart(12, '0')}`,
        kind: likely(0.85) ? 'device' : 'session',
      },
      consent: likely(0.85) ? 'persistent' : 'session',
      test: false,
      sdk: '0.1.0',
      createdAt: time,
      updatedAt: time,
      occurredAt: time,
      receivedAt: time,
      flags: [],
    }
  }
}

/**
 * Fills a store; resolves with what was written, to be found again in the report.
 *
 * @param {import('../../collector/src/store/index.ts').Store} store
 * @param {number} n @param {(done: number, of: number) => void} progress
 */
export const fill = async (store, n, progress) => {
  const written = { showings: 0, answered: 0, comments: 0 }
  /** @type {any[]} */
  let items = []
  const flush = async () => {
    const outcomes = await store.apply('default', items)
    const failed = outcomes.find(({ status }) => status !== 'stored')
    if (failed) throw new Error(`expected all to be stored, got ${JSON.stringify(failed)}`)
    items = []
  }
  for (const response of responses(n)) {
    written.showings++
    if (['answered', 'completed'].includes(response.status)) written.answered++
    if (response.commented) written.comments++
    items.push({ type: 'response', response, contact: null })
    if (items.length === 500) {
      await flush()
      progress(written.showings, n)
    }
  }
  await flush()
  return written
}
