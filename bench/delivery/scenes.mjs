/**
 * What happens to a visitor besides the network: each scene breaks one thing about the browser, the device or the deployment, answers
 * questions meanwhile, and leaves a browser that can go on. A scene counts its fault when it really happened.
 */

const DAY_MS = 86_400_000
/** Flushes after which another tab must have delivered, whoever holds the lock. */
const FLUSHES = 25

/** @typedef {import('./lane.mjs').Lane} Lane */

/** Answers under whatever befalls the requests: some waited for, some while a request is on its way. */
export async function mix(lane, rounds = 8, options = {}) {
  const { site, random } = lane
  let tab = await lane.open(options)
  lane.network(true)
  for (let i = 0; i < rounds; i++) {
    const at = site.moved
    const flight = random() < 0.5 ? tab.run('flush').catch(() => {}) : undefined
    await lane.answer(tab)
    await flight
    if (random() < 0.8) await tab.run('flush')
    if (lane.mustWait()) await tab.run('advance', 5000)
    if (random() < 0.1) site.endpoint.release()
    // The address is another one: the page that is open cannot know it.
    if (site.moved > at) tab = await lane.again(tab, options)
  }
  lane.network()
  return tab
}

/** A page that is unlike others, in its own project, which must be empty before it is left: its storage outlives nothing. */
const own = async (lane, kind, options, use) => {
  const project = lane.project()
  const tab = await lane.open({ project, ...options })
  lane.count(kind)
  await use(tab, project)
  await lane.drain(tab)
  await tab.run('hide')
}

