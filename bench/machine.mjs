import { existsSync, readFileSync } from 'node:fs'
import { arch, cpus, platform, release, totalmem } from 'node:os'

/** The name a system gives itself, where it has one. */
const system = () => {
  const file = '/etc/os-release'
  const [, name] = (existsSync(file) && /^PRETTY_NAME="(.*)"$/m.exec(readFileSync(file, 'utf8'))) || []
  return name ?? `${platform()} ${release()}`
}

/**
 * What was measured on, in words.
 *
 * @param {string} chromium its version.
 */
export const describeMachine = (chromium) =>
  `${cpus()[0]?.model.trim() ?? arch()} (${cpus().length} cores), ${Math.round(totalmem() / 2 ** 30)} GB of memory, ${system()}, headless Chromium ${chromium}, Node ${process.version}`
