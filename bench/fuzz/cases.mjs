/**
 * The three rounds of the fuzzer. Each case is made from a seed and a number, so that any of them can be run again alone; each gives what it
 * found, or nothing. Hangs are found by counting steps: time says nothing on a busy machine.
 */
import { corrupt, garbage, mutate } from './mutate.mjs'
import { seeded } from './random.mjs'

const NOW = Date.UTC(2026, 10, 22, 12)
/** Looked-up values in one decision: a condition language without loops needs as many as it has parts. */
const MAX_STEPS = 100_000

/** A survey that nothing is wrong with: whatever stands beside it, it is asked. */
const control = {
  id: 'control',
  touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
  trigger: { on: 'event', name: 'control' },
  questions: [{ id: 'q', type: 'csat', text: 'Q' }],
}
const controlText = JSON.stringify(control)
/** Every trigger, condition and question type there is. */
const rich = {
  version: 1,
  send: ['plan'],
  touchpoints: [{ id: 'tp', stage: 'purchase', category: 'sales', match: '/order/*' }],
  personas: [
    {
      id: 'p',
      when: {
        any: [
          { trait: 'orders', is: 1 },
          { event: 'seen', gte: 2, withinDays: 30 },
        ],
      },
    },
  ],
  blackouts: [{ from: '2026-12-01', until: '2026-12-02' }],
  theme: { accent: '#7a1f3d', radius: '8px', dark: { accent: 'red' } },
  privacy: { en: '/privacy' },
  surveys: [
    {
      id: 'a',
      touchpoint: 'tp',
      trigger: [
        {
          on: 'event',
          name: 'x',
          where: {
            all: [
              { prop: 'total', gte: 5 },
              { prop: 'mail', matches: '^[^@]+@x$' },
            ],
          },
          oncePer: 'order',
          cancelOn: ['y'],
          near: ['/a*'],
          delaySeconds: 1,
        },
        { on: 'page', path: ['/a*', { matches: '^/order/\\d+$' }], not: '/b' },
        {
          on: 'sequence',
          steps: [
            { on: 'event', name: 'x' },
            { on: 'page', path: '/b' },
          ],
          withinSeconds: 60,
        },
        { on: 'after', name: 'x', days: 13 },
      ],
      audience: { all: [{ persona: 'p' }, { none: [{ context: 'device', in: ['mobile'] }] }, { trait: 'name', startsWith: 'A' }] },
      frequency: { class: 'relationship', everyDays: 90, maxIgnored: 2 },
      hours: { from: '09:00', until: '17:30', days: ['mon', 'tue'], timeZone: 'Europe/Paris' },
      from: '2026-01-01',
      until: '2027-01-01T00:00:00Z',
      sample: 0.5,
      holdout: 0.1,
      wave: 2,
      quota: 100,
      priority: 3,
      reserve: true,
      layout: { type: 'bar', at: 'top' },
      variants: [{ id: 'v', weight: 2, questions: [{ id: 'q', type: 'nps', text: 'V' }] }, { id: 'w' }],
      questions: [
        {
          id: 'q',
          type: 'nps',
          text: { en: 'Q', fr: 'Q' },
          labels: ['a', 'b'],
          next: [{ when: { answer: 'q', lte: 6 }, goTo: 'c' }, { end: 'e' }],
        },
        {
          id: 'c',
          type: 'choice',
          text: 'C',
          multiple: true,
          min: 1,
          max: 2,
          options: [
            { id: 'o', text: 'O', other: true },
            { id: 'n', text: 'N', none: true },
          ],
          next: [{ when: { answer: 'c', contains: 'o' }, goTo: 'm' }],
        },
        { id: 'm', type: 'matrix', text: 'M', points: 5, rows: [{ id: 'r', text: 'R' }] },
        { id: 's', type: 'slider', text: 'S', min: 0, max: 10, step: 1 },
        { id: 'k', type: 'contact', text: 'K', fields: ['name', 'email'] },
        { id: 't', type: 'text', text: '{{trait.name|there}}', format: 'email', maxLength: 100 },
      ],
      endings: [{ id: 'e', text: 'E' }],
    },
    { ...control, id: 'b', trigger: { on: 'launcher', selector: '#x', text: 'T' } },
  ],
}

