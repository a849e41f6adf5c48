import { readdirSync, readFileSync } from 'node:fs'
import { join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reviewWhole } from '../cli/src/whole'
import { policy } from '../demo/src/policy'
import { apiMarkdown } from '../scripts/api.mjs'
import { checkConfig } from '../src/survey/check'
import { root } from './support/collector'
import { quick } from './support/surveys'

const read = (path: string) => readFileSync(join(root, path), 'utf8')
const inFolder = (folder: string) => readdirSync(join(root, folder)).flatMap((name) => (name.endsWith('.md') ? `${folder}/${name}` : []))
const pages = ['README.md', ...inFolder('docs')]
/** Those of single connectors and recipes too: `docs/connectors.md` and `docs/recipes.md` are their index. */
const everyPage = [...pages, ...inFolder('docs/connectors'), ...inFolder('docs/recipes')]
/** Without fenced code, where brackets are no links. */
const prose = (path: string) => read(path).replace(/^( *)```[\s\S]*?^\1```/gm, '')
const snippets = (path: string, language: string) =>
  [...read(path).matchAll(new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^\\1\`\`\``, 'gm'))].map(([, , code = '']) => code)
/** Every code of a table: what stands in backticks in its first column, below a heading. */
const codesUnder = (path: string, heading: string) => {
  const [, section = ''] = read(path).split(`## ${heading}\n`)
  const [own = ''] = section.split(/^## /m)
  return [...own.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, code]) => code)
}
const sources = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.|testkit/.test(name))
    .map((name) => read(`${folder}/${name}`))
    .join('\n')

/** The arguments of every call of a function, as they are written. */
const callsOf = (source: string, name: string): string[][] =>
  [...source.matchAll(new RegExp(`\\b${name}\\(`, 'g'))].map(({ index, 0: call }) => {
    const args = ['']
    let depth = 0
    for (let at = index + call.length; depth >= 0 && at < source.length; at++) {
      const char = source[at] ?? ''
      if ('([{'.includes(char)) depth++
      if (')]}'.includes(char)) depth--
      if (char === ',' && !depth) args.push('')
      else if (depth >= 0) args.push(`${args.pop()}${char}`)
    }
    return args.map((arg) => arg.trim())
  })

/** As GitHub makes them of headings. */
const anchorsOf = (path: string) => [
  ...[...prose(path).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  ),
  ...[...read(path).matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id),
]

test('every page is in the index, and every link and anchor leads somewhere', () => {
  const wrong: string[] = []
  for (const page of everyPage)
    for (const [, link = ''] of prose(page).matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^(https?|mailto):/.test(link)) continue
      const [path = '', anchor] = link.split('#')
      const target = path ? normalize(join(page, '..', path)) : page
      if (!everyPage.includes(target)) {
        if (anchor !== undefined || !readdirSync(join(root, target, '..')).includes(target.split('/').at(-1) ?? ''))
          wrong.push(`${page}: ${link}`)
      } else if (anchor && !anchorsOf(target).includes(anchor)) wrong.push(`${page}: ${link}`)
    }
  expect(wrong).toEqual([])
  const index = read('docs/README.md')
  expect(pages.filter((page) => page !== 'docs/README.md' && page !== 'README.md' && !index.includes(`(${page.slice(5)})`))).toEqual([])
  for (const folder of ['connectors', 'recipes']) {
    const own = prose(`docs/${folder}.md`)
    expect(inFolder(`docs/${folder}`).filter((page) => !own.includes(`(${page.slice(5)})`))).toEqual([])
  }
})

test('every configuration in the pages is right, and follows our own advice', () => {
  const found = everyPage.flatMap((page) => snippets(page, 'json').map((json) => ({ page, json: JSON.parse(json) as object })))
  const configurations = found.filter(({ json }) => 'version' in json && 'surveys' in json)
  expect(configurations.length).toBeGreaterThan(2)
  for (const { page, json } of configurations) expect([page, reviewWhole(json, Date.parse('2027-01-01')).problems]).toEqual([page, []])
})

