/** Builds of the SDK: the one in `dist/`, one of another version, and one with a bug seeded into its sources. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bundleSet } from '../../scripts/build.mjs'

const root = join(import.meta.dirname, '../..')
const dist = join(root, 'dist')
/** What the bench makes a page load, and a bug can be in. */
const names = ['gates', 'ask', 'send', 'tools', 'care']

/** @typedef {Record<string, Map<string, string>>} Builds files by path, of builds by name: `main`, and `another`. */

/** The files a page loads, by path, as they were built. */
export async function asShipped() {
  const files = new Map([['peakend.js', await readFile(join(dist, 'peakend.js'), 'utf8')]])
  files.set('stub.js', await readFile(join(dist, 'stub.js'), 'utf8'))
  for (const name of await readdir(join(dist, 'chunks'))) files.set(`chunks/${name}`, await readFile(join(dist, 'chunks', name), 'utf8'))
  return files
}

/** The same sources under another version, so that two builds meet on one device. */
export const another = async (shipped) => merged(shipped, await bundleSet(names, { define: { VERSION: JSON.stringify('9.9.9') } }))

/** Chunks that are not built anew are those of `dist/`, found by name whatever the hash. */
const merged = (shipped, files) => new Map([...shipped, ...files])

/**
 * Puts a bug into the sources while they are bundled. Throws unless every text to replace is there exactly once: a bug that no longer
 * fits would prove nothing.
 *
 * @param {string} name
 * @param {{ file: string, find: string, put: string }[]} changes
 */
export const seeded = (name, changes) => {
  const found = new Set()
  return {
    name: `bug-${name}`,
    enforce: 'pre',
    transform(code, id) {
      let changed = code
      for (const change of changes) {
        if (!id.split('?')[0].endsWith(`/src/${change.file}`)) continue
        if (changed.split(change.find).length !== 2)
          throw new Error(`The bug “${name}”: expected its text exactly once in src/${change.file}. Mend bench/delivery/bugs.mjs.`)
        changed = changed.replace(change.find, () => change.put)
        found.add(change)
      }
      return changed === code ? undefined : { code: changed, map: null }
    },
    missing: () => changes.filter((change) => !found.has(change)).map(({ file }) => file),
  }
}

/** A build with a bug. @param {Map<string, string>} shipped */
export async function withBug(shipped, name, changes) {
  const plugin = seeded(name, changes)
  const files = await bundleSet(names, { plugins: [plugin] })
  const [missing] = plugin.missing()
  if (missing) throw new Error(`The bug “${name}”: src/${missing} is in no bundle. Mend bench/delivery/bugs.mjs.`)
  return merged(shipped, files)
}