const scenes = {
  async 'two tabs'(lane) {
    const tabs = await lane.openSome(2 + Math.floor(lane.random() * 2))
    for (let i = 0; i < 2; i++) {
      await Promise.all(tabs.map((tab) => lane.answer(tab)))
      await Promise.all(tabs.map((tab) => tab.run('flush')))
    }
    lane.count('several tabs')
  },
  async 'tab frozen'(lane) {
    const { site } = lane
    const [one, two] = await lane.openSome(2)
    await lane.drain(two)
    site.fault = () => 'hang-before'
    await lane.answer(one)
    const before = site.requests
    one.run('flush').catch(() => {})
    await lane.until(() => site.requests > before)
    await one.freeze(true)
    lane.count('tab frozen')
    site.fault = () => 'none'
    await lane.answer(two)
    let flushes = 0
    while ((await two.run('pending')).length && flushes++ < FLUSHES) await two.run('flush')
    if (flushes >= FLUSHES) lane.oracle.accuse('held up', `${FLUSHES} flushes beside a frozen tab delivered nothing`)
    await one.freeze(false)
    await one.close()
  },
  async 'renderer crashed'(lane) {
    const tab = await lane.open()
    await lane.answer(tab)
    const crashing = lane.answer(tab).catch(() => {})
    await lane.pause(60 * lane.random())
    await tab.crash()
    await crashing
    lane.count('renderer crashed')
    await mix(lane, 2)
  },
  async 'tab closed mid-send'(lane) {
    const { site, random } = lane
    const tab = await lane.open()
    site.fault = lane.faults(['hang-after', 'hang-before', 'slow-drip'], 1)
    await lane.answer(tab)
    await lane.answer(tab)
    const before = site.requests
    tab.run('flush').catch(() => {})
    await lane.until(() => site.requests > before)
    await lane.pause(20 * random())
    await tab.close()
    lane.count('tab closed mid-send')
    lane.network()
    await mix(lane, 2)
  },
  async 'left mid-send'(lane) {
    const { site } = lane
    const tab = await lane.open()
    site.fault = lane.faults(['hang-after', 'slow-drip'], 1)
    await lane.answer(tab)
    const before = site.requests
    tab.run('flush').catch(() => {})
    await lane.until(() => site.requests > before)
    lane.count('page left mid-send')
    lane.network()
    const next = await lane.again(tab)
    await lane.answer(next)
  },
  async 'typing when left'(lane) {
    const tab = await lane.open()
    await lane.answer(tab, { answers: 3, typing: true })
    lane.count('page left while typing')
    await lane.again(tab)
  },
  async offline(lane) {
    const tab = await lane.open()
    await lane.warm(tab)
    await tab.offline(true)
    lane.count('offline')
    await lane.answer(tab)
    await lane.answer(tab)
    await tab.run('flush')
    await tab.offline(false)
    await lane.answer(tab)
    await tab.run('flush')
  },
  async 'dead socket'(lane) {
    const tab = await lane.open({ cross: 1 })
    await lane.warm(tab)
    const revive = await lane.site.die()
    lane.count('connection refused')
    await lane.answer(tab)
    await tab.run('flush')
    await lane.answer(tab)
    await tab.run('flush')
    await revive()
    await tab.run('flush')
  },
  async 'back/forward cache'(lane) {
    const tab = await lane.open()
    await lane.answer(tab)
    await tab.goto(`${lane.site.url}/elsewhere`)
    await tab.back()
    await lane.answer(tab)
    await tab.run('flush')
  },
  async 'clock of the device'(lane) {
    const off = [8 * DAY_MS, -8 * DAY_MS, 300_000, -300_000, 40 * DAY_MS][Math.floor(lane.random() * 5)]
    await lane.leaveWaiting()
    const tab = await lane.open({ clock: off })
    lane.count(Math.abs(off) < DAY_MS ? 'clock ± 5 min' : off > 9 * DAY_MS ? 'clock + 40 days' : 'clock ± 8 days')
    await lane.answer(tab)
    // Past the look that each page has at what waits.
    await lane.pause(1400)
    const next = await lane.again(tab)
    await lane.drain(next)
  },
  async 'clock jumps in flight'(lane) {
    const { site, random } = lane
    const tab = await lane.open()
    site.fault = lane.faults(['hang-after', 'slow-drip'], 1)
    await lane.answer(tab)
    const flight = tab.run('flush')
    await tab.run('advance', (random() < 0.5 ? -1 : 1) * (random() < 0.5 ? 8 * DAY_MS : 300_000))
    lane.count('clock jumps in flight')
    await lane.answer(tab)
    await flight
    lane.network()
    await tab.run('flush')
    await lane.drain(await lane.again(tab))
  },
  quota: (lane) =>
    own(lane, 'quota exceeded', { broken: 'quota' }, async (tab) => {
      await lane.answer(tab)
      await tab.run('flush')
      await lane.answer(tab)
    }),
  'storage denied': (lane) =>
    own(lane, 'storage denied', { sandbox: 1, cross: 1 }, async (tab) => {
      await lane.answer(tab)
      await tab.run('flush')
      await lane.answer(tab)
    }),
  'IndexedDB hangs': (lane) => own(lane, 'IndexedDB hangs', { broken: 'indexeddb-hangs' }, (tab) => lane.answer(tab)),
  'IndexedDB fails': (lane) =>
    own(lane, 'IndexedDB fails', { broken: 'indexeddb-fails' }, async (tab) => {
      await lane.answer(tab)
      await lane.answer(tab)
    }),
  /** What was kept beside the broken database is found by the next page, where it works. */
  async 'IndexedDB comes back'(lane) {
    const project = lane.project()
    const tab = await lane.open({ project, broken: 'indexeddb-fails' })
    lane.count('IndexedDB fails')
    lane.site.fault = () => '503'
    await lane.answer(tab)
    await lane.answer(tab)
    lane.network()
    const next = await lane.again(tab, { project })
    await lane.answer(next)
    await lane.drain(next)
  },
  async 'IndexedDB is lost'(lane) {
    const tab = await lane.open({ broken: 'indexeddb-lost' })
    await lane.answer(tab)
    await tab.run('flush')
    await lane.answer(tab)
    await tab.run('flush')
    await lane.again(tab)
  },
  async 'no locks'(lane) {
    const tabs = await lane.openSome(2, { broken: 'no-locks' })
    lane.count('no Web Locks')
    await Promise.all(tabs.map((tab) => lane.answer(tab)))
    await Promise.all(tabs.map((tab) => tab.run('flush')))
  },
  async 'corrupt record'(lane) {
    const project = lane.project()
    const tab = await lane.open({ project })
    await lane.answer(tab)
    const bad = [{ v: 1, id: 'nonsense' }, 'text', { v: 1, id: '0', revision: 'x', data: {} }, 7]
    for (const [i, value] of bad.entries()) await tab.run('put', project, `r:0000000${i}`, value)
    lane.count('corrupt records')
    await lane.answer(tab)
    lane.expectLoss('corrupt', bad.length)
    const next = await lane.again(tab, { project })
    await lane.pause(1400)
    await lane.answer(next)
    await lane.drain(next)
  },
  async 'two versions'(lane) {
    const project = lane.project()
    const [one, two] = await lane.openSome(2, { project }, [{}, { build: 'another' }])
    lane.count('two versions in two tabs')
    await Promise.all([one, two].map((tab) => lane.answer(tab)))
    await one.run('put', project, 'r:ffffffff-new', { v: 2, id: 'ffffffff-new', revision: 3, type: 'response', later: true })
    await Promise.all([one, two].map((tab) => tab.run('flush')))
    // Rolled back.
    const back = await lane.again(two, { project })
    await lane.answer(back)
    await lane.pause(1400)
    await lane.drain(back)
    if (!(await back.run('has', project, 'r:ffffffff-new'))) lane.oracle.accuse('lost', 'a record of a newer build was deleted')
  },
  async 'policy forgot the endpoint'(lane) {
    const tab = await lane.open({ csp: 1 })
    lane.count('blocked by CSP')
    await lane.answer(tab)
    await tab.run('flush')
    await lane.answer(tab)
    await tab.run('flush')
    const next = await lane.again(tab)
    await next.run('flush')
  },
  async blocker(lane) {
    const tab = await lane.open({ broken: 'blocker' })
    lane.count('request blocked')
    await lane.answer(tab)
    await tab.run('flush')
    await lane.answer(tab)
    await tab.run('block', false)
    await tab.run('flush')
  },
  async 'keepalive eaten'(lane) {
    const tab = await lane.open()
    await lane.answer(tab)
    await tab.run('eatKeepalive')
    lane.count('keepalive budget eaten')
    await tab.run('flush')
    await lane.answer(tab)
    await lane.again(tab)
  },
  async 'one poison of 25'(lane) {
    const { site, oracle } = lane
    const project = lane.project()
    const tab = await lane.open({ project })
    site.fault = () => '503'
    const size = 25
    const bad = Math.floor(lane.random() * size)
    for (let i = 0; i < size; i++) await lane.answer(tab, { answers: 1, poison: i === bad })
    site.fault = () => '422-poison'
    lane.count('one poison of 25')
    lane.expectLoss('rejected', 1)
    for (let i = 0; i < 60 && (await tab.run('pending')).length; i++) await tab.run('flush')
    lane.network()
    await lane.drain(tab)
    const dead = await tab.run('dead')
    const refused = oracle.missing().filter((id) => lane.poisons.has(id))
    if (dead === 1 && refused.length === 1) oracle.excuse(refused[0], 'refused for good')
    else oracle.accuse('unexplained loss', `${dead} dead letters, ${refused.length} refused responses`)
  },
  async 'opted out'(lane) {
    const { site, oracle, random } = lane
    const project = lane.project()
    const [one, two] = await lane.openSome(2, { project })
    await lane.answer(one)
    await lane.answer(two)
    const inFlight = random() < 0.5
    site.fault = lane.faults(inFlight ? ['hang-before', 'hang-after'] : ['503'], 1)
    await lane.answer(one)
    const before = site.requests
    one.run('flush').catch(() => {})
    if (inFlight) await lane.until(() => site.requests > before)
    // A question is open in the other tab while this one refuses.
    const round = await lane.ask(two)
    const mine = lane.of(project)
    site.fault = () => 'none'
    const losses = oracle.losses.length
    await one.run('consent', 'none')
    lane.count(inFlight ? 'opted out in flight' : 'opted out in another tab')
    // What the other tab had on its way is over.
    await two.run('flush')
    const from = site.endpoint.log.length
    await two.run('point', { round, point: 2 })
    await lane.pause(300)
    await two.run('flush')
    await one.run('flush')
    const next = await lane.again(two, { project })
    await next.run('flush')
    await lane.pause(1300)
    for (const { id, n } of site.endpoint.log.slice(from))
      if (mine().has(id)) oracle.accuse('after refusal', `log ${n}: it was sent after the visitor had refused`, id)
    const gone = oracle.missing().filter((id) => mine().has(id))
    const told = oracle.losses.slice(losses).filter(({ code }) => code === 'opted-out')
    const count = told.reduce((sum, each) => sum + each.count, 0)
    for (const loss of told) loss.expected = true
    if (gone.length > count)
      oracle.accuse('unexplained loss', `${gone.length} responses went with the refusal, ${count} were told`, gone[0])
    for (const id of gone) oracle.excuse(id, 'opted out')
  },
  /** Memory is all there is at consent `none`: with the browser it goes, which is what it says. */
  async 'nothing may be stored'(lane) {
    const project = lane.project()
    const tab = await lane.open({ project, consent: 'none' })
    await lane.answer(tab)
    await lane.drain(tab)
    await lane.answer(tab)
    await lane.drain(tab)
  },
}

export { scenes }

/** What only Chromium's protocol can do. */
const byProtocol = ['tab frozen', 'renderer crashed', 'tab closed mid-send', 'offline', 'back/forward cache']
export const scenesOf = (kind) => Object.keys(scenes).filter((name) => kind === 'chromium' || !byProtocol.includes(name))
