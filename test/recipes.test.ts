import { expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { openSite } from './support/site'
import { openTab } from './support/tab'

const person = useBrowser()

const ended = { conversation_id: 'c-1', answered_by: 'human', visitor_messages: 3, replies: 2 }
/** A page without a line of code: what happened is said by a declarative moment. */
const pageWith = (
  attributes: string,
  props: object = ended,
  more = '',
) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>A shop</title>
<script async src="/peakend.js" ${attributes}></script>${more}
<script type="application/json" data-peakend="track">${JSON.stringify({ event: 'chat_ended', props })}</script><h1>A shop</h1></html>`

test('two attributes and no code: after a chat it is asked how it went', async () => {
  const site = await openSite()
  site.pages.set('/', pageWith('data-recipes="chat-end" data-consent="session"'))
  const tab = await openTab(await person(), site.url)
  expect(await tab.until('ready')).toEqual({ surveys: ['chat-end'] })
  await tab.until('shown', { survey: 'chat-end' })
  await tab.card.getByRole('heading', { name: 'How did this chat go?' }).waitFor()
  await tab.page.getByRole('radio').nth(0).click()
  await tab.card.getByRole('heading', { name: 'Is your request resolved?' }).waitFor()
  // What is not asked is not fetched.
  expect(site.asked.filter((path) => /recipe-|setup/.test(path)).map((path) => path.split(/[/.]/)[2])).toEqual([
    'setup',
    'recipe-kit',
    'recipe-chat-end',
  ])
})

test('in French, with the brand of the page, and it says itself why it asks', async () => {
  const site = await openSite()
  const moment = `<script type="application/json" data-peakend="track">{"event":"order_completed","props":{"order_id":"A-1"}}</script>`
  const page = pageWith('data-recipes="checkout-csat" data-consent="session" data-brand="Maison Lune"', ended, moment)
  site.pages.set('/', page.replace('lang="en"', 'lang="fr"'))
  const tab = await openTab(await person(), site.url)
  await tab.until('shown', { survey: 'checkout-csat' })
  await tab.card.getByRole('heading', { name: 'Comment s’est déroulé le passage de votre commande' }).waitFor()
  await tab.press('Autres choix')
  await tab.card.getByText('Pourquoi cette question').click()
  await tab.card.getByText('Vous venez de passer une commande. Votre réponse nous aide à simplifier cette étape.').waitFor()
})

test('in a configuration, with options and over them fields of a survey; a bad one takes no other down', async () => {
  const site = await openSite()
  site.config = {
    version: 1,
    surveys: [
      { recipe: 'post-purchase', with: { facts: { returnDays: 7 } } },
      { recipe: 'chat-emd' },
      { recipe: 'chat-end', id: 'after-chat', with: { bot: true } },
    ],
  }
  site.pages.set('/', pageWith('data-config="/v1/config" data-consent="session"', { ...ended, answered_by: 'bot' }))
  const tab = await openTab(await person(), site.url)
  expect(await tab.until('ready')).toEqual({ surveys: ['after-chat'] })
  await tab.until('shown', { survey: 'after-chat' })
  await tab.card.getByRole('heading', { name: 'How did this chat with our automated assistant go?' }).waitFor()
  expect((await tab.until('error', { code: 'recipe-option' })).message).toContain('surveys[0].with.facts.returnDays')
  expect((await tab.until('error', { code: 'unknown-recipe' })).message).toContain('surveys[1].recipe')
})

test.each([
  ['answer-first', 0, ['Here is what it is made of', 'And now, do you feel']],
  ['held-out', 1, ['And now, do you feel', 'Here is what it is made of']],
] as const)(
  'in doubt after a purchase, %s: the answer is read and the same asked again, in the order of the variant',
  async (_, holdout, order) => {
    const site = await openSite()
    const of = { minTotal: 10, holdout, facts: { productGuideUrl: '/guide' } }
    site.config = { version: 1, surveys: [{ recipe: 'post-purchase', with: of }] }
    const bought = `<script type="application/json" data-peakend="track">{"event":"order_completed","props":{"order_id":"A-1","total":50}}</script>`
    site.pages.set('/', pageWith('data-config="/v1/config" data-consent="session"', ended, bought))
    const tab = await openTab(await person(), site.url)
    await tab.until('shown', { survey: 'post-purchase' })
    await tab.page.getByRole('radio').nth(1).click()
    await tab.card.getByRole('heading', { name: 'What are you unsure about?' }).waitFor()
    await tab.page.getByRole('radio', { name: 'The product itself' }).click()
    for (const text of order) {
      await tab.card.getByText(text).waitFor()
      if (text.startsWith('And now')) await tab.page.getByRole('radio').nth(3).click()
      else await tab.press(text === order[0] ? 'Continue' : 'Send')
    }
    await tab.card.getByText('We are here if another question comes up').waitFor()
    expect((await tab.until('completed')).answers).toMatchObject({ sure: 2, doubt: ['product'], 'sure-after': 4 })
  },
)

/** What the console said of Peakend when a page with these attributes was ready. */
const saidWith = async (attributes: string, last: string) => {
  const site = await openSite()
  site.pages.set('/', pageWith(`data-recipes="chat-end checkout-csat" data-debug ${attributes}`))
  const tab = await openTab(await person())
  const lines: string[] = []
  tab.page.on('console', (message) => message.type() === 'info' && lines.push(message.text()))
  await tab.page.goto(site.url)
  await expect.poll(() => lines.at(-1)).toContain(last)
  return lines
}
const track = "Whoever says it is peakend('track', …)"

test('with debug the console says what a recipe waits for, and that nothing may be there to say it', async () => {
  expect(await saidWith('data-consent="session"', 'checkout-csat')).toEqual([
    `[peakend] chat-end waits for the event "chat_ended". ${track}; no connector is named ("data-connect").`,
    `[peakend] checkout-csat waits for the event "order_completed". ${track}; no connector is named ("data-connect").`,
  ])
})

test('with debug the console names who can say it, and says that without consent nobody is asked', async () => {
  expect(await saidWith('data-connect="chatwoot to-ga4"', 'consent')).toEqual([
    `[peakend] chat-end waits for the event "chat_ended". ${track}, or one of these connectors: chatwoot.`,
    `[peakend] checkout-csat waits for the event "order_completed". ${track}; none of the connectors that are named can.`,
    '[peakend] nobody is asked by itself: consent is "none" (data-consent, or what peakend(\'consent\', …) says)',
  ])
  expect((await saidWith('data-consent="auto"', 'consent')).at(-1)).toContain('nobody is asked by itself so far: consent is "none" until')
})

test('a configuration that cannot be had keeps no recipe of the page from asking, and is taken when it comes', async () => {
  const site = await openSite()
  const button = (name: string) => `<button onclick="peakend('track', '${name}')">${name}</button>`
  const buttons = button('order_completed') + button('bought')
  const recipes = 'data-recipes="chat-end checkout-csat" data-config="/v1/config" data-consent="session"'
  site.pages.set('/', pageWith(recipes, ended, buttons))
  const context = await person()
  const tab = await openTab(context, site.url)
  expect((await tab.until('error')).code).toBe('config-unreachable')
  expect(await tab.until('ready')).toEqual({ surveys: ['chat-end', 'checkout-csat'] })
  await tab.until('shown', { survey: 'chat-end' })
  const survey = {
    id: 'bought',
    touchpoint: { id: 'order', stage: 'purchase', category: 'sales' },
    trigger: { on: 'event', name: 'bought' },
    questions: [{ id: 'why', type: 'text', text: 'Why this one?' }],
  }
  site.config = { version: 1, surveys: [survey] }
  await context.setOffline(true)
  await context.setOffline(false)
  expect(await tab.until('ready')).toEqual({ surveys: ['chat-end', 'checkout-csat', 'bought'] })
  // Old and new are heard, once each, and what was heard before is not heard again.
  for (const name of ['bought', 'order_completed']) await tab.page.getByRole('button', { name }).click()
  await tab.until('moment', { name: 'order_completed' })
  expect(tab.of('moment')).toMatchObject([{ name: 'chat_ended' }, { name: 'bought' }, { name: 'order_completed' }])
  expect(tab.of('error').map(({ code }) => code)).toEqual(['config-unreachable'])
})

test('a page that names none fetches nothing for it', async () => {
  const site = await openSite()
  site.config = { version: 1, surveys: [] }
  site.pages.set('/', pageWith('data-config="/v1/config" data-consent="session"'))
  const tab = await openTab(await person(), site.url)
  await tab.until('ready')
  await tab.page.waitForLoadState('networkidle')
  expect(site.asked.filter((path) => path.includes('/chunks/'))).toEqual([])
})
