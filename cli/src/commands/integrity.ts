import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readArguments, UsageError } from '../arguments'
import { readText } from '../read'
import { type Command, type Io, OK } from '../types'

/** Where the built command lies, beside the files it speaks of. */
const here = fileURLToPath(new URL('.', import.meta.url))
/** Any page will do: it is only there to read a path against. */
const PAGE = 'https://page'

/** `/peakend/` or `https://cdn.example/peakend/`, and the source it is in a policy. */
const readBase = (given: unknown): { readonly base: string; readonly source: string } => {
  const expected = 'expected --base with the address of the files, e.g. https://cdn.example/peakend/ or /peakend/'
  if (typeof given !== 'string') throw new UsageError(`${expected}, got none.`)
  try {
    // What is relative to a page would be another address on each of them.
    const url = /^(\/(?!\/)|https?:\/\/)/i.test(given) && new URL(given, PAGE)
    if (!url || url.search || url.hash || url.username || url.password) throw TypeError()
    const folder = url.pathname.replace(/\/*$/, '/')
    return url.origin === PAGE ? { base: folder, source: "'self'" } : { base: url.origin + folder, source: url.origin }
  } catch {
    throw new UsageError(`${expected}, got ${JSON.stringify(given)}.`)
  }
}

/** What `sri.json` of a build says: the hash of each script. */
const readHashes = async (file: string, io: Io): Promise<Readonly<Record<string, string>>> => {
  const text = await readText(file, io)
  try {
    const hashes: Record<string, string> = JSON.parse(text)
    const names = ['stub.js', 'peakend.js', ...Object.keys(hashes)]
    if (names.every((name) => /^sha384-[\w+/=]+$/.test(hashes[name] ?? ''))) return hashes
  } catch {
    // Told below.
  }
  throw new UsageError(`${file}: expected the hashes of a build of Peakend, got something else.`)
}

export const integrity: Command = {
  name: 'integrity',
  usage: '--base <url> [--files <folder>]',
  summary: 'Prints the script tags with their integrity, and the import map with that of every chunk.',
  options: {
    base: { type: 'string', value: 'url', help: 'Where the files are served: an https: address, or a path such as /peakend/' },
    files: { type: 'string', value: 'folder', help: 'A build that has sri.json; default: the one this command belongs to' },
  },
  details: `Paste it into the <head>, before any module, and put your own endpoint and configuration in. The last line is what a
Content-Security-Policy has to allow: the import map is an inline script, and its hash is that of these bytes.

Exit code: 0, or 2 asked wrongly or a file that cannot be read.`,
  run: async (argv, io) => {
    const { words, options } = readArguments(integrity, argv)
    if (words[0]) throw new UsageError(`expected options only, got ${JSON.stringify(words[0])}. Is it meant for --base?`)
    const { base, source } = readBase(options.base)
    const { files = here } = options
    const hashes = await readHashes(join(`${files}`, 'sri.json'), io)
    const chunks = Object.entries(hashes).filter(([file]) => file.startsWith('chunks/'))
    const map = JSON.stringify({ integrity: Object.fromEntries(chunks.map(([file, hash]) => [base + file, hash])) })
    const tag = (file: string, rest = '') => {
      // Of what may be in an address only this means something in an attribute.
      const address = (base + file).replaceAll('&', '&amp;')
      // Across origins integrity needs CORS; a path is never across.
      const cors = source === "'self'" ? '' : ' crossorigin'
      return `<script${rest && ' async'} src="${address}" integrity="${hashes[file]}"${cors}${rest}></script>\n`
    }
    const hash = createHash('sha256').update(map).digest('base64')
    io.stdout.write(
      `<script type="importmap">${map}</script>\n${tag('stub.js')}${tag('peakend.js', ' data-endpoint="/v1/responses" data-config="/v1/config"')}<!-- Content-Security-Policy: script-src ${source} 'sha256-${hash}' -->\n`,
    )
    return OK
  },
}
