// @vitest-environment node
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type Collector, createCollector } from '../../../collector/src/server'
import { responseEvent } from '../../../collector/test/fixtures'
import { sparkline } from '../report/text'
import { run } from '../testing'

const TOKEN = 'a-token-for-tests'
let clock = Date.parse('2027-03-01T12:00:00.000Z')
let collector: Collector
let folder = ''
let env: Record<string, string> = {}
const peakend = (...argv: string[]) => run(argv, { env, cwd: folder })
const post = async (project: string, ...events: readonly ReturnType<typeof responseEvent>[]) => {
  for (let at = 0; at < events.length; at += 20) {
    const body = JSON.stringify(events.slice(at, at + 20))
    const response = await collector.fetch(new Request(`http://localhost/v1/responses?project=${project}`, { method: 'POST', body }))
    if (response.status !== 200) throw new Error(await response.text())
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'peakend-cli-'))
  const touchpoint = {
    id: 'confirmation',
    stage: 'purchase',
    category: 'sales',
    name: { en: 'Order confirmation', fr: 'Confirmation de commande' },
    target: { metric: 'csat', value: 85, by: '2027-06-30' },
  }
  writeFileSync(join(folder, 'peakend.json'), JSON.stringify({ version: 1, touchpoints: [touchpoint], surveys: [] }))
  collector = await createCollector({
    dataDir: join(folder, 'data'),
    config: join(folder, 'peakend.json'),
    adminToken: TOKEN,
    sdk: false,
    now: () => clock,
    log: (message) => message,
  })
  const { url } = await collector.listen(0, '127.0.0.1')
  env = { PEAKEND_URL: url, PEAKEND_TOKEN: TOKEN }
  const days = [10, 9, 8, 7, 6, 5, 4, 3, 2, 1]
  await post(
    'default',
    ...days.flatMap((day) =>
      Array.from({ length: 12 }, (_, index) =>
        responseEvent(`d${day}-${index}`, 1, {
          score: index < 12 - day ? 5 : 2,
          createdAt: new Date(clock - day * 86_400_000).toISOString(),
          sentAt: new Date(clock).toISOString(),
        }),
      ),
    ),
    responseEvent('few', 1, { score: 4, touchpoint: { id: 'help\u001b[31m' } }),
  )
})
afterAll(async () => {
  await collector.close()
  rmSync(folder, { recursive: true })
})

describe('report', () => {
  test('a line for each instrument, and what is not enough says so', async () => {
    const { code, stdout, stderr } = await peakend('report')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toBe(
      `default, all time: 121 shown, 121 answered

Touchpoint          Metric  Score      95 %    n  Trend                      
Order confirmation  CSAT     54 %  45 to 63  120  17 25 33 42 50 58 67 75 83 92  target 85 % by 2027-06-30: below
help [31m           CSAT        —              1                                 too few

Interval of sampling alone; different instruments are never merged.
`.replace(/ +$/gm, ''),
    )
  })

  test('in French, and as a line of bars where somebody looks', async () => {
    const { stdout } = await run(['report', '--lang', 'fr', '--since', '2027-02-20'], { env, cwd: folder, isTerminal: true })
    expect(stdout).toContain('default, depuis le 2027-02-20: ')
    expect(stdout).toMatch(
      /Confirmation de commande {2}CSAT .* % {2}\d+ à \d+ .* {2}[▁▂▃▄▅▆▇█]{9} {2}objectif 85 % d’ici au 2027-06-30 : en dessous/,
    )
    const set = await run(['report'], { env: { ...env, LANG: 'fr_FR.UTF-8' }, cwd: folder })
    expect(set.stdout).toContain('Point de contact')
    expect((await run(['report'], { env: { ...env, LANG: 'de_DE.UTF-8' }, cwd: folder })).stdout).toContain('Touchpoint')
  })

  test('--json is what the collector says', async () => {
    const { stdout } = await peakend('report', '--json')
    expect(JSON.parse(stdout)).toMatchObject({ project: 'default', answered: 121, touchpoints: [{ id: 'confirmation' }, {}] })
  })

  test('nothing yet', async () => {
    await post(
      'sample',
      responseEvent('s1', 2, { project: 'sample', score: 4, simulated: true }),
      responseEvent('s2', 2, { project: 'sample' }),
    )
    expect((await peakend('report', '--project', 'sample', '--lang', 'en')).stdout).toContain(
      'Sample data: 1 of the showings and 1 of the answers were simulated.',
    )
    expect((await peakend('report', '--project', 'sample', '--lang', 'fr')).stdout).toContain('Données d’exemple : 1 des affichages')
    expect((await peakend('report')).stdout).not.toContain('Sample data')
    expect((await peakend('report', '--project', 'empty')).stdout).toContain('No answers to a scale yet.')
    expect((await peakend('report', '--test')).stdout).toContain('(Test answers): 0 shown')
  })

  test('a line of bars tells nothing of what is nothing', () => {
    expect(sparkline([10, 11, 10], 10)).toBe('▄▅▄')
    expect(sparkline([0, null, 100], 10)).toBe('▁·█')
  })
})

