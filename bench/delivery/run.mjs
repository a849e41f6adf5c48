/** A run: several devices at once, each a lane of lives, until enough was answered under enough faults and kills. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openLane } from './lane.mjs'
import { lives } from './plan.mjs'

const script = await readFile(join(import.meta.dirname, 'page.js'), 'utf8')
/** More than this many scenes that the harness could not play to their end, and the run says nothing. */
const MAX_BROKEN = 0.05

const total = (maps) => {
  const sum = new Map()
  for (const map of maps) for (const [key, value] of map) sum.set(key, (sum.get(key) ?? 0) + value)
  return sum
}
export const sumOf = (map) => [...map.values()].reduce((sum, each) => sum + each, 0)

/**
 * @param {{
 *   kind: string, seed: number, builds: import('./build.mjs').Builds, lanes?: number, minutes?: number, answers: number, faults: number, kills: number,
 *   progress?: (done: number, of: number) => void,
 * }} options `answers`, `faults` and `kills`: how many there are at least · `minutes`: it ends then, whatever was reached.
 */
export async function run({ kind, seed, builds, lanes: many = 2, minutes = 24 * 60, answers, faults, kills, progress = () => {} }) {
  const from = Date.now()
  const lanes = []
  const all = (read) => lanes.reduce((sum, lane) => sum + read(lane), 0)
  const isEnough = () =>
    all((lane) => lane.oracle.answers()) >= answers && all((lane) => sumOf(lane.counts)) >= faults && all((lane) => lane.kills()) >= kills
  try {
    for (let i = 0; i < many; i++) lanes.push(await openLane({ kind, builds, script, name: `${i}.` }))
    let played = 0
    await Promise.all(
      lanes.map(async (lane, i) => {
        lane.round = i * 10_000_000
        for (const plan of lives(seed + i, kind)) {
          if (isEnough() || Date.now() - from > minutes * 60_000) break
          await lane.live(plan)
          played++
          progress(
            Math.min(
              all((each) => each.oracle.answers()),
              answers,
            ),
            answers,
          )
        }
      }),
    )
    const wrong = []
    for (const lane of lanes) for (const each of await lane.settle()) wrong.push({ ...each, history: lane.oracle.historyOf(each.response) })
    const broken = lanes.flatMap((lane) => lane.broken)
    return {
      kind,
      seed,
      version: lanes[0]?.version() ?? '',
      answers: all((lane) => lane.oracle.answers()),
      responses: all((lane) => lane.oracle.resolved.size),
      stored: all((lane) => lane.site.endpoint.log.length),
      requests: all((lane) => lane.site.requests),
      faults: total(lanes.map((lane) => lane.counts)),
      kills: all((lane) => lane.kills()),
      points: total(lanes.map((lane) => lane.perPoint)),
      excused: total(lanes.map((lane) => new Map([...lane.oracle.excused].map(([id, why]) => [`${why} ${id}`, 1])))),
      isCut: !isEnough(),
      lives: played,
      broken,
      isPlayed: broken.length <= Math.max(1, played * MAX_BROKEN),
      wrong,
      ms: Date.now() - from,
    }
  } finally {
    for (const lane of lanes) await lane.close()
  }
}

/**
 * A build with a bug in it, lived with until the oracle sees it. Drained after each life, so that what is lost shows at once.
 *
 * @param {{ bug: import('./bugs.mjs').Bug, builds: import('./build.mjs').Builds, seed: number, lives: number, rounds?: number }} options `rounds`: showings of a life beside its scene
 */
export async function convict({ bug, builds, seed, lives: most, rounds }) {
  const lane = await openLane({ kind: 'chromium', builds, script, bug })
  const first = bug.scenes ?? []
  let played = 0
  try {
    for (const plan of lives(seed, 'chromium')) {
      if (played >= most) break
      const scene = first[played % Math.max(first.length, 1)] ?? plan.scene
      await lane.live({ ...plan, scene, isDrained: false, rounds: rounds ?? plan.rounds })
      played++
      const wrong = await lane.settle()
      if (wrong.length) {
        const [worst] = wrong
        return {
          answers: lane.oracle.answers(),
          lives: played,
          kinds: [...new Set(wrong.map(({ kind }) => kind))],
          worst,
          scene,
          history: lane.oracle.historyOf(worst.response),
        }
      }
    }
    return { answers: lane.oracle.answers(), lives: played, kinds: [], worst: undefined, scene: '', history: [] }
  } finally {
    await lane.close()
  }
}
