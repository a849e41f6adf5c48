/** Bytes by scenario, with the floors beside. */
import { atMost, bytes } from './report.mjs'
import { bars, measure as measureSizes } from './size.mjs'

export const title = 'Bytes'

/** @param {import('./bench.mjs').Bench} bench */
export async function measure({ site, progress }) {
  const sizes = await measureSizes()
  progress(1, 1)
  const lazy = site.bytesOf('/lazy.js')
  const card = site.bytesOf('/card.js')
  const oneFile = site.bytesOf('/one-file.js')
  const scenarios = ['armed', 'shown', 'answered']
  return {
    method:
      'Our files as Chromium downloads them, brotli 11; the configuration is not counted. The largest of NPS, CSAT and text in English. `npm run size` measures the same.',
    head: ['B', ...scenarios],
    rows: [
      ['lazy card', lazy, lazy + card, lazy + card],
      ['one-file card', oneFile, oneFile, oneFile],
      ['Peakend', ...scenarios.map((name) => sizes[name])],
    ].map(([name, ...numbers]) => [name, ...numbers.map(bytes)]),
    verdicts: scenarios.map((name) => ({ what: `${name}`, ...atMost(sizes[name], bars[name], 'B') })),
    breakdown: {
      title: 'Bytes by chunk',
      head: ['chunk', 'B', 'bar'],
      rows: Object.entries(sizes.chunks)
        .sort(([, a], [, b]) => b - a)
        .map(([name, size]) => [`\`${name}\``, bytes(size), name in bars ? bytes(bars[name]) : '']),
    },
  }
}
