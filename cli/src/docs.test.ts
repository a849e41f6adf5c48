// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { commands } from './commands'
import { run } from './testing'

const root = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const page = read('docs/command-line.md')

test('docs/command-line.md has every command and every option', () => {
  for (const { name, options } of commands) {
    expect(page).toContain(`npx peakend ${name} `)
    for (const option of Object.keys(options)) expect(page).toContain(`--${option}`)
  }
})

test('docs/command-line.md has every code of advice, and no other', () => {
  const sources = readdirSync(join(root, 'src/survey')).filter((name) => /^check-advice.*\.ts$/.test(name))
  const code = `${sources.map((name) => read(`src/survey/${name}`)).join('\n')}\n${read('cli/src/check/review.ts')}`
  const given = [
    ...code.matchAll(/\badvise\(\s*(?:\[[^\]]*\]|\w+(?:\.\w+)?),\s*'([a-z-]+)'/g),
    ...code.matchAll(/\bcode: '([a-z-]+)'/g),
    ...code.matchAll(/\bNEVER = '([a-z-]+)'/g),
  ].map(([, code]) => code)
  const told = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code)
  expect(told.length).toBeGreaterThan(15)
  expect([...told].sort()).toEqual([...new Set(given)].sort())
})

test('what docs/command-line.md shows is what check prints', async () => {
  const place = '"touchpoint": { "id": "shop", "stage": "purchase", "category": "sales" }'
  const config = `{
  "version": 1,
  "surveys": [
    {
      "id": "checkout-csat",
      ${place},
      "sample": 50, "trigger": { "on": "page", "path": "/order/*" },
      "questions": [{ "id": "csat", "type": "csat", "text": "How did it go?" }]
    },
    {
      "id": "relationship-nps", ${place},
      "trigger": { "on": "event", "name": "order_completed" },
      "questions": [{ "id": "nps", "type": "nps", "text": "Would you recommend us?" }]
    }
  ]
}`
  const { stdout } = await run(['check', '-'], { stdin: config })
  expect(page).toContain(`\`\`\`text\n${stdout.replaceAll('standard input', 'peakend.json')}\`\`\``)
})
