/**
 * `npm run bench:properties`: the property tests again and again, each time with a seed of its own; `-- --rounds 50` says how often,
 * `-- --seed 7` runs one again. Ends with 1 as soon as a property fails, after its seed and the smallest case were printed.
 */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const root = join(import.meta.dirname, '..')
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' }, seed: { type: 'string' } } })
const files = ['src', 'cli', 'collector', 'demo']
  .flatMap((folder) => readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)))
  .filter((file) => file.endsWith('.ts') && !/node_modules|dist|\.browser\./.test(file))
  .filter((file) => readFileSync(join(root, file), 'utf8').includes("'fast-check'"))
// The contract of the stores is run by the tests of each store.
const tests = files.map((file) => (file.endsWith('.test.ts') ? file : 'collector/test/store-'))
const projects = ['unit', 'collector', 'demo'].map((name) => `--project=${name}`)

const rounds = values.seed ? 1 : Number(values.rounds)
for (let round = 1; round <= rounds; round++) {
  const seed = values.seed ?? `${Math.floor(Math.random() * 2 ** 31)}`
  const env = { ...process.env, PROPERTY_SEED: seed }
  const { status, stdout } = spawnSync('npx', ['vitest', 'run', ...projects, ...tests], { cwd: root, env, encoding: 'utf8' })
  console.log(`${round} of ${rounds}, seed ${seed}: ${status === 0 ? 'every property holds' : stdout}`)
  if (status !== 0) process.exit(1)
}