/** @param {any} subject */
export const configurations = ({
  compile,
  vet,
  soundPersonas,
  explainConfig,
  checkConfig,
  decide,
  compete,
  subjects,
  heard,
  triggersOf,
  createRoute,
  designExample,
  shortHash,
}) => {
  const originals = [rich, rich, designExample]
  const make = (seed, n) => {
    const random = seeded(seed * 1e6 + n)
    const mutated = random.below(50) ? mutate(random, random.pick(originals)) : garbage(random)
    // The control stands beside whatever became of the others.
    if (Array.isArray(mutated?.surveys)) mutated.surveys.splice(random.below(mutated.surveys.length + 1), 0, control)
    const text = JSON.stringify(mutated)
    return random.below(20) ? text : corrupt(random, text)
  }
  const run = (text, n = 0) => {
    let config
    try {
      config = JSON.parse(text)
    } catch {
      const told = explainConfig(text)
      return told.length ? undefined : 'not JSON, and nobody was told'
    }
    const surveys = new Map()
    const listeners = []
    let isRefused = false
    // As `client.ts` arms.
    try {
      for (const survey of config.surveys)
        try {
          compile(survey, config, () => {})
          if (surveys.has(survey.id)) throw TypeError()
          for (const trigger of triggersOf(survey)) listeners.push({ survey, trigger })
          surveys.set(survey.id, survey)
        } catch {
          isRefused = true
        }
    } catch {
      isRefused = true
    }
    const first = Array.isArray(config?.surveys) && config.surveys.find((each) => each?.id === 'control')
    const isControl = first && JSON.stringify(first) === controlText
    // As `gates.ts` decides.
    let personas
    try {
      personas = soundPersonas(config?.personas)
    } catch (error) {
      return config?.surveys?.[0] && Array.isArray(config.personas ?? []) ? `personas: ${error}` : undefined
    }
    for (const survey of [...surveys.values()])
      try {
        vet(survey, personas)
      } catch {
        isRefused = true
        surveys.delete(survey.id)
      }
    // The words for what is wrong take longest: of whatever is refused, and of some.
    if (isRefused || n % 25 === 0) {
      const problems = checkConfig(config)
      if (!Array.isArray(problems) || problems.some(({ message }) => typeof message !== 'string')) return 'check: no words'
      if (isRefused && !problems.some(({ severity }) => severity === 'error')) return 'refused, and nobody was told'
    }
    if (isControl && !surveys.has('control')) return 'a good survey went with a bad one'
    let steps = 0
    const known = {
      traits: { name: 'Ann', orders: 1 },
      moment: { type: 'event', name: 'x', props: { total: 7, order: {}, mail: 'a@x' } },
      extra: {},
      personas,
      events: { seen: [NOW - 5, NOW] },
      visits: 2,
      now: NOW,
      context: (name) => (name === 'device' ? 'desktop' : undefined),
    }
    const find = subjects(known)
    const lookup = (...args) => {
      if (++steps > MAX_STEPS) throw new Error('hang')
      return find(...args)
    }
    const place = { pathname: '/a', search: '', hash: '' }
    const pass = { gate: 'open', pass: true }
    const failures = []
    let settled
    try {
      const memory = heard(
        {},
        { type: 'event', name: 'x', at: NOW - 1e6 },
        // Before anything is vetted.
        listeners,
        NOW,
        new Set(),
        false,
      )
      // The next event finds what waits; what was not sound has been called off.
      heard(
        { ...memory, due: memory.due?.filter(({ s }) => surveys.has(s)) },
        { type: 'event', name: 'y', at: NOW - 1e6 },
        [],
        NOW,
        new Set(),
        false,
      )
      const due = [
        ...(memory.due ?? []).map((one) => ({ ...one, t: NOW - 1 })),
        ...(isControl ? [{ s: 'control', i: 0, m: { type: 'event', name: 'control' }, t: NOW - 1 }] : []),
      ]
      const reserved = [...surveys.values()].filter(({ reserve, id }) => reserve && id !== 'a')
      const judge = (survey, moment, key) =>
        decide({
          survey,
          moment,
          reserved,
          log: [],
          key,
          now: NOW,
          level: 'persistent',
          lookup,
          respondent: 'r',
          visit: 1,
          blackouts: undefined,
          remaining: {},
        })
      settled = compete({
        due,
        surveys,
        now: NOW,
        place,
        page: () => [pass, pass, pass],
        judge,
        lookup: () => lookup,
        failed: (error) => failures.push(error),
      })
    } catch (error) {
      return `compete: ${error.stack?.split('\n').slice(0, 3).join(' ')}`
    }
    if (failures.some(({ message }) => message === 'hang')) return 'more steps than a decision takes'
    if (
      isControl &&
      settled.winner?.survey.id !== 'control' &&
      !settled.kept.some(({ s }) => s === 'control') &&
      !settled.refused.some(([s]) => s === 'control')
    )
      return 'a good survey did not compete'
    for (const survey of surveys.values()) {
      if (!Array.isArray(survey.questions)) continue
      const answers = Object.create(null)
      try {
        const route = createRoute(survey, () => ++steps % 2 === 0, answers)
        for (let i = 0; i < survey.questions.length + 2; i++) {
          if (route.visited.length > survey.questions.length) return 'a way that goes in circles'
          answers[route.visited.at(-1)] = 1
          const to = route.next()
          if (!('question' in to)) break
          route.visited.push(to.question)
        }
      } catch {
        // The card that cannot be drawn goes, and says so (`card.tsx`).
      }
    }
    if (Object.keys({}).length || {}.polluted) return 'the page’s objects were changed'
    shortHash(text)
  }
  return { make, run, parse: JSON.parse, toText: JSON.stringify }
}

