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
const median = (/** @type {number[]} */ list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN

/**
 * One collector and four, in turn.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const many = async ({ server, main, folder, brief, progress }) => {
  const rounds = brief ? 1 : 5
  /** @type {Record<1 | 4, Awaited<ReturnType<typeof runMany>>[]>} */
  const found = { 1: [], 4: [] }
  for (let round = 0; round < rounds; round++)
    for (const collectors of /** @type {const} */ ([1, 4])) {
      found[collectors].push(
        await runMany({
          server,
          main,
          folder,
          collectors,
          // Each has as much to do as the one: what is compared is four beside each other, not four that mostly wait.
          devices: DEVICES * collectors,
          responses: (brief ? 2_000 : 8_000) * collectors,
          warm: brief ? 500 : 5_000,
          seed: round + 1,
        }),
      )
      progress(found[1].length + found[4].length, 2 * rounds)
    }
  const cost = (/** @type {1 | 4} */ n) => median(found[n].map(({ cpuPerThousand }) => cpuPerThousand))
  const ratio = cost(4) / cost(1)
  const all = found[4]
  const sum = (/** @type {'lost' | 'doubled' | 'regressed' | 'phantom' | 'miscounted' | 'deadlocks'} */ what) =>
    all.reduce((total, one) => total + Math.abs(one[what]), 0)
  const wrong = {
    lost: sum('lost'),
    doubled: sum('doubled'),
    regressed: sum('regressed'),
    miscounted: sum('miscounted'),
    deadlocks: sum('deadlocks'),
  }
  const lines = [
    ...[1, 4].map((n) => {
      const runs = found[/** @type {1 | 4} */ (n)]
      const [second, cpu, database] = /** @type {const} */ (['perSecond', 'cpuPerThousand', 'serverCpuPerThousand']).map((key) =>
        median(runs.map((run) => run[key])),
      )
      return `${n} collectors: ${second} responses a second; CPU-seconds per 1,000: ${cpu?.toFixed(2)}, of the database ${database?.toFixed(2)}`
    }),
    `four cost ${ratio.toFixed(2)} times what one costs (bar: ${MOST})`,
    `all delivered twice and out of order: ${Object.entries(wrong)
      .map(([what, n]) => `${n} ${what}`)
      .join(', ')}`,
  ]
  const missed = Object.entries(wrong).flatMap(([what, n]) => (n > 0 ? [`${n} ${what}`] : []))
  return { lines, missed: ratio > MOST ? [...missed, `four cost ${ratio.toFixed(2)} times one`] : missed }
}
