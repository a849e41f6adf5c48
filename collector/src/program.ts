/**
 * What the collector and everything that brings one along have in common as programs: `PORT`, `HOST`, `DATA_DIR`, `DATABASE_URL`, `CONFIG`,
 * `ORIGINS`, `PROJECTS`, `ADMIN_TOKEN`, limits and retention, the addresses they print, and a clean stop on SIGINT and SIGTERM.
 */
import type { TrustedProxies } from './http/address'
import { RATES, type Rates } from './http/limits'
import type { Collector, CollectorOptions } from './server'

const DEFAULT_PORT = 4173

export interface Program {
  /** Makes it, given what the environment says. */
  readonly create: (options: CollectorOptions) => Promise<Collector>
  /** Further addresses to print, by name: `{ Shop: '/' }`. Default none. */
  readonly pages?: Readonly<Record<string, string>>
}

const setting = (name: string): string | undefined => process.env[name]?.trim() || undefined

const portOf = (text: string | undefined): number => {
  if (text === undefined) return DEFAULT_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new RangeError(`PORT: expected a number from 0 to 65535, got ${text}`)
}

const whole = (name: string, text: string | undefined, least: number): number | undefined => {
  if (text === undefined) return undefined
  const value = Number(text)
  if (Number.isInteger(value) && value >= least) return value
  throw new RangeError(`${name}: expected a whole number from ${least} on, got ${text}`)
}

/** A number of days; `forever` is no end. */
const daysOf = (name: string, text: string | undefined): number | null | undefined => (text === 'forever' ? null : whole(name, text, 1))

/** The limits by the names of their settings, with how many seconds each counts. */
const rateNames = {
  RATE_RESPONSES: 'responses',
  RATE_RESPONSES_PROJECT: 'responsesOfProject',
  RATE_CONFIG: 'config',
  RATE_CONFIG_PROJECT: 'configOfProject',
  RATE_TOKENS: 'wrongTokens',
} as const satisfies Readonly<Record<string, keyof Rates>>

const ratesOf = (): Partial<Rates> =>
  Object.fromEntries(
    Object.entries(rateNames).flatMap(([variable, name]) => {
      const points = whole(variable, setting(variable), 0)
      return points === undefined ? [] : [[name, { ...RATES[name], points }]]
    }),
  )

const trustedOf = (text: string): TrustedProxies => (/^\d+$/.test(text) ? Number(text) : text.split(',').map((one) => one.trim()))

/** What the environment says of limits and of how long things are kept. */
const limitsFromEnvironment = (): CollectorOptions => {
  const [trusted, connections, contactDays, retentionDays, auditDays] = [
    setting('TRUST_PROXY'),
    whole('MAX_CONNECTIONS', setting('MAX_CONNECTIONS'), 1),
    daysOf('CONTACT_DAYS', setting('CONTACT_DAYS')),
    daysOf('RETENTION_DAYS', setting('RETENTION_DAYS')),
    daysOf('AUDIT_DAYS', setting('AUDIT_DAYS')),
  ]
  return {
    rates: ratesOf(),
    ...(trusted === undefined ? {} : { trustProxy: trustedOf(trusted) }),
    ...(connections === undefined ? {} : { sockets: { connections } }),
    ...(contactDays === undefined ? {} : { contactDays }),
    ...(retentionDays === undefined ? {} : { retentionDays }),
    ...(auditDays === undefined ? {} : { auditDays }),
  }
}

const projectsOf = (text: string | undefined): 'open' | 'closed' | undefined => {
  if (text === undefined || text === 'open' || text === 'closed') return text
  throw new RangeError(`PROJECTS: expected open or closed, got ${text}`)
}

const options = (): CollectorOptions => {
  const [dataDir, databaseUrl, config, adminToken, origins] = ['DATA_DIR', 'DATABASE_URL', 'CONFIG', 'ADMIN_TOKEN', 'ORIGINS'].map(setting)
  const databaseConnections = whole('DATABASE_CONNECTIONS', setting('DATABASE_CONNECTIONS'), 1)
  const projects = projectsOf(setting('PROJECTS'))
  return {
    ...limitsFromEnvironment(),
    ...(projects ? { projects } : {}),
    ...(dataDir ? { dataDir } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(databaseConnections === undefined ? {} : { databaseConnections }),
    ...(config ? { config } : {}),
    ...(adminToken ? { adminToken } : {}),
    ...(origins ? { origins: origins.split(',').map((origin) => origin.trim().replace(/\/$/, '')) } : {}),
  }
}

const run = async ({ create, pages = {} }: Program): Promise<void> => {
  const port = portOf(setting('PORT'))
  const collector = await create(options())
  const { url } = await collector.listen(port, setting('HOST')).catch(async (error: NodeJS.ErrnoException) => {
    await collector.close()
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`)
  })
  const addresses = { ...pages, Results: `/results?token=${encodeURIComponent(collector.adminToken)}`, Endpoint: '/v1/responses' }
  const lines = Object.entries(addresses).map(([name, path]) => `  ${name.padEnd(12)}${url}${path}`)
  console.log(['', `  Peakend is listening on ${url}`, '', ...lines, `  ${'Token'.padEnd(12)}${collector.adminToken}`, ''].join('\n'))
  const stop = (signal: NodeJS.Signals): void => {
    console.log(`\n  ${signal}: finishing what is under way`)
    collector.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error instanceof Error ? error.message : error)
        process.exit(1)
      },
    )
  }
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
}

/** Runs until it is told to stop. What goes wrong at the start is said plainly, and the exit code is 1. */
export const runProgram = (program: Program): Promise<void> =>
  run(program).catch((error: unknown) => {
    console.error(error instanceof Error ? `\n  ${error.message}\n` : error)
    process.exitCode = 1
  })
