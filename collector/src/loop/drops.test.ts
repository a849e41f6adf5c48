import { describe, expect, it } from 'vitest'
import { instrument, NOW, responseEvent } from '../../test/fixtures'
import { startReceiver } from '../../test/receiver'
import { channelOf } from '../../test/store-loop-contract'
import { sqlite, stores } from '../../test/stores'
import { check } from '../ingest/item'
import { meanDifference } from '../metrics'
import { tTwoSided } from '../metrics/student'
import { reportsOf } from '../report/reports'
import type { Store } from '../store'
import { compare, holm, tellDrops, weeksAt } from './drops'
import { resolveAll } from './guard'
import { messageSchema } from './message-schema'
import { createLoop } from './run'

const DAY = 24 * 3600 * 1000
const bars = (...counts: readonly number[]) => counts.map((count, index) => ({ value: index + 1, count }))

describe('a week', () => {
  it('is that of yesterday as far as its days are over, and the four before it', () => {
    // A Monday: the week that ended yesterday is whole.
    expect(weeksAt(Date.parse('2027-03-01T12:00:00Z'))).toEqual({ before: '2027-01-25', week: '2027-02-22', until: '2027-03-01' })
    expect(weeksAt(Date.parse('2027-03-02T00:00:00Z'))).toEqual({ before: '2027-02-01', week: '2027-03-01', until: '2027-03-02' })
    expect(weeksAt(Date.parse('2027-03-07T23:59:00Z'))).toEqual({ before: '2027-02-01', week: '2027-03-01', until: '2027-03-07' })
  })
})

describe('the test for means', () => {
  it('agrees with the tables of t', () => {
    for (const [t, freedom] of [
      [12.706, 1],
      [4.303, 2],
      [2.228, 10],
      [2.042, 30],
      [1.962, 1000],
    ] as const)
      expect(tTwoSided(t, freedom)).toBeCloseTo(0.05, 4)
    expect(tTwoSided(0, 9)).toBeCloseTo(1, 6)
  })

  it('is Welch’s', () => {
    // Means 1.5 and 2.5, variances 5/18 each (n = 10): t = −1 / √(2 · 5/180), 18 degrees of freedom.
    const found = meanDifference(bars(5, 5), bars(0, 5, 5))
    expect(found?.difference).toBe(-1)
    expect(found?.z).toBeCloseTo(-4.2426, 4)
    expect(found?.p).toBeCloseTo(0.00049, 5)
    expect(found?.interval[0]).toBeCloseTo(-1.4952, 3)
    expect(meanDifference(bars(1), bars(5, 5))).toBeNull()
    expect(meanDifference(bars(5), bars(9))).toBeNull()
  })
})

it('two sides are compared by their own test, and below ten answers not at all', () => {
  expect(compare('csat', 5, undefined, bars(0, 0, 20, 0, 80), bars(0, 0, 30, 0, 70))?.p).toBeCloseTo(0.103, 3)
  const nps = (detractors: number, passives: number, promoters: number) => [
    { value: 0, count: detractors },
    { value: 8, count: passives },
    { value: 10, count: promoters },
  ]
  expect(compare('nps', 11, undefined, nps(20, 30, 50), nps(30, 30, 40))?.z).toBeCloseTo(1.732, 3)
  expect(compare('csat', 5, undefined, bars(9), bars(0, 0, 0, 0, 90))).toBeNull()
  expect(compare('csat', 5, undefined, bars(90), bars(0, 0, 0, 0, 9))).toBeNull()
})

it('Holm stops at the first that does not hold', () => {
  const p = (...all: readonly number[]) =>
    holm(
      all.map((one) => ({ p: one })),
      0.05,
    ).map((one) => one.p)
  expect(p(0.01, 0.04, 0.03)).toEqual([0.01])
  expect(p(0.04, 0.01, 0.02)).toEqual([0.01, 0.02, 0.04])
  expect(p()).toEqual([])
})

