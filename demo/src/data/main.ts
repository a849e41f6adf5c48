/** The program that `npm run demo:data` runs. */
import { readOptions, usage } from './options'
import { run } from './run'

const { stdout, stderr, argv, env } = process
/** On a terminal only: a log would have a line for each. */
const progress = (line: string) => {
  if (stderr.isTTY) stderr.write(`\r\u001b[K${line}`)
}

try {
  const options = readOptions(argv.slice(2), env)
  if (options === null) stdout.write(usage)
  else await run({ ...options, now: Date.now, version: VERSION, say: (line) => stdout.write(`${line}\n`), progress })
} catch (error) {
  progress('')
  stderr.write(`${(error as Error).message}\n`)
  process.exitCode = error instanceof RangeError ? 2 : 1
}
