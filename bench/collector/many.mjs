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
 */
export const runMany = async ({ server, main, folder, collectors, responses, seed = 1 }) => {
  const database = `many_${collectors}_${seed}`
  const DATABASE_URL = await server.create(database)
  const running = await Promise.all(Array.from({ length: collectors }, () => launch(main, { DATABASE_URL, DATA_DIR: folder })))
  const urls = running.map(({ url }) => url)
  const traffic = createTraffic({ urls: () => urls, seed })
  // What a process costs once it is warm: the same for each, as each gets its share.
  await traffic.send(300 * collectors)
  const before = running.map(({ pid }) => cpuSeconds(pid))
  const began = performance.now()
  const first = traffic.told().responses
  await traffic.send(responses)
  const seconds = (performance.now() - began) / 1000
  const sent = traffic.told().responses - first
  const cpu = running.map(({ pid }, index) => cpuSeconds(pid) - (before[index] ?? 0)).reduce((sum, one) => sum + one, 0)
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
  }
}
