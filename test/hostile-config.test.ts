/** What a configuration of somebody hostile may not do to the page that loads it. */
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab } from './support/tab'

const person = useBrowser()

/** A file that visitors can upload, or a JSONP endpoint: it runs whatever it was made of. */
const upload = '/../../uploads/avatar.js?'

test('a configuration cannot make the script import a file that is not a chunk', async () => {
  const site = await openSite()
  site.files.set('/uploads/avatar.js', 'window.hacked = true; export const layout = {}, on = {}')
  site.config = config(
    quick('step', { trigger: { on: 'sequence', steps: [{ on: upload }, { on: 'event', name: 'x' }] } as never }),
    quick('trigger', { trigger: { on: upload } as never }),
    quick('layout', { layout: { type: upload } as never }),
    quick('type', { questions: [{ id: 'q', type: upload as 'csat', text: 'Q' }] }),
    quick('good'),
  )
  site.pages.set('/', html())
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  for (const id of ['step', 'trigger', 'layout', 'type']) expect(await tab.call('show', id)).toBeNull()
  await tab.call('track', 'good')
  await tab.until('shown', { survey: 'good' })
  expect(site.asked.filter((path) => path.startsWith('/uploads'))).toEqual([])
  expect(await tab.page.evaluate('window.hacked')).toBeUndefined()
  expect(tab.pageErrors).toEqual([])
})

test.each([[[]], [5], [{}], ['nowhere'], ['']])(
  'a place that is none, %j: no card is left on the page, or it stands somewhere',
  async (at) => {
    const site = await openSite()
    site.config = config(quick('odd', { layout: { at } as never }))
    site.pages.set('/', html())
    const tab = await openTab(await person(), site.url)
    await tab.until('ready')
    const id = await tab.call('show', 'odd')
    expect(await tab.card.count()).toBe(id ? 1 : 0)
    if (!id) await tab.until('error', { code: 'not-shown' })
    expect(tab.pageErrors).toEqual([])
  },
)
