import { createRequire } from 'node:module'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { Failure, readArguments, UsageError } from '../arguments'
import { type Command, FAILED, type Io, OK } from '../types'

const COLLECTOR = '@peakend/collector'

/** As much of the package as is needed here: it is not part of this one, and a site that only asks never installs it. */
interface CollectorPackage {
  readonly createCollector: unknown
  readonly runProgram: (program: { readonly create: unknown }) => Promise<void>
}

/** Beside this command, as in a workspace, else in the project where it is called. */
const find = ({ cwd }: Pick<Io, 'cwd'>): string => {
  for (const from of [import.meta.url, pathToFileURL(join(cwd, 'package.json')).href])
    try {
      return createRequire(from).resolve(COLLECTOR)
    } catch {
      // The next place.
    }
  throw new Failure(`${COLLECTOR} is not installed here. Install it: npm install ${COLLECTOR}`)
}

const settings = { port: 'PORT', host: 'HOST', data: 'DATA_DIR', config: 'CONFIG' } as const

export const collect: Command = {
  name: 'collect',
  usage: '[--port <number>] [--data <folder>] [--config <file>]',
  summary: 'Starts the collector: receives answers, counts each once, shows results.',
  options: {
    port: { type: 'string', short: 'p', value: 'number', help: 'Default: PORT, else 4173' },
    host: { type: 'string', value: 'address', help: 'Default: HOST, else all addresses' },
    data: { type: 'string', value: 'folder', help: 'Of the database and the token; default: DATA_DIR, else .data' },
    config: { type: 'string', value: 'file', help: 'The configuration to publish; default: CONFIG, else none' },
  },
  details: `Everything else is a setting of the environment: docs/deploying.md has them all. It needs ${COLLECTOR} beside this package.
It runs until it is stopped (Ctrl-C), and finishes what is under way.`,
  run: async (argv, io) => {
    const { options, words } = readArguments(collect, argv)
    if (words[0]) throw new UsageError(`expected options only, got ${JSON.stringify(words[0])}.`)
    const found = pathToFileURL(find(io)).href
    for (const [name, variable] of Object.entries(settings)) {
      const value = options[name]
      if (value !== undefined) process.env[variable] = `${value}`
    }
    const { createCollector, runProgram } = (await import(/* @vite-ignore */ found)) as CollectorPackage
    await runProgram({ create: createCollector })
    // It has said why on standard error.
    return process.exitCode ? FAILED : OK
  },
}