it('a quiet touchpoint that is looked at every day of four hundred weeks is said to drop in fewer than one of twenty', () => {
  // Lehmer (Park & Miller 1988, CACM 31:1192–1201): the same draws on every machine.
  let seed = 1
  const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647
  const draw = (n: number) => {
    const good = Array.from({ length: n }, random).filter((value) => value < 0.8).length
    return bars(n - good, 0, 0, 0, good)
  }
  let alarms = 0
  for (let week = 0; week < 400; week++) {
    const before = draw(160)
    let [low, high] = [0, 0]
    let alarmed = false
    for (let day = 0; day < 7; day++) {
      const [one, , , , five] = draw(6)
      low += one?.count ?? 0
      high += five?.count ?? 0
      const found = compare('csat', 5, undefined, bars(low, 0, 0, 0, high), before)
      if (found && found.difference < 0 && holm([found], 0.05 / 7).length > 0) alarmed = true
    }
    if (alarmed) alarms++
  }
  expect(alarms / 400).toBeLessThan(0.05)
})

const fill = async (store: Store, good: (day: number) => number, change: Parameters<typeof responseEvent>[2] = {}) => {
  const items = []
  for (let day = 1; day <= 35; day++)
    for (let index = 0; index < 10; index++) {
      const createdAt = new Date(NOW - day * DAY).toISOString()
      const event = responseEvent(`r${change.touchpoint?.id ?? ''}${day}-${index}`, 1, {
        score: index < good(day) ? 5 : 1,
        createdAt,
        ...change,
      })
      const checked = check(event, 'default', NOW)
      if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
      items.push(checked.item)
    }
  await store.apply('default', items)
}

describe.each(stores)('on $name', (on) => {
  it('a drop is told once a week for each touchpoint, by one of however many look', async () => {
    const place = await on.take()
    const store = await place.open()
    // NOW is a Monday: yesterday ended a week.
    await fill(store, (day) => (day <= 7 ? 5 : 9))
    await fill(store, () => 8, { touchpoint: { id: 'steady' }, instrument: instrument({ fingerprint: 'steady' }) })
    const nps = instrument({ type: 'nps', points: 11, fingerprint: 'nps' })
    await fill(store, () => 8, { touchpoint: { id: 'nps' }, instrument: nps })
    const found = (await Promise.all([1, 2, 3].map(() => tellDrops(store, 'default', null, NOW)))).flat()
    expect(found).toMatchObject([
      {
        id: 'drop:confirmation:2027-02-22',
        touchpoint: 'confirmation',
        drop: { metric: 'csat', rule: 'top-2-of-5', now: { score: 50, n: 70 }, before: { score: 90, n: 280 }, difference: -40 },
      },
    ])
    expect(await tellDrops(store, 'default', null, NOW + DAY)).toEqual([])
    expect(await store.loop.alerts({ project: 'default' }, null, 10)).toHaveLength(1)
    await store.close()
    await place.leave()
  })
})

it('collectors that look at the same time tell the channels once', async () => {
  const place = await sqlite.take()
  const store = await place.open()
  const receiver = await startReceiver()
  const channel = channelOf('c', 'webhook', { url: receiver.url })
  const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'
  await store.loop.addChannel(channel, { secret, previous: '', previousUntil: '' }, { who: 'Grace', at: new Date(NOW).toISOString() })
  await fill(store, (day) => (day <= 7 ? 5 : 9))
  const loopOf = () =>
    createLoop({
      store,
      reports: reportsOf(store),
      config: async () => null,
      http: { allowLocal: true, resolve: resolveAll },
      mail: null,
      publicUrl: 'https://feedback.example',
      now: () => NOW,
      random: () => 0.5,
      log: (message, cause) => {
        throw new Error(message, { cause })
      },
    })
  const loops = [loopOf(), loopOf(), loopOf()]
  await Promise.all(loops.map((loop) => loop.look()))
  await expect.poll(() => receiver.received.length).toBe(1)
  await Promise.all(loops.map((loop) => loop.look()))
  await Promise.all(loops.map((loop) => loop.stop()))
  expect(receiver.received).toHaveLength(1)
  expect(messageSchema.parse(JSON.parse(receiver.received[0]?.body ?? '')).data).toMatchObject({
    id: 'drop:confirmation:2027-02-22',
    reasons: ['drop'],
    response: null,
    drop: { score: 50, n: 70, before: 90, nBefore: 280, difference: -40 },
    links: { inbox: 'https://feedback.example/inbox/drop%3Aconfirmation%3A2027-02-22' },
  })
  await receiver.stop()
  await store.close()
  await place.leave()
})

it('a score that rises is no drop', async () => {
  const place = await sqlite.take()
  const store = await place.open()
  await fill(store, (day) => (day <= 7 ? 9 : 5))
  expect(await tellDrops(store, 'default', null, NOW)).toEqual([])
  await store.close()
  await place.leave()
})
