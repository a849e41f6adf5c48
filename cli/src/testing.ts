import { Readable } from 'node:stream'
import { dispatch } from './dispatch'
import type { Io } from './types'

/** Runs `peakend` as a shell would, without a process: what it printed, and its exit code. */
export const run = async (
  argv: readonly string[],
  { stdin = '', ...io }: { readonly stdin?: string } & Partial<Omit<Io, 'stdin'>> = {},
) => {
  const printed = { stdout: '', stderr: '' }
  const code = await dispatch(argv, {
    stdin: Readable.from([Buffer.from(stdin)]),
    stdout: { write: (text) => (printed.stdout += text) },
    stderr: { write: (text) => (printed.stderr += text) },
    env: {},
    isTerminal: false,
    isColoured: false,
    cwd: import.meta.dirname,
    ...io,
  })
  return { code, ...printed }
}
