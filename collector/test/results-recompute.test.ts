import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Report, StoredResponse } from '../src/index'
import { instrument, NOW, type Running, responseEvent, start } from './fixtures'

let running: Running
beforeAll(async () => {
  running = await start()
})
afterAll(() => running.stop())

const Z = 1.96
const two = (value: number): number => Math.round(value * 100) / 100
const near = (shown: number, computed: number): boolean => Math.abs(shown - computed) <= 0.0051

/** Written out once more, from DOMAIN’s formulas alone: nothing of the collector is used from here on but its answers. */
const wilson = (hits: number, n: number): [number, number] => {
  const p = hits / n
  const bottom = 1 + Z ** 2 / n
  const reach = Z * Math.sqrt((p * (1 - p)) / n + Z ** 2 / (4 * n ** 2))
  return [((p + Z ** 2 / (2 * n) - reach) / bottom) * 100, ((p + Z ** 2 / (2 * n) + reach) / bottom) * 100]
}
const rules: Readonly<Record<string, (value: number) => boolean>> = { csat: (value) => value >= 4, ces: (value) => value >= 5 }
const scoreOf = (metric: string, values: readonly number[]): { score: number; interval: [number, number] } => {
  const n = values.length
  if (metric === 'nps') {
    const [up, down] = [values.filter((value) => value >= 9).length, values.filter((value) => value <= 6).length]
    const [p, d] = [(up + 0.75) / (n + 3), (down + 0.75) / (n + 3)]
    const reach = Z * Math.sqrt((p + d - (p - d) ** 2) / (n + 3))
    return {
      score: ((up - down) / n) * 100,
      interval: [Math.max(-100, (p - d - reach) * 100), Math.min(100, (p - d + reach) * 100)],
    }
  }
  const hits = values.filter(rules[metric] ?? (() => false)).length
  return { score: (hits / n) * 100, interval: wilson(hits, n) }
}

type Row = StoredResponse & { readonly score: number | null }
const exported = async (query: string): Promise<Row[]> =>
  (await (await running.team(`/v1/responses?format=ndjson&${query}`)).text())
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Row)
/** Of an NPS each person’s latest answer alone. */
const valuesOf = (metric: string, rows: readonly Row[]): number[] => {
  const answered = rows.filter(({ answers }) => typeof answers.csat === 'number')
  if (metric !== 'nps') return answered.map(({ answers }) => answers.csat as number)
  const latest = new Map<string, Row>()
  for (const row of [...answered].sort((a, b) => (`${a.occurredAt}${a.id}` < `${b.occurredAt}${b.id}` ? -1 : 1)))
    latest.set(row.respondent.id, row)
  return [...latest.values()].map(({ answers }) => answers.csat as number)
}
const traitOf = (row: Row, by: string): string | undefined =>
  by === 'device' ? (row.context.device as string) : by === 'event.carrier' ? (row.moment.props?.carrier as string) : row.instrument.locale

const metrics = ['csat', 'nps', 'ces'] as const
const ends = { csat: [1, 5], nps: [0, 10], ces: [1, 7] } as const
const answer = fc.record({
  metric: fc.constantFrom(...metrics),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  device: fc.constantFrom('mobile', 'mobile', 'desktop', 'tablet'),
  carrier: fc.constantFrom('swift', 'snail', 'owl'),
  locale: fc.constantFrom('en', 'fr'),
  person: fc.nat(60),
  days: fc.integer({ min: 1, max: 60 }),
  status: fc.constantFrom('answered', 'answered', 'answered', 'completed', 'seen', 'dismissed', 'shown'),
})