test('every trigger in the pages is right, and docs/moments.md shows each type', () => {
  const triggers = pages.flatMap((page) => snippets(page, 'json').map((json) => ({ page, trigger: JSON.parse(json) as { on?: string } })))
  const found = triggers.filter(({ trigger }) => trigger.on)
  for (const { page, trigger } of found) {
    const survey = { ...quick('one'), trigger }
    expect([page, trigger, checkConfig({ version: 1, surveys: [survey] }).filter(({ severity }) => severity === 'error')]).toEqual([
      page,
      trigger,
      [],
    ])
  }
  const [, union = ''] = /export type Trigger =\n([\s\S]*?)\nexport/.exec(read('src/survey/trigger.ts')) ?? []
  const types = [...union.matchAll(/\| (\w+)Trigger/g)].map(([, name = '']) => name.toLowerCase())
  expect(types.length).toBeGreaterThan(9)
  expect(types.filter((type) => !found.some(({ page, trigger }) => page === 'docs/moments.md' && trigger.on === type))).toEqual([])
})

test('every example of docs/who-is-asked.md is right, put into a survey', () => {
  const survey = {
    id: 's',
    touchpoint: { id: 't', stage: 'purchase', category: 'sales' },
    trigger: { on: 'manual' },
    questions: [{ id: 'csat', type: 'csat', text: 'How did it go?' }],
  }
  const examples = snippets('docs/who-is-asked.md', 'json').map((json) => JSON.parse(json) as object)
  expect(examples.length).toBeGreaterThan(5)
  for (const example of examples) {
    const isWhole = 'surveys' in example || 'blackouts' in example
    const config = { version: 1, surveys: [isWhole ? survey : { ...survey, ...example }], ...(isWhole && example) }
    expect([example, checkConfig(config).filter(({ severity }) => severity === 'error')]).toEqual([example, []])
  }
})

test('docs/who-is-asked.md has everything that context knows', () => {
  const [, list = ''] = /return \{([\s\S]*)\n {2}\}/.exec(read('src/gates/context.ts')) ?? []
  const names = [...list.matchAll(/^ {4}'?([\w.]+)'?[:,]/gm)].map(([, name = '']) => name)
  expect(names.length).toBeGreaterThan(12)
  const [, table = ''] = read('docs/who-is-asked.md').split('### What `context` knows')
  expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([])
})

