// @vitest-environment node
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

/**
 * The arrows of DESIGN.md, "The house". Types count for the walls, because the reader follows them too; only what a browser
 * would load counts for the packages.
 */
const src = dirname(fileURLToPath(import.meta.url))
const ROOMS = ['survey', 'moments', 'gates', 'widget', 'outbox', 'recipes', 'connectors', 'inspector']
/** What may know several rooms, because it wires them. `types` is the public contract: types alone. */
const WIRING = ['client', 'core', 'chunks', 'create', 'index', 'script', 'types']

interface Import {
  readonly to: string
  /** Erased when compiled. */
  readonly isType: boolean
  /** `import()`: a chunk of its own, loaded later. */
  readonly isLazy: boolean
}

const isTest = (path: string) => /\.test\.tsx?$|\/testing\.tsx?$|\/testkit\.tsx?$|\.d\.ts$/.test(path)
const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => /\.tsx?$/.test(path) && !isTest(`/${path}`))
  .sort()

const resolve = (from: string, to: string) => {
  if (!to.startsWith('.')) return to
  const base = join(src, dirname(from), to)
  const found = [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')].find((path) => /\.tsx?$/.test(path) && existsSync(path))
  return found ? relative(src, found).replaceAll('\\', '/') : `${to} (not found)`
}
const importsOf = (path: string): Import[] => {
  const code = readFileSync(join(src, path), 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '')
  const whole = [...code.matchAll(/^(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?'([^']+)'/gm)].map(([, type, to]) => ({
    to: resolve(path, `${to}`),
    isType: !!type,
    isLazy: false,
  }))
  // `import('…').Name` and `typeof import('…')` are types.
  const inline = [...code.matchAll(/(typeof\s+)?\bimport\(\s*'([^']+)'\s*\)(\.[A-Z])?/g)].map(([, type, to, name]) => ({
    to: resolve(path, `${to}`),
    isType: !!(type || name),
    isLazy: true,
  }))
  return [...whole, ...inline]
}
const graph = new Map(files.map((path) => [path, importsOf(path)]))
/** The room (or wiring) a file belongs to: its folder, else its own name. */
const placeOf = (path: string) => path.split('/')[0]?.replace(/\.tsx?$/, '') ?? ''
const isRoom = (path: string) => ROOMS.includes(placeOf(path)) && path.includes('/')

/** How a file gets to a package with what it loads at once: the chain of files, or nothing. */
const chainTo = (from: string, isTarget: (to: string) => boolean, seen = new Set<string>()): string[] | undefined => {
  seen.add(from)
  for (const { to, isType, isLazy } of graph.get(from) ?? []) {
    if (isType || isLazy || seen.has(to)) continue
    if (isTarget(to)) return [from, to]
    const rest = chainTo(to, isTarget, seen)
    if (rest) return [from, ...rest]
  }
  return
}
const ofPackage = (name: string) => (to: string) => to === name || to.startsWith(`${name}/`)

test('there is something to look at, and all of it is found', () => {
  expect(files).toContain('client.ts')
  expect(files.filter(isRoom).length).toBeGreaterThan(40)
  const unknown = [...graph].flatMap(([from, imports]) =>
    imports.filter(({ to }) => to.endsWith('(not found)')).map(({ to }) => `${from} → ${to}`),
  )
  expect(unknown, 'These imports lead nowhere (or this test cannot resolve them).').toEqual([])
  const homeless = files.filter((path) => !isRoom(path) && !WIRING.includes(placeOf(path)))
  expect(
    homeless,
    'Put each file into a room, or, if it wires rooms, into core or chunks; a new room is added to ROOMS here and to DESIGN.md.',
  ).toEqual([])
})

test('the reader of imports can tell them apart', () => {
  const create = graph.get('create.ts') ?? []
  expect(create.some(({ isLazy, isType, to }) => isLazy && !isType && to === 'survey/check.ts')).toBe(true)
  expect(graph.get('client.ts')?.some(({ isType, to }) => !isType && to === 'core/emitter.ts')).toBe(true)
  expect(graph.get('gates/types.ts')?.every(({ isType }) => isType)).toBe(true)
  expect(chainTo('widget/card.tsx', ofPackage('preact'))).toBeDefined()
})

