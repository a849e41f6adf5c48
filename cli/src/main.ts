/** The `peakend` command: wires the process to `dispatch`. */
import { dispatch } from './dispatch'

const { argv, env, stdin, stdout, stderr } = process

// Whoever reads may stop early: `peakend check … | head`.
stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})
const isTerminal = stdout.isTTY === true
const isColoured = isTerminal && !env.NO_COLOR && env.TERM !== 'dumb'
process.exitCode = await dispatch(argv.slice(2), { stdin, stdout, stderr, env, isTerminal, isColoured, cwd: process.cwd() })
