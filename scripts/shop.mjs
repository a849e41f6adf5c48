/** The shop as `npm start` serves it, for pictures: data and port are its own and are gone afterwards. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')

export const startShop = async (token) => {
  const dataDir = await mkdtemp(join(tmpdir(), 'peakend-screenshots-'))
  const child = spawn(process.execPath, [join(root, 'demo/dist/main.js')], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, ADMIN_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += chunk
      const [, found] = /listening on (http:\S+)/.exec(said) ?? []
      if (found) resolve(found)
    })
    child.once('exit', () => reject(new Error(`expected a shop that listens, got: ${said}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
/** Once nothing moves any more, in the card's own tree too. */
export const still = (page) => page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'))
