/** What a person does in the demo shop, in either language. */
import { languages } from '../../demo/src/words/words'
import type { Tab } from './tab'

type Language = keyof typeof languages
/** The language of the page that is open. */
const languageOf = async ({ page }: Tab): Promise<Language> => ((await page.locator('html').getAttribute('lang')) === 'fr' ? 'fr' : 'en')
/** Every word of the page that is open. */
export const wordsOf = async (tab: Tab) => languages[await languageOf(tab)]

/** Chooses in the shop's own banner. */
export const consent = async (tab: Tab, level: 'persistent' | 'session' | 'none' = 'persistent') => {
  await tab.page.locator(`#consent button[value=${level}]`).click()
}

/** From a product to the checkout. */
export const toCheckout = async (tab: Tab, slug = 'opaline') => {
  const prefix = (await languageOf(tab)) === 'fr' ? '/fr' : ''
  const words = await wordsOf(tab)
  await tab.page.goto(new URL(`${prefix}/p/${slug}`, tab.page.url()).href)
  await tab.page.getByRole('button', { name: words.addToCart }).click()
  await tab.page.getByRole('link', { name: words.checkout }).click()
}

/** Fills in the checkout and sends it. */
export const order = async (tab: Tab, { name = 'Ada Byron' } = {}) => {
  const { fields, placeOrder } = await wordsOf(tab)
  const typed = { name, email: 'ada@example.com', street: '1 rue Neuve', postcode: '69001', city: 'Lyon' }
  for (const [field, text] of Object.entries(typed)) await tab.page.getByLabel(fields[field as keyof typeof typed]).fill(text)
  await tab.page.getByRole('button', { name: placeOrder }).click()
}

/** Buys one lamp: the confirmation is open then. */
export const buy = async (tab: Tab) => {
  await toCheckout(tab)
  await order(tab)
  await tab.page
    .getByText(/A-\d{4}/)
    .first()
    .waitFor()
}
