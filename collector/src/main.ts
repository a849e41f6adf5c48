/** The collector alone, as a program. */
import { join } from 'node:path'
import { backup } from './backup/backup'
import { runProgram } from './program'
import { createCollector } from './server'

const HELP = `peakend-collector                 starts the collector; its settings are environment variables
peakend-collector backup <file>   copies the SQLite database in DATA_DIR while it runs, checks the copy, and puts it at <file>
`

const backUp = (file: string | undefined): void => {
  try {
    if (file === undefined)
      throw new Error('backup: expected a file to write to, got none. E.g. peakend-collector backup /backup/peakend.db')
    if (process.env.DATABASE_URL?.trim())
      throw new Error('backup: expected SQLite, got DATABASE_URL. Of PostgreSQL, make backups with pg_dump or archived WAL.')
    const made = backup(join(process.env.DATA_DIR?.trim() || '.data', 'peakend.db'), file)
    const size = (made.bytes / 1e6).toFixed(1)
    console.log(`${made.file}: ${made.responses} responses, ${made.contacts} contact details, ${size} MB, checked.`)
  } catch (error) {
    console.error(`\n  ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

const [command, ...words] = process.argv.slice(2)
if (command === undefined) runProgram({ create: createCollector })
else if (command === 'backup' && words.length <= 1) backUp(words[0])
else if (command === '--help' || command === '-h') process.stdout.write(HELP)
else {
  process.stderr.write(`expected backup <file>, or nothing to start it, got ${[command, ...words].join(' ')}\n\n${HELP}`)
  process.exitCode = 2
}
