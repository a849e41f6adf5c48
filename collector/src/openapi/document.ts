import { accessPaths } from '../access/paths'
import { exportPaths } from '../export/paths'
import { importPaths } from '../import/paths'
import { ingestPaths } from '../ingest/paths'
import { loopPaths } from '../loop/paths'
import { operatePaths } from '../operate/paths'
import { resultsPaths } from '../results/paths'
import { surveyPaths } from '../surveys/paths'
import { otherPaths } from './others'
import { components, type Paths } from './parts'

/** Each room's own: a new one is a `paths.ts` beside its routes, and a row here. A test names every route that is missing. */
const rooms: readonly Paths[] = [
  ingestPaths,
  exportPaths,
  importPaths,
  accessPaths,
  loopPaths,
  surveyPaths,
  operatePaths,
  resultsPaths,
  otherPaths,
]

/** Two rooms may share an address, each with methods of its own. */
const merged = (all: readonly Paths[]): Paths => {
  const paths: Record<string, Paths[string]> = {}
  for (const room of all)
    for (const [path, operations] of Object.entries(room)) {
      const doubled = Object.keys(operations).find((method) => Object.hasOwn(paths[path] ?? {}, method))
      if (doubled !== undefined) throw new Error(`expected one description of ${doubled} ${path}, got two`)
      paths[path] = { ...paths[path], ...operations }
    }
  return paths
}

/** OpenAPI 3.1 of every route of the collector. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Peakend collector',
    version: '1',
    description: 'Receives responses and counts each once, publishes the configuration, tells the results.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/' }],
  tags: ['Receiving', 'Results', 'Surveys', 'Data', 'Access', 'Pages', 'Running'].map((name) => ({ name })),
  paths: merged(rooms),
  components,
}
