import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answers } from '../../src/survey/wire'
import { check } from '../src/ingest/item'
import type { Dimension, Scope, Store, StoredResponse, StoreItem } from '../src/store'
import { tapsOf } from '../src/store/counted'
import { dimensionsOf } from '../src/store/dimensions'
import { forgetEvent, instrument, NOW, responseEvent } from './fixtures'
import { folding, type Place, serializable, stores } from './stores'

const item = (event: Readonly<{ data: { project: string } }>): StoreItem => {
  const checked = check(event, event.data.project, NOW)
  if ('problem' in checked) throw new Error(JSON.stringify(checked.problem))
  return checked.item
}
const response = (...given: Parameters<typeof responseEvent>) => item(responseEvent(...given))
type Change = Parameters<typeof responseEvent>[2]

const nps = instrument({ fingerprint: 'n', type: 'nps', points: 11, types: { csat: 'nps', why: 'text' } })
const choice = instrument({ fingerprint: 'c', type: 'choice', points: null, display: null, types: { csat: 'choice', why: 'text' } })
const csat = instrument({ types: { csat: 'csat', why: 'text', reason: 'choice' } })
const kinds = ['device', 'page', 'session', 'user'] as const
const scope = { project: 'default', test: false } as const

/** What a random visitor did, at one of a few times that lie close to the ends of days. */
const given = fc.record({
  id: fc.integer({ min: 0, max: 11 }),
  revision: fc.integer({ min: 1, max: 4 }),
  instrument: fc.constantFrom(csat, nps, nps, choice),
  score: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined }),
  status: fc.constantFrom('seen', 'answered', 'completed', 'dismissed'),
  comment: fc.option(fc.constantFrom('Bien', '  ', 'Slow'), { nil: undefined }),
  reason: fc.option(fc.constantFrom('price', 'speed'), { nil: undefined }),
  touchpoint: fc.constantFrom('confirmation', 'chat'),
  wave: fc.integer({ min: 1, max: 2 }),
  respondent: fc.integer({ min: 0, max: 3 }),
  kind: fc.constantFrom(...kinds),
  persona: fc.option(fc.constantFrom('new', 'loyal'), { nil: undefined }),
  device: fc.constantFrom('mobile', 'desktop'),
  plan: fc.option(fc.constantFrom('pro', 'free'), { nil: undefined }),
  test: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  at: fc.constantFrom(
    '2027-02-26T23:59:59.999Z',
    '2027-02-27T00:00:00.000Z',
    '2027-02-27T12:00:00.000Z',
    '2027-02-28T11:59:59.999Z',
    '2027-02-28T12:00:00.000Z',
    '2027-03-01T11:00:00.000Z',
  ),
})
type Given = typeof given extends fc.Arbitrary<infer Value> ? Value : never

const made = (one: Given): StoreItem => {
  const { instrument, score, reason, comment, persona, plan } = one
  const chosen = instrument.type === 'choice' && score !== undefined ? { csat: score > 2 ? ['b', 'a'] : ['a'] } : {}
  const answers: Answers = {
    ...(score === undefined ? {} : { csat: score }),
    ...chosen,
    ...(reason === undefined ? {} : { reason: [reason] }),
    ...(comment === undefined ? {} : { why: comment }),
  }
  const change: Change = {
    instrument,
    answers,
    status: one.status as StoredResponse['status'],
    touchpoint: { id: one.touchpoint },
    wave: one.wave,
    respondent: { id: `person-${one.respondent}`, kind: one.kind },
    personas: persona === undefined ? [] : [persona],
    context: { device: one.device, path: '/order/A-10045' },
    moment: { type: 'event', name: 'order_completed', ...(plan && { props: { plan } }) },
    test: one.test,
    createdAt: one.at,
    time: `2027-03-01T11:59:0${one.revision}.000Z`,
  }
  return response(`r${one.id}`, one.revision, change)
}

const step = fc.oneof(
  { weight: 8, arbitrary: fc.array(given, { minLength: 1, maxLength: 8 }).map((batch) => ({ type: 'write' as const, batch })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((who) => ({ type: 'forget' as const, who })) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 3 }).map((who) => ({ type: 'erase' as const, who })) },
  { weight: 1, arbitrary: fc.constant({ type: 'expire' as const }) },
)