describe('export', () => {
  const lines = (text: string) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { id: string; revision: number })

  test('to the terminal, and to a file that is whole or not there', async () => {
    expect(lines((await peakend('export')).stdout)).toHaveLength(121)
    expect(await peakend('export', '--format', 'csv', '--separator', 'semicolon', '--out', 'answers.csv')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    })
    const csv = readFileSync(join(folder, 'answers.csv'), 'utf8')
    expect(csv).toMatch(/^\ufeffoccurred_at;touchpoint;/)
    expect(csv.trim().split('\r\n')).toHaveLength(122)
    expect(existsSync(join(folder, 'answers.csv.part'))).toBe(false)
    expect((await peakend('export', '--test', 'only')).stdout).toBe('')
  })

  test('goes on where it stopped, also in the middle of a line; what changed comes again', async () => {
    const file = join(folder, 'all.ndjson')
    const resume = () => peakend('export', '--resume', '--out', 'all.ndjson')
    expect((await resume()).stderr).toMatch(/0 lines were there, 0 added/)
    clock += 120_000
    expect((await resume()).stderr).toMatch(/0 lines were there, 121 added/)
    const whole = readFileSync(file, 'utf8')
    truncateSync(file, 20_000)
    expect((await resume()).stderr).toMatch(/ \d+ lines were there, \d+ added/)
    expect(readFileSync(file, 'utf8')).toBe(whole)
    await post('default', responseEvent('few', 2, { score: 5 }), responseEvent('new', 1, { score: 5 }))
    expect((await resume()).stderr).toContain('121 lines were there, 0 added')
    clock += 120_000
    expect((await resume()).stderr).toContain('121 lines were there, 2 added')
    expect((await resume()).stderr).toContain('123 lines were there, 0 added')
    expect(lines(readFileSync(file, 'utf8')).slice(-2)).toMatchObject([
      { id: 'few', revision: 2 },
      { id: 'new', revision: 1 },
    ])
    appendFileSync(file, 'something else\n')
    expect(await resume()).toEqual({
      code: 1,
      stdout: '',
      stderr: expect.stringContaining('expected a file that --resume has written, got something else in line 124'),
    })
  })

  test('a collector that stops in the middle is no end', async () => {
    const server = createServer((_, response) => {
      response.write('{"id":"a"}\n')
      setTimeout(() => response.destroy(), 50)
    }).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const { code, stderr } = await peakend('export', '--url', url, '--out', 'half.ndjson')
    expect([code, stderr]).toEqual([1, expect.stringContaining('the collector stopped before the end')])
    expect(existsSync(join(folder, 'half.ndjson')) || existsSync(join(folder, 'half.ndjson.part'))).toBe(false)
    server.close()
  })
})

