/** The recipes that most sites begin with, each from its own moment in the shop to its figure in the results, in both languages. */
import { beforeAll, expect, test } from 'vitest'
import type { RecipeName } from '../src/recipes/names'
import { useBrowser } from './support/browser'
import { type Collector, startCollector } from './support/collector'
import { type Language, languages, readTouchpoint, tryRecipe } from './support/recipes'
import { buy } from './support/shop'
import type { Tab } from './support/tab'

const person = useBrowser()
let collector: Collector
beforeAll(async () => {
  collector = await startCollector()
})

const desk = { viewport: { width: 1280, height: 800 } }
const begin = async (recipe: RecipeName, language: Language, hasClock = false) => {
  const tab = await tryRecipe(await person(desk), collector, recipe, language, hasClock)
  return { ...tab, tab }
}
/** What the team reads; the page is theirs, in the visitor's language only so that both are read. */
const read = async (language: Language, id: string, name: string) => {
  const { violations, ...said } = await readTouchpoint(await person(desk), collector, language, id, name)
  expect(violations).toEqual([])
  return said
}

test.each(languages)('after an order: a doubt, the shop’s own answer to it, and the same question again, %s', async (language) => {
  const { tab, say, asks, says, picks, goesOn, ends } = await begin('post-purchase', language)
  await buy(tab)
  const question = ['Do you feel you made the right choice?', 'Avez-vous le sentiment d’avoir fait le bon choix\u202f?'] as const
  await asks(...question)
  await picks('Not really', 'Pas vraiment')
  await asks('What are you unsure about?', 'Sur quel point avez-vous un doute\u202f?')
  await picks('Delivery: when, where, tracking', 'La livraison\u00a0: délai, lieu, suivi')
  await says('Your order should arrive within 3 working days.', 'Votre commande devrait arriver sous 3 jours ouvrés.')
  await goesOn()
  await asks('And now, do you feel you made the right choice?', 'Et maintenant, avez-vous le sentiment d’avoir fait le bon choix\u202f?')
  await picks('Mostly', 'Plutôt oui')
  await says(
    'Thank you. We are here if another question comes up.',
    'Merci. Nous restons à votre écoute si une autre question se présente.',
  )
  await ends()
  const { asked, text } = await read(language, 'order-confirmation', say('Order confirmation', 'Confirmation de commande'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
  expect(text).toContain(say('Confidence in the choice', 'Confiance dans le choix'))
})

test.each(languages)('after an order: how it went, what got in the way, help that is not wanted, %s', async (language) => {
  const { tab, say, asks, says, picks, goesOn, writes, ends } = await begin('checkout-csat', language)
  await buy(tab)
  const question = ['How did placing your order go?', 'Comment s’est déroulé le passage de votre commande\u202f?'] as const
  await asks(...question)
  await picks('Fairly badly', 'Plutôt mal')
  await asks('What got in the way?', 'Qu’est-ce qui a posé problème\u202f?')
  await picks('A promo code', 'Un code promo')
  await goesOn()
  await asks('Would you like to tell us more?', 'Souhaitez-vous nous en dire plus\u202f?')
  await writes('LUMEN10')
  await asks('Would you like us to get back to you about it?', 'Souhaitez-vous que nous revenions vers vous à ce sujet\u202f?')
  await picks('No, thank you', 'Non, merci')
  await says('We are sorry it was not simpler.', 'Nous sommes désolés que ce n’ait pas été plus simple.')
  await ends()
  const { asked, text } = await read(language, 'checkout', say('Checkout', 'Passage de commande'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
  expect(text).toContain('LUMEN10')
})

test.each(languages)('after an order: that it was easy, on a scale of agreement, by the brand’s name, %s', async (language) => {
  const { tab, say, asks, says, picks, goesOn, ends } = await begin('checkout-effort', language)
  await buy(tab)
  const question = [
    'Maison Lumen made it easy for me to place my order.',
    'Maison Lumen m’a permis de passer commande facilement.',
  ] as const
  await asks(...question)
  await picks('Disagree', 'Pas d’accord')
  await asks('What got in the way?', 'Qu’est-ce qui a posé problème\u202f?')
  await goesOn()
  await asks('Would you like to tell us more?', 'Souhaitez-vous nous en dire plus\u202f?')
  await goesOn()
  await asks('Would you like us to get back to you about it?', 'Souhaitez-vous que nous revenions vers vous à ce sujet\u202f?')
  await picks('No, thank you', 'Non, merci')
  await says('We are sorry it was not simpler.', 'Nous sommes désolés que ce n’ait pas été plus simple.')
  await ends()
  const { asked, text } = await read(language, 'checkout', say('Checkout', 'Passage de commande'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
})

test.each(languages)('after a chat, by two attributes: how it went, and whether it helped, %s', async (language) => {
  const { tab, say, go, asks, says, picks, goesOn, ends } = await begin('chat-end', language)
  const { page } = tab
  await go('/help')
  expect(await page.locator('#recipe-config').count()).toBe(0)
  await page.getByRole('button', { name: say('Open the chat', 'Ouvrir le chat') }).click()
  const message = page.getByRole('textbox', { name: say('Your message', 'Votre message') })
  for (const text of [say('Hello', 'Bonjour'), say('Where is my parcel?', 'Où est mon colis\u202f?')]) {
    await message.fill(text)
    await message.press('Enter')
  }
  await page.getByRole('button', { name: say('End the chat', 'Terminer l’échange') }).click()
  const question = ['How did this chat go?', 'Comment s’est passé cet échange\u202f?'] as const
  await asks(...question)
  await picks('Very badly', 'Très mal')
  await asks('Is your request resolved?', 'Votre demande est-elle résolue\u202f?')
  await picks('No', 'Non')
  await asks('What did not go well?', 'Qu’est-ce qui n’a pas bien fonctionné\u202f?')
  await picks('I wanted to talk to a person', 'Je voulais parler à une personne')
  await goesOn()
  await asks(
    'Would you like someone from our team to take up your request again?',
    'Souhaitez-vous qu’une personne de notre équipe reprenne votre demande\u202f?',
  )
  await picks('No, thank you', 'Non, merci')
  await says(
    'We are sorry this chat did not give you what you needed.',
    'Nous sommes désolés que cet échange n’ait pas répondu à votre attente.',
  )
  await ends()
  const { asked, text } = await read(language, 'chat', say('Chat', 'Échange par chat'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
})

test.each(languages)(
  'after an order and twenty quiet seconds: the moment that stays, out of those lived, and the end, %s',
  async (language) => {
    const { tab, say, asks, says, picks, writes, ends } = await begin('peak-end', language, true)
    await buy(tab)
    await tab.until('moment', { name: 'order_completed' })
    await tab.page.waitForLoadState('networkidle')
    await tab.page.clock.runFor('00:25')
    const question = [
      'Looking back on your visit, which moment stands out?',
      'En repensant à votre visite, quel moment retenez-vous\u202f?',
    ] as const
    await asks(...question)
    const moment = say('The cart', 'Le panier')
    await picks(moment, moment)
    await asks(`“${moment}”: how was that moment for you?`, `«\u00a0${moment}\u00a0»\u00a0: comment avez-vous vécu ce moment\u202f?`)
    await picks('Fairly unpleasant', 'Plutôt désagréable')
    await asks('Why was that?', 'Pour quelle raison\u202f?')
    await writes(say('No voucher worked', 'Aucun bon n’a marché'))
    await asks('And the end of your visit?', 'Et la fin de votre visite\u202f?')
    await picks('Very unpleasant', 'Très désagréable')
    await asks(
      'Would you like someone from our team to get back to you?',
      'Souhaitez-vous qu’une personne de notre équipe revienne vers vous\u202f?',
    )
    await picks('No, thank you', 'Non, merci')
    await says('We are sorry your visit ended this way.', 'Nous sommes désolés que votre visite se soit terminée ainsi.')
    await ends()
    const { asked, text } = await read(language, 'visit', say('The whole visit', 'L’ensemble de la visite'))
    // The moment itself is the visitor's; what is scored is how it was.
    expect(asked).toBe(say('“…”: how was that moment for you?', '«\u00a0…\u00a0»\u00a0: comment avez-vous vécu ce moment\u202f?'))
    expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
    expect(text).toContain(say('No voucher worked', 'Aucun bon n’a marché'))
  },
)

test.each(languages)('in the account, after two orders: would they recommend, and why not, %s', async (language) => {
  const { tab, say, go, asks, says, picks, writes, ends } = await begin('relationship-nps', language)
  await buy(tab)
  await buy(tab)
  await go('/account')
  const question = [
    'How likely is it that you would recommend Maison Lumen to a friend or family member?',
    'Quelle est la probabilité que vous recommandiez Maison Lumen à un proche\u202f?',
  ] as const
  await asks(...question)
  await picks('3 on a scale from 0 to 10', '3 sur une échelle de 0 à 10')
  await asks('What is the main reason for your score?', 'Quelle est la principale raison de votre note\u202f?')
  await writes(say('The cord is short', 'Le cordon est court'))
  await asks('May someone from our team get back to you?', 'Une personne de notre équipe peut-elle revenir vers vous\u202f?')
  await picks('No, thank you', 'Non, merci')
  await says('Your answer helps us correct what needs correcting.', 'Votre réponse nous aide à corriger ce qui doit l’être.')
  await ends()
  const { asked, text } = await read(language, 'relationship', say('The relationship', 'La relation'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
  expect(text).toContain(say('The cord is short', 'Le cordon est court'))
})

/** The mouse goes out at the top, so many seconds after the page was opened. */
const leave = async ({ page }: Tab, seconds: number) => {
  await page.mouse.move(600, 300)
  await page.clock.fastForward(seconds * 1000)
  await page.mouse.move(600, -4, { steps: 4 })
}

test.each(languages)('leaving the cart: what holds them back, and the price of the delivery, %s', async (language) => {
  const { tab, say, go, asks, says, picks, goesOn, ends } = await begin('exit-reason', language, true)
  await go('/p/vesper')
  await tab.page.getByRole('button', { name: say('Add to cart', 'Ajouter au panier') }).click()
  await go('/cart')
  await leave(tab, 10)
  const question = [
    'Before you go, what is holding you back today?',
    'Avant de partir, qu’est-ce qui vous retient aujourd’hui\u202f?',
  ] as const
  await asks(...question)
  await picks('Delivery or other fees', 'Les frais de livraison ou d’autres frais')
  await says('Delivery for this cart: €6, free from €80.', 'Livraison pour ce panier\u00a0: 6\u00a0€, offerte dès 80\u00a0€.')
  await goesOn()
  await says('Your cart will be here when you come back.', 'Vous retrouverez votre panier à votre retour.')
  await ends()
  const { asked, text } = await read(language, 'cart', say('Cart', 'Panier'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 answer', '1 réponse'))
})

test.each(languages)('a minute on a product: what is still open, and the total of this very lamp, %s', async (language) => {
  const { tab, say, go, asks, says, picks, goesOn, ends } = await begin('pre-purchase', language, true)
  await go('/p/vesper')
  for (const x of [600, 610, 620]) {
    await tab.page.mouse.move(x, 300)
    await tab.page.clock.runFor('00:25')
  }
  const question = [
    'What could we tell you to help you decide?',
    'Que pouvons-nous vous préciser pour vous aider à vous décider\u202f?',
  ] as const
  await asks(...question)
  await picks('The total, delivery included', 'Le total, livraison comprise')
  await says('delivery included. Nothing will be added at checkout.', 'livraison comprise. Rien ne s’ajoutera au moment de payer.')
  await goesOn()
  await says('Thank you. Take your time.', 'Merci. Prenez votre temps.')
  await ends()
  const { asked, text } = await read(language, 'before-purchase', say('Before the purchase', 'Avant l’achat'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 answer', '1 réponse'))
})

test.each(languages)('leaving after a while: why they came, and what stood in the way, %s', async (language) => {
  const { tab, say, go, asks, says, picks, writes, ends } = await begin('visit-purpose', language, true)
  await go('/')
  await leave(tab, 25)
  const question = [
    'What is the main purpose of your visit today?',
    'Quel est le but principal de votre visite aujourd’hui\u202f?',
  ] as const
  await asks(...question)
  await picks('Getting help', 'Obtenir de l’aide')
  await asks('Could you do what you wanted?', 'Avez-vous pu faire ce que vous vouliez\u202f?')
  await picks('No', 'Non')
  await asks('What stood in the way?', 'Qu’est-ce qui a fait obstacle\u202f?')
  await writes(say('No telephone', 'Pas de téléphone'))
  await asks('Would you like an answer from our team?', 'Souhaitez-vous une réponse de notre équipe\u202f?')
  await picks('No, thank you', 'Non, merci')
  await says('We are sorry it did not work out today.', 'Nous sommes désolés que cela n’ait pas abouti aujourd’hui.')
  await ends()
  const { asked, text } = await read(language, 'site', say('The site', 'Le site'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('No telephone', 'Pas de téléphone'))
})

test.each(languages)('a page of the help, read: did it help, and what was looked for, %s', async (language) => {
  const { tab, say, go, asks, says, picks, writes, ends } = await begin('page-helpful', language)
  await go('/help/returning-within-30-days')
  await tab.page.mouse.move(600, 300)
  await tab.page.mouse.wheel(0, 5000)
  const question = ['Did this page help you?', 'Cette page vous a-t-elle été utile\u202f?'] as const
  await asks(...question)
  await picks('No', 'Non')
  await asks('What were you looking for?', 'Que cherchiez-vous\u202f?')
  await writes(say('A box', 'Une boîte'))
  await asks('Would you like an answer from our team?', 'Souhaitez-vous une réponse de notre équipe\u202f?')
  await picks('No, thank you', 'Non, merci')
  await says('We will use it to make this page better.', 'Nous nous en servirons pour améliorer cette page.')
  await ends()
  const { asked, text } = await read(language, 'help-page', say('Help page', 'Page d’aide'))
  expect(asked).toBe(say(...question))
  expect(text).toContain(say('1 of 10 answers', '1 réponse sur 10'))
  expect(text).toContain(say('A box', 'Une boîte'))
})