const scopes: readonly Scope[] = [
  scope,
  { ...scope, test: true },
  { ...scope, since: '2027-02-27T06:00:00.000Z' },
  { ...scope, since: '2027-02-27T00:00:00.000Z', until: '2027-03-01T00:00:00.000Z' },
  { ...scope, since: '2027-02-28T12:00:00.000Z', until: '2027-02-28T18:00:00.000Z' },
  { ...scope, until: '2027-02-28T12:00:00.000Z' },
  { ...scope, filters: [{ dimension: 'persona', value: 'new' }] },
  { ...scope, since: '2027-02-27T06:00:00.000Z', filters: [{ dimension: 'event.plan', value: 'pro' }] },
  {
    ...scope,
    filters: [
      { dimension: 'device', value: 'mobile' },
      { dimension: 'page', value: '/order/:id' },
    ],
  },
  { ...scope, filters: [{ dimension: 'persona', value: 'nobody' }] },
]

const isIn = (row: StoredResponse, { test, since, until, filters = [] }: Scope): boolean =>
  row.test === test &&
  (since === undefined || row.occurredAt >= since) &&
  (until === undefined || row.occurredAt < until) &&
  filters.every(({ dimension, value }) => dimensionsOf(row).some(([name, one]) => name === dimension && one === value))

const answeredIn = ({ status }: StoredResponse): boolean => status === 'answered' || status === 'completed'
const unrecognisedIn = ({ respondent: { kind } }: StoredResponse): number => (kind === 'page' || kind === 'session' ? 1 : 0)
const sorted = <Row>(rows: Iterable<Row>): string[] => [...rows].map((row) => JSON.stringify(row)).sort()

/** Rows counted one by one, by what they are told apart by. */
const tally = <Key extends object>(
  rows: readonly StoredResponse[],
  keyOf: (row: StoredResponse) => Key | null,
  withUnrecognised = true,
) => {
  const counts = new Map<string, { n: number; unrecognised: number }>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key === null) continue
    const count = counts.get(JSON.stringify(key)) ?? { n: 0, unrecognised: 0 }
    counts.set(JSON.stringify(key), { n: count.n + 1, unrecognised: count.unrecognised + unrecognisedIn(row) })
  }
  return sorted(
    [...counts].map(([key, { n, unrecognised }]) => ({ ...(JSON.parse(key) as Key), n, ...(withUnrecognised && { unrecognised }) })),
  )
}
const at = ({ touchpoint, instrument }: StoredResponse) => ({ touchpoint: touchpoint.id, fingerprint: instrument.fingerprint })
const later = (a: StoredResponse, b: StoredResponse): number =>
  a.occurredAt === b.occurredAt ? (a.id < b.id ? -1 : 1) : a.occurredAt < b.occurredAt ? -1 : 1

/** Each person's latest of these. */
const latestOf = (rows: readonly StoredResponse[]): StoredResponse[] => [
  ...new Map([...rows].sort(later).map((row) => [row.respondent.id, row])).values(),
]

const periodsOf = (rows: readonly StoredResponse[], starts: readonly string[]) => {
  const period = ({ occurredAt }: StoredResponse) =>
    Math.max(
      0,
      starts.findLastIndex((start) => occurredAt.slice(0, 10) >= start),
    )
  const last = new Set(latestOf(rows))
  const counts = new Map<string, { period: number; score: number; n: number; latest: number; unrecognised: number }>()
  for (const [index] of starts.entries())
    for (const row of latestOf(rows.filter((one) => period(one) === index))) {
      const key = `${index} ${row.score}`
      const count = counts.get(key) ?? { period: index, score: row.score ?? 0, n: 0, latest: 0, unrecognised: 0 }
      count.n++
      if (last.has(row)) count.latest++
      if (last.has(row)) count.unrecognised += unrecognisedIn(row)
      counts.set(key, count)
    }
  return sorted(counts.values())
}

