import { peakend } from '../peakend'
import type { World } from './world'

const MONTH_MS = 30 * 864e5

export const world = (): World => (window as unknown as { trialWorld: World }).trialWorld

const post = (action: string): void => {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  document.body.append(form)
  form.submit()
}

const dropDatabase = (name: string): Promise<unknown> =>
  new Promise((done) => {
    const dropping = indexedDB.deleteDatabase(name)
    dropping.onsuccess = dropping.onerror = dropping.onblocked = done
  })

/** Everything this browser keeps for the shop's scripts and for Peakend, the clock too. */
export const forgetDevice = async (): Promise<void> => {
  await peakend('destroy')
  // Firefox before 126 cannot list them.
  const databases = (await indexedDB.databases?.()) ?? [{ name: 'peakend:default' }]
  await Promise.all(databases.map(({ name }) => name && dropDatabase(name)))
  localStorage.clear()
  sessionStorage.clear()
}

/** As if nobody had ever been here: what Peakend keeps, what the shop keeps, and the clock. */
export const becomeNew = async (): Promise<void> => {
  await forgetDevice()
  // The cookies that no script can read are the server's to take back.
  post('/new-visitor')
}

/** The page is loaded anew, so that everything on it starts on the later day. */
export const oneMonthLater = (): void => {
  world().ahead(world().aheadMs + MONTH_MS)
  location.assign(location.pathname + location.search)
}