const quiet = { delivered() {}, loss() {}, error() {} }
/** One in so many cases has its records in IndexedDB, the others in memory: a database takes ten times as long. */
const DURABLE = 20
let opened = 0
/** @param {any} subject */
const postbox =
  ({ openStore, createSender, fakeClock, senderDeps, weigh, fresh, LEDGER, answerData }) =>
  async (ids, n, fetch) => {
    const clock = fakeClock(NOW)
    const isDurable = n % DURABLE === 0
    const project = `p${opened++}`
    const store = openStore({ level: isDurable ? 'persistent' : 'none', project, allowed: () => true })
    const puts = {}
    const ledger = {}
    for (const id of ids) {
      const [record, weight] = weigh({ ...fresh(id, NOW), type: 'response', done: true, data: answerData({ q: 4 }) })
      puts[`r:${id}`] = record
      ledger[id] = weight
    }
    await store.change(Object.keys(puts), () => ({ puts: { ...puts, [LEDGER]: ledger }, result: 0 }))
    const errors = []
    const { deps } = senderDeps(store, clock, fetch, { emit: { ...quiet, error: (error) => errors.push(error) }, remaining: () => {} })
    const sender = createSender(deps)
    const close = async () => {
      sender.stop()
      if (!isDurable) return
      store.close()
      await new Promise((done) => {
        const gone = indexedDB.deleteDatabase(`peakend:${project}`)
        for (const type of ['success', 'error', 'blocked']) gone.addEventListener(type, done)
      })
    }
    return { store, clock, errors, sender, close }
  }
const good = (body) => Response.json({ serverTime: '', results: JSON.parse(body).map(({ id }) => ({ id, status: 'stored' })) })

/** @param {any} subject */
export const replies = (subject) => {
  const open = postbox(subject)
  const receipt = {
    serverTime: '2026-01-01T00:00:00Z',
    results: [
      { id: 'a:1', status: 'stored' },
      { id: 'b:1', status: 'stale', current: 3 },
      { id: 'c:1', status: 'rejected', problem: { type: 'about:blank', title: 'No', status: 422 } },
    ],
    retryAfterMs: 5,
    remaining: { csat: 3 },
  }
  const make = (seed, n) => {
    const random = seeded(seed * 1e6 + n)
    let body = JSON.stringify(mutate(random, receipt))
    const kind = random.below(12)
    if (kind === 0) body = corrupt(random, body)
    if (kind === 1)
      body = JSON.stringify({
        results: Array.from({ length: random.below(2000) }, (_, i) => ({
          id: i % 3 ? `x${i}:1` : 'a:1',
          status: random.pick(['stored', 'stale', 'retry']),
          current: i,
        })),
      })
    if (kind === 2) body = `{"results":[{"id":"a:1","status":"rejected","problem":${'['.repeat(9000)}${']'.repeat(9000)}}]}`
    const status = random.pick([200, 200, 200, 200, 202, 204, 400, 401, 404, 408, 410, 413, 415, 422, 429, 500, 503, 599])
    const headers = random.below(3)
      ? {}
      : { 'retry-after': random.pick(['0', '-1', '1e9', 'x', '99999999999', 'Thu, 01 Jan 2099 10:01:00 GMT', '']) }
    return JSON.stringify({ status, body, headers })
  }
  const run = async (text, n = 0) => {
    const { status, body, headers } = JSON.parse(text)
    let calls = 0
    let isHostile = true
    const fetch = async (_, { body: sent }) => {
      calls++
      return isHostile ? new Response(status === 204 ? null : body, { status, headers }) : good(sent)
    }
    const { store, clock, errors, sender, close } = await open(['a', 'b', 'c'], n, fetch)
    try {
      await sender.flush()
      if (calls > 50) return `${calls} requests for three answers`
      const trouble = errors.find(({ code }) => code === 'outbox')
      if (trouble) return `outbox: ${trouble.message}`
      // What was neither taken nor refused is sent once the endpoint is well again, unless it said that it is gone.
      isHostile = false
      clock.jump(7.2e6)
      await sender.flush()
      for (const id of ['a', 'b', 'c']) {
        const record = await store.get(`r:${id}`)
        if (!record) return `${id} is lost`
        const isTaken = record.acked.e >= record.revision
        if (!isTaken && !record.dead?.e && status !== 410)
          return `${id} was neither taken nor refused, and is not sent: ${JSON.stringify(record).slice(0, 200)}`
      }
    } catch (error) {
      return `flush: ${error}`
    } finally {
      await close()
    }
  }
  return { make, run, parse: JSON.parse, toText: JSON.stringify }
}

