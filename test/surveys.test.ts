import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BrowserContextOptions, Page } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { tempFolder } from './support/cleanup'
import { type Collector, startCollector } from './support/collector'
import { faults } from './support/faults'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const asked = quick('hello', {
  trigger: { on: 'page', path: '/*' },
  consent: 'none',
  questions: [{ id: 'csat', type: 'csat', text: { en: 'How did it go?', fr: 'Comment ça s’est passé ?' } }],
})

/** The collector by itself, with a file. */
const collectorWith = async (...surveys: readonly ReturnType<typeof quick>[]): Promise<Collector> => {
  const file = join(await tempFolder(), 'peakend.json')
  await writeFile(file, JSON.stringify(config(...surveys)))
  return startCollector(file)
}

/** A visitor of a site that has its configuration from the collector. */
const visit = async (collector: Collector): Promise<Tab> => {
  const site = await openSite()
  site.pages.set('/', html({ data: { endpoint: `${collector.url}/v1/responses`, config: `${collector.url}/v1/config`, consent: 'none' } }))
  return openTab(await person(), site.url)
}

/** Somebody of the team, signed in. */
const team = async (collector: Collector, options: BrowserContextOptions = {}): Promise<{ page: Page; violations: string[] }> => {
  const page = await (await person({ viewport: { width: 1200, height: 900 }, ...options })).newPage()
  const violations: string[] = []
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted ?(Type|HTML|Script)/i.test(message.text())) violations.push(message.text())
  })
  await page.goto(`${collector.url}/results?token=${collector.token}`)
  await page.goto(`${collector.url}/surveys`)
  return { page, violations }
}
/** Within a few seconds on every collector; the page that asks next has it. */
const reloaded = async (tab: Tab) => {
  await tab.page.reload()
  return tab.until('ready')
}
const preview = (page: Page) => page.frameLocator('iframe[name=preview]').locator('peakend-card')

test('a survey is paused on the page: visitors are not asked any more, and are again when that is undone', async () => {
  const collector = await collectorWith(asked)
  const visitor = await visit(collector)
  await visitor.until('shown', { survey: 'hello' })
  const { page, violations } = await team(collector)
  await page.getByRole('button', { name: 'Pause now' }).click()
  await page.getByText('“hello” is paused').waitFor()
  expect(await reloaded(visitor)).toEqual({ surveys: ['hello'] })
  await visitor.until('suppressed', { survey: 'hello' })
  expect(await visitor.card.count()).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await page.getByText('“hello” is on again').waitFor()
  await reloaded(visitor)
  await visitor.until('shown', { survey: 'hello' })
  expect(violations).toEqual([])
})

test('the preview asks whichever of its scripts comes last', async () => {
  const collector = await collectorWith(asked)
  const { page } = await team(collector)
  const widget = page.waitForResponse('**/peakend.js')
  await page.route('**/results/preview.js', async (route) => {
    await (await widget).finished()
    await route.continue()
  })
  await page.getByRole('link', { name: 'Edit' }).click()
  await preview(page).getByText('How did it go?').first().waitFor()
})

test('a text is changed: the widget shows it at once, visitors once it is published, and not any more after going back', async () => {
  const collector = await collectorWith(asked)
  const visitor = await visit(collector)
  await visitor.card.getByText('How did it go?').first().waitFor()
  const { page, violations } = await team(collector)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/v1/')) sent.push(request.url())
  })
  await page.getByRole('link', { name: 'Edit' }).click()
  await preview(page).getByText('How did it go?').first().waitFor()
  const text = page.getByLabel('Text English')
  await text.fill('Was it easy?')
  await preview(page).getByText('Was it easy?').first().waitFor()
  expect(await text.evaluate((element) => element === document.activeElement)).toBe(true)
  await page.locator('select[name=locale]').selectOption('fr')
  await preview(page).getByText('Comment ça s’est passé ?').first().waitFor()
  await preview(page).getByRole('radio').nth(4).click()
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByText('The draft is saved.').waitFor()
  await reloaded(visitor)
  await visitor.card.getByText('How did it go?').first().waitFor()

  await page.getByRole('link', { name: 'Look at the draft and publish it' }).click()
  expect(await page.locator('.change').innerText()).toMatch(/hello[\s\S]*How did it go\?[\s\S]*Was it easy\?/)
  await page.getByRole('button', { name: 'Publish now' }).click()
  await page.getByText('Published.').waitFor()
  await reloaded(visitor)
  await visitor.card.getByText('Was it easy?').first().waitFor()
  await visitor.until('shown', { survey: 'hello' })
  await visitor.until('shown', { survey: 'hello' })
  await visitor.until('shown', { survey: 'hello' })
  await visitor.arrived(await visitor.answer(4))

  await page.getByRole('link', { name: 'Versions' }).click()
  await page.getByText('Go back to the configuration file').first().click()
  await page.getByRole('button', { name: 'Go back to the configuration file' }).click()
  await page.getByText('Visitors have that version again').waitFor()
  await reloaded(visitor)
  await visitor.card.getByText('How did it go?').first().waitFor()
  // What was answered fits the version it was asked in; the trial sent nothing.
  const responses = await collector.responses()
  expect(responses.map(({ surveyVersion, flags, test }) => [surveyVersion, flags, test])).toEqual(
    responses.map(({ surveyVersion }) => [surveyVersion, [], false]),
  )
  expect(responses.filter(({ answers }) => answers.csat === 4).map(({ surveyVersion }) => surveyVersion)).toEqual([2])
  expect(sent).toEqual([])
  expect(violations).toEqual([])
})

