/** What is played for the picture of each recipe: where the visitor is, what happened, and what was answered. Facts are those of the demo shop. */

const facts = {
  emailPromise: { en: 'within the day', fr: 'dans la journée' },
}
const returns = { returnDays: 30, returnCost: { en: 'The return is free.', fr: 'Le retour est gratuit.' } }
const help = ['email']

const buy = async ({ page, go }) => {
  await go('/p/opaline')
  await page.locator('form.buy button').click()
  await go('/checkout')
  await page.locator('#fill-in').click()
  await page.locator('form.checkout .button').click()
  await page.waitForURL('**/order/*')
}
const show = (page, survey) => page.evaluate((id) => void globalThis.peakend('show', id), survey)
const track = (page, event, props) => page.evaluate(([name, more]) => globalThis.peakend('track', name, more), [event, props])
const choices = (card) => card.getByRole('radio').or(card.getByRole('checkbox'))
const choose = (card, at) => choices(card).nth(at).click()
/** A choice shuffles: what is chosen has its name. */
const chooseNamed = (card, name) => card.getByText(name, { exact: true }).click()
const asks = (card, text) => card.getByRole('heading', { name: text }).waitFor()

/** Once this moment of the visit is remembered: pages follow each other faster here than people read. */
const lived = (page, moment) =>
  page.waitForFunction(async (id) => (await globalThis.peakend('inspect')).journey?.visit.some((one) => one.moment === id), moment)

/** On a page of the shop, opened by hand, one picture. */
const on = (path, survey) => async (stage) => {
  await stage.go(path)
  await show(stage.page, survey)
  await choices(stage.card).first().waitFor()
  await stage.take(survey)
}
/** The same, of a customer. */
const onAccount = (survey) => async (stage) => {
  await buy(stage)
  await on('/account', survey)(stage)
}
/** The confirmation of an order, where it opens by itself; then what follows a low score. */
const afterOrder = (survey, low, next) => async (stage) => {
  await buy(stage)
  await choices(stage.card).first().waitFor()
  await stage.take(survey)
  if (low === undefined) return
  await choose(stage.card, low)
  await asks(stage.card, next)
  await stage.take(`${survey}-2`)
}

