/** What a person does in the demo shop, in either language. */
import { homeSteps } from '../../demo/src/goods/home'
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

/** Opens a page of the shop in the language that is spoken. */
export const open = async (tab: Tab, path: string) => {
  const prefix = (await languageOf(tab)) === 'fr' ? '/fr' : ''
  await tab.page.goto(new URL(prefix + path, tab.page.url()).href)
}

/** Says of the newest order, from the account, that its parcel is there. */
export const receive = async (tab: Tab) => {
  const { services, seeAccount } = await wordsOf(tab)
  await tab.page.getByRole('link', { name: seeAccount }).click()
  await tab.page.locator('.past a').first().click()
  await tab.page.getByRole('button', { name: services.received }).click()
  await tab.page.getByText(services.receivedOn).waitFor()
}

/** Asks to return what has been received: its page is open. */
export const askBack = async (tab: Tab) => {
  const { services } = await wordsOf(tab)
  await tab.page.getByRole('button', { name: services.askBack }).click()
  await tab.page.getByText(services.backDone).waitFor()
}

/** Describes a home, the first answer of each step. */
export const describeHome = async (tab: Tab) => {
  const { services } = await wordsOf(tab)
  const language = await languageOf(tab)
  await open(tab, '/account/start')
  for (const [index, { answers }] of homeSteps.entries()) {
    await tab.page.getByText(answers[0].text[language], { exact: true }).click()
    const isLast = index === homeSteps.length - 1
    await tab.page.getByRole('button', { name: isLast ? services.homeLast : services.homeNext, exact: true }).click()
  }
  await tab.page.getByRole('heading', { name: services.homeDone }).waitFor()
}

/** Keeps a lamp for later. */
export const keepForLater = async (tab: Tab, slug = 'opaline') => {
  const { services } = await wordsOf(tab)
  await open(tab, `/p/${slug}`)
  await tab.page.getByRole('button', { name: services.keep }).click()
  await tab.page.getByRole('heading', { name: services.kept }).waitFor()
}

/** Subscribes to the candles, and cancels. */
export const cancelCandles = async (tab: Tab) => {
  const { services } = await wordsOf(tab)
  await open(tab, '/account')
  await tab.page.getByRole('button', { name: services.subscribe, exact: true }).click()
  await tab.page.getByRole('button', { name: services.cancel, exact: true }).click()
  await tab.page.getByText(services.cancelled).waitFor()
}

/** Tries a voucher nobody was ever given, with a lamp in the cart. */
export const tryVoucher = async (tab: Tab, times = 2) => {
  const { services, addToCart } = await wordsOf(tab)
  await open(tab, '/p/opaline')
  await tab.page.getByRole('button', { name: addToCart }).click()
  await tab.page.getByText(services.voucher).click()
  for (let time = 0; time < times; time++) {
    await tab.page.getByLabel(services.voucherLabel).fill('LUMEN-20')
    await tab.page.getByRole('button', { name: services.voucherUse, exact: true }).click()
    await tab.page.getByText(services.voucherUnknown).waitFor()
  }
}
