import { join } from 'node:path'
import { BATCH } from './floor.mjs'
import { cpuSeconds, launch } from './program.mjs'
import { createTraffic } from './traffic.mjs'

/**
 * How many responses a second one collector takes, in batches, and what it pays for them.
 *
 * @param {object} options
 * @param {string} options.main the built program
 * @param {Readonly<Record<string, string>>} options.environment which store
 * @param {number} options.responses
 */
export const runIngest = async ({ main, environment, responses }) => {
  const program = await launch(main, environment)
  const traffic = createTraffic({ urls: () => [program.url], twice: false, size: BATCH })
  await traffic.send(1_000)
  const [cpu, began, first] = [cpuSeconds(program.pid), performance.now(), traffic.told().responses]
  await traffic.send(responses)
  const sent = traffic.told().responses - first
  const perSecond = Math.round(sent / ((performance.now() - began) / 1000))
  const cpuPerThousand = ((cpuSeconds(program.pid) - cpu) / sent) * 1000
  program.kill('SIGTERM')
  await program.ended
  return { perSecond, cpuPerThousand }
}

/**
 * The same work into SQLite and into PostgreSQL, each with every commit synced to the disk.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const ingest = async ({ server, main, folder, brief }) => {
  const responses = brief ? 3_000 : 20_000
  const stores = { SQLite: {}, PostgreSQL: { DATABASE_URL: await server.create('ingest') } }
  const lines = []
  for (const [name, environment] of Object.entries(stores)) {
    const { perSecond, cpuPerThousand } = await runIngest({
      main,
      environment: { DATA_DIR: join(folder, name), ...environment },
      responses,
    })
    lines.push(`${name}: ${perSecond} responses a second, ${cpuPerThousand.toFixed(2)} CPU-seconds of the collector per 1,000`)
  }
  return { lines, missed: [] }
}
