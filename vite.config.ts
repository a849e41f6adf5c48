import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { playwright } from '@vitest/browser-playwright'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'
import { bundle, chunks } from './scripts/build.mjs'
import { headless } from './scripts/find-browser.mjs'

const jsx = { oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', development: false } } } as const

const root = import.meta.dirname
/** In place of the widget's source what a page downloads: its chunks, and the card as it is minified for them. */
const asBuilt = (): Plugin => {
  const card = join(root, 'node_modules/.cache/peakend/card.js')
  let names: Record<string, string> = {}
  return {
    name: 'as-built',
    enforce: 'pre',
    async buildStart() {
      names = JSON.parse(await readFile(join(root, 'dist/chunks.json'), 'utf8'))
      await mkdir(dirname(card), { recursive: true })
      await writeFile(card, await bundle('src/widget/card.tsx'))
    },
    resolveId(id, importer) {
      if (!importer?.startsWith(join(root, 'src/')) || !id.startsWith('.')) return
      const path = relative(root, resolve(dirname(importer), id))
      if (path === 'src/widget/card') return card
      const chunk = Object.keys(chunks).find((name) => chunks[name as keyof typeof chunks].replace(/\.tsx?$/, '') === path)
      return chunk && join(root, 'dist', names[chunk] ?? '')
    },
  }
}

/** Made anew for each project: names are given to its instances. */
const browser = () => ({
  enabled: true,
  headless: true,
  // One after the other: they share one origin, and so its storage. Said of the browser alone, so that other projects run meanwhile.
  fileParallelism: false,
  screenshotFailures: false,
  provider: playwright({
    launchOptions: {
      ...headless(),
      args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
    },
  }),
  instances: [{ browser: 'chromium' as const }],
})
const common = {
  /** Cases of property tests are drawn from it. */
  provide: { seed: Number(process.env.PROPERTY_SEED ?? 1) },
  setupFiles: ['test/support/properties.ts'],
  // Long enough for a machine that stood still for a while: what hangs is found, what is slow is no failure.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  expect: { poll: { timeout: 15_000 } },
}
const optimizeDeps = { include: ['preact', 'idb-keyval', 'axe-core', '@testing-library/preact', '@testing-library/user-event'] }

export default defineConfig({
  ...jsx,
  test: {
    // Tests in a browser mostly wait: two at a time are nearly twice as fast, more are in each other's way.
    maxWorkers: 2,
    // The gate reads what was really counted.
    reporters: process.env.PEAKEND_TEST_REPORT ? ['default', ['json', { outputFile: process.env.PEAKEND_TEST_REPORT }]] : ['default'],
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          ...common,
          environment: 'happy-dom',
          include: ['src/**/*.test.{ts,tsx}', 'cli/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.*'],
        },
      },
      {
        // The shop stands on the collector and the recipes as they are, not as they were last built.
        resolve: {
          alias: { '@peakend/collector': join(root, 'collector/src/index.ts'), 'peakend/recipes': join(root, 'src/recipes/index.ts') },
        },
        test: { name: 'demo', ...common, environment: 'node', include: ['demo/**/*.test.ts'] },
      },
      {
        test: {
          name: 'collector',
          ...common,
          globalSetup: ['collector/test/postgres-setup.ts'],
          environment: 'node',
          include: ['collector/**/*.test.ts'],
        },
      },
      {
        ...jsx,
        optimizeDeps,
        test: {
          name: 'browser',
          ...common,
          include: ['src/**/*.browser.test.{ts,tsx}'],
          browser: browser(),
        },
      },
      {
        ...jsx,
        optimizeDeps,
        plugins: [asBuilt()],
        test: {
          name: 'built',
          ...common,
          include: ['src/widget/**/*.browser.test.{ts,tsx}'],
          browser: browser(),
        },
      },
      {
        test: {
          name: 'e2e',
          ...common,
          environment: 'node',
          include: ['test/**/*.test.ts'],
        },
      },
    ],
  },
})
