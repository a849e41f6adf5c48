/** What happens, decided by a seed alone: the same seed is the same scenes, faults and kills. Timing is the machine's. */
import { random, shuffled } from '../stats.mjs'
import { killPoints } from './lane.mjs'
import { scenesOf } from './scenes.mjs'

/** Lives of a browser without an end; every scene and every point of a kill comes once before any comes again. */
export function* lives(seed, kind) {
  const next = random(seed)
  let scenes = []
  let points = []
  for (let i = 0; ; i++) {
    if (!scenes.length) scenes = shuffled(scenesOf(kind), next)
    if (!points.length) points = shuffled(killPoints, next)
    yield {
      seed: Math.floor(next() * 2 ** 31),
      scene: scenes.pop(),
      rounds: 8 + Math.floor(next() * 4),
      kill: points.pop(),
      after: 1 + Math.floor(next() * 4),
      isDrained: i % 3 === 2,
    }
  }
}
