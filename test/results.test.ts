import { expect, test } from 'vitest'
import { post } from './support/answers'
import { useBrowser } from './support/browser'
import { startCollector } from './support/collector'

const person = useBrowser()

test('a new answer arrives on the open page: the number, and a polite word of it, without reloading, scrolling or moving focus', async () => {
  const collector = await startCollector()
  for (let i = 1; i <= 9; i++) await post(collector, i)
  const page = await (await person({ viewport: { width: 800, height: 500 } })).newPage()
  await page.goto(`${collector.url}/results?token=${collector.token}`)
  await page.getByText('9 of 10 answers').waitFor()
  // What a reload would take away.
  await page.evaluate(() => {
    Object.assign(window, { kept: true })
    document.querySelector<HTMLElement>('a[href*="csv"]')?.focus()
    scrollTo(0, 120)
  })
  const before = await page.evaluate(() => [scrollY, document.activeElement?.textContent])
  await post(collector, 10)
  await page.getByText('9 of 10 answers').waitFor({ state: 'detached' })
  await expect.poll(() => page.getByRole('status').allTextContents()).toContainEqual(expect.stringContaining('1 new answer'))
  const [report] = (await collector.report()).touchpoints
  const score = report?.instruments[0]?.score
  await expect.poll(() => page.locator('main').innerText()).toContain(`${score}%`)
  expect(await page.evaluate(() => [scrollY, document.activeElement?.textContent])).toEqual(before)
  expect(await page.evaluate(() => 'kept' in window)).toBe(true)
})

test('without the token there is a form, and nothing else', async () => {
  const collector = await startCollector()
  await post(collector, 1)
  const page = await (await person()).newPage()
  await page.goto(`${collector.url}/results`)
  expect(await page.locator('body').innerText()).not.toContain('Order confirmation')
  await page.getByRole('textbox').fill('wrong')
  await page.getByRole('button').first().click()
  expect(await page.locator('body').innerText()).not.toContain('Order confirmation')
  await page.getByRole('textbox').fill(collector.token)
  await page.getByRole('button').first().click()
  await page.getByText('1 of 10 answers').waitFor()
  const [cookie] = await page.context().cookies()
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
})

test('the collector alone has no shop: nothing at its root, and no link to one', async () => {
  const collector = await startCollector(undefined, 'collector/dist/main.js')
  const root = await fetch(collector.url)
  expect([root.status, root.headers.get('content-type')]).toEqual([404, 'application/problem+json'])
  expect((await fetch(`${collector.url}/peakend.js`)).status).toBe(200)
  expect((await fetch(`${collector.url}/v1/config`)).status).toBe(404)
  const results = await fetch(`${collector.url}/results`, { headers: { authorization: `Bearer ${collector.token}` } })
  expect(await results.text()).not.toContain('href="/"')
  await post(collector, 1)
  expect(await collector.responses()).toHaveLength(1)
})
