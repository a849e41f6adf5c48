import { createHash } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { expand, withoutEntries } from '../../../src/recipes/prepare'
import type { Config } from '../../../src/survey/config'
import { jsonErrorAt, placeOf } from './json-error'
import { publicConfig } from './publish'

export interface Published {
  /** As the team wrote it. */
  readonly config: Config
  /** As visitors get it. */
  readonly body: string
  /** Strong: a hash of `body`. */
  readonly etag: string
}

export interface FileSource {
  /** The last good configuration, looking at the file's stamp first; null while there has been none. */
  current(): Published | null
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOfObjects = (value: unknown): boolean => Array.isArray(value) && value.every(isRecord)

/** The least that must hold for it to be published; the SDK checks each survey on its own. */
export const parseConfig = (text: string): Config => {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new SyntaxError(`not JSON at ${placeOf(text, jsonErrorAt(text))}`, { cause })
  }
  if (!isRecord(value)) throw new TypeError('expected an object, got something else')
  if (value.version !== 1) throw new TypeError(`version: expected 1, got ${JSON.stringify(value.version) ?? 'nothing'}`)
  if (!listOfObjects(value.surveys)) throw new TypeError('surveys: expected a list of surveys, got something else')
  for (const list of ['touchpoints', 'personas'])
    if (value[list] !== undefined && !listOfObjects(value[list])) throw new TypeError(`${list}: expected a list, got something else`)
  return value as unknown as Config
}

/** A strong entity tag: a hash of the body. */
export const etagOf = (body: string): string => `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`

/** A configuration as visitors get it, beside what the team wrote. */
export const publishedOf = (config: Config): Published => {
  const body = JSON.stringify(publicConfig(config))
  return { config, body, etag: etagOf(body) }
}

/** Reads a configuration file and reads it again when it changes. A bad new version is logged once, and the last good one stays. */
export const createFileSource = (file: string | undefined, log: (message: string, cause?: unknown) => void): FileSource => {
  let stamp = ''
  let published: Published | null = null

  const read = (path: string): void => {
    try {
      const { config, problems } = expand(parseConfig(readFileSync(path, 'utf8').replace(/^\ufeff/, '')))
      for (const { message } of problems) log(`${path}: ${message} That survey is left out.`)
      // From here on there are surveys, and nothing knows what they were made of.
      published = publishedOf(withoutEntries(config))
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      log(`${path}: ${why}. ${published ? 'The last good configuration stays published.' : 'Nothing is published until it is corrected.'}`)
    }
  }

  return {
    current() {
      if (file === undefined) return null
      let now = 'missing'
      try {
        const { mtimeMs, size, ino } = statSync(file)
        now = `${mtimeMs} ${size} ${ino}`
      } catch {
        // Missing for a moment while an editor replaces it, or for good: `read` says so once.
      }
      if (now !== stamp) {
        stamp = now
        read(file)
      }
      return published
    },
  }
}