/** Every figure the store gives, beside the same counted from the rows. */
const compare = async (store: Store): Promise<void> => {
  const all = await store.page({ project: 'default' }, '', 1000)
  for (const scope of scopes) {
    const rows = all.filter((row) => isIn(row, scope))
    expect(sorted(await store.showings(scope))).toEqual(tally(rows, (row) => ({ ...at(row), status: row.status }), false))
    expect(
      sorted(
        (await store.days(scope)).map(({ touchpoint, fingerprint, day, score, n, unrecognised }) => ({
          touchpoint,
          fingerprint,
          day,
          score,
          n,
          unrecognised,
        })),
      ),
    ).toEqual(tally(rows, (row) => (row.score === null ? null : { ...at(row), day: row.occurredAt.slice(0, 10), score: row.score })))
    expect(
      sorted(
        (await store.choices(scope)).map(({ touchpoint, fingerprint, choice, n, unrecognised }) => ({
          touchpoint,
          fingerprint,
          choice,
          n,
          unrecognised,
        })),
      ),
    ).toEqual(tally(rows, (row) => (row.choice === null ? null : { ...at(row), choice: row.choice })))
    const used = await store.instruments(scope)
    expect(
      sorted(
        used.map(({ touchpoint, instrument, first, last }) => ({
          touchpoint: touchpoint.id,
          fingerprint: instrument.fingerprint,
          first,
          last,
        })),
      ),
    ).toEqual(
      sorted(
        [...new Set(rows.map((row) => JSON.stringify(at(row))))].map((key) => {
          const times = rows.filter((row) => JSON.stringify(at(row)) === key).sort(later)
          return { ...(JSON.parse(key) as object), first: times[0]?.occurredAt, last: times.at(-1)?.occurredAt }
        }),
      ),
    )
    for (const one of used) {
      const here = rows.filter(
        (row) => row.touchpoint.id === one.touchpoint.id && row.instrument.fingerprint === one.instrument.fingerprint,
      )
      const scored = here.filter(({ score }) => score !== null)
      const starts = ['2027-02-26', '2027-02-27', '2027-02-28']
      expect(sorted(await store.people(scope, one.touchpoint.id, one.instrument.fingerprint, starts))).toEqual(periodsOf(scored, starts))
      expect(sorted((await store.answers(scope, one)).map(({ answers, n }) => ({ answers, n })))).toEqual(
        tally(here, (row) => (answeredIn(row) ? { answers: tapsOf(row.answers, row.instrument) } : null), false),
      )
      for (const dimension of ['persona', 'device', 'event.plan'] as const satisfies Dimension[]) {
        const { values, rest, without } = await store.breakdown(scope, one, dimension)
        const figures = (some: readonly StoredResponse[]) => {
          const scores = some.filter(({ score }) => score !== null)
          const counted = one.instrument.type === 'nps' ? latestOf(scores) : scores
          return {
            showings: some.length,
            answered: some.filter(answeredIn).length,
            scores: tally(counted, (row) => ({ score: row.score })),
          }
        }
        const has = (row: StoredResponse, value: string) => dimensionsOf(row).some(([name, one]) => name === dimension && one === value)
        const names = [...new Set(here.flatMap((row) => dimensionsOf(row).flatMap(([name, value]) => (name === dimension ? [value] : []))))]
        expect(sorted(values.map((value) => ({ ...value, scores: sorted(value.scores) })))).toEqual(
          sorted(names.map((value) => ({ value, ...figures(here.filter((row) => has(row, value))) }))),
        )
        expect(rest).toBeNull()
        const none = here.filter((row) => !names.some((value) => has(row, value)))
        expect(without && { ...without, scores: sorted(without.scores) }).toEqual(none.length > 0 ? figures(none) : null)
      }
    }
    const newest = (some: readonly StoredResponse[]) => [...some].sort(later).reverse()
    const perInstrument = (some: readonly StoredResponse[]) =>
      newest(
        used.flatMap((one) =>
          newest(
            some.filter(
              (row) =>
                JSON.stringify(at(row)) === JSON.stringify({ touchpoint: one.touchpoint.id, fingerprint: one.instrument.fingerprint }),
            ),
          ).slice(0, 2),
        ),
      )
    expect((await store.latest(scope, 'answered', 2, used)).map(({ id }) => id)).toEqual(
      perInstrument(rows.filter(answeredIn)).map(({ id }) => id),
    )
    expect((await store.latest(scope, 'commented', 2, used)).map(({ id }) => id)).toEqual(
      perInstrument(rows.filter(({ commented }) => commented)).map(({ id }) => id),
    )
    expect((await store.comments(scope, { limit: 1000 })).map(({ id }) => id)).toEqual(
      newest(rows.filter(({ commented }) => commented)).map(({ id }) => id),
    )
    const dimensions = await store.dimensions(scope)
    expect(sorted(dimensions.flatMap(({ dimension, values }) => values.map(({ value, n }) => [dimension, value, n])))).toEqual(
      sorted(
        [...new Set(rows.flatMap((row) => dimensionsOf(row).map((one) => JSON.stringify(one))))].map((key) => [
          ...(JSON.parse(key) as [string, string]),
          rows.filter((row) => dimensionsOf(row).some((one) => JSON.stringify(one) === key)).length,
        ]),
      ),
    )
    expect((await store.page(scope, '', 1000)).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
  }
  for (const wave of [1, 2])
    expect(await store.answered('default', 'checkout-csat', wave, 1000)).toBe(
      all.filter((row) => row.wave === wave && !row.test && answeredIn(row)).length,
    )
}

describe.each([...stores, folding, serializable])('counts on $name', (on) => {
  let place: Place
  let store: Store
  beforeEach(async () => {
    place = await on.take()
    store = await place.open()
  })
  afterEach(async () => {
    await store.close()
    await place.leave()
  })

  const act = async (one: Store, step: typeof steps extends fc.Arbitrary<readonly (infer Step)[]> ? Step : never): Promise<void> => {
    if (step.type === 'write')
      expect((await one.apply('default', step.batch.map(made))).filter(({ status }) => status === 'failed')).toEqual([])
    else if (step.type === 'forget')
      await one.apply('default', [item(forgetEvent(`f-${step.who}-${Math.random()}`, [`person-${step.who}`]))])
    else if (step.type === 'erase') await one.erase('default', `person-${step.who}`, { who: 'root', at: '2027-02-28T00:00:00.000Z' })
    else await one.expire({ responses: '2027-02-27T12:00:00.000Z' })
  }
  const steps = fc.array(step, { minLength: 1, maxLength: 7 })

  it('are those of the rows, whatever was written, revised, erased and had its time', async () => {
    let run = 0
    await fc.assert(
      fc.asyncProperty(steps, async (list) => {
        // Another project each time: what was erased in one stays erased.
        if (run++ > 0) {
          await store.close()
          await place.leave()
          place = await on.take()
          store = await place.open()
        }
        for (const step of list) await act(store, step)
        await compare(store)
      }),
      { numRuns: on.name === 'SQLite' ? 8 : 4 },
    )
  })

  it('are those of the rows when two write the same responses and the same people at the same time', async () => {
    const other = await place.open()
    const batches = fc.sample(fc.array(given, { minLength: 3, maxLength: 8 }), { numRuns: 8, seed: 7 })
    await Promise.all(batches.map((batch, index) => act(index % 2 === 0 ? store : other, { type: 'write', batch })))
    await compare(store)
    await Promise.all([act(store, { type: 'erase', who: 1 }), ...batches.map((batch) => act(other, { type: 'write', batch }))])
    await compare(other)
    await other.close()
  })

  it('are of one kind, the first that was said, whatever kinds of question say that they are one and the same', async () => {
    const at = (id: string, revision: number, type: 'csat' | 'nps', score: number) =>
      response(id, revision, {
        instrument: instrument({ fingerprint: 'both', type, points: type === 'nps' ? 11 : 5, types: { csat: type } }),
        answers: { csat: score },
        respondent: { id: 'person-1', kind: 'user' },
      })
    const batches = [
      [at('a', 1, 'nps', 5)],
      [at('b', 1, 'csat', 4)],
      [at('b', 2, 'csat', 3), at('a', 2, 'csat', 1)],
      [at('a', 3, 'nps', 2)],
    ]
    for (const batch of batches) {
      await store.apply('default', batch)
      const people = await store.people(scope, 'confirmation', 'both', ['2027-01-01'])
      const sum = (of: 'n' | 'latest') => people.reduce((total, row) => total + row[of], 0)
      expect([sum('n'), sum('latest')]).toEqual([1, 1])
    }
    await store.erase('default', 'person-1', { who: 'root', at: '2027-02-28T00:00:00.000Z' })
    expect(await store.people(scope, 'confirmation', 'both', ['2027-01-01'])).toEqual([])
  })
})
