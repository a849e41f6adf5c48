import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

/** How the command was asked. */
export interface Options {
  readonly url: string
  readonly project: string
  /** Null: what needs it is left out. */
  readonly token: string | null
  readonly visits: number
  readonly days: number
  readonly seed: number
  readonly remove: boolean
}

export const usage = `npm run demo:data -- [options]

Fills a collector that runs (npm start, in another terminal) with simulated visits. They are marked as sample data.

  --visits <number>   about so many visits; default 3000
  --days <number>     from so many days ago until now; default 120
  --seed <number>     other visitors; the same seed sends the same again, which changes nothing; default 1
  --url <url>         default http://localhost:4173
  --project <name>    default: default
  --token <token>     for notes on the trend, what staff expect, and --remove; default ADMIN_TOKEN, else what npm start keeps in DATA_DIR
  --remove            erases the sample data of the project again; answers of visitors stay
`

const wholeNumber = (name: string, text: string, most: number): number => {
  const number = Number(text)
  if (!Number.isInteger(number) || number < 1 || number > most)
    throw new RangeError(`--${name}: expected a whole number from 1 to ${most}, got ${text || 'nothing'}.`)
  return number
}

/** The token of the collector that `npm start` runs here. */
const keptToken = (dataDir: string): string | null => {
  try {
    return readFileSync(join(dataDir, 'admin-token'), 'utf8').trim() || null
  } catch {
    return null
  }
}

/** Throws a `RangeError` that says what is wrong. Null: help is wanted. */
export const readOptions = (argv: readonly string[], env: Readonly<Record<string, string | undefined>>): Options | null => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const parse = () =>
    parseArgs({
      args: [...argv],
      options: { visits: text, days: text, seed: text, url: text, project: text, token: text, remove: flag, help: flag },
    }).values
  let given: ReturnType<typeof parse>
  try {
    given = parse()
  } catch (error) {
    throw new RangeError((error as Error).message)
  }
  if (given.help) return null
  const url = given.url ?? 'http://localhost:4173'
  if (!/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new RangeError(`--url: expected an address such as http://localhost:4173, got ${url}.`)
  return {
    url,
    project: given.project ?? 'default',
    token: given.token ?? env['ADMIN_TOKEN'] ?? keptToken(env['DATA_DIR'] ?? '.data'),
    visits: wholeNumber('visits', given.visits ?? '3000', 100_000),
    days: wholeNumber('days', given.days ?? '120', 730),
    seed: wholeNumber('seed', given.seed ?? '1', 1e9),
    remove: given.remove === true,
  }
}
