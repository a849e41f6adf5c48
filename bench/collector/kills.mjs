import { setTimeout } from 'node:timers/promises'
import { launch } from './program.mjs'
import { COUNTED, createTraffic, deadlocksIn } from './traffic.mjs'

/**
 * Kills collectors and the database in turn, under load, and looks for what was lost.
 *
 * @param {object} options
 * @param {Awaited<ReturnType<typeof import('./postgres.mjs').startPostgres>>} options.server
 * @param {string} options.main the built program
 * @param {string} options.folder for what the programs keep beside the database
 * @param {number} options.kills
 * @param {number} [options.collectors]
 * @param {number} [options.seed]
 * @param {(done: number) => void} [options.progress]
 */
export const runKills = async ({ server, main, folder, kills, collectors = 2, seed = 1, progress = () => {} }) => {
  const database = `kills_${seed}`
  const DATABASE_URL = await server.create(database)
  const start = () => launch(main, { DATABASE_URL, DATA_DIR: folder })
  /** @type {(import('./program.mjs').Program | undefined)[]} */
  const running = await Promise.all(Array.from({ length: collectors }, start))
  const urls = () => running.flatMap((one) => (one ? [one.url] : []))
  // Once: what was acknowledged and lost is not healed by a second delivery.
  const traffic = createTraffic({ urls, seed, twice: false })
  traffic.start()
  const killed = { collector: 0, database: 0 }
  for (let kill = 0; kill < kills; kill++) {
    // In the middle of things: never before a few batches more went through.
    const least = traffic.told().responses + 60
    while (traffic.told().responses < least) await setTimeout(5)
    await setTimeout((kill * 7) % 40)
    if (kill % 2 === 0) {
      const slot = (kill / 2) % collectors
      const one = running[slot]
      running[slot] = undefined
      one?.kill()
      await one?.ended
      running[slot] = await start()
      killed.collector++
    } else {
      server.kill()
      await server.start()
      killed.database++
    }
    progress(kill + 1)
  }
  await traffic.finish()
  const judged = await traffic.judge(urls()[0] ?? '')
  const [counted] = await server.run(database, COUNTED)
  const ends = running.flatMap((one) => (one ? [one] : []))
  for (const one of ends) one.kill('SIGTERM')
  const exits = await Promise.all(ends.map(({ ended }) => ended))
  const { counts, ...found } = judged
  return { ...found, ...traffic.told(), killed, miscounted: Number(counted?.n) - counts, deadlocks: deadlocksIn(server.log()), exits }
}

/**
 * The long form of what runs with the tests.
 *
 * @param {import('./bench.mjs').Bench} bench
 */
export const kills = async ({ server, main, folder, brief, seed, progress }) => {
  const times = brief ? 10 : 200
  const found = await runKills({ server, main, folder, kills: times, seed, progress: (done) => progress(done, times) })
  const { lost, doubled, regressed, phantom, miscounted, deadlocks } = found
  const wrong = { lost, doubled, regressed, phantom, miscounted, deadlocks }
  return {
    lines: [
      `${found.killed.collector} kills of a collector and ${found.killed.database} of the database, among ${found.responses} responses (${found.stored} kept, ${found.again} sent again)`,
      Object.entries(wrong)
        .map(([what, n]) => `${n} ${what}`)
        .join(', '),
    ],
    missed: [...Object.entries(wrong).flatMap(([what, n]) => (n === 0 ? [] : [`${n} ${what}`])), ...found.strange],
  }
}
