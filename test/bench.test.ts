import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openArmed } from '../bench/armed.mjs'
import { launch } from '../bench/browser.mjs'
import { buildFloors } from '../bench/floors.mjs'
import { longestTask } from '../bench/load.mjs'
import { against, atMost, forPeople, forTerminal, type Section } from '../bench/report.mjs'
import { interleaved } from '../bench/rounds.mjs'
import { openSite, subjects } from '../bench/site.mjs'
import { bootstrap, median, pairedDifference, pairedRatio, quantile, random, shuffled } from '../bench/stats.mjs'

const numbers = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 30 })

describe('statistics', () => {
  test('quantiles are those of R’s default', () => {
    expect(median([3, 1, 2])).toBe(2)
    expect(median([4, 1, 2, 3])).toBe(2.5)
    expect(quantile([1, 2, 3, 4], 0.25)).toBe(1.75)
    expect(quantile([10], 0.975)).toBe(10)
    expect(() => median([])).toThrow('at least one value')
  })

  test('the generator is mulberry32', () => {
    const next = random(1)
    expect([next(), next(), next()].map((value) => value.toFixed(8))).toEqual(['0.62707394', '0.00273572', '0.52744704'])
  })

  test('a bound holds its estimate, moves with the numbers and is the same each time', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: -50, max: 50 }), (values, by) => {
        const [estimate, from, to] = bootstrap(values, median)
        expect(from).toBeLessThanOrEqual(estimate)
        expect(to).toBeGreaterThanOrEqual(estimate)
        expect(from).toBeGreaterThanOrEqual(Math.min(...values))
        expect(to).toBeLessThanOrEqual(Math.max(...values))
        const moved = values.map((value) => value + by)
        expect(bootstrap(moved, median)).toEqual([estimate + by, from + by, to + by])
        expect(pairedDifference(moved, values)).toEqual([by, by, by])
      }),
      { numRuns: 20 },
    )
  })

  test('it covers the median it is drawn from about as often as it says', () => {
    const next = random(5)
    const covered = Array.from({ length: 100 }, (_, i) => {
      const [, from, to] = bootstrap(
        Array.from({ length: 30 }, () => next() - next()),
        median,
        i,
      )
      return from <= 0 && to >= 0
    })
    const share = covered.filter(Boolean).length / covered.length
    expect(share).toBeGreaterThan(0.9)
    expect(share).toBeLessThan(0.995)
  })

  test('pairs stay together: what drifts with both does not widen the bound', () => {
    const drift = [0, 100, 200, 300, 400, 500]
    expect(
      pairedDifference(
        drift.map((value) => value + 7),
        drift,
      ),
    ).toEqual([7, 7, 7])
    expect(pairedRatio([2, 4, 6, 8], [1, 2, 3, 4])).toEqual([2, 2, 2])
  })

  test('shuffling keeps every item, in every place sooner or later', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
        expect(shuffled(items, random(seed)).sort()).toEqual([...items].sort())
      }),
    )
    const next = random(2)
    const firsts = new Set(Array.from({ length: 100 }, () => shuffled(['a', 'b', 'c'], next)[0]))
    expect(firsts).toEqual(new Set(['a', 'b', 'c']))
  })
})

describe('rounds', () => {
  test('every subject once a round; a sample that fails is tried once more, then said', async () => {
    let failures = 1
    const seen: string[] = []
    const samples = await interleaved({
      rounds: 3,
      names: ['a', 'b'],
      progress: (done, of) => seen.push(`${done}/${of}`),
      sample: async (name) => {
        if (failures-- > 0) throw new Error('lost')
        return name
      },
    })
    expect(samples).toEqual({ a: ['a', 'a', 'a'], b: ['b', 'b', 'b'] })
    expect(seen).toEqual(['1/3', '2/3', '3/3'])
    const fails = interleaved({ rounds: 1, names: ['a'], progress: () => {}, sample: () => Promise.reject(new Error('gone')) })
    await expect(fails).rejects.toThrow('gone')
  })
})

describe('the longest task of a trace', () => {
  const on = (name: string, ts: number, dur: number, tid = 1) => ({ name, ph: 'X', pid: 1, tid, ts, dur })
  const main = { name: 'thread_name', ph: 'M', pid: 1, tid: 1, ts: 0, args: { name: 'CrRendererMain' } }

  test('is one in which script ran, on the main thread', () => {
    const layout = [on('RunTask', 0, 90_000), on('Layout', 10, 80_000)]
    const ours = [
      on('RunTask', 100_000, 5000),
      on('EvaluateScript', 100_100, 4000),
      on('RunTask', 200_000, 7000),
      on('RunMicrotasks', 206_000, 100),
    ]
    const worker = [on('RunTask', 0, 50_000, 2), on('FunctionCall', 10, 40_000, 2)]
    expect(longestTask([main, ...layout, ...ours, ...worker])).toBe(7)
    expect(longestTask([main, ...layout])).toBe(0)
  })
})

