import { parseArgs } from 'node:util'
import { didYouMean } from '../../src/survey/check-words'
import type { Command } from './types'

/** Asked wrongly: told on one line beside how to ask, and the exit code is 2. */
export class UsageError extends Error {}

/** Asked rightly, and it could not be done: told on one line, and the exit code is 1. */
export class Failure extends Error {}

export interface Arguments {
  /** By name; undefined where an option was not given. */
  readonly options: Readonly<Record<string, string | boolean | readonly (string | boolean)[] | undefined>>
  /** Everything that is no option. */
  readonly words: readonly string[]
}

/** Reads the arguments of a command by the table of its options. A lone `-` is a word. */
export const readArguments = ({ options }: Pick<Command, 'options'>, argv: readonly string[]): Arguments => {
  const names = Object.keys(options)
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: Object.fromEntries(names.map((name) => [name, { type: 'string', ...settings(options[name]) }])),
    })
    return { options: values, words: positionals }
  } catch (error) {
    // Node's own words go on to explain how to escape what nobody meant to write.
    const [said = ''] = `${(error as Error).message}`.split(/\. (?=To )/)
    const [, wrong] = /Unknown option '--?([^']*)'/.exec(said) ?? []
    throw new UsageError(`${said.replace(/\.$/, '')}. ${didYouMean(wrong, names).replace(/"(.*)"/, '--$1')}`.trim())
  }
}

/** What `parseArgs` wants to know; the rest of an option is for readers. */
const settings = (option: Command['options'][string] | undefined) =>
  option && {
    type: option.type,
    ...(option.short !== undefined && { short: option.short }),
    ...(option.multiple !== undefined && { multiple: option.multiple }),
  }
