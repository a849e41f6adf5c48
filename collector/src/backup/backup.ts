import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, realpathSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import Database from 'libsql'

/** It was not made, and whatever stood at its place stands there still. */
export class BackupError extends Error {
  override readonly name = 'BackupError'
}

export interface Backup {
  readonly file: string
  readonly bytes: number
  readonly responses: number
  readonly contacts: number
}

type Connection = InstanceType<typeof Database>

const count = (database: Connection, table: string): number =>
  (database.prepare(`select count(*) as n from ${table}`).get() as { readonly n: number }).n

const countsOf = (database: Connection) => ({
  responses: count(database, 'responses'),
  contacts: count(database, 'contacts'),
  erased: count(database, 'erased_responses'),
})

/** A file, or the entry of a file in its folder, that outlives a power cut. */
const sync = (path: string): void => {
  const handle = openSync(path, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const samePlace = (a: string, b: string): boolean => existsSync(b) && realpathSync(a) === realpathSync(b)

/**
 * Copies a database while others write to it, as it was at one moment: `VACUUM INTO` reads in a transaction, for which no writer waits. The copy is
 * checked, and takes its name only then; a file of that name is replaced at once, or not at all.
 */
export const backup = (from: string, to: string): Backup => {
  const source = resolve(from)
  const target = resolve(to)
  if (!existsSync(source)) throw new BackupError(`expected a database in DATA_DIR, got no file ${source}`)
  if (existsSync(target) && statSync(target).isDirectory()) throw new BackupError(`expected a file to write to, got the folder ${target}`)
  if (samePlace(source, target)) throw new BackupError('expected another file than the database itself, got that one')
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const part = join(dirname(target), `.${basename(target)}.${process.pid}.part`)
  rmSync(part, { force: true })
  // Empty and its owner's alone: SQLite writes into it.
  closeSync(openSync(part, 'wx', 0o600))
  const original = new Database(source)
  try {
    original.exec('PRAGMA busy_timeout = 10000')
    const before = countsOf(original)
    original.prepare('VACUUM INTO ?').run(part)
    const after = countsOf(original)
    const copy = new Database(part)
    try {
      const checked = copy.prepare('PRAGMA integrity_check').all() as readonly { readonly integrity_check: string }[]
      const [{ integrity_check: said } = { integrity_check: 'nothing' }] = checked
      if (said !== 'ok') throw new BackupError(`expected a sound copy, got “${said}”`)
      const { responses, contacts } = countsOf(copy)
      // Meanwhile some may have come, and some may have been erased.
      const erased = after.erased - before.erased
      if (responses < before.responses - erased || responses > after.responses + erased)
        throw new BackupError(`expected ${before.responses} to ${after.responses} responses in the copy, got ${responses}`)
      copy.close()
      sync(part)
      renameSync(part, target)
      sync(dirname(target))
      return { file: target, bytes: statSync(target).size, responses, contacts }
    } finally {
      if (copy.open) copy.close()
    }
  } finally {
    original.close()
    rmSync(part, { force: true })
  }
}
