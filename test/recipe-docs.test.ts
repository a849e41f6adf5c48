import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { reviewWhole } from '../cli/src/whole'
import { answersNeeded, MEAN_LIMIT, NPS_LIMIT, nps, SHARE_LIMIT, share, Z95 } from '../collector/src/metrics'
import { pageOf, readAsked, withAsked } from '../scripts/recipe-pages.mjs'
import { recipeScenes } from '../scripts/recipe-scenes.mjs'
import { recipeNames } from '../src/recipes/names'
import { prepare } from '../src/recipes/prepare'
import { takes } from '../src/recipes/takes'
import { everything } from '../src/recipes/testing/options'
import type { Kind } from '../src/recipes/types'
import { triggersOf } from '../src/survey/compile'
import type { Condition } from '../src/survey/condition'
import { holds } from '../src/survey/holds'
import { root } from './support/collector'

const asked = await readAsked()
const common = readFileSync(join(root, 'docs/recipes.md'), 'utf8')
const snippets = (page: string, language: string) =>
  [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(([, code = '']) => code)
/** What recipes.md tells for all of them. */
const COMMON = ['help', 'brand', 'facts']
/** Names in backticks. */
const namesIn = (text: string) => [...text.matchAll(/`(\w+)`/g)].map(([, name = '']) => name)
/** The rows of the table of options: names, and the default as it is written. */
const optionsOf = (page: string) =>
  [...(page.split('## Options')[1]?.split('\n## ')[0] ?? '').matchAll(/^\| (`[^|]+) \| ([^|]*)\|/gm)].map(
    ([, names = '', written = '']) => [namesIn(names), written.trim().replaceAll('`', '')] as const,
  )

/** A default as a value; undefined where the page says it in words. */
const defaultOf = (kind: Kind, written: string): unknown => {
  if (kind === 'name') return /^\w+$/.test(written) && written !== 'none' ? written : undefined
  if (typeof kind === 'object') {
    const words = 'of' in kind ? kind.of : kind
    const said = written.split(' ')
    return said.every((word) => words.includes(word)) ? ('of' in kind ? said : written) : undefined
  }
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}
/** Something else than this, of the same kind. */
const otherThan = (kind: Kind, value: unknown): unknown => {
  if (typeof value === 'boolean') return !value
  if (typeof value === 'number') return kind === 'share' ? value / 2 : value + 1
  if (kind === 'paths') return ['/elsewhere']
  if (typeof kind === 'object') return 'of' in kind ? kind.of.slice(0, 1) : kind.find((word) => word !== value)
  return 'something_else'
}
/** The calls of `peakend` and the declared moments of a page, as method and arguments. */
const callsIn = (page: string): unknown[][] => {
  const calls: unknown[][] = []
  for (const code of snippets(page, 'js')) new Function('peakend', code)((...call: unknown[]) => calls.push(call))
  for (const html of snippets(page, 'html'))
    for (const [, json = ''] of html.matchAll(/data-peakend="track">(.*?)<\/script>/g)) {
      const { event, props } = JSON.parse(json) as { event: string; props: unknown }
      calls.push(['track', event, props])
    }
  return calls
}

test('every recipe has its page and its scene, and no other has; recipes.md links each', () => {
  const names = [...recipeNames].sort()
  expect(readdirSync(join(root, 'docs/recipes')).sort()).toEqual(names.map((name) => `${name}.md`))
  expect(Object.keys(recipeScenes).sort()).toEqual(names)
  for (const name of names) expect(common).toContain(`[\`${name}\`](recipes/${name}.md)`)
})

test('every picture is shown, and small', () => {
  const shown = recipeNames.flatMap((name) =>
    [...readFileSync(pageOf(name), 'utf8').matchAll(/images\/recipes\/([\w-]+\.png)/g)].map(([, file]) => file),
  )
  const files = readdirSync(join(root, 'docs/images/recipes'))
  expect(files.sort()).toEqual(shown.sort())
  for (const file of files) expect(readFileSync(join(root, 'docs/images/recipes', file)).length, file).toBeLessThanOrEqual(60_000)
})

describe.each(recipeNames)('docs/recipes/%s.md', (name) => {
  const page = readFileSync(pageOf(name), 'utf8')
  const { options, facts } = takes[name]
  const bare = prepare(name, {})
  const [trigger] = triggersOf(bare.survey)

  test('begins with a configuration that is right and follows our own advice, and the attribute', () => {
    const [json = ''] = snippets(page, 'json')
    expect(page.indexOf('```json')).toBeLessThan(page.indexOf('**The moment.**'))
    expect(JSON.parse(json).surveys[0].recipe).toBe(name)
    expect(reviewWhole(JSON.parse(json), Date.parse('2027-01-01')).problems).toEqual([])
    expect(page).toContain(`data-recipes="${name}"`)
    const whole = { version: 1, privacy: '/privacy' }
    for (const entry of snippets(page, 'json').slice(1))
      expect(reviewWhole(entry.includes('"surveys"') ? JSON.parse(entry) : { ...whole, surveys: [JSON.parse(entry)] }, 0).problems).toEqual(
        [],
      )
  })
  test('has its parts', () => {
    for (const part of ['The moment.', 'Why.', 'Not for', 'The metric.', 'Privacy.']) expect(page).toContain(`**${part}** `)
  })
  test('has every option, and no other', () => {
    const named = optionsOf(page).flatMap(([names]) => names)
    expect(named.sort()).toEqual([...Object.keys(options), 'brand', ...(facts ? ['facts'] : [])].sort())
  })
  test('tells the defaults: to say one changes nothing, to say another does', () => {
    for (const [names, written] of optionsOf(page))
      for (const option of names) {
        const kind = options[option]
        const value = kind && defaultOf(kind, written)
        // In words there is none in code; none at all is that of all recipes.
        if (value === undefined) expect(written || COMMON.find((one) => one === option)).toBeTruthy()
        else {
          expect([option, prepare(name, { [option]: value })]).toEqual([option, bare])
          // Some options do something only where there is something to say.
          const { facts: known } = everything[name]
          const other = prepare(name, { [option]: otherThan(kind as Kind, value), facts: known })
          expect([option, other]).not.toEqual([option, prepare(name, { facts: known })])
        }
      }
  })
  test('names every fact, here or where all recipes are', () => {
    const known = new Set([...namesIn(page), ...namesIn(common)])
    expect(Object.keys(facts ?? {}).filter((fact) => !known.has(fact))).toEqual([])
  })
  test('tells the moment in a line to copy, with all that the trigger and the audience look at', () => {
    const { name: event, oncePer, where, after } = trigger as { name?: string; after?: string; oncePer?: string; where?: Condition }
    const calls = callsIn(page)
    const tracked = calls.find(([method, called]) => method === 'track' && called === (event ?? after))
    if (event ?? after) expect(tracked).toBeDefined()
    const props = (tracked?.[2] ?? {}) as Readonly<Record<string, unknown>>
    if (oncePer) expect(props).toHaveProperty(oncePer)
    if (where) expect(holds(where, (_, prop) => props[prop])).toBe(true)
    const [, , traits = {}] = (calls.find(([method]) => method === 'identify') ?? []) as [
      string,
      string,
      Readonly<Record<string, unknown>>?,
    ]
    const metas = Object.fromEntries(
      [...page.matchAll(/<meta name="peakend:([\w.]+)" content="(.*?)">/g)].map(([, key, value]) => [key, value]),
    )
    const personas = bare.personas ?? []
    const isInside = (condition: Condition): boolean =>
      holds(condition, (kind, key) =>
        kind === 'trait'
          ? traits[key]
          : kind === 'context'
            ? metas[key]
            : kind === 'persona'
              ? isInside(personas.find(({ id }) => id === key)?.when as Condition)
              : undefined,
      )
    if (bare.survey.audience) expect(isInside(bare.survey.audience)).toBe(true)
  })
  test('“What it asks” is what the recipe asks', () => {
    // Out of date? `npm run schema`
    expect(withAsked(page, asked.get(name) ?? '')).toBe(page)
    // And it is all: with everything it can say, too.
    for (const { survey } of [bare, prepare(name, everything[name])])
      for (const { id } of [...survey.questions, ...(survey.endings ?? [])]) expect(page).toContain(`| \`${id}\` |`)
  })
  test('every link leads somewhere', () => {
    for (const [, link = ''] of page.matchAll(/\]\((?!http)([^)#\s]+)/g))
      expect(existsSync(join(root, 'docs/recipes', link)), link).toBe(true)
  })
})

test('help, where a page says nothing of its own, is what recipes.md says', () => {
  for (const name of recipeNames) {
    if (!('help' in takes[name].options) || name === 'peak-end') continue
    expect([name, prepare(name, { help: ['phone', 'email'] })]).toEqual([name, prepare(name, {})])
  }
  expect(common).toContain('`["phone", "email"]`')
})

test('docs/which-moment.md has every recipe, and the numbers of answers that the results ask for', () => {
  const page = readFileSync(join(root, 'docs/which-moment.md'), 'utf8')
  const rows = [...page.matchAll(/^\|.*?\(recipes\/([\w-]+)\.md\).*\| (\S+) \| (\S+) \|$/gm)]
  expect(rows.map(([, name]) => name).sort()).toEqual([...recipeNames].sort())
  const forShare = (hits: number) => answersNeeded((n) => share(n * hits, n).halfWidth, SHARE_LIMIT)
  const [satisfied, reason, recommended, mean] = [
    forShare(0.8),
    forShare(0.5),
    answersNeeded((n) => nps({ n, promoters: n / 2, detractors: n / 5 }).halfWidth, NPS_LIMIT),
    answersNeeded((n) => (Z95 * 0.25 * 4) / Math.sqrt(n), MEAN_LIMIT * 4),
  ]
  expect(page).toContain(`near 80 %: ${satisfied} answers; of a reason, at worst near 50 %: ${reason}), ±15 for NPS (${recommended},`)
  expect(page).toContain(`for a mean (${mean})`)
  for (const [, name, answers, moments] of rows) {
    if (name === 'friction-help') continue
    expect([satisfied, reason, recommended, mean]).toContain(Number(answers))
    // Six in ten agree, one in five answers; to the next ten.
    expect([name, Number(moments)]).toEqual([name, Math.ceil(Number(answers) / 0.12 / 10) * 10])
  }
})
