import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { html, openSite, type PageOptions } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const show = async (css: string, page: PageOptions = {}, target?: string): Promise<Tab> => {
  const site = await openSite()
  site.config = config(quick('ask'))
  site.pages.set('/', html({ head: `<style>${css}</style>`, body: '<div id="slot"></div>', ...page }))
  const tab = await openTab(await person({ colorScheme: 'light' }), site.url)
  await tab.until('ready')
  await tab.call('show', 'ask', { target })
  await tab.until('shown')
  return tab
}
/** Computed styles of the card, or of something in it. */
const styleOf = (tab: Tab, selector = 'section') =>
  tab.page.evaluate((selector) => {
    const element = document.querySelector('peakend-card')?.shadowRoot?.querySelector(selector)
    if (!element) throw new Error(`expected ${selector} in the card, got nothing`)
    const { backgroundColor, color, fontFamily, fontSize, borderRadius, boxShadow, borderTopColor, colorScheme } = getComputedStyle(element)
    return { backgroundColor, color, fontFamily, fontSize, borderRadius, boxShadow, borderTopColor, colorScheme }
  }, selector)

test('each variable on :root does what docs/theming.md says', async () => {
  const tab = await show(`:root {
    --peakend-accent: rgb(1, 1, 1); --peakend-accent-text: rgb(2, 2, 2); --peakend-surface: rgb(3, 3, 3); --peakend-text: rgb(4, 4, 4);
    --peakend-muted: rgb(5, 5, 5); --peakend-border: rgb(6, 6, 6); --peakend-radius: 7px; --peakend-font: "Eight", serif;
    --peakend-shadow: 0 0 9px rgb(9, 9, 9) }`)
  expect(await styleOf(tab)).toMatchObject({
    backgroundColor: 'rgb(3, 3, 3)',
    color: 'rgb(4, 4, 4)',
    borderTopColor: 'rgb(6, 6, 6)',
    borderRadius: '7px',
    fontFamily: 'Eight, serif',
    boxShadow: 'rgb(9, 9, 9) 0px 0px 9px 0px',
  })
  expect((await styleOf(tab, '.x')).color).toBe('rgb(5, 5, 5)')
  await tab.page.getByRole('radio').nth(4).focus()
  await tab.page.keyboard.press('Space')
  expect(await styleOf(tab, '[aria-checked=true] svg')).toMatchObject({ backgroundColor: 'rgb(1, 1, 1)', color: 'rgb(2, 2, 2)' })
})

test('on body they reach a card in the page, and none in a corner', async () => {
  const css = 'body { --peakend-surface: rgb(3, 3, 3) }'
  expect((await styleOf(await show(css))).backgroundColor).not.toBe('rgb(3, 3, 3)')
  expect((await styleOf(await show(css, {}, '#slot'))).backgroundColor).toBe('rgb(3, 3, 3)')
})

test.each([
  ['light', 'rgb(3, 3, 3)'],
  ['dark', 'rgb(4, 4, 4)'],
  ['auto', 'rgb(3, 3, 3)'],
])('light-dark() follows the theme %s', async (theme, backgroundColor) => {
  const css = ':root { --peakend-surface: light-dark(rgb(3, 3, 3), rgb(4, 4, 4)) }'
  expect(await styleOf(await show(css, { data: { theme } }))).toMatchObject({ backgroundColor })
})

test('the page can neither shrink its text nor hide it', async () => {
  const tab = await show(
    ':root { font-size: 62.5% } peakend-card { display: none !important; visibility: hidden !important; opacity: 0 !important }',
  )
  expect((await styleOf(tab)).fontSize).toBe('16px')
  expect(await tab.page.getByRole('heading', { name: 'Question ask' }).isVisible()).toBe(true)
})
