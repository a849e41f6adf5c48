/** A store's tables as they stand in a SQLite file, into PostgreSQL: the same rows and counts, without writing each of them anew. */
import Database from 'libsql'
import pg from 'pg'

const AT_ONCE = 5_000
/** Those that answers are written in; `id` is given out by the database, and goes on where it stopped. */
const tables = /** @type {const} */ ([
  ['frames', 'id'],
  ['series', 'id'],
  ['dims', 'id'],
  ['dim_values', 'id'],
  ['dims_values', null],
  ['rollups', null],
  ['comments', null],
  ['responses', null],
])

/** @param {string} file @param {string} url whose tables are there, and empty @param {(done: number, of: number) => void} progress */
export const copyStore = async (file, url, progress) => {
  const from = new Database(file, { readonly: true })
  const into = new pg.Client(url)
  await into.connect()
  try {
    for (const [table, numbered] of tables) {
      const total = Number(/** @type {{ n: number }} */ (from.prepare(`select count(*) as n from ${table}`).get()).n)
      /** @type {unknown[]} */
      let rows = []
      let done = 0
      const flush = async () => {
        await into.query(`insert into ${table} select * from json_populate_recordset(null::${table}, $1::json)`, [JSON.stringify(rows)])
        done += rows.length
        rows = []
        progress(done, total)
      }
      for (const row of from.prepare(`select * from ${table}`).iterate()) if (rows.push(row) === AT_ONCE) await flush()
      if (rows.length > 0) await flush()
      if (numbered)
        await into.query(`select setval(pg_get_serial_sequence('${table}', '${numbered}'), (select max(${numbered}) from ${table}))`)
    }
  } finally {
    await into.end()
    from.close()
  }
}

/** What was written into a file, as `fill` tells it. @param {string} file */
export const writtenIn = (file) => {
  const from = new Database(file, { readonly: true })
  try {
    const count = (/** @type {string} */ of) =>
      Number(/** @type {{ n: number }} */ (from.prepare(`select count(*) as n from ${of}`).get()).n)
    return {
      showings: count('responses'),
      answered: count("responses where status in ('answered', 'completed')"),
      comments: count('comments'),
    }
  } finally {
    from.close()
  }
}