describe('walls', () => {
  const across = (allowed: (from: string, to: string) => boolean) =>
    [...graph].flatMap(([from, imports]) =>
      imports.filter(({ to }) => graph.has(to) && !allowed(from, to)).map(({ to }) => `src/${from} imports src/${to}`),
    )

  test('survey imports nobody', () => {
    const found = across((from, to) => placeOf(from) !== 'survey' || placeOf(to) === 'survey')
    expect(found, '`survey` is the ground everyone stands on. Move what it needs into src/survey, or hand it in as an argument.').toEqual(
      [],
    )
  })

  test('a room imports survey and itself, and nothing else', () => {
    const found = across((from, to) => !isRoom(from) || placeOf(to) === placeOf(from) || placeOf(to) === 'survey')
    expect(
      found,
      'Rooms do not know each other. Move what both need into src/survey, or hand it in: client.ts and src/chunks wire the rooms.',
    ).toEqual([])
  })

  test('only client, core, chunks, create, index and script know several rooms', () => {
    const found = files.filter((from) => {
      const rooms = new Set((graph.get(from) ?? []).filter(({ to }) => isRoom(to)).map(({ to }) => placeOf(to)))
      rooms.delete('survey')
      rooms.delete(placeOf(from))
      return rooms.size > 0 && !WIRING.includes(placeOf(from))
    })
    expect(found, 'Wire rooms in client.ts (armed) or in a file of src/chunks (lazy), not here.').toEqual([])
  })

  test('types.ts holds types alone', () => {
    const found = (graph.get('types.ts') ?? []).filter(({ isType }) => !isType).map(({ to }) => to)
    expect(found, 'Write `import type`: the public contract must not load anything.').toEqual([])
  })

  test('no room reaches back into the wiring', () => {
    const found = across((from, to) => !isRoom(from) || isRoom(to))
    expect(found, 'A room gets what it needs as arguments; it never imports client, core, chunks or the public types.').toEqual([])
  })

  test('nothing imports a test or its tools', () => {
    const found = [...graph].flatMap(([from, imports]) =>
      imports.filter(({ to }) => isTest(`/${to}`)).map(({ to }) => `src/${from} imports src/${to}`),
    )
    expect(found, 'Helpers of tests stay with the tests.').toEqual([])
  })

  test('no circles', () => {
    const circles = files.filter((from) => chainTo(from, (to) => to === from))
    expect(circles, 'These files load each other in a circle. Move what they share into a file of its own.').toEqual([])
  })
})

describe('packages', () => {
  const mayHold = /^survey\/(check|schema|reference)/
  test('zod is reached from src/survey/check*, schema* and reference* alone', () => {
    const found = files.filter((path) => !mayHold.test(path)).flatMap((path) => chainTo(path, ofPackage('zod'))?.join(' → ') ?? [])
    expect(found, 'zod weighs more than everything else together. Load the check chunk with `import()` instead, or check by hand.').toEqual(
      [],
    )
  })

  test.each(['script.ts', 'client.ts', 'index.ts'])('src/%s loads neither preact nor idb-keyval, nor zod', (entry) => {
    const found = ['preact', 'idb-keyval', 'zod'].flatMap((name) => chainTo(entry, ofPackage(name))?.join(' → ') ?? [])
    expect(found, 'Armed code is on every page. Break this chain: pass it through a chunk (`load`), or make the import a type.').toEqual([])
  })

  test.each(['script.ts', 'client.ts', 'index.ts'])('src/%s loads nothing of the widget or the outbox', (entry) => {
    const found = chainTo(entry, (to) => /^(widget|outbox)\//.test(to))?.join(' → ') ?? ''
    expect(found, 'The widget and the outbox are chunks: reach them through `load`, or take types alone.').toBe('')
  })

  test('no file of a site takes anything else', () => {
    const known = ['preact', 'idb-keyval', 'zod'].map(ofPackage)
    const found = [...graph].flatMap(([from, imports]) =>
      imports
        .filter(({ to }) => !graph.has(to) && !to.endsWith('.d.ts') && !known.some((is) => is(to)))
        .map(({ to }) => `src/${from} imports ${to}`),
    )
    expect(
      found,
      'The npm package has no runtime dependencies. A new one has to be bundled, measured, and added here and to DESIGN.md.',
    ).toEqual([])
  })
})
