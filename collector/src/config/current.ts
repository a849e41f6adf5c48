import { setTimeout } from 'node:timers/promises'
import type { Survey } from '../../../src/survey/config'
import { isUnavailable, type Store } from '../store'
import { type FileSource, type Published, parseConfig, publishedOf } from './source'

/** What a project's visitors have now. */
export interface Current extends Published {
  /** The number of the version that was published here; null: it is the file. */
  readonly version: number | null
}

export interface ConfigSource {
  /** What the project has published here, else the file; null without either. */
  current(project: string): Promise<Current | null>
  /** What the file says, whether it counts for a project or not. */
  file(): Published | null
  /** Looks again at the next question: something was published by this collector. */
  renew(): void
  /** Changes whenever what any project's visitors have may have changed. */
  stamp(): string
}

/** As long, at most, other collectors of the same database go on with what was published before. */
const FRESH_MS = 2000
/** Visitors wait no longer for word of what is published, once there was any. */
const PATIENCE_MS = 1000
/** Contents never change: what is kept of them is limited for the sake of memory alone. */
const MOST_KEPT = 200

/**
 * Asks once for all projects which version each has published, every two seconds at most and only while somebody asks; a content is read once. While
 * the database is away, or slow, everybody keeps what they last had.
 */
export const createConfigSource = (
  file: FileSource,
  store: Pick<Store, 'surveys'>,
  log: (message: string, cause?: unknown) => void,
): ConfigSource => {
  const contents = new Map<string, Promise<Current>>()
  let numbers: ReadonlyMap<string, number> = new Map()
  let asked = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined
  let changes = 0
  /** Until it is known what is published, the file might be what was paused here. */
  let isKnown = false
  let turn = 0
  let isLooking = false
  /** Whoever published here wants to see that, however long it takes. */
  let isRenewed = false

  const look = async (): Promise<void> => {
    asked = performance.now()
    const mine = ++turn
    isLooking = true
    try {
      const found = await store.surveys.published()
      // Asked before something was published here: another asks again.
      if (mine !== turn) return
      if ([...new Set([...found.keys(), ...numbers.keys()])].some((project) => found.get(project) !== numbers.get(project))) changes++
      numbers = found
      isKnown = true
    } catch (cause) {
      if (!isKnown) {
        asked = Number.NEGATIVE_INFINITY
        throw cause
      }
      if (!isUnavailable(cause)) log('What is published could not be read', cause)
    } finally {
      if (mine === turn) isLooking = false
    }
  }

  const read = async (project: string, version: number): Promise<Current> => {
    const found = await store.surveys.version(project, version)
    if (found === null) throw new Error('expected the version that is published, got none')
    return { ...publishedOf(parseConfig(found.content)), version }
  }

  return {
    async current(project) {
      // One question at a time, however long it takes: a second one would only make the answer to the first too old.
      if (isRenewed || (performance.now() - asked > FRESH_MS && !isLooking)) {
        const looking = look()
        asking = isKnown && !isRenewed ? Promise.race([looking, setTimeout(PATIENCE_MS, undefined, { ref: false })]) : looking
        isRenewed = false
      }
      await asking
      const version = numbers.get(project)
      if (version === undefined) {
        const published = file.current()
        return published && { ...published, version: null }
      }
      const key = `${project} ${version}`
      const known = contents.get(key)
      if (known) return known
      const reading = read(project, version)
      contents.set(key, reading)
      reading.catch(() => contents.delete(key))
      for (const oldest of contents.keys()) if (contents.size > MOST_KEPT) contents.delete(oldest)
      return reading
    },
    file: () => file.current(),
    renew() {
      isRenewed = true
      turn++
    },
    stamp: () => `${changes} ${file.current()?.etag ?? ''}`,
  }
}

/** A survey by its id, as the team wrote it. */
export const surveyIn = (published: Published | null, id: string): Survey | undefined =>
  published?.config.surveys.find((survey) => survey.id === id)
