import { check } from './commands/check'
import { integrity } from './commands/integrity'
import { simulate } from './commands/simulate'
import type { Command } from './types'

/** Every command, in the order of the help: a new one is a file in `commands/` and a row here. */
export const commands: readonly Command[] = [check, simulate, integrity]
