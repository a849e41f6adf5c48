import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { storageJson, storageTable, stored } from '../scripts/storage.mjs'
import { useBrowser } from './support/browser'
import { root, startCollector } from './support/collector'
import { deviceOf, nothing } from './support/device'
import { html, openSite, type Site } from './support/site'
import { afterOrder, config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()
const page = readFileSync(join(root, 'docs/consent-and-storage.md'), 'utf8')

const isOf = (pattern: string, key: string) =>
  new RegExp(`^${pattern.replace('<project>', 'default').replace('<id>', '[\\da-f-]{36}').replace('!', '\\!')}$`).test(key)
/** What the declaration names for a place and a level; what only a fault brings is not expected. */
const declared = (where: string, level: string, rare = true) =>
  stored.filter((each) => each.where === where && each.level === level && (rare || !each.rare)).map(({ name }) => name)

test('the documentation and what consent platforms are fed with say the same', () => {
  expect(page).toContain(storageTable())
  expect(JSON.parse(readFileSync(join(root, 'dist/storage.json'), 'utf8'))).toEqual(JSON.parse(storageJson()))
})

/** Keys of the one object store of our database. */
const database = (tab: Tab): Promise<string[]> =>
  tab.page.evaluate(async () => {
    const [found] = await indexedDB.databases()
    if (!found?.name) return []
    const db = await new Promise<IDBDatabase>((done, fail) => {
      const request = indexedDB.open(`${found.name}`)
      request.onsuccess = () => done(request.result)
      request.onerror = fail
    })
    if ([...db.objectStoreNames].join() !== 'outbox') throw new Error(`expected the store outbox, got ${[...db.objectStoreNames]}`)
    const keys = await new Promise<IDBValidKey[]>((done) => {
      const request = db.transaction('outbox').objectStore('outbox').getAllKeys()
      request.onsuccess = () => done(request.result)
    })
    db.close()
    return keys.map(String)
  })

/** A visit that makes it write all that it ever writes: moments, an answer half typed, one that waits, a failing endpoint. */
const visit = async (consent: string): Promise<{ site: Site; tab: Tab }> => {
  const site = await openSite(await startCollector())
  const survey = { ...afterOrder, audience: { event: 'viewed', gte: 1 } as const }
  const later = quick('later', { trigger: { on: 'event', name: 'later', delaySeconds: 60 } })
  site.config = { ...config(survey, later), send: ['plan', 'total'] }
  site.pages.set('/', html({ data: { consent } }))
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.call('identify', 'user-42', { plan: 'pro', secret: 'never sent' })
  await tab.call('track', 'viewed')
  await tab.call('track', 'later')
  await tab.call('track', 'order_completed', { order_id: 'A-1', total: 129 })
  if (consent === 'none') await tab.call('show', 'after-order')
  await tab.choose(/Fairly badly/)
  const { response } = await tab.until('answered')
  await tab.arrived(response)
  site.fault = () => 'error-before'
  await tab.page.getByRole('textbox').fill('The promo code did not work')
  await tab.press('Send')
  await tab.until('completed')
  await tab.call('flush')
  return { site, tab }
}
/** What an earlier page left is looked through a second after the next one has begun. */
const comeBack = async ({ page }: Tab) => {
  const looked = page.waitForResponse((response) => response.url().includes('/chunks/care.'))
  await page.reload()
  await looked
}

test('at none: nothing', async () => {
  const { tab } = await visit('none')
  expect(await deviceOf(tab.page)).toEqual(nothing)
})

test('at session: the keys of the table, no other, and nothing elsewhere', async () => {
  const { tab } = await visit('session')
  await comeBack(tab)
  await expect.poll(async () => Object.keys((await deviceOf(tab.page)).session)).toContain('peakend:default:swept')
  const { session, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, session: undefined })
  const patterns = declared('session storage', 'session')
  const keys = Object.keys(session)
  expect(keys.filter((key) => !patterns.some((pattern) => isOf(pattern, key)))).toEqual([])
  expect(declared('session storage', 'session', false).filter((pattern) => !keys.some((key) => isOf(pattern, key)))).toEqual([])
})

test('at persistent: the keys of the table, no other, and nothing elsewhere; after a refusal the one key', async () => {
  const { tab } = await visit('persistent')
  await comeBack(tab)
  await expect.poll(() => database(tab)).toContain('swept')
  const { local, ...rest } = await deviceOf(tab.page)
  expect(rest).toEqual({ ...nothing, local: undefined, databases: ['peakend:default'] })
  expect(Object.keys(local)).toEqual(declared('local storage', 'persistent').map((key) => key.replace('<project>', 'default')))
  const patterns = declared('IndexedDB', 'persistent')
  const keys = await database(tab)
  expect(keys.filter((key) => !patterns.some((pattern) => isOf(pattern, key)))).toEqual([])
  // Where there are Web Locks there is no lease, and nothing here damaged a record.
  expect(declared('IndexedDB', 'persistent', false).filter((pattern) => !keys.some((key) => isOf(pattern, key)))).toEqual([])
  await tab.call('consent', 'none')
  await expect.poll(() => deviceOf(tab.page)).toMatchObject({ databases: [] })
  const after = await deviceOf(tab.page)
  expect(Object.keys(after.local)).toEqual(declared('local storage', 'refusal').map((key) => key.replace('<project>', 'default')))
})

test('what is sent has the fields of the example, and no other', async () => {
  const { site } = await visit('persistent')
  const [, json = ''] = /```json\n(\[[\s\S]*?)```/.exec(page) ?? []
  const shape = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(shape)
      : typeof value === 'object' && value
        ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, shape(inner)]))
        : typeof value
  const [response, counts] = (JSON.parse(json) as unknown[]).map(shape)
  const sent = site.posts.flat()
  expect(shape(sent.find(({ data }) => 'status' in data && data.status === 'answered'))).toEqual(response)
  expect(shape(sent.find(({ type }) => type === 'peakend.counts.v1'))).toEqual(counts)
  expect(JSON.stringify(sent)).not.toMatch(/secret|never sent|A-1\b/)
})
