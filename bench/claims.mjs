/**
 * `npm run bench:claims`: how often the results claim something where nothing has any effect, over many more runs than the suite makes; `-- --rounds 20000`
 * says over how many, `-- --seed 7` draws the same people again. Prints the share of each claim; ends with 1 where one is made too often.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const seed = `${Math.floor(Math.random() * 2 ** 31)}`
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '5000' }, seed: { type: 'string', default: seed } } })
console.log(`${values.rounds} runs of each, seed ${values.seed}`)
const { status } = spawnSync(
  'npx',
  [
    'vitest',
    'run',
    '--project=collector',
    '--silent=false',
    '--disable-console-intercept',
    '--testTimeout=0',
    'collector/src/report/claims.test.ts',
  ],
  { cwd: root, env: { ...process.env, CLAIMS_ROUNDS: values.rounds, CLAIMS_SEED: values.seed }, stdio: 'inherit' },
)
process.exitCode = status ?? 1
