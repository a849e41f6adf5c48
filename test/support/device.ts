import type { Page } from 'playwright'

/** Everything a page can leave on a device. */
export interface Device {
  readonly local: Readonly<Record<string, string>>
  readonly session: Readonly<Record<string, string>>
  readonly databases: readonly string[]
  readonly cookies: string
  readonly caches: readonly string[]
  readonly workers: number
}
export const nothing: Device = { local: {}, session: {}, databases: [], cookies: '', caches: [], workers: 0 }

export const deviceOf = (page: Page): Promise<Device> =>
  page.evaluate(async () => ({
    local: { ...localStorage },
    session: { ...sessionStorage },
    databases: (await indexedDB.databases()).map(({ name }) => `${name}`).sort(),
    cookies: document.cookie,
    // Both exist in secure contexts, such as localhost.
    caches: await caches.keys(),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }))
