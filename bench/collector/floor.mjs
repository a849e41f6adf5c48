/** What the databases themselves take: the bytes of the same events, by a bare prepared insert, with a commit and a sync every so many rows. */
import { join } from 'node:path'
import Database from 'libsql'
import pg from 'pg'
import { eventsOf } from './traffic.mjs'

/** Rows of a commit, as many as a batch holds. */
export const BATCH = 25

/** @param {string} folder @param {number} rows */
const sqliteFloor = (folder, rows) => {
  const database = new Database(join(folder, 'floor.db'))
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
  database.exec('create table floor (id text primary key, body text not null)')
  const insert = database.prepare('insert into floor values (?, ?)')
  const events = eventsOf(rows)
  const began = performance.now()
  for (let from = 0; from < rows; from += BATCH) {
    database.exec('begin immediate')
    for (const { id, body } of events.slice(from, from + BATCH)) insert.run([id, body])
    database.exec('commit')
  }
  const seconds = (performance.now() - began) / 1000
  database.close()
  return rows / seconds
}

/** @param {string} url @param {number} rows */
const postgresFloor = async (url, rows) => {
  const client = new pg.Client(url)
  await client.connect()
  await client.query('create table if not exists floor (id text primary key, body text not null)')
  await client.query('truncate floor')
  const events = eventsOf(rows)
  const began = performance.now()
  for (let from = 0; from < rows; from += BATCH) {
    await client.query('begin')
    for (const { id, body } of events.slice(from, from + BATCH))
      await client.query({ name: 'insert', text: 'insert into floor values ($1, $2)', values: [id, body] })
    await client.query('commit')
  }
  const seconds = (performance.now() - began) / 1000
  await client.end()
  return rows / seconds
}

/**
 * Rows a second.
 *
 * @param {{ folder: string, url?: string, rows: number }} options `url`: of a PostgreSQL; without, SQLite in the folder
 */
export const floorOf = async ({ folder, url, rows }) => (url ? postgresFloor(url, rows) : sqliteFloor(folder, rows))
