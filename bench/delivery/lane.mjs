/** One visitor's device through a run: a profile, the browser on it, and what the scenes need. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { random as generator } from '../stats.mjs'
import { start } from './browsers.mjs'
import { faults } from './endpoint.mjs'
import { createOracle, planned } from './oracle.mjs'
import { mix, scenes } from './scenes.mjs'
import { openSite } from './site.mjs'

/** @typedef {Awaited<ReturnType<typeof openLane>>} Lane */

/** Where a SIGKILL comes: what the page, or the endpoint, has just come to. The page waits there; nothing of it runs any further. */
export const killPoints = ['asking', 'claimed', 'answering', 'answered', 'typed', 'completed', 'posted', 'committed', 'replied', 'asleep']

const pause = (ms) => new Promise((done) => setTimeout(done, ms))

/**
 * @param {{ kind: string, builds: import('./build.mjs').Builds, script: string, bug?: { endpoint?: string } | undefined, name?: string }} options
 */
export async function openLane({ kind, builds, script, bug, name = '' }) {
  const site = await openSite({ builds, script, bug: bug?.endpoint })
  const oracle = createOracle(site.endpoint)
  const profile = await mkdtemp(join(tmpdir(), 'peakend-bench-'))
  const counts = new Map()
  const perPoint = new Map()
  /** Orders of the last life come again in the next. */
  const orders = { old: [], serial: 0 }
  const orderOf = new Map()
  const projectOf = new Map()
  const expected = new Map()
  /** What the device does, and what befalls its requests: two sequences, or the speed of the machine would decide over both. */
  let next = generator(1)
  let nextFault = generator(1)
  let browser
  let life = 0
  let kills = 0
  let serial = 0
  let lastFault = 'none'
  let version = ''
  /** Where the next kill is to come. */
  let trap

  const count = (what) => counts.set(what, (counts.get(what) ?? 0) + 1)
  const spring = async (point) => {
    if (trap?.point !== point || --trap.after > 0) return
    const { fn } = trap
    trap = undefined
    fn()
    // Whoever told it waits for ever: the browser is killed meanwhile.
    await new Promise(() => {})
  }
  site.reached = spring
  site.befell = (events, fault) => {
    for (const { id } of events) {
      const [response, revision] = id.split(':')
      oracle.note(response, `request: revision ${revision}${fault === 'none' ? '' : `, ${fault}`}`)
    }
  }
  site.answered = (fault) => {
    lastFault = fault
  }
  site.heard = async (said) => {
    if (said.type === 'ordered') orderOf.set(said.tab, said.detail.order)
    if (said.type === 'fault') return count(said.detail.kind)
    oracle.hear({ ...said, order: orderOf.get(said.tab) })
    if (said.type === 'claimed') {
      projectOf.set(said.detail.response, lane.tabs.get(said.tab))
      if (lane.poisonous === said.detail.round) lane.poisons.add(said.detail.response)
    }
    await spring(said.type)
  }

  const urlOf = ({ project = 'shop', ...options } = {}) => {
    const tab = `${name}${life}.${++serial}`
    lane.tabs.set(tab, project)
    const cross = options.cross ?? (next() < 0.5 ? 1 : undefined)
    const asked = Object.entries({ tab, project, ...options, cross, async: kind === 'firefox' ? 1 : undefined }).filter(
      ([, value]) => value !== undefined,
    )
    return `${site.url}/shop?${new URLSearchParams(asked.map(([key, value]) => [key, `${value}`]))}`
  }
  /** Tabs that the browser was started with and nobody has taken. */
  let spare = []

  const lane = {
    site,
    oracle,
    counts,
    perPoint,
    tabs: new Map(),
    poisons: new Set(),
    poisonous: -1,
    random: () => next(),
    count,
    pause,
    kills: () => kills,
    version: () => version,
    losses: () => oracle.losses,
    until: async (test) => {
      for (let i = 0; i < 500 && !test(); i++) await pause(10)
    },
    /** A project of this scene alone. */
    project: () => `own-${life}-${++serial}`,
    expectLoss: (code, times) => expected.set(code, (expected.get(code) ?? 0) + times),
    expected,
    /** Responses of a project. */
    of: (project) => () => new Set([...projectOf].filter(([, each]) => each === project).map(([id]) => id)),
    orders: () => [...orders.old, (orders.old = [`order-${++orders.serial}`])[0]],
    /** What befalls requests from now on: one of these, with a probability. */
    faults: (kinds, probability) => (events) => {
      // Two numbers for each request, whatever comes of them.
      const [draw, which] = [nextFault(), nextFault()]
      const kind = draw < probability ? kinds[Math.floor(which * kinds.length)] : 'none'
      if (kind === 'none' || (/batch|partial/.test(kind) && events.length < 2)) return 'none'
      count(kind)
      return kind
    },
    /** `moves`: the endpoint may say that it is gone for good, which only a page with its new address can mend. */
    network: (moves = false) => {
      site.fault = lane.faults(moves ? faults : faults.filter((kind) => kind !== '410-moved'), 0.8)
    },
    mustWait: () => lastFault.startsWith('429'),
    start: async () => {
      browser = await start(kind, profile, site)
      version = browser.version
    },
    open: async (options) => (await lane.openSome(1, options))[0],
    openSome: async (many, options = {}, each = []) => {
      const urls = Array.from({ length: many }, (_, i) => urlOf({ ...options, ...each[i] }))
      if (!browser) await lane.start()
      if (browser.open) return Promise.all(urls.map((url) => browser.open(url)))
      // Tabs of a browser without a driver are there from its start: those that are there go on, the rest needs a new start.
      if (spare.length >= many) {
        const tabs = spare.slice(0, many)
        await Promise.all(tabs.map((tab, i) => tab.goto(`${urls[i]}&poll=1`)))
        return tabs
      }
      if (spare.length) await lane.quit()
      if (!browser) await lane.start()
      spare = await browser.openAll(urls)
      return spare
    },
    /** The same tab on a new page. */
    again: async (tab, options) => {
      const url = urlOf(options)
      await tab.goto(browser?.open ? url : `${url}&poll=1`)
      await tab.run('ready')
      return tab
    },
    /** Answers one showing in a tab. */
    answer: async (tab, { answers, typing, poison } = {}) => {
      const round = ++lane.round
      const { first, second, note } = planned(round)
      if (poison) lane.poisonous = round
      oracle.asked(round)
      const many = answers ?? (next() < 0.7 ? 3 : next() < 0.5 ? 2 : 1)
      return tab.run('answer', { round, answers: many, points: [first, second], text: note, typing: !!typing, ...(poison && { poison }) })
    },
    round: 0,
    /** Leaves a question open in a tab. */
    ask: async (tab) => {
      const round = ++lane.round
      oracle.asked(round)
      await tab.run('ask', { round })
      return round
    },
    order: (tab, order) => tab.run('order', order),
    /** All chunks are there: without a network none could be fetched. */
    warm: async (tab) => {
      await lane.answer(tab)
      await tab.run('flush')
    },
    /** Answers that wait on the device, because the endpoint would not have them. */
    leaveWaiting: async () => {
      const tab = await lane.open()
      site.fault = () => '503'
      await lane.answer(tab)
      await lane.answer(tab)
      await tab.run('flush')
      lane.network()
    },
    /** The network is well: whatever waits must go. */
    drain: async (tab) => {
      const before = site.fault
      site.fault = () => 'none'
      site.endpoint.release()
      let left = []
      const at = tab
      for (let i = 0; i < 40; i++) {
        await at.run('flush')
        left = (await at.run('pending')) ?? []
        if (!left.length) break
        if (i === 5) await at.run('advance', 5000)
        if (i > 10) await at.run('advance', 3_600_000)
        await pause(i * 10)
      }
      for (const each of left) oracle.accuse('undelivered', `${each} still waits although the network is well`, each.split(':')[0])
      site.fault = before
    },
    quit: async () => {
      await browser?.quit()
      browser = undefined
      spare = []
    },
    /** SIGKILL. */
    kill: async (point) => {
      kills++
      oracle.killed(point)
      perPoint.set(point, (perPoint.get(point) ?? 0) + 1)
      await browser?.kill()
      browser = undefined
      spare = []
      site.open = 0
    },
    /**
     * A life of the browser: what the plan says, then a SIGKILL where the plan says.
     *
     * @param {{ seed: number, scene: string, rounds: number, kill: string, after: number, isDrained: boolean }} plan
     */
    live: async (plan) => {
      try {
        await lane.run(plan)
      } catch (error) {
        // The scene, not the product: said, and the device goes on.
        lane.broken.push({ scene: plan.scene, why: `${error?.message ?? error}` })
        trap = undefined
        await lane.kill('scene broken off')
      }
    },
    broken: [],
    run: async (plan) => {
      life++
      next = generator(plan.seed)
      nextFault = generator(plan.seed + 1)
      lane.network()
      await lane.start()
      const first = await lane.open()
      if (plan.isDrained) await lane.drain(first)
      // The order of the last life, which was killed, and one more. Within a hundred showings: no device remembers more.
      for (const order of lane.orders()) await lane.order(first, order)
      await scenes[plan.scene](lane)
      lane.network()
      await mix(lane, plan.rounds)
      // The last of its life: killed on the way.
      const killed = new Promise((done) => {
        trap = { point: plan.kill, after: plan.after, fn: done }
      })
      const last = mix(lane, 3).catch(() => {})
      await Promise.race([killed, last])
      trap = undefined
      await lane.kill(plan.kill)
      await last
    },
    /** Nothing may be left; then the oracle speaks. */
    settle: async () => {
      life++
      site.fault = () => 'none'
      await lane.drain(await lane.open())
      await lane.quit()
      return lane.audit()
    },
    audit: () => {
      const wrong = oracle.audit()
      const told = new Map()
      for (const { code, count, expected } of oracle.losses) if (!expected) told.set(code, (told.get(code) ?? 0) + count)
      for (const [code, times] of told)
        if (times > (expected.get(code) ?? 0))
          wrong.push({ kind: 'unexplained loss', response: '', why: `${times} × ${code}, expected ${expected.get(code) ?? 0}` })
      return wrong
    },
    close: async () => {
      await browser?.kill()
      site.close()
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
    },
  }
  return lane
}