let project = 0
it('every figure of the page equals one computed from the exported answers by other code', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(answer, { minLength: 150, maxLength: 260 }),
      fc.constantFrom('', '&device=mobile', '&event.carrier=snail', '&since=2027-01-20&through=2027-02-20', '&language=fr&device=mobile'),
      fc.constantFrom('device', 'event.carrier', 'language'),
      async (answers, filter, by) => {
        const name = `p${project++}`
        const events = answers.map(({ metric, at, device, carrier, locale, person, days, status }, index) => {
          const [min, max] = ends[metric]
          const isDone = status === 'answered' || status === 'completed'
          return responseEvent(`${name}-${index}`, 1, {
            project: name,
            survey: metric,
            touchpoint: { id: metric },
            instrument: instrument({
              fingerprint: `${metric}-${locale}`,
              type: metric,
              points: metric === 'csat' ? 5 : metric === 'nps' ? 11 : 7,
              locale,
            }),
            status,
            answers: isDone ? { csat: min + Math.min(max - min, Math.floor(at * (max - min + 1))) } : {},
            moment: { type: 'event', name: 'order_completed', props: { carrier } },
            context: { device },
            respondent: { id: `person-${person}`, kind: 'device' },
            createdAt: new Date(NOW - days * 864e5 + index).toISOString(),
          })
        })
        for (let from = 0; from < events.length; from += 40) await running.post(events.slice(from, from + 40), name)
        const query = `project=${name}${filter}`
        const rows = await exported(query)
        const report = (await (await running.team(`/v1/report?${query}&by=${by}`)).json()) as Report
        const page = await (await running.team(`/results?${query}&by=${by}`)).text()
        expect(report.shown).toBe(rows.length)
        let read = 0
        for (const { id, instruments } of report.touchpoints)
          for (const shown of instruments) {
            const mine = rows.filter((row) => row.touchpoint.id === id && row.instrument.fingerprint === shown.fingerprint)
            const values = valuesOf(id, mine)
            expect(shown.n).toBe(values.length)
            const done = mine.filter(({ status }) => status === 'answered' || status === 'completed').length
            expect(shown.participation?.rate).toBe(two((done / mine.length) * 100))
            const reach = wilson(done, mine.length)
            expect(shown.participation?.interval.every((end, side) => near(end, Math.max(0, Math.min(100, reach[side] ?? 0))))).toBe(true)
            if (values.length < 10) expect([shown.score, shown.interval]).toEqual([null, null])
            else {
              const { score, interval } = scoreOf(id, values)
              expect(near(shown.score ?? Number.NaN, score)).toBe(true)
              expect(shown.interval?.every((end, side) => near(end, interval[side] ?? Number.NaN))).toBe(true)
              // What is first of its touchpoint stands on the page as the report has it.
              if (instruments[0] === shown) expect(page).toContain(`<data value="${shown.score}">`)
            }
            for (const row of shown.breakdown?.rows ?? []) {
              if (row.isRest || row.value === null) continue
              const cell = valuesOf(
                id,
                mine.filter((one) => traitOf(one, by) === row.value),
              )
              const { score, interval } = scoreOf(id, cell)
              expect([row.n, near(row.score, score), row.n >= 5]).toEqual([cell.length, true, true])
              expect(row.interval.every((end, side) => near(end, interval[side] ?? Number.NaN))).toBe(true)
              read++
            }
          }
        expect(read).toBeGreaterThan(0)
        // The map shows the very same figures, each of one instrument.
        const drawn = (report.journey?.places ?? []).flatMap(({ id, points }) => points.map((point) => ({ id, ...point })))
        expect(drawn.length).toBe(report.touchpoints.filter(({ instruments }) => instruments.length > 0).length)
        for (const { id, fingerprint, n, score, interval } of drawn) {
          const values = valuesOf(
            id,
            rows.filter((row) => row.touchpoint.id === id && row.instrument.fingerprint === fingerprint),
          )
          expect(n).toBe(values.length)
          const computed = values.length < 10 ? null : scoreOf(id, values)
          expect(computed === null ? score : near(score ?? Number.NaN, computed.score)).toBe(computed === null ? null : true)
          expect(interval?.every((end, side) => near(end, computed?.interval[side] ?? Number.NaN)) ?? null).toBe(
            computed === null ? null : true,
          )
        }
        const csv = (await (await running.team(`/results/figures.csv?${query}`)).text()).trim().split('\r\n').slice(1)
        const figures = report.touchpoints.flatMap(({ instruments }) => instruments.map(({ n, score }) => `${n},${score ?? ''}`))
        expect(csv.map((line) => line.split(',').slice(9, 11).join(','))).toEqual(figures)
      },
    ),
    { numRuns: 4 },
  )
})
