import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, onTestFinished } from 'vitest'

/** What is over with the file. The hook is here already: one that is added while another runs, as `beforeAll`, is never called. */
const withFile: (() => unknown)[] = []
afterAll(async () => {
  for (const fn of withFile.splice(0).reverse()) await fn()
})

/** Runs when the test that is running is over; outside of one, when the file is. */
export const later = (fn: () => unknown): void => {
  try {
    onTestFinished(async () => void (await fn()))
  } catch {
    withFile.push(fn)
  }
}

/** An empty folder that goes with the test. */
export const tempFolder = async (): Promise<string> => {
  const folder = await mkdtemp(join(tmpdir(), 'peakend-e2e-'))
  // A browser that was killed may still let go of its files.
  later(() => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  return folder
}
