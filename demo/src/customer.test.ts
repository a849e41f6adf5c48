import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = import.meta.dirname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
/** What a file imports: packages by name, files by their path in this folder. */
const importsOf = (file: string): readonly string[] =>
  [...readFileSync(join(root, file), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, from = '']) =>
    from.startsWith('.') ? relative(root, resolve(root, dirname(file), from)) : from,
  )

/** What makes sample data is no part of the shop: it stands beside it, and simulates the very code of the page. */
const shop = files.filter((file) => !file.startsWith('data/'))
it.each(shop)('a plain customer of Peakend: %s imports nothing of its source', (file) => {
  for (const from of importsOf(file)) expect(from).not.toMatch(/^(\.\.|data\/)/)
})

it.each(files.filter((file) => file.startsWith('page/')))('for a browser: %s imports no server', (file) => {
  for (const from of importsOf(file)) expect(from).toMatch(/^(page|goods)\//)
})
