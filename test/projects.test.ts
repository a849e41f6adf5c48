import type { BrowserContextOptions, Page } from 'playwright'
import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { type Collector, startCollector } from './support/collector'
import { faults } from './support/faults'

const person = useBrowser()

const open = async (collector: Collector, options: BrowserContextOptions = {}): Promise<Page> => {
  const page = await (await person(options)).newPage()
  await page.goto(`${collector.url}/results?token=${collector.token}`)
  return page
}
/** With everything that can be opened open. */
const unfolded = async (page: Page): Promise<string[]> => {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
  return faults(page)
}

test('a team sets up a project, its key and a colleague’s token, without a script, by keyboard and on a phone', async () => {
  const collector = await startCollector()
  const page = await open(collector, { javaScriptEnabled: false })
  await page.getByRole('link', { name: 'Projects' }).click()
  await page.getByRole('heading', { name: 'No project is set up' }).waitFor()
  const create = page.locator('#create')
  await create.getByLabel('Id').fill('no id')
  await create.getByRole('button', { name: 'Set it up' }).click()
  await page.getByRole('alert').getByText('An id has 1 to 64 letters').waitFor()
  expect(await create.getByLabel('Id').getAttribute('aria-invalid')).not.toBeNull()
  await create.getByLabel('Id').fill('shop')
  await create.getByLabel('Origins').fill('https://shop.example')
  await create.getByLabel('Origins').press('Tab')
  await page.keyboard.press('Enter')
  await page.getByRole('status').getByText('The project was set up.').waitFor()
  const shop = page.locator('#project-shop')
  await shop.locator('summary', { hasText: 'Make a key' }).click()
  await shop.getByRole('button', { name: 'Make a key' }).click()
  await page.getByRole('status').getByText('The key was made.').waitFor()
  await shop.locator('summary', { hasText: 'Script' }).click()
  const script = await shop.locator('pre').innerText()
  const endpoint = /data-endpoint="([^"]+)"/.exec(script)?.[1] ?? ''
  const statusOf = async (address: string) =>
    (await fetch(address, { method: 'POST', headers: { 'content-type': 'text/plain' }, body: '[]' })).status
  expect(await statusOf(`${endpoint}&project=shop`)).toBe(200)
  expect(await statusOf(`${collector.url}/v1/responses?project=shop`)).toBe(401)

  await page.getByRole('link', { name: 'Tokens' }).click()
  await page.getByLabel('Name').fill('Anna')
  await page.getByRole('button', { name: 'Make the token' }).click()
  const token = await page.locator('.notice pre').innerText()
  const anna = await (await person()).newPage()
  await anna.goto(`${collector.url}/results`)
  await anna.getByLabel('Token').fill(token)
  await anna.getByRole('button', { name: 'Sign in' }).click()
  await anna.getByRole('heading', { name: 'Results' }).waitFor()
  expect(await anna.getByRole('link', { name: 'Projects' }).count()).toBe(0)
  await anna.goto(`${collector.url}/projects`)
  await anna.getByRole('heading', { name: 'may not see this page' }).waitFor()
  expect(await faults(anna)).toEqual([])

  // In every light, with everything open: nothing that axe finds, and nothing beside the screen.
  for (const options of [
    { viewport: { width: 1200, height: 900 } },
    { viewport: { width: 320, height: 640 }, colorScheme: 'dark', locale: 'fr-FR' },
  ] as const) {
    const seen = await open(collector, options)
    for (const path of ['/projects', '/projects/tokens', '/projects/trail']) {
      await seen.goto(`${collector.url}${path}`)
      expect([path, await unfolded(seen)]).toEqual([path, []])
    }
    await seen.goto(`${collector.url}/projects`)
    await seen.locator('#create-id').fill('no id')
    await seen.locator('#create button').click()
    await seen.getByRole('alert').waitFor()
    expect(await unfolded(seen)).toEqual([])
  }

  await page.goto(`${collector.url}/projects/tokens`)
  await page.locator('summary', { hasText: 'Revoke' }).click()
  await page.getByRole('button', { name: 'Revoke for good' }).click()
  await page.getByRole('status').getByText('The token was revoked.').waitFor()
  await anna.goto(`${collector.url}/results`)
  await anna.getByLabel('Token').waitFor()
})
