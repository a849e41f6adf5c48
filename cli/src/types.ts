/** Where a command reads and writes: the process has one, tests make their own. */
export interface Io {
  readonly stdin: AsyncIterable<string | Uint8Array>
  readonly stdout: Sink
  readonly stderr: Sink
  /** Somebody looks at `stdout`: it is no file and no other program. */
  readonly isTerminal: boolean
  /** Settings of the environment. */
  readonly env: Readonly<Record<string, string | undefined>>
  /** `stdout` shows colours. */
  readonly isColoured: boolean
  /** Paths are relative to it. */
  readonly cwd: string
}
export interface Sink {
  /** False: wait for `drain`. */
  readonly write: (text: string) => unknown
  readonly once?: (event: 'drain' | 'error', listener: () => void) => unknown
}

/** An option of a command; `--help` is each one's own without saying so. */
export interface Option {
  readonly type: 'string' | 'boolean'
  /** One letter, for `-f`. */
  readonly short?: string
  readonly multiple?: boolean
  /** What a value stands for in the help, e.g. `format`. */
  readonly value?: string
  /** One line of the help. */
  readonly help: string
}

/** What `run` gives back is the exit code. */
export const OK = 0
/** What was asked about is not right. */
export const FAILED = 1
/** Asked wrongly, or of a file that cannot be read. */
export const MISUSED = 2

export interface Command {
  /** The first word after `peakend`. */
  readonly name: string
  /** What follows that word, e.g. `<config…> [--strict]`. */
  readonly usage: string
  /** One line, for the list of commands. */
  readonly summary: string
  readonly options: Readonly<Record<string, Option>>
  /** More for `--help`: what it means, how it ends. */
  readonly details?: string
  /** `argv`: what follows the name. Throws a `UsageError` on what it cannot take. */
  readonly run: (argv: readonly string[], io: Io) => Promise<number>
}
