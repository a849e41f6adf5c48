import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { median } from '../stats.mjs'
import { BATCH, floorOf } from './floor.mjs'
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

/** Of the bare insert's rows a second, with what arrives together sharing a commit. */
const LEAST = 0.85

/**
 * The same work into SQLite and into PostgreSQL, each with every commit synced to the disk, between two bare inserts of the same bytes: the
 * machine is not the same from one minute to the next.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const ingest = async ({ server, main, folder, brief, progress }) => {
  const [rounds, responses] = brief ? [1, 3_000] : [3, 10_000]
  const stores = { SQLite: undefined, PostgreSQL: await server.create('floor') }
  const lines = []
  const missed = []
  for (const [name, url] of Object.entries(stores)) {
    const [floors, speeds, costs, ratios] = [[], [], [], []].map((list) => /** @type {number[]} */ (list))
    for (let round = 0; round < rounds; round++) {
      const place = { folder: mkdtempSync(join(folder, 'floor-')), rows: responses, ...(url && { url }) }
      const before = await floorOf(place)
      const { perSecond, cpuPerThousand } = await runIngest({
        main,
        environment: { DATA_DIR: join(folder, `${name}-${round}`), ...(url && { DATABASE_URL: await server.create(`ingest_${round}`) }) },
        responses,
      })
      const after = await floorOf({ ...place, folder: mkdtempSync(join(folder, 'floor-')) })
      const floor = (before + after) / 2
      floors?.push(floor)
      speeds?.push(perSecond)
      costs?.push(cpuPerThousand)
      ratios?.push(perSecond / floor)
      progress(round + 1, rounds)
    }
    const [floor, speed, cost, ratio] = [floors, speeds, costs, ratios].map((list) => median(list ?? []))
    lines.push(
      `${name}: ${Math.round(speed ?? 0)} responses a second in batches of ${BATCH}, ${(cost ?? 0).toFixed(2)} CPU-seconds of the collector per 1,000; bare inserts of the same bytes ${Math.round(floor ?? 0)} a second: ${Math.round((ratio ?? 0) * 100)} % (bar: ${LEAST * 100} %)`,
    )
    if ((ratio ?? 0) < LEAST) missed.push(`${name}: ${Math.round((ratio ?? 0) * 100)} % of the bare insert`)
  }
  return { lines, missed }
}
