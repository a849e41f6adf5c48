// @vitest-environment node
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { run as runCommand } from '../testing'

const root = join(import.meta.dirname, '../../..')
const docs = readFileSync(join(root, 'docs/simulate.md'), 'utf8')
/** The code of the page below a heading, by its language. */
const snippet = (heading: string, language: string): string => {
  const [, section = ''] = docs.split(`## ${heading}\n`)
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(section)?.[1] ?? ''
}

// Thousands of visits, on whatever machine.
vi.setConfig({ testTimeout: 60_000 })

let cwd = ''
beforeAll(() => {
  cwd = mkdtempSync(join(tmpdir(), 'peakend-'))
  writeFileSync(join(cwd, 'peakend.json'), snippet('A first run', 'json'))
  writeFileSync(join(cwd, 'visits.json'), snippet('Visits', 'json'))
  writeFileSync(join(cwd, 'expect.json'), snippet('In a build', 'json'))
  writeFileSync(join(cwd, 'broken.json'), '{ "version": 1, "visits": [{ "visitor": "anna" }] }')
})
afterAll(() => rmSync(cwd, { recursive: true }))

const run = (...argv: string[]) => runCommand(['simulate', ...argv], { cwd, stdin: snippet('Visits', 'json') })
/** A command of the page, as it stands there. */
const shop = 'shop:visitors=2000,days=90,seed=7,start=2027-01-01'

describe('the page docs/simulate.md', () => {
  test('shows what the first run says', async () => {
    expect(docs).toContain(`npx peakend simulate peakend.json ${shop}`)
    expect(await run('peakend.json', shop)).toMatchObject({ code: 0, stdout: snippet('A first run', 'text') })
  })
  test('shows what the recorded visits come to', async () => {
    const { code, stdout: out } = await run('peakend.json', 'visits.json')
    expect(code).toBe(0)
    expect(out).toContain(snippet('Visits', 'text'))
  })
  test('shows how an expectation fails a build', async () => {
    const { code, stdout: out } = await run('peakend.json', shop, '--expect', 'expect.json')
    expect(code).toBe(1)
    expect(out).toContain(snippet('In a build', 'text'))
    // And what is said to mend it does, at the price that is said.
    const reserved = snippet('A first run', 'json').replace('"priority": 20', '"priority": 20, "reserve": true')
    writeFileSync(join(cwd, 'reserved.json'), reserved)
    const mended = await run('reserved.json', shop, '--expect', 'expect.json', '--format', 'json')
    expect(mended.code).toBe(0)
    const { people } = JSON.parse(mended.stdout).surveys.find(({ id }: { id: string }) => id === 'site-rating')
    expect(people.shown / people.due).toBeLessThan(0.025)
  })
})

test('no line is longer than a terminal is wide', async () => {
  const long = (text: string) => text.split('\n').filter((line) => [...line].length > 80)
  expect(long((await run('peakend.json', shop, '--visitor', 'v9')).stdout)).toEqual([])
  expect(long((await run('peakend.json', 'visits.json', '--expect', 'expect.json')).stdout)).toEqual([])
})
test('the same again, by the same seed; others by another', async () => {
  const { stdout: out } = await run('peakend.json', shop, '--format', 'json')
  expect((await run('peakend.json', shop, '--format', 'json')).stdout).toBe(out)
  expect((await run('peakend.json', shop, '--format', 'json', '--seed', '8')).stdout).not.toBe(out)
})
test('as JSON, the people asked for among it', async () => {
  const { surveys, visitors, people } = JSON.parse(
    (await run('peakend.json', shop, '--format', 'json', '--visitor', 'v2', '--visitor', 'v3')).stdout,
  )
  expect(people.total).toBe(2000)
  expect(surveys.map(({ id }: { id: string }) => id)).toEqual(['checkout-csat', 'nps', 'site-rating'])
  expect(visitors.map(({ visitor }: { visitor: string }) => visitor)).toEqual(['v2', 'v3'])
})
test('visits are piped in', async () => {
  expect((await run('peakend.json', '-')).stdout).toBe((await run('peakend.json', 'visits.json')).stdout)
})
test('participation, over all and for one survey', async () => {
  const answers = async (participation: string) =>
    JSON.parse((await run('peakend.json', shop, '--format', 'json', '--participation', participation)).stdout).surveys.map(
      ({ answered }: { answered: number }) => answered,
    )
  const [csat, nps, rating] = await answers('answered=0.5')
  expect(await answers('answered=0.5,nps.answered=0')).toEqual([expect.closeTo(csat, -1), 0, expect.closeTo(rating, -1)])
  expect(nps).toBeGreaterThan(0)
})

describe('asked wrongly', () => {
  test.each<[string[], RegExp]>([
    [['peakend.json'], /expected a configuration and visits\. E\.g\./],
    [['peakend.json', 'a', 'b'], /expected a configuration and visits/],
    [['peakend.json', 'nowhere.json'], /nowhere\.json cannot be read: there is no such file/],
    [['peakend.json', 'shop:visitor=5'], /visitor=5: expected "visitors", .*Did you mean "visitors"\?/],
    [['peakend.json', 'shop:visitors=-5'], /visitors: expected a whole number above 0, got -5\./],
    [['peakend.json', 'shop:start=tomorrow'], /start: expected a date like 2027-01-01, got tomorrow\./],
    [['peakend.json', 'shop:timeZone=Paris'], /timeZone: expected an IANA time zone like Europe\/Paris, got Paris\./],
    [['peakend.json', 'shop:consent=60'], /consent: expected a share from 0 to 1, got 60\./],
    [['peakend.json', 'shop:consent'], /consent: expected a share from 0 to 1, got nothing\./],
    [['peakend.json', 'shop', '--format', 'xml'], /--format: expected text or json, got xml\./],
    [['peakend.json', 'shop', '--seed', 'x'], /--seed: expected a number, got x\./],
    [['peakend.json', 'shop', '--participation', 'answers=1'], /--participation: expected e\.g\. .*, got answers=1\./],
    [['peakend.json', 'shop', '--participation', 'answered=20'], /--participation: .*got answered=20\./],
    [['peakend.json', 'shop', '--visitors', '5'], /Unknown option '--visitors'\. Did you mean --visitor\?/],
  ])('%j', async (argv, said) => {
    const { code, stdout: out, stderr: err } = await run(...argv)
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(said)
  })
})
test('a file that is not right is told, and fails', async () => {
  const { code, stdout: out, stderr: err } = await run('peakend.json', 'broken.json')
  expect([code, out]).toEqual([1, ''])
  expect(err).toContain('broken.json: visits[0].start: expected an instant like "2026-11-22T10:00:00Z", got nothing.\n')
  expect(await run('broken.json', shop)).toMatchObject({ code: 1, stderr: expect.stringContaining('broken.json: surveys: expected ') })
  expect(await run('peakend.json', shop, '--expect', 'visits.json')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('visits.json: version: expected '),
  })
})
