// @vitest-environment node
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { starter } from '../../../src/survey/reference-example'
import { run } from '../testing'

const broken = `{
  "version": 1,
  "surveys": [
    {
      "id": "first", "touchpoint": { "id": "a", "stage": "retention", "category": "service" },
      "prioritty": 3,
      "trigger": { "on": "exit" },
      "questions": [{ "id": "q", "type": "csat", "text": "How?" }],
      "sample": 50
    }
  ]
}
`
const advised = JSON.stringify({ ...starter, surveys: [{ ...starter.surveys[0], sample: 0 }] })
const empty = '{ "version": 1, "surveys": [] }'

let cwd = ''
const check = (argv: readonly string[], io: Parameters<typeof run>[1] = {}) => run(['check', ...argv], { cwd, ...io })
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'peakend-check-'))
  const files = {
    'right.json': JSON.stringify(starter),
    'broken.json': broken,
    'advised.json': advised,
    'empty.json': empty,
    'none.json': '{\n  "a": 1,\n}',
  }
  for (const [name, text] of Object.entries(files)) await writeFile(join(cwd, name), text)
})
afterAll(() => rm(cwd, { recursive: true }))

describe('in words', () => {
  test('all is right', async () => {
    expect(await check(['right.json'])).toEqual({ code: 0, stdout: 'right.json: 1 survey, no mistakes.\n', stderr: '' })
    expect((await check(['empty.json'])).stdout).toBe('empty.json: 0 surveys, no mistakes.\n')
  })

  test('every mistake with its place, what was expected, what was found and what to do', async () => {
    expect(await check(['broken.json'])).toEqual({
      code: 1,
      stderr: '',
      stdout: `error  broken.json:6:7  surveys[0].prioritty (unknown-key)
       expected one of "id", "version", "enabled", "from", "until", "hours", "touchpoint", "trigger", "audience", "frequency", "wave", "sample", "split", "holdout", "variants", "quota", "why", "help", "priority", "reserve", "consent", "layout", "theme", "progress", "closeAfterSeconds", "questions", "endings", "owner" or "notes"
       got      "prioritty"
       Did you mean "priority"?

error  broken.json:9:17  surveys[0].sample (out-of-range)
       expected a share from 0 (nobody) to 1 (everybody)
       got      50
       Half of them is 0.5.

broken.json: 1 survey, 2 mistakes.
`,
    })
  })

  test('advice fails nothing, unless it is strict', async () => {
    const { code, stdout } = await check(['advised.json'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^advice advised\.json:1:\d+ {2}surveys\[0\]\.sample \(never-shows\)\n/)
    expect(stdout).toMatch(/\nadvised\.json: 1 survey, no mistakes, 1 piece of advice\.\n$/)
    expect((await check(['advised.json', '--strict'])).code).toBe(1)
    expect((await check(['right.json', '--strict'])).code).toBe(0)
  })

  test('what is no JSON', async () => {
    const { code, stdout } = await check(['none.json'])
    expect(code).toBe(1)
    expect(stdout).toBe(`error  none.json:3:1  (not-json)
       expected something after the comma
       got      "}"
       Remove the comma.

none.json: 1 mistake.
`)
  })

  test('a key that is there twice', async () => {
    const { stdout } = await check(['-'], { stdin: '{ "version": 1, "surveys": [],\n "surveys": [] }' })
    expect(stdout).toMatch(/^advice standard input:2:2 {2}surveys \(duplicate-key\)\n/)
  })

  test('several files, each once', async () => {
    const { code, stdout } = await check(['right.json', 'empty.json', 'right.json'])
    expect(code).toBe(0)
    expect(stdout).toBe('right.json: 1 survey, no mistakes.\n\nempty.json: 0 surveys, no mistakes.\n')
  })

  test('what is piped in, with or without a byte order mark', async () => {
    expect((await check(['-'], { stdin: empty })).stdout).toBe('standard input: 0 surveys, no mistakes.\n')
    expect((await check(['-'], { stdin: `\uFEFF${empty}` })).code).toBe(0)
  })

  test('colours are only colours', async () => {
    const plain = await check(['broken.json'])
    const { stdout } = await check(['broken.json'], { isColoured: true })
    expect(stdout).not.toBe(plain.stdout)
    expect(stripVTControlCharacters(stdout)).toBe(plain.stdout)
  })
})

test('--format json', async () => {
  const { code, stdout } = await check(['broken.json', 'advised.json', '--format', 'json'])
  expect(code).toBe(1)
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({
    errors: 2,
    advice: 1,
    files: [
      { file: 'broken.json', surveys: 1 },
      { file: 'advised.json', surveys: 1 },
    ],
  })
  expect(found.files[0].problems[1]).toEqual({
    path: 'surveys[0].sample',
    code: 'out-of-range',
    severity: 'error',
    expected: 'a share from 0 (nobody) to 1 (everybody)',
    got: '50',
    hint: 'Half of them is 0.5.',
    message: 'surveys[0].sample: expected a share from 0 (nobody) to 1 (everybody), got 50. Half of them is 0.5.',
    line: 9,
    column: 17,
  })
})

test('--format github: a command a line, with what would end one escaped', async () => {
  const { code, stdout } = await check(['broken.json', 'advised.json', '-f', 'github'])
  expect(code).toBe(1)
  const lines = stdout.trimEnd().split('\n')
  expect(lines[1]).toBe(
    '::error file=broken.json,line=9,col=17,title=out-of-range::surveys[0].sample: expected a share from 0 (nobody) to 1 (everybody), got 50. Half of them is 0.5.',
  )
  expect(lines[3]).toMatch(/^::warning file=advised\.json,line=1,col=\d+,title=never-shows::/)
  const odd = await check(['-', '-f', 'github'], { stdin: '{ "version": 1, "surveys": [], "50%\\n": 1 }' })
  expect(odd.stdout).toMatch(/^::error line=1,col=32,title=unknown-key::.*got "50%25\\\\?n"\. Remove it\.\n/)
})

describe('asked wrongly', () => {
  test.each([
    [[], /expected a configuration file, got none/],
    [['right.json', '--format', 'xml'], /expected --format "text", "json" or "github", got "xml"/],
    [['right.json', '--format', 'constructor'], /expected --format/],
    [['right.json', '--stict'], /Unknown option '--stict'\. Did you mean --strict\?/],
    [['right.json', '--format'], /'-f, --format <value>' argument missing/],
  ])('%j', async (argv, said) => {
    const { code, stdout, stderr } = await check(argv)
    expect([code, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(said)
    expect(stderr).toMatch(/\nUsage: peakend check <config…>/)
  })

  test('files that cannot be read, beside one that can', async () => {
    const { code, stdout, stderr } = await check(['gone.json', '.', 'right.json'])
    expect(code).toBe(2)
    expect(stderr).toBe(
      'peakend check: gone.json cannot be read: there is no such file.\npeakend check: . cannot be read: it is a folder.\n',
    )
    expect(stdout).toBe('right.json: 1 survey, no mistakes.\n')
  })
})
