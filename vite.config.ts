import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { findBrowser } from './scripts/find-browser.mjs'

const jsx = { oxc: { jsx: { runtime: 'classic', pragma: 'h', pragmaFrag: 'Fragment', development: false } } } as const

export default defineConfig({
  ...jsx,
  test: {
    // The gate reads what was really counted.
    reporters: process.env.PEAKEND_TEST_REPORT ? ['default', ['json', { outputFile: process.env.PEAKEND_TEST_REPORT }]] : ['default'],
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          environment: 'happy-dom',
          include: ['src/**/*.test.{ts,tsx}', 'cli/**/*.test.ts'],
          exclude: ['src/**/*.browser.test.*'],
        },
      },
      {
        // The shop stands on the collector as it is, not as it was last built.
        resolve: { alias: { '@peakend/collector': new URL('collector/src/index.ts', import.meta.url).pathname } },
        test: { name: 'demo', environment: 'node', include: ['demo/**/*.test.ts'] },
      },
      { test: { name: 'collector', environment: 'node', include: ['collector/**/*.test.ts'] } },
      {
        ...jsx,
        optimizeDeps: { include: ['preact', 'idb-keyval', 'axe-core', '@testing-library/preact', '@testing-library/user-event'] },
        test: {
          name: 'browser',
          include: ['src/**/*.browser.test.{ts,tsx}'],
          // One after the other: they share one origin, and so its storage.
          fileParallelism: false,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: {
                ...(findBrowser() ? { executablePath: findBrowser() as string } : {}),
                args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic'],
              },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
})
