import { expect, test } from 'vitest'
import { diaryData } from '../cli/src/simulate/diary'
import { simulate } from '../cli/src/simulate/simulate'
import type { Visit } from '../cli/src/simulate/visits'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

const surveys = [
  quick('order', { trigger: { on: 'event', name: 'order', oncePer: 'id' }, frequency: { class: 'interaction' } }),
  quick('nps', { trigger: { on: 'page', path: '/account' }, frequency: { class: 'relationship' }, priority: 10 }),
  quick('rating', { trigger: { on: 'page', path: '/p/*' }, frequency: { class: 'relationship' } }),
  quick('third', {
    trigger: { on: 'event', name: 'seen' },
    audience: { event: 'seen', withinDays: 5, gte: 3 },
    frequency: { class: 'interaction' },
  }),
]
/** By day of the visit: pages that are opened, and events with the id of what they are about. */
const days: readonly (readonly [day: number, ...steps: (readonly [path: string] | readonly [event: string, id: number])[]])[] = [
  [0, ['/'], ['order', 1], ['seen', 0]],
  [1, ['/account'], ['order', 2]],
  [2, ['/p/lamp'], ['seen', 0]],
  [4, ['/'], ['seen', 0], ['order', 3]],
  [9, ['/p/lamp'], ['order', 1], ['order', 4]],
  [40, ['/p/lamp'], ['/account']],
  [71, ['/account']],
]

test('what the simulator says of visits is what the page does with them', async () => {
  const start = Date.now() - 100 * 864e5
  const visits = days.map(
    ([day, ...steps]): Visit => ({
      visitor: 'anna',
      start: new Date(start + day * 864e5).toISOString(),
      end: 600,
      consent: 'persistent',
      reaction: 'dismissed',
      // Far enough apart for a question to be closed, and for the rest after it.
      moments: steps.map(([name, id], index) => ({
        at: index * 60,
        name,
        ...(id === undefined ? { type: 'page' } : { type: 'event', props: { id } }),
      })),
    }),
  )
  const said: (readonly [survey: string, code: string])[] = []
  simulate(config(...surveys), visits, {
    onLife: (life) =>
      said.push(...diaryData(life).entries.map(({ survey, shown, reason }) => [survey, shown ? 'shown' : `${reason?.code}`] as const)),
  })
  // Showings, and one refusal at least of each of these.
  expect([...new Set(said.map(([, code]) => code))].sort()).toEqual(
    'after-dismiss-days audience between-days once-per per-visit shown'.split(' '),
  )
  expect(said.length).toBeGreaterThan(12)

  const site = await openSite()
  site.config = config(...surveys)
  for (const path of ['/', '/account', '/p/lamp']) site.pages.set(path, html({ body: '' }))
  const tab = await openTab(await person())
  const seen: (readonly [survey: string, code: string])[] = []
  const next = () => tab.heard.filter(({ type }) => type === 'shown' || type === 'suppressed')
  for (const [day, ...steps] of days)
    for (const [index, [name, id]] of steps.entries()) {
      await tab.page.clock.setSystemTime(start + day * 864e5 + index * 60_000)
      if (id === undefined) await tab.page.goto(site.url + name)
      else await tab.call('track', name, { id })
      await tab.call('inspect')
      if (name === '/') continue
      await expect.poll(() => next().length, { timeout: 10_000, interval: 20 }).toBeGreaterThan(seen.length)
      const { type, detail } = next()[seen.length] ?? { type: '', detail: undefined }
      seen.push([`${detail?.survey}`, type === 'shown' ? type : `${detail?.gates[0]?.code}`])
      if (type === 'shown') {
        await tab.press(/Close/)
        await tab.until('dismissed')
      }
    }
  expect(seen).toEqual(said)
  expect(next()).toHaveLength(said.length)
})
