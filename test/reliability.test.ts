import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { bugs } from '../bench/delivery/bugs.mjs'
import { another, asShipped, withBug } from '../bench/delivery/build.mjs'
import { createEndpoint } from '../bench/delivery/endpoint.mjs'
import { killPoints } from '../bench/delivery/lane.mjs'
import { createOracle, planned } from '../bench/delivery/oracle.mjs'
import { lives } from '../bench/delivery/plan.mjs'
import { inPage } from '../bench/delivery/report.mjs'
import { convict, run, sumOf } from '../bench/delivery/run.mjs'
import { scenesOf } from '../bench/delivery/scenes.mjs'
import { root } from './support/collector'

/** The short form of `npm run bench:delivery`; docs/reliability.md says what it does, and has the numbers of the long one. */
const SEED = 2027

test(`500 answers, 150 faults and 15 SIGKILLs of a whole Chromium: 0 lost, 0 doubled, 0 regressed, 0 invented, nobody asked again (seed ${SEED})`, async () => {
  const shipped = await asShipped()
  const builds = { main: shipped, another: await another(shipped) }
  const result = await run({ kind: 'chromium', seed: SEED, builds, answers: 500, faults: 150, kills: 15 })
  expect(result.wrong).toEqual([])
  // What the harness itself could not play would prove nothing.
  expect(result.broken).toEqual([])
  expect(result.answers).toBeGreaterThanOrEqual(500)
  expect(sumOf(result.faults)).toBeGreaterThanOrEqual(150)
  expect(result.faults.size).toBeGreaterThanOrEqual(18)
  expect(result.kills).toBeGreaterThanOrEqual(15)
}, 600_000)

describe('seeded bugs', () => {
  test('each still fits the sources: its text is there exactly once', () => {
    const found = bugs.flatMap(({ name, changes = [] }) =>
      changes.map(({ file, find }) => [name, file, readFileSync(join(root, 'src', file), 'utf8').split(find).length - 1]),
    )
    expect(found.filter(([, , times]) => times !== 1)).toEqual([])
    expect(bugs.length).toBeGreaterThanOrEqual(12)
    expect(new Set(bugs.map(({ name }) => name)).size).toBe(bugs.length)
  })

  test.each(['delete-before-send', 'server-minted-id', 'no-revision-check'])(
    '%s turns the oracle red',
    async (name) => {
      const bug = bugs.find((each) => each.name === name)
      if (!bug) throw new Error(`expected a bug called ${name}`)
      const shipped = await asShipped()
      const main = bug.changes ? await withBug(shipped, name, bug.changes) : shipped
      const { kinds } = await convict({ bug, builds: { main, another: shipped }, seed: SEED, lives: 8, rounds: 3 })
      expect(kinds).not.toEqual([])
    },
    200_000,
  )

  test('one whose text is not there is refused', async () => {
    const changes = [{ file: 'outbox/acks.ts', find: 'no such text', put: '' }]
    await expect(withBug(new Map(), 'gone', changes)).rejects.toThrow('expected its text exactly once in src/outbox/acks.ts')
  })
})

describe('the oracle', () => {
  const event = (id: string, revision: number, round: number, answers: object) => ({
    id: `${id}:${revision}`,
    type: 'peakend.response.v1',
    data: { context: { round }, answers },
  })
  const { first, second } = planned(7)
  const said = (type: string, detail: object) => ({ tab: 't', type, detail })
  const begin = () => {
    const endpoint = createEndpoint()
    const oracle = createOracle(endpoint)
    oracle.asked(7)
    oracle.hear(said('answered', { response: 'a', revision: 2, answers: { first }, durability: 'disk' }))
    oracle.hear(said('answered', { response: 'a', revision: 3, answers: { first, second }, durability: 'disk' }))
    return { endpoint, oracle, kinds: () => oracle.audit().map(({ kind }) => kind) }
  }

  test('is content with what arrived, however often and in whatever order it came', () => {
    const { endpoint, kinds } = begin()
    endpoint.commit([event('a', 3, 7, { first, second }), event('a', 2, 7, { first }), event('a', 3, 7, { first, second })])
    expect(kinds()).toEqual([])
  })

  test('sees what is lost, older than what was resolved, invented, or there twice', () => {
    expect(begin().kinds()).toEqual(['lost'])
    const older = begin()
    older.endpoint.commit([event('a', 2, 7, { first })])
    expect(older.kinds()).toEqual(['regressed'])
    const other = begin()
    other.endpoint.commit([event('a', 3, 7, { first })])
    expect(other.kinds()).toEqual(['regressed'])
    const invented = begin()
    invented.endpoint.commit([event('a', 3, 7, { first, second }), event('b', 1, 8, {})])
    expect(invented.kinds()).toEqual(['phantom'])
    const twice = begin()
    twice.endpoint.commit([event('a', 3, 7, { first, second }), event('b', 1, 7, {})])
    expect(twice.kinds()).toEqual(['doubled'])
  })

  test('lets go what a named exception excuses, and nothing else', () => {
    const { oracle, kinds } = begin()
    oracle.excuse('a', 'opted out')
    expect(kinds()).toEqual([])
  })

  test('sees an order that is asked about again', () => {
    const { oracle } = begin()
    for (const response of ['x', 'x', 'y']) oracle.hear({ ...said('shown', { survey: 'order', response }), order: 'A-1' })
    expect(oracle.found.map(({ kind }) => kind)).toEqual(['re-asked'])
  })
})

describe('the plan', () => {
  const first = (seed: number, count: number) =>
    [...Array(count)].map(
      (
        (plan) => () =>
          plan.next().value
      )(lives(seed, 'chromium')),
    )

  test('is that of its seed, and of no other', () => {
    expect(first(3, 20)).toEqual(first(3, 20))
    expect(first(3, 20)).not.toEqual(first(4, 20))
  })

  test('plays every scene and every kill point before any comes again', () => {
    const all = scenesOf('chromium')
    const plan = first(5, all.length)
    expect(plan.map((life) => life?.scene).sort()).toEqual([...all].sort())
    expect(
      plan
        .slice(0, killPoints.length)
        .map((life) => life?.kill)
        .sort(),
    ).toEqual([...killPoints].sort())
  })
})

test('docs/reliability.md holds what the last long runs found, and they found nothing', () => {
  const page = readFileSync(join(root, 'docs/reliability.md'), 'utf8')
  for (const name of ['chromium', 'firefox', 'webkit', 'model', 'mutations']) expect(inPage(page, name, 'x')).toContain('\nx\n')
  expect(page.match(/^\| \*\*(lost|doubled|regressed)\*\* \| \*\*0\*\* \|$/gm)).toHaveLength(9)
  expect(page).toContain(`${bugs.length} of ${bugs.length} seeded bugs were seen`)
  expect(page).not.toMatch(/\/(home|root|tmp|work|Users)\//)
})
