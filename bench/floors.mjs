/**
 * Builds the two floors with the tools our own files are built with. A floor says what is possible: a card for this one question,
 * written by hand, without anything that makes ours a product.
 */
import { bundle } from '../scripts/build.mjs'

/**
 * The files of the floors by path. `busyMs` seeds a fault into the one-file card: so many milliseconds of wasted work at load and at the
 * trigger, which the measures must find.
 *
 * @param {{ busyMs?: number }} [options]
 * @returns {Promise<Record<'one-file.js' | 'lazy.js' | 'card.js', string>>}
 */
export async function buildFloors({ busyMs = 0 } = {}) {
  const [oneFile, lazy, card] = await Promise.all([
    bundle('bench/floors/one-file.ts', { format: 'iife' }),
    bundle('bench/floors/lazy.ts', { format: 'iife' }),
    bundle('bench/floors/card.tsx'),
  ])
  const busy = `{const t=performance.now();while(performance.now()-t<${busyMs});}`
  const seeded = busyMs ? `${busy}${oneFile};{const f=floor;floor=function(e){${busy}f(e)}}` : oneFile
  return { 'one-file.js': seeded, 'lazy.js': lazy, 'card.js': card }
}
