import { check } from './commands/check'
import { collect } from './commands/collect'
import { exportCommand } from './commands/export'
import { importCommand } from './commands/import'
import { integrity } from './commands/integrity'
import { report } from './commands/report'
import { simulate } from './commands/simulate'
import type { Command } from './types'

/** Every command, in the order of the help: a new one is a file in `commands/` and a row here. */
export const commands: readonly Command[] = [check, simulate, integrity, collect, report, exportCommand, importCommand]
