import type { Load } from '../chunks/shared'
import { createClient } from '../client'
import type { Options, Peakend } from '../types'

/** One handle a project on a page, however many copies of the SDK it has: they find each other by this symbol. */
const registry = Symbol.for('peakend')

/** The handle of a project: the one there is, or a new one. `destroy()` makes room for another. */
export const handleFor = (options: Options, load: Load, warm: () => void): Peakend => {
  const page = globalThis as { [registry]?: Record<string, Peakend> }
  // Without what every object inherits: a project may be called `constructor`.
  const handles: Record<string, Peakend> = (page[registry] ??= Object.create(null))
  const { project = 'default' } = options
  return (handles[project] ??= createClient(options, load, warm, () => {
    delete handles[project]
    if (!Object.keys(handles)[0]) delete page[registry]
  }))
}