/** @type {Readonly<Record<string, { readonly with?: object, readonly touchpoints?: true, readonly play: (stage: *) => Promise<void> }>>} */
export const recipeScenes = {
  'post-purchase': {
    with: {
      minTotal: 80,
      holdout: 0,
      help,
      facts: {
        ...facts,
        ...returns,
        returnsUrl: '/help/returning-within-30-days',
        deliveryEstimate: { en: 'in two to seven working days', fr: 'sous deux à sept jours ouvrés' },
        trackingUrl: '/help/following-a-parcel',
        changeWindow: { en: 'as long as the parcel has not left', fr: 'tant que le colis n’est pas parti' },
        changeUrl: '/help/changing-or-cancelling',
      },
    },
    async play(stage) {
      const { page, card, take } = stage
      await buy(stage)
      await choices(card).first().waitFor()
      await take('post-purchase')
      await choose(card, 1)
      await chooseNamed(card, page.url().includes('/fr/') ? 'Les retours et le remboursement' : 'Returns and refunds')
      await card.getByText(/30/).first().waitFor()
      await take('post-purchase-2')
    },
  },
  'checkout-csat': { with: { help, facts }, play: afterOrder('checkout-csat', 1, /What got in the way|posé problème/) },
  'chat-end': {
    with: { help, facts },
    async play(stage) {
      const { page, card, go, take } = stage
      await go('/help')
      await track(page, 'chat_ended', { conversation_id: 'c-1', answered_by: 'human', visitor_messages: 3, replies: 2 })
      await choices(card).first().waitFor()
      await take('chat-end')
      await choose(card, 3)
      await asks(card, /resolved|résolue/)
      await take('chat-end-2')
    },
  },
  'peak-end': {
    touchpoints: true,
    async play(stage) {
      const { page, card, go, take } = stage
      await lived(page, 'catalogue')
      await go('/p/opaline')
      await lived(page, 'product-page')
      await go('/help/refunds')
      await lived(page, 'help')
      await buy(stage)
      await lived(page, 'confirmation')
      await show(page, 'peak-end')
      await choices(card).first().waitFor()
      await take('peak-end')
      await choose(card, 1)
      await asks(card, /how was that moment|vécu ce moment/)
      await take('peak-end-2')
    },
  },
  'relationship-nps': { play: onAccount('relationship-nps') },
  'exit-reason': {
    async play(stage) {
      await stage.go('/p/opaline')
      await stage.page.locator('form.buy button').click()
      await on('/cart', 'exit-reason')(stage)
    },
  },
  'pre-purchase': {
    with: {
      help,
      facts: {
        ...facts,
        ...returns,
        deliveryEstimate: { en: 'in three working days', fr: 'sous trois jours ouvrés' },
        availability: { en: 'in stock, at our workshop', fr: 'en stock, dans notre atelier' },
      },
    },
    async play(stage) {
      const { page, card, go, take } = stage
      await go('/p/opaline')
      await show(page, 'pre-purchase')
      await choices(card).first().waitFor()
      await take('pre-purchase')
      await chooseNamed(card, page.url().includes('/fr/') ? 'Le délai de livraison' : 'When it would arrive')
      await asks(card, /your parcel should arrive|recevoir votre colis/)
      await take('pre-purchase-2')
    },
  },
  'checkout-effort': { with: { help, facts }, play: afterOrder('checkout-effort') },
  'visit-purpose': {
    async play(stage) {
      await on('/c/light', 'visit-purpose')(stage)
      await choose(stage.card, 0)
      await asks(stage.card, /Could you do|pu faire/)
      await stage.take('visit-purpose-2')
    },
  },
  'page-helpful': { with: { help, facts }, play: on('/help/refunds', 'page-helpful') },
  'friction-help': { with: { help, facts }, play: on('/search?q=xyz', 'friction-help') },
  'discovery-source': {
    async play(stage) {
      await buy(stage)
      await show(stage.page, 'discovery-source')
      await choices(stage.card).first().waitFor()
      await stage.take('discovery-source')
    },
  },
  'three-e': {
    async play(stage) {
      const { page, card, go, take } = stage
      await go('/account')
      await track(page, 'task_completed')
      await choices(card).first().waitFor()
      await take('three-e')
      await choose(card, 3)
      await asks(card, /made it easy|permis de faire/)
      await choose(card, 4)
      await asks(card, /how was it for you|vécu/)
      await take('three-e-2')
    },
  },
  'product-followup': {
    with: { help, facts },
    async play(stage) {
      await onAccount('product-followup')(stage)
      await choose(stage.card, 1)
      await asks(stage.card, /What is not right|ne va pas/)
      await stage.take('product-followup-2')
    },
  },
  'delivery-received': {
    with: { help, facts },
    async play(stage) {
      const { page, card, go, take } = stage
      await buy(stage)
      await go('/account')
      await track(page, 'order_delivered', { order_id: 'A-1001' })
      await choices(card).first().waitFor()
      await take('delivery-received')
    },
  },
  onboarding: { with: { help, facts }, play: on('/account', 'onboarding') },
  'first-use': { with: { help, facts }, play: on('/search?q=lamp', 'first-use') },
  cancellation: {
    with: { facts: { cancellationDone: true } },
    async play(stage) {
      const { page, card, go, take } = stage
      await go('/account')
      await track(page, 'subscription_cancelled')
      await choices(card).first().waitFor()
      await take('cancellation')
    },
  },
  'what-do-you-remember': {
    async play({ page, card, go, take }) {
      await go('/')
      await show(page, 'what-do-you-remember')
      await card.getByRole('textbox').waitFor()
      await take('what-do-you-remember')
      await card
        .getByRole('textbox')
        .fill(page.url().includes('/fr/') ? 'Le mot écrit à la main dans le colis.' : 'The note written by hand in the parcel.')
      await card.locator('button.go, button.next').first().click()
      await choices(card).first().waitFor()
      await take('what-do-you-remember-2')
    },
  },
}