test('all but the preview works without JavaScript', async () => {
  const collector = await collectorWith(asked)
  const { page } = await team(collector, { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Edit' }).click()
  await page.getByLabel('It asks').selectOption('scroll')
  await page.getByRole('button', { name: 'Show its fields' }).click()
  await page.getByLabel('Share scrolled').fill('0.5')
  await page.getByLabel('Text French').fill('Alors ?')
  await page.getByRole('button', { name: 'Save the draft' }).click()
  await page.getByRole('link', { name: 'Look at the draft and publish it' }).click()
  await page.getByRole('button', { name: 'Publish now' }).click()
  expect(await page.locator('main').innerText()).toContain('Published.')
  const published = await (await fetch(`${collector.url}/v1/config`)).json()
  expect(published).toMatchObject({
    surveys: [{ trigger: { on: 'scroll', depth: 0.5, path: '/*' }, questions: [{ text: { fr: 'Alors ?' } }] }],
  })
})

const axe = async (
  collector: Collector,
  view: BrowserContextOptions,
  run: (look: (path: string) => Promise<void>, page: Page) => Promise<void>,
) => {
  const { page } = await team(collector, view)
  const look = async (path: string) => {
    await page.goto(`${collector.url}${path}`)
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('main details')) details.setAttribute('open', '')
    })
    const tooWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
    expect([path, await faults(page), tooWide]).toEqual([path, [], false])
  }
  await run(look, page)
}
const phone = { colorScheme: 'dark', viewport: { width: 320, height: 700 }, locale: 'fr-FR' } as const
/** Saves a share that is no share, or one that is. */
const share = async (collector: Collector, page: Page, typed: string) => {
  await page.goto(`${collector.url}/surveys/edit?survey=hello`)
  await page.locator('#f\\/sample').fill(typed)
  await page.locator('.save button').click()
  await page.locator('.notice').first().waitFor()
}

test('axe finds nothing on the pages of surveys, with mistakes and without', async () => {
  const collector = await collectorWith(asked)
  await axe(collector, { colorScheme: 'light' }, async (look, page) => {
    await look('/surveys?project=nobody')
    await share(collector, page, '7')
    await look('/surveys/edit?survey=hello')
    await look('/surveys/publish')
    await look('/surveys/json')
    await share(collector, page, '0.5')
    await look('/surveys/publish')
    await look('/surveys/versions?a=1&b=2')
  })
})

/** Recipes, and what a document holds beside surveys: the list of each, and the form of one. */
const beside = async (page: Page, collector: Collector): Promise<readonly string[]> => {
  const forms: string[] = []
  for (const kind of ['personas', 'touchpoints']) {
    await page.goto(`${collector.url}/surveys/${kind}`)
    await page.locator('form[action*="/add"] input:not([type=hidden])').first().fill('loyal')
    await page.locator('form[action*="/add"] button').click()
    await page.waitForURL(/edit/)
    forms.push(new URL(page.url()).pathname + new URL(page.url()).search)
  }
  return [
    '/surveys/recipe',
    '/surveys/recipe?recipe=post-purchase',
    '/surveys/personas',
    '/surveys/touchpoints',
    '/surveys/personas/card?id=loyal',
    ...forms,
  ]
}
test.each([
  ['in the light', { colorScheme: 'light' }],
  ['in the dark, on a phone, in French', phone],
] as const)('nor on those of recipes, personas and touchpoints: %s', async (_, view) => {
  const collector = await collectorWith(asked)
  await axe(collector, view, async (look, page) => {
    for (const path of await beside(page, collector)) await look(path)
  })
})

test('nor in the dark, on a phone of 320 pixels, in French', async () => {
  const collector = await collectorWith(asked)
  await axe(collector, phone, async (look, page) => {
    await share(collector, page, '7')
    await look('/surveys')
    await look('/surveys/edit?survey=hello')
    await look('/surveys/publish')
    await page.goto(`${collector.url}/surveys`)
    await page.locator('article form[action*=pause] button').first().click()
    await page.locator('.undo').waitFor()
    expect(await faults(page)).toEqual([])
  })
})
