import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { tokens } from '../src/widget/css'
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
    const { paddingTop } = getComputedStyle(element)
    return {
      backgroundColor,
      color,
      fontFamily,
      fontSize,
      borderRadius,
      boxShadow,
      borderTopColor,
      colorScheme,
      paddingTop,
    }
  }, selector)

test('each variable on :root does what docs/theming.md says', async () => {
  const tab = await show(`:root {
    --peakend-accent: rgb(1, 1, 1); --peakend-accent-text: rgb(252, 252, 252); --peakend-surface: rgb(253, 253, 253);
    --peakend-text: rgb(4, 4, 4); --peakend-muted: rgb(5, 5, 5); --peakend-border: rgb(6, 6, 6); --peakend-radius: 7px;
    --peakend-font: "Eight", serif; --peakend-spacing: 30px; --peakend-shadow: 0 0 9px rgb(9, 9, 9) }`)
  expect(await styleOf(tab)).toMatchObject({
    backgroundColor: 'rgb(253, 253, 253)',
    color: 'rgb(4, 4, 4)',
    borderTopColor: 'rgb(6, 6, 6)',
    borderRadius: '7px',
    fontFamily: 'Eight, serif',
    paddingTop: '30px',
    boxShadow: 'rgb(9, 9, 9) 0px 0px 9px 0px',
  })
  expect((await styleOf(tab, '.x')).color).toBe('rgb(5, 5, 5)')
  await tab.page.getByRole('radio').nth(4).focus()
  await tab.page.keyboard.press('Space')
  expect(await styleOf(tab, '[aria-checked=true] svg')).toMatchObject({ backgroundColor: 'rgb(1, 1, 1)', color: 'rgb(252, 252, 252)' })
})

const docs = join(import.meta.dirname, '../docs')
const guide = () => readFile(join(docs, 'theming.md'), 'utf8')
/** First cells of the rows of the table under a heading. */
const namesUnder = async (heading: string) => {
  const [, part = ''] = (await guide()).split(`## ${heading}\n`)
  return [...(part.split('\n## ')[0] ?? '').matchAll(/^\| `([^`]+)`/gm)].map(([, name]) => name)
}

test('docs/theming.md lists every variable that the card reads, and no other', async () => {
  const css = await readFile(join(docs, '../src/widget/css.ts'), 'utf8')
  const read = [...new Set([...css.matchAll(/--peakend-[a-z-]*[a-z]/g)].map(([name]) => name))].sort()
  expect((await namesUnder('Variables')).sort()).toEqual(read)
  expect(read).toEqual(expect.arrayContaining([...tokens]))
})

test('docs/theming.md lists every part that the built-in questions have', async () => {
  const files = ['card.tsx', 'questions/scale.tsx', 'questions/text.tsx', 'questions/choice.tsx']
  const code = (await Promise.all(files.map((file) => readFile(join(docs, '../src/widget', file), 'utf8')))).join('')
  const parts = [...code.matchAll(/part=(?:"([^"]*)"|\{([^}]*)\})/g)].flatMap(([, plain, chosen]) =>
    plain ? [plain] : [...(chosen ?? '').matchAll(/'([^']*)'/g)].flatMap(([, names = '']) => names.split(' ')),
  )
  expect(await namesUnder('Parts')).toEqual(expect.arrayContaining([...new Set(parts)]))
})

test('the theme of the configuration goes over the variables, the survey’s own over that', async () => {
  const site = await openSite()
  site.config = { ...config({ ...quick('ask'), theme: { text: '#003' } }), theme: { text: '#300', surface: '#fffaf0', font: 'inherit' } }
  site.pages.set('/', html({ head: '<style>:root { --peakend-surface: #eef } body { font-family: Courier }</style>' }))
  const tab = await openTab(await person({ colorScheme: 'light' }), site.url)
  await tab.until('ready')
  await tab.call('show', 'ask')
  await tab.until('shown')
  expect(await styleOf(tab)).toMatchObject({ backgroundColor: 'rgb(255, 250, 240)', color: 'rgb(0, 0, 51)', fontFamily: 'Courier' })
})

test('where nobody says how it looks, nothing is fetched for it', async () => {
  const fetched = async (css: string) => {
    const tab = await show(css)
    return tab.page.evaluate(() => performance.getEntriesByType('resource').some(({ name }) => /chunks\/theme\./.test(name)))
  }
  expect([await fetched(''), await fetched(':root { --peakend-text: #333 }')]).toEqual([false, true])
})

const surfaces: Readonly<Record<string, Readonly<Record<'light' | 'dark', string>>>> = {
  'bright.css': { light: 'rgb(255, 255, 255)', dark: 'rgb(27, 19, 57)' },
  'editorial.css': { light: 'rgb(15, 15, 16)', dark: 'rgb(15, 15, 16)' },
  'paper.css': { light: 'rgb(255, 253, 248)', dark: 'rgb(33, 30, 26)' },
}
const themes = await readdir(join(docs, 'themes'))
test.each(themes.flatMap((file) => (['light', 'dark'] as const).map((scheme) => [file, scheme] as const)))(
  'docs/themes/%s is readable as it is, %s: nothing of it is corrected',
  async (file, colorScheme) => {
    const site = await openSite()
    site.config = config(quick('ask'))
    const css = await readFile(join(docs, 'themes', file), 'utf8')
    site.pages.set('/', html({ head: `<style>:root { color-scheme: light dark } ${css}</style>`, data: { debug: '' } }))
    const tab = await openTab(await person({ colorScheme }), site.url)
    const told: string[] = []
    tab.page.on('console', (message) => told.push(message.text()))
    await tab.until('ready')
    await tab.call('show', 'ask')
    await tab.until('shown')
    expect(told.filter((text) => text.includes('theme.'))).toEqual([])
    expect((await styleOf(tab)).backgroundColor).toBe(surfaces[file]?.[colorScheme])
  },
)

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