describe('import', () => {
  const delighted = [
    'id,survey_type,score,comment,permalink,created_at,person_email',
    '1,nps,9,Good,p,2026-01-02 10:00:00 UTC,ann@example.com',
    '2,nps,12,,p,2026-01-02 10:00:00 UTC,',
    '3,nps,,,p,2026-01-02 10:00:00 UTC,',
    '4,nps,3,"Two\nlines",p,2026-01-03 10:00:00 UTC,bob@example.com',
  ].join('\n')
  beforeEach(() => writeFileSync(join(folder, 'delighted.csv'), delighted))
  const take = (...more: string[]) => peakend('import', 'delighted.csv', '--metric', 'nps', '--project', 'brought', ...more)

  test('says what it would do, does it, and does it once', async () => {
    const dry = await take('--dry-run')
    expect(dry.code).toBe(1)
    expect(
      dry.stdout,
    ).toBe(`delighted.csv: an export of delighted, id from "id", score from "score", comment from "comment", date from "created_at", email from "person_email"
into import-delighted, nps, as import-delighted
4 rows: 2 would be imported (those that are there already count once), 2 skipped
  line 3: score: expected a whole number from 0 to 10 (nps), got 12
  line 4: score: expected a number, got nothing
`)
    expect((await peakend('export', '--project', 'brought')).stdout).toBe('')
    expect((await take()).stdout).toContain('4 rows: 2 imported, 0 were there already, 2 skipped')
    expect((await take()).stdout).toContain('4 rows: 0 imported, 2 were there already, 2 skipped')
    const { stdout } = await peakend('export', '--project', 'brought')
    expect(stdout).not.toContain('example.com')
    expect(JSON.parse((await take('--json')).stdout)).toMatchObject({
      rows: 4,
      duplicates: 2,
      skipped: 2,
      reasons: [{ line: 3 }, { line: 4 }],
    })
  })

  test('many rows go in parts, and those that say the same are as many as they are', async () => {
    writeFileSync(join(folder, 'many.csv'), `day;score\n${'01.02.2026;5\n'.repeat(1300)}`)
    const many = () =>
      peakend('import', 'many.csv', '-m', 'csat', '--map', 'date=day,score=score', '--source', 'phone', '--channel', 'phone')
    expect(await many()).toMatchObject({ code: 0, stdout: expect.stringContaining('1300 imported') })
    expect((await many()).stdout).toContain('0 imported, 1300 were there already')
    const piped = await run(['import', '-', '-m', 'csat', '--map', 'date=day', '--source', 'phone'], {
      env,
      cwd: folder,
      stdin: 'day,score\n03/04/2026,5\n',
    })
    expect(piped.code).toBe(2)
    expect(piped.stderr).toContain('-: "day": 03/04/2026 may begin with the day or with the month. Say which: dates=dmy or dates=mdy.')
  })

  test('waits where it is told to come back later', async () => {
    let asked = 0
    const server = createServer((request, response) => {
      request.resume()
      request.once('end', () => {
        if (asked++ === 0) return response.writeHead(503).end('{"retryAfterMs":1}')
        response.end('{"imported":2,"duplicates":0,"skipped":0,"reasons":[]}')
      })
    }).listen(0, '127.0.0.1')
    await new Promise((done) => server.once('listening', done))
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    expect((await take('--url', url)).stdout).toContain('2 imported')
    expect(asked).toBe(2)
    server.close()
  })

  test.each([
    [['import'], /expected one file/],
    [['import', 'a.csv', 'b.csv'], /expected one file/],
    [['import', 'nowhere.csv', '-m', 'nps'], /nowhere\.csv cannot be read: there is no such file/],
    [['import', '.', '-m', 'nps'], /\. cannot be read: it is no file/],
    [['import', 'delighted.csv'], /expected --metric "nps", "csat", "ces" or "rating", got none/],
    [['import', 'delighted.csv', '-m', 'stars'], /got stars/],
    [['import', 'delighted.csv', '-m', 'nps', '--dates', 'ymd'], /--dates: expected dmy or mdy, got ymd/],
    [['import', 'delighted.csv', '-m', 'nps', '--map', 'score=Note'], /score: expected one of the columns "id", .*, got "Note"/],
    [['import', 'delighted.csv', '-m', 'nps', '--map', 'Note'], /map: expected id, score/],
    [['report', 'x'], /expected options only, got "x"/],
    [['report', '--url', 'shop.example'], /--url: expected an address such as/],
    [['report', '--token', 'a b'], /--token: expected letters/],
    [['report', '--days', '0'], /--days: expected a number of days, got 0/],
    [['report', '--since', 'soon'], /--since: expected a date/],
    [['report', '--days', '3', '--since', '2027-01-01'], /expected --days or --since, got both/],
    [['report', '--lang', 'de'], /--lang: expected "en" or "fr", got de/],
    [['export', '--format', 'xls'], /--format: expected ndjson or csv, got xls/],
    [['export', '--resume'], /--resume: expected --out/],
    [['export', '--test', 'yes'], /--test: expected only or all/],
    [['export', '--separator', 'tab'], /--separator: expected comma or semicolon/],
    [['collect', 'now'], /expected options only, got "now"/],
  ])('asked wrongly: %j', async (argv, said) => {
    const { code, stdout, stderr } = await peakend(...argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
  })

  test('what the collector refuses is told', async () => {
    const { code, stderr } = await take('--channel', 'fax')
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /^peakend import: http:\S+: The import is not understood\. Nothing was imported\.\. touchpoint\.channel: expected "web" \|/,
    )
    expect(await take('--token', 'wrong')).toMatchObject({ code: 1, stderr: expect.stringContaining('the token is not the team’s') })
    expect(await take('--url', 'http://127.0.0.1:9')).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be reached') })
    const none = await run(['report'], { env: {}, cwd: folder })
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('expected the team’s token in PEAKEND_TOKEN or --token')])
  })
})
