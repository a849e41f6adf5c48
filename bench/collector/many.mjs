import { median } from '../stats.mjs'
import { cpuSeconds, launch } from './program.mjs'
import { COUNTED, createTraffic, deadlocksIn } from './traffic.mjs'

/**
 * So many collectors on one database, every batch delivered twice and out of order. They all start at the same time, on an empty database.
 *
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./postgres.mjs').startPostgres>>} options.server
 * @param {string} options.main the built program
 * @param {string} options.folder for what the programs keep beside the database
 * @param {number} options.collectors
 * @param {number} options.responses
 * @param {number} [options.seed]
 * @param {number} [options.warm] responses that each gets before it is measured
 * @param {number} [options.devices] batches at one time, of all together
 */
export const runMany = async ({ server, main, folder, collectors, responses, seed = 1, devices = 8, warm = 300 }) => {
  const database = `many_${collectors}_${seed}`
  const DATABASE_URL = await server.create(database)
  const running = await Promise.all(Array.from({ length: collectors }, () => launch(main, { DATABASE_URL, DATA_DIR: folder })))
  const urls = running.map(({ url }) => url)
  const traffic = createTraffic({ urls: () => urls, seed, devices })
  // What a process costs once it is warm: the same for each, as each gets its share.
  await traffic.send(warm * collectors)
  const spent = () => running.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0)
  const [before, serverBefore] = [spent(), server.cpuSeconds()]
  const began = performance.now()
  const first = traffic.told().responses
  await traffic.send(responses)
  const seconds = (performance.now() - began) / 1000
  const sent = traffic.told().responses - first
  const [cpu, serverCpu] = [spent() - before, server.cpuSeconds() - serverBefore]
  traffic.start()
  await traffic.finish()
  const { counts, ...found } = await traffic.judge(urls[0] ?? '')
  const [counted] = await server.run(database, COUNTED)
  for (const one of running) one.kill('SIGTERM')
  const exits = await Promise.all(running.map(({ ended }) => ended))
  return {
    ...found,
    ...traffic.told(),
    miscounted: Number(counted?.n) - counts,
    deadlocks: deadlocksIn(server.log()),
    exits,
    perSecond: Math.round(sent / seconds),
    cpuPerThousand: (cpu / sent) * 1000,
    serverCpuPerThousand: (serverCpu / sent) * 1000,
  }
}

/** Batches at one time, of each. */
const DEVICES = 8
/** Four may cost so much more than one, for the same work. */
const MOST = 1.1
const wrongs = /** @type {const} */ (['lost', 'doubled', 'regressed', 'phantom', 'miscounted', 'deadlocks'])

/**
 * One collector; four on one database; and four at the same time that have nothing in common but the machine, as on a busy one each costs
 * more than alone. What sharing costs is the difference between the last two.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const many = async ({ server, main, folder, brief, seed, progress }) => {
  const rounds = brief ? 1 : 5
  const each = brief ? 2_000 : 8_000
  /** @type {Record<'alone' | 'shared' | 'apart', number[]>} */
  const cost = { alone: [], shared: [], apart: [] }
  /** @type {number[]} */
  const perSecond = []
  /** @type {number[]} */
  const ofServer = []
  const wrong = Object.fromEntries(wrongs.map((what) => [what, 0]))
  const run = (/** @type {number} */ collectors, /** @type {number} */ own) =>
    runMany({
      server,
      main,
      folder,
      collectors,
      devices: DEVICES * collectors,
      responses: each * collectors,
      warm: brief ? 500 : 4_000,
      seed: seed * 1_000 + own,
    })
  for (let round = 0; round < rounds; round++) {
    cost.alone.push((await run(1, round)).cpuPerThousand)
    const shared = await run(4, round)
    for (const what of wrongs) wrong[what] = (wrong[what] ?? 0) + Math.abs(shared[what])
    cost.shared.push(shared.cpuPerThousand)
    perSecond.push(shared.perSecond)
    ofServer.push(shared.serverCpuPerThousand)
    const apart = await Promise.all([1, 2, 3, 4].map((own) => run(1, 100 + round * 10 + own)))
    cost.apart.push(apart.reduce((sum, { cpuPerThousand }) => sum + cpuPerThousand, 0) / apart.length)
    progress(round + 1, rounds)
  }
  const [alone, shared, apart] = [median(cost.alone), median(cost.shared), median(cost.apart)]
  // Of each round by itself: the machine is not the same in all.
  const ratio = median(cost.shared.map((one, round) => one / (cost.apart[round] ?? Number.NaN)))
  return {
    lines: [
      `CPU-seconds per 1,000 responses: one collector ${alone.toFixed(2)}, four on one database ${shared.toFixed(2)} (the database itself ${median(ofServer).toFixed(2)}), four with a database each ${apart.toFixed(2)}`,
      `sharing costs ${ratio.toFixed(2)} times what four apart cost (bar: ${MOST}); four on one database, ${(shared / alone).toFixed(2)} times what one alone costs`,
      `four on one database: ${median(perSecond)} responses a second; ${Object.entries(wrong)
        .map(([what, n]) => `${n} ${what}`)
        .join(', ')}`,
    ],
    missed: [
      ...Object.entries(wrong).flatMap(([what, n]) => (n > 0 ? [`${n} ${what}`] : [])),
      ...(ratio > MOST ? [`sharing costs ${ratio.toFixed(2)} times`] : []),
    ],
  }
}
