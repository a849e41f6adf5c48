import type { TestProject } from 'vitest/node'
import { startPostgres } from '../../bench/collector/postgres.mjs'

declare module 'vitest' {
  interface ProvidedContext {
    /** The one PostgreSQL server of this run, without a database. */
    postgres: string
  }
}

/** One server for all files of a run: it is there in a second, and each file has databases of its own. Where it cannot run, the tests fail. */
export const setup = async ({ provide }: TestProject) => {
  const server = await startPostgres()
  provide('postgres', server.urlOf(''))
  return () => server.stop()
}
