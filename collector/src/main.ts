/** The program: `PORT`, `HOST`, `DATA_DIR`, `CONFIG`, `ORIGINS`, `ADMIN_TOKEN`. Stops cleanly on SIGINT and SIGTERM. */
import { type CollectorOptions, createCollector } from './server'

const DEFAULT_PORT = 4173

/** The demo holds itself to the strictest policy a shop could have: nothing inline, nothing foreign, no trusted type at all. */
const demoPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

const setting = (name: string): string | undefined => process.env[name]?.trim() || undefined

const portOf = (text: string | undefined): number => {
  if (text === undefined) return DEFAULT_PORT
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port < 65_536) return port
  throw new RangeError(`PORT: expected a number from 0 to 65535, got ${text}`)
}

const options = (): CollectorOptions => {
  const [dataDir, config, adminToken, origins] = ['DATA_DIR', 'CONFIG', 'ADMIN_TOKEN', 'ORIGINS'].map(setting)
  return {
    pageHeaders: { 'content-security-policy': demoPolicy },
    ...(dataDir ? { dataDir } : {}),
    ...(config ? { config } : {}),
    ...(adminToken ? { adminToken } : {}),
    ...(origins ? { origins: origins.split(',').map((origin) => origin.trim().replace(/\/$/, '')) } : {}),
  }
}

const run = async (): Promise<void> => {
  const port = portOf(setting('PORT'))
  const collector = await createCollector(options())
  const { url } = await collector.listen(port, setting('HOST')).catch(async (error: NodeJS.ErrnoException) => {
    await collector.close()
    if (error.code !== 'EADDRINUSE') throw error
    throw new Error(`Port ${port} is taken by another program. Stop it, or choose another port: PORT=${port + 1} npm start`)
  })
  const secret = encodeURIComponent(collector.adminToken)
  console.log(
    [
      '',
      `  Peakend is listening on ${url}`,
      '',
      `  Demo shop   ${url}/`,
      `  Results     ${url}/results?token=${secret}`,
      `  Endpoint    ${url}/v1/responses`,
      `  Token       ${collector.adminToken}`,
      '',
    ].join('\n'),
  )
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

run().catch((error: unknown) => {
  console.error(error instanceof Error ? `\n  ${error.message}\n` : error)
  process.exitCode = 1
})