describe('the report', () => {
  const section: Section = {
    title: 'A measure',
    method: 'How.',
    head: ['', 'ms'],
    rows: [['us | them', '1.0']],
    verdicts: [
      { what: 'fine', ...atMost(5, 5, 'ms') },
      { what: 'over', ...atMost(1234, 1000, 'B') },
      { what: 'too slow', ...against(1.5, 1.25), note: 'noisy' },
    ],
    breakdown: { title: 'Where', head: ['', 'ms'], rows: [['here', '2.0']] },
  }

  test('says of every bar whether it is met, and by how much it is missed', () => {
    expect(section.verdicts.map(({ met, by }) => [met, by])).toEqual([
      [true, ''],
      [false, '234 B'],
      [false, '0.25 ×'],
    ])
    const terminal = forTerminal(section)
    expect(terminal).toContain('✓ fine: 5.0 ms of ≤ 5.0 ms, met')
    expect(terminal).toContain('✗ over: 1,234 B of ≤ 1,000 B, missed by 234 B')
    const page = forPeople([section], { date: '2026-01-01', machine: 'a machine', loadBefore: 0.2 })
    expect(page).toContain('The load of the machine was 0.2')
    expect(page).toContain('1 of 3 are met.')
    expect(page).toContain('| too slow | 1.50 × (noisy) | ≤ 1.25 × | missed by 0.25 × |')
    expect(page).toContain('| us \\| them | 1.0 |')
    expect(page).toContain('### Where')
  })

  test('docs/performance.md is such a page, with every measure', () => {
    expect(existsSync('docs/performance.md')).toBe(true)
    const page = readFileSync('docs/performance.md', 'utf8')
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)
    expect(headings).toEqual([
      'The bars',
      'Bytes',
      'At load, CPU 4×',
      'Trigger → first paint of the card',
      'While a card opens, CPU 4×',
      'Warm-up',
      'Memory with a survey on screen',
      'A long visit',
      'Many surveys',
      'One more answer while many wait',
      'Sending all that waits',
      'Layout shift',
      'A simulated year',
    ])
    expect(page).toMatch(/on \d{4}-\d\d-\d\d, on .*\d+ cores.* GB of memory, .*Chromium \d+/)
    const [, met, all] = /(\d+) of (\d+) are met/.exec(page) ?? []
    const verdicts = [...page.matchAll(/^\|.*\| (met|missed by .*) \|$/gm)].map(([, verdict]) => verdict)
    expect(verdicts).toHaveLength(Number(all))
    expect(verdicts.filter((verdict) => verdict === 'met')).toHaveLength(Number(met))
    expect(page).not.toMatch(/\/(home|root|tmp|work|Users)\//)
  })
})

describe('what is measured', () => {
  let site: Awaited<ReturnType<typeof openSite>>
  let browser: Awaited<ReturnType<typeof launch>>
  beforeAll(async () => {
    site = await openSite(await buildFloors())
    browser = await launch()
  })
  afterAll(async () => {
    await browser.close()
    site.close()
  })

  test.each(['lazy', 'one-file', 'peakend', 'warmed'] as const)(
    '%s: the same question with five faces, answered, thanked for, closed',
    async (name) => {
      const subject = subjects[name]
      const { page, run, close } = await openArmed({ browser, site }, subject, 'fast')
      const card = page.locator(subject.card)
      const posted = page.waitForRequest((request) => new URL(request.url()).pathname === '/collect' && request.method() === 'POST')
      expect(await card.count()).toBe(0)
      await run(`${subject.track}, 0`)
      await card.getByRole('heading', { name: 'How did placing your order go?' }).waitFor()
      expect(await card.getByRole('radio').count()).toBe(5)
      expect(await card.getByRole('radiogroup', { name: 'How did placing your order go?' }).count()).toBe(1)
      await card.getByText('Fairly well', { exact: true }).click()
      // Ours moves on after a pointer choice; by hand, Send is pressed.
      if (subject.card === 'floor-card') await card.getByRole('button', { name: 'Send' }).click()
      await card.getByText('Thank you').first().waitFor()
      await posted
      await card.getByRole('button', { name: 'Close' }).click()
      await card.waitFor({ state: 'detached' })
      await close()
    },
  )
})
