/** The collector as a program of its own, which can be killed. */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

export const TOKEN = 'a-token-for-measuring'

/** Whatever becomes of who measures, none is left behind. @type {Set<import('node:child_process').ChildProcess>} */
const alive = new Set()
process.once('exit', () => {
  for (const child of alive) child.kill('SIGKILL')
})

/**
 * Starts it on a free port; resolves once it says where it listens.
 *
 * @param {string} main the built program
 * @param {Readonly<Record<string, string>>} environment `DATA_DIR`, `DATABASE_URL` and so on
 */
export const launch = (main, environment) =>
  /** @type {Promise<Program>} */ (
    new Promise((done, fail) => {
      const child = spawn(process.execPath, [main], {
        env: {
          ...process.env,
          PORT: '0',
          HOST: '127.0.0.1',
          ADMIN_TOKEN: TOKEN,
          RATE_RESPONSES: '0',
          RATE_RESPONSES_PROJECT: '0',
          ...environment,
        },
      })
      alive.add(child)
      child.once('exit', () => alive.delete(child))
      let output = ''
      /** @type {Promise<number | null>} */
      const ended = new Promise((over) => child.once('exit', over))
      const hear = (/** @type {Buffer} */ chunk) => {
        output += chunk.toString()
        const url = /listening on ([^\s"]+)/.exec(output)?.[1]
        if (url) done({ url, pid: child.pid ?? 0, output: () => output, ended, kill: (signal = 'SIGKILL') => void child.kill(signal) })
      }
      child.stdout.on('data', hear)
      child.stderr.on('data', hear)
      child.once('exit', (code) => fail(new Error(`exit ${code}: ${output}`)))
    })
  )

/**
 * @typedef {object} Program
 * @property {string} url
 * @property {number} pid
 * @property {() => string} output
 * @property {Promise<number | null>} ended with its exit code
 * @property {(signal?: NodeJS.Signals) => void} kill
 */

const TICKS = 100
/** Seconds of processor time a process has had, its ended children included (proc(5)). Linux alone tells. @param {number} pid */
export const cpuSeconds = (pid) => {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /, '')
    .split(' ')
    .map(Number)
  return fields.slice(11, 15).reduce((sum, ticks) => sum + ticks, 0) / TICKS
}