/** How many records stand in one case. */
export const RECORDS = 20
/** @param {any} subject */
export const records = (subject) => {
  const { sweep, inspect, createWriter, weigh, fresh, answerData } = subject
  const open = postbox(subject)
  const whole = JSON.parse(
    JSON.stringify(weigh({ ...fresh('x', NOW), type: 'response', done: false, data: answerData({ q: 4, why: 'x' }) })[0]),
  )
  const make = (seed, n) => {
    const random = seeded(seed * 1e6 + n)
    const entries = Array.from({ length: RECORDS }, (_, i) => {
      const id = random.pick([`x${i}`, `x${i}`, '__proto__', 'constructor', ''])
      const record = mutate(random, { ...whole, id })
      return [`r:${id}`, random.below(10) ? record : garbage(random)]
    })
    const more = [
      ['meta', garbage(random)],
      ['clocks', random.below(2) ? [garbage(random)] : garbage(random)],
      ['swept', garbage(random)],
      ['backoff:e', mutate(random, { n: 1, silent: 0, at: NOW, floor: NOW })],
      ['lease:peakend:p:e', garbage(random)],
    ]
    return JSON.stringify({
      entries: [...entries, ...more.filter(() => random.below(2))],
      ahead: random.below(2) ? garbage(random) : mutate(random, { ...whole, id: 'a', revision: 2 }),
    })
  }
  const run = async (text, n = 0) => {
    const { entries, ahead } = JSON.parse(text)
    const sent = []
    const { store, clock, sender, errors, close } = await open(['a'], n, async (_, { body }) => {
      sent.push(...JSON.parse(body))
      return good(body)
    })
    const puts = Object.fromEntries(entries)
    await store.change(Object.keys(puts), () => ({ puts, result: 0 }))
    try {
      await inspect(store, ['e'])
      await sender.flush()
      await sweep(store, NOW, () => {})
      // A clock of the future in the store holds nothing back for longer than any wait of ours.
      clock.jump(7.2e6)
      await sender.flush()
      const left = await inspect(store, ['e'])
      const writer = createWriter({ store, now: () => NOW, ahead: { read: () => ahead, write() {} } })
      await writer.load('a')
      const { refused } = await writer.claim({ id: 'new', s: 's', t: NOW }, answerData(), () => null)
      if (refused) return `no room for an answer: ${refused}`
      await writer.save('new', (data) => ({ ...data, answers: { q: 1 } }))
      if (!sent.some(({ id }) => id.startsWith('a:')))
        return `the good answer was not sent: ${errors.map(({ message }) => message).join(', ')} ${left.pending.length}`
      if (Object.keys({}).length) return 'the page’s objects were changed'
    } catch (error) {
      return error?.code === 'full' ? undefined : `${error?.stack?.split('\n').slice(0, 4).join(' ') ?? error}`
    } finally {
      await close()
    }
  }
  return { make, run, parse: JSON.parse, toText: JSON.stringify }
}