test('every script in the pages parses', () => {
  const wrong: string[] = []
  for (const page of pages) {
    const inline = snippets(page, 'html').flatMap((html) =>
      [...html.matchAll(/<script(?![^>]*type=)[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code),
    )
    for (const code of [...inline, ...snippets(page, 'js')]) {
      const body = code.replace(/^import .*$/gm, '').replace(/^export /gm, '')
      try {
        // Parsed, not run; `await` as in a console.
        new Function(`return async () => {${body}}`)
      } catch (error) {
        wrong.push(`${page}: ${error} in ${code}`)
      }
    }
    for (const html of snippets(page, 'html'))
      for (const [, json = ''] of html.matchAll(/<script type="(?:application\/json|importmap)"[^>]*>([\s\S]*?)<\/script>/g))
        JSON.parse(json)
  }
  expect(wrong).toEqual([])
})

test('docs/api.md is that of src/types.ts', () => {
  // Out of date? `npm run schema`
  expect(apiMarkdown(read('src/types.ts'))).toBe(read('docs/api.md'))
})

describe('docs/troubleshooting.md has every code', () => {
  const page = 'docs/troubleshooting.md'
  const literals = (text: string | undefined) => [...(text ?? '').matchAll(/'([a-z]+(?:-[a-z]+)*)'/g)].map(([, code = '']) => code)
  const sorted = (codes: Iterable<string | undefined>) => [...new Set(codes)].sort()

  test('of the gates', () => {
    const [, union] = /export type GateCode =([\s\S]*?)\n\n/.exec(read('src/gates/types.ts')) ?? []
    expect(sorted(codesUnder(page, 'What a gate says'))).toEqual(sorted(literals(union)))
  })
  test('of losses', () => {
    const [, union] = /export type LossCode = (.*)/.exec(read('src/types.ts')) ?? []
    expect(sorted(codesUnder(page, 'Lost answers'))).toEqual(sorted(literals(union)))
  })
  test('of errors', () => {
    const source = sources('src')
    const [, thrown] = /readonly code: ('bad-option'[^\n]*)/.exec(source) ?? []
    const told = [
      ...source.matchAll(/\bfail\('([\w-]+)'/g),
      ...source.matchAll(/emit\.error\(\{\s*code: (?:\w+ \? )?'([\w-]+)'(?: : '([\w-]+)')?/g),
      ...source.matchAll(/detail: \{ code: '([\w-]+)'/g),
      // Of recipes: handed on as they are.
      ...source.matchAll(/'(unknown-recipe)' : '([\w-]+)'/g),
    ].flatMap(([, first, second]) => [first, second].filter((code) => code !== undefined))
    expect(told.length).toBeGreaterThan(9)
    expect(sorted(codesUnder(page, 'Errors'))).toEqual(sorted([...told, ...literals(thrown)]))
  })
  test('of mistakes in a configuration', () => {
    const checks = readdirSync(join(root, 'src/survey'))
      .filter((name) => /^check.*\.ts$/.test(name) && !name.includes('.test.'))
      .map((name) => read(`src/survey/${name}`))
      .join('\n')
    const [, faults = ''] = /const faults[^{]*\{([\s\S]*?)\n\}/.exec(checks) ?? []
    const found = [
      ...callsOf(checks, 'report').flatMap((args) => (args.includes("'advice'") ? [] : literals(args[1]))),
      ...callsOf(checks, 'say').flatMap(([code]) => literals(code)),
      ...[...faults.matchAll(/^ {2}'([\w-]+)':/gm)].map(([, code]) => code),
      ...callsOf(checks, 'checkReference').flatMap((args) =>
        [...(args[2] ?? '').matchAll(/^'(\w+)/g)].map(([, what]) => `unknown-${what}`),
      ),
    ]
    const [, list = ''] = /puts\nonly its own survey out of use:\n([\s\S]*?)\n\n/.exec(read(page)) ?? []
    expect(sorted([...list.matchAll(/`([\w-]+)`/g)].map(([, code]) => code))).toEqual(sorted(found))
  })
})

test('docs/theming.md has every token of the card, and no other', () => {
  const tokens = (text: string) => [...new Set([...text.matchAll(/--peakend-[a-z-]+/g)].map(([token]) => token))].sort()
  expect(tokens(read('docs/theming.md'))).toEqual(tokens(read('src/widget/css.ts')))
})

test('docs/csp-and-sri.md has the hash and the policy that are tested', () => {
  const page = read('docs/csp-and-sri.md')
  const [hash = ''] = /'sha256-[^']+'/.exec(read('README.md')) ?? []
  expect(page).toContain(hash)
  expect(page).toContain(policy)
})

test('docs/deploying.md has every environment variable of the collector', () => {
  const source = read('collector/src/program.ts')
  const single = [...source.matchAll(/setting\('(\w+)'\)/g)].map(([, name]) => name)
  const [, list = ''] = /\[([^\]]+)\]\.map\(setting\)/.exec(source) ?? []
  const names = [...single, ...[...list.matchAll(/'(\w+)'/g)].map(([, name]) => name)]
  expect([...read('docs/deploying.md').matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name).sort()).toEqual(names.sort())
})

test('docs/metrics.md has the vectors that the collector is tested with', () => {
  const page = read('docs/metrics.md')
  const vectors = read('collector/src/metrics/metrics.test.ts')
  const rows = [...page.matchAll(/^\| ([\d]+) \/ ([\d]+) \| \d+ % \| ([\d.]+) to ([\d.]+) \|/gm)]
  expect(rows).toHaveLength(4)
  for (const [, hits, n, low, high] of rows) expect(vectors).toContain(`[${[hits, n, low, high].join(', ')}]`)
  const nps = [...page.matchAll(/^\| (\d+), (\d+), (\d+) \| (\d+) \| ([−\d.]+) to ([\d.]+) \|/gm)]
  expect(nps).toHaveLength(4)
  for (const [, n, promoters, detractors, score, low, high] of nps)
    expect(vectors).toContain(`[${[n, promoters, detractors, score, low?.replace('−', '-'), String(Number(high))].join(', ')}]`)
})

test('no page names a machine, a registry or a place to be filled in', () => {
  for (const page of pages)
    expect([page, read(page).match(/\/(?:home|root|tmp|work)\/|registry\.|TODO|TBD|FIXME|lorem/)]).toEqual([page, null])
})
