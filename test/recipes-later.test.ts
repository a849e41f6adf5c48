import type { Page } from 'playwright'
import { beforeAll, describe, expect, test } from 'vitest'
import { useBrowser } from './support/browser'
import { type Collector, startCollector } from './support/collector'
import { type Language, languages, type Trial, tryRecipe } from './support/recipes'
import { openResults } from './support/results'
import { askBack, buy, cancelCandles, describeHome, keepForLater, receive, tryVoucher } from './support/shop'

const person = useBrowser()
let shop: Collector
/** The results, signed in. */
let team: Page
beforeAll(async () => {
  shop = await startCollector()
  team = await openResults(await (await person()).newPage(), shop)
})

/** What is asked, and what is answered: chosen where it can be chosen, else written; then a button of the question’s own. */
type Dialogue = readonly (readonly [question: string, answer: string, button?: string])[]
interface Told {
  /** The name of the touchpoint. */
  readonly at: string
  readonly dialogue: Dialogue
  readonly ends: string
  /** What the team reads of it, in this order. */
  readonly read: readonly string[]
}
interface Story {
  readonly touchpoint: string
  /** What a visitor does until it is the moment. */
  readonly meet: (trial: Trial) => Promise<void>
  readonly en: Told
  readonly fr: Told
}

/** The page has heard of it; then so many seconds pass. */
const happened = async ({ until, page }: Trial, name: string, seconds: number) => {
  await until('moment', { name })
  await page.clock.fastForward(seconds * 1000)
}
const bought = async (trial: Trial) => {
  await buy(trial)
  await happened(trial, 'order_completed', 4)
}
const received = async (trial: Trial) => {
  await buy(trial)
  await receive(trial)
  await happened(trial, 'order_delivered', 2)
}
/** They come back, an hour after so many days. */
const comesBack = async ({ page, at }: Trial, days: number) => {
  await page.clock.setSystemTime(Date.now() + (days * 24 + 1) * 3_600_000)
  await page.goto(at('/'))
}

const stories = {
  'friction-help': {
    touchpoint: 'friction',
    meet: async (trial) => {
      await tryVoucher(trial)
      // Nobody is interrupted in a field; it is left.
      await trial.page.keyboard.press('Tab')
      await trial.page.clock.fastForward(1000)
    },
    en: {
      at: 'Something went wrong',
      dialogue: [
        ['May someone from our team help you?', 'Yes, reply by email'],
        ['Email address', 'ada@example.com'],
      ],
      ends: 'Thank you. We are sorry for the trouble.',
      read: ['1 answer', 'May someone from our team help you?', 'Yes, reply by email 1'],
    },
    fr: {
      at: 'Un blocage',
      dialogue: [['Une personne de notre équipe peut-elle vous aider\u202f?', 'Non, merci']],
      ends: 'Merci. Nous sommes désolés pour ce désagrément.',
      read: ['1 réponse', 'Une personne de notre équipe peut-elle vous aider ?', 'Non, merci 1'],
    },
  },
  'discovery-source': {
    touchpoint: 'discovery',
    meet: bought,
    en: {
      at: 'First contact',
      dialogue: [
        ['How did you first hear about Maison Lumen?', 'A friend or family member'],
        ['And what made you choose us?', 'The lamp in her kitchen'],
      ],
      ends: 'Thank you, and welcome!',
      read: ['1 answer', 'How did you first hear about Maison Lumen?', 'A friend or family member 1', 'The lamp in her kitchen'],
    },
    fr: {
      at: 'Premier contact',
      dialogue: [
        ['Comment avez-vous connu Maison Lumen\u202f?', 'Un assistant d’IA'],
        ['Et pourquoi ce choix\u202f?', 'Le verre soufflé'],
      ],
      ends: 'Merci, et bienvenue\u202f!',
      read: ['1 réponse', 'Comment avez-vous connu Maison Lumen ?', 'Un assistant d’IA 1', 'Le verre soufflé'],
    },
  },
  'three-e': {
    touchpoint: 'task',
    meet: async (trial) => {
      await buy(trial)
      await receive(trial)
      await askBack(trial)
      await happened(trial, 'task_completed', 2)
    },
    en: {
      at: 'A task on the site',
      dialogue: [
        ['Did you get what you needed?', '4'],
        ['Maison Lumen made it easy for me to do what I wanted.', '2'],
        ['And how was it for you?', 'Fairly unpleasant'],
        ['What could have gone better?', 'I had to look for the label'],
      ],
      ends: 'Thank you, that helps us.',
      read: [
        'Need met',
        '1 of 10 answers',
        'Did you get what you needed?',
        '4 / 5',
        'I had to look for the label',
        'Ease (CES 2.0) · 1 answer',
        'How it felt · 1 answer',
      ],
    },
    fr: {
      at: 'Une démarche sur le site',
      dialogue: [
        ['Avez-vous obtenu ce dont vous aviez besoin\u202f?', '5'],
        ['Maison Lumen m’a permis de faire facilement ce que je voulais.', '7'],
        ['Et comment l’avez-vous vécu\u202f?', 'Plutôt agréable'],
      ],
      ends: 'Merci, cela nous aide.',
      read: ['Besoin satisfait', '1 réponse sur 10', 'Avez-vous obtenu ce dont vous aviez besoin ?', '5 / 5'],
    },
  },
  'product-followup': {
    touchpoint: 'product-in-use',
    meet: async (trial) => {
      await received(trial)
      await comesBack(trial, 13)
    },
    en: {
      at: 'The product in use',
      dialogue: [
        ['How are things going with what you bought?', 'Fairly badly'],
        ['What is not right?', 'Knowing how to use it'],
        ['Would you like to tell us more?', 'It does not dim'],
        ['Would you like someone from our team to help you with it?', 'No, thank you'],
      ],
      ends: 'Thank you for being frank. We are sorry that it is not what you hoped for.',
      read: [
        'Satisfaction (CSAT)',
        '1 of 10 answers',
        'How are things going with what you bought?',
        '2 / 5',
        'It does not dim',
        'Knowing how to use it 1',
      ],
    },
    fr: {
      at: 'Le produit à l’usage',
      dialogue: [['Comment cela se passe-t-il avec votre achat\u202f?', 'Très bien']],
      ends: 'Merci, cela nous aide.',
      read: ['Satisfaction (CSAT)', '1 réponse sur 10', 'Comment cela se passe-t-il avec votre achat ?', '5 / 5'],
    },
  },
  'delivery-received': {
    touchpoint: 'delivery',
    meet: received,
    en: {
      at: 'Delivery',
      dialogue: [['How did the delivery go?', 'Very well']],
      ends: 'Thank you, and enjoy what is inside!',
      read: ['Satisfaction (CSAT)', '1 of 10 answers', 'How did the delivery go?', '5 / 5'],
    },
    fr: {
      at: 'Livraison',
      dialogue: [
        ['Comment s’est passée la livraison\u202f?', 'Très mal'],
        ['Qu’est-ce qui s’est mal passé\u202f?', 'Le retard'],
        ['Souhaitez-vous nous en dire plus\u202f?', 'Huit jours, puis sur le palier'],
        ['Souhaitez-vous qu’une personne de notre équipe s’en occupe\u202f?', 'Oui, par téléphone'],
        ['Numéro de téléphone', '06 39 98 12 34', 'Rappelez-moi'],
      ],
      ends: 'Merci de nous l’avoir dit. Nous sommes désolés que la livraison ne se soit pas mieux passée.',
      read: [
        '1 réponse sur 10',
        'Comment s’est passée la livraison ?',
        '1 / 5',
        'Huit jours, puis sur le palier',
        'Le retard 1',
        'Oui, par téléphone 1',
      ],
    },
  },
  onboarding: {
    touchpoint: 'onboarding',
    meet: async (trial) => {
      await describeHome(trial)
      await happened(trial, 'onboarding_completed', 2)
    },
    en: {
      at: 'Getting started',
      dialogue: [['Maison Lumen made it easy for me to get started.', '6']],
      ends: 'Thank you, that helps us.',
      read: ['Ease (CES 2.0)', '1 of 10 answers', 'Maison Lumen made it easy for me to get started.', '6 / 7'],
    },
    fr: {
      at: 'Premiers pas',
      dialogue: [
        ['Maison Lumen m’a permis de démarrer facilement.', '2'],
        ['Qu’est-ce qui a été difficile au début\u202f?', 'Choisir une seule pièce'],
        ['Souhaitez-vous qu’une personne de notre équipe vous aide à démarrer\u202f?', 'Non, merci'],
      ],
      ends: 'Merci pour votre franchise. Nous sommes désolés que ce n’ait pas été plus simple.',
      read: [
        'Facilité (CES 2.0)',
        '1 réponse sur 10',
        'Maison Lumen m’a permis de démarrer facilement.',
        '2 / 7',
        'Choisir une seule pièce',
      ],
    },
  },
  'first-use': {
    touchpoint: 'first-use',
    meet: async (trial) => {
      await keepForLater(trial)
      await happened(trial, 'first_use', 2)
    },
    en: {
      at: 'First use',
      dialogue: [
        ['Could you do what you wanted?', 'In part'],
        ['What was missing?', 'Two lists'],
        ['Would you like someone from our team to help you?', 'No, thank you'],
      ],
      ends: 'Thank you for telling us. We are sorry it did not work out.',
      read: ['Task success', '1 answer', 'Could you do what you wanted?', '0 of 1 who could say: could do it', 'In part 1', 'Two lists'],
    },
    fr: {
      at: 'Première utilisation',
      dialogue: [['Avez-vous pu faire ce que vous vouliez\u202f?', 'Oui']],
      ends: 'Merci, cela nous aide.',
      read: ['Réussite de la tâche', '1 réponse', 'Avez-vous pu faire ce que vous vouliez ?', 'Oui 1'],
    },
  },
  cancellation: {
    touchpoint: 'cancellation',
    meet: async (trial) => {
      await cancelCandles(trial)
      await happened(trial, 'subscription_cancelled', 1)
    },
    en: {
      at: 'Cancellation',
      dialogue: [['What is the main reason for your decision?', 'It is only a pause']],
      ends: 'Thank you. Your cancellation is complete; there is nothing more to do.',
      read: ['1 answer', 'What is the main reason for your decision?', 'It is only a pause 1'],
    },
    fr: {
      at: 'Résiliation',
      dialogue: [
        ['Quelle est la principale raison de votre décision\u202f?', 'Je ne m’en sers pas assez'],
        ['Qu’aurions-nous pu mieux faire\u202f?', 'Une bougie tous les deux mois'],
      ],
      ends: 'Merci. Votre résiliation est enregistrée\u202f; vous n’avez rien d’autre à faire.',
      read: [
        '1 réponse',
        'Quelle est la principale raison de votre décision ?',
        'Je ne m’en sers pas assez 1',
        'Une bougie tous les deux mois',
      ],
    },
  },
  'what-do-you-remember': {
    touchpoint: 'memory',
    meet: async (trial) => {
      await bought(trial)
      await comesBack(trial, 30)
    },
    en: {
      at: 'The memory of a purchase',
      dialogue: [
        ['What do you remember of your last order?', 'The box was too big'],
        ['All in all, how was it for you?', 'Fairly unpleasant'],
      ],
      ends: 'Thank you for telling us.',
      read: ['How it felt', '1 of 10 answers', 'All in all, how was it for you?', '2 / 5', 'The box was too big'],
    },
    fr: {
      at: 'Le souvenir d’un achat',
      dialogue: [
        ['Que retenez-vous de votre dernière commande\u202f?', 'Le papier de soie'],
        ['Dans l’ensemble, comment l’avez-vous vécue\u202f?', 'Très agréable'],
      ],
      ends: 'Merci de nous l’avoir dit.',
      read: ['Ressenti', '1 réponse sur 10', 'Dans l’ensemble, comment l’avez-vous vécue ?', '5 / 5', 'Le papier de soie'],
    },
  },
} as const satisfies Readonly<Record<string, Story>>

/** Answers as a visitor does, by the words of the card. */
const talk = async ({ card, page }: Trial, { dialogue, ends }: Told) => {
  const onward = card.getByRole('button', { name: /^(Continue|Send|Continuer|Envoyer)$/ })
  for (const [question, answer, button] of dialogue) {
    await card.getByRole('heading', { name: question, exact: true }).waitFor()
    const one = card.getByRole('radio').filter({ has: page.getByText(answer, { exact: true }) })
    const several = card.getByRole('checkbox').filter({ has: page.getByText(answer, { exact: true }) })
    // A choice of one goes on by itself.
    if (await one.count()) await one.click()
    else if (await several.count()) {
      await several.click()
      await onward.click()
    } else {
      await card.getByRole('textbox').fill(answer)
      if (button) await card.getByRole('button', { name: button, exact: true }).click()
      await onward.click()
    }
  }
  await card.getByRole('heading', { name: ends, exact: true }).waitFor()
}

/** What the team reads of a touchpoint, all of it, in their language. */
const read = async (language: Language, { touchpoint }: Story, { at }: Told) => {
  await team.goto(`${shop.url}/results?lang=${language}`)
  expect(await team.locator(`#journey-table a[href="#touchpoint-${touchpoint}"]`).textContent()).toBe(at)
  expect(await team.evaluate(() => window.violations)).toEqual([])
  return (await team.locator(`#touchpoint-${touchpoint}`).innerText()).replaceAll(/\s+/g, ' ')
}

describe.each(languages)('%s', (language) => {
  test.each(Object.entries(stories) as [keyof typeof stories, Story][])('%s', async (recipe, story) => {
    const told = story[language]
    const trial = await tryRecipe(await person(), shop, recipe, language, true)
    await story.meet(trial)
    await trial.until('shown', { survey: recipe })
    await talk(trial, told)
    // What is sent waits a moment for more.
    await trial.page.clock.fastForward(2000)
    await trial.ends()
    const text = await read(language, story, told)
    for (const part of told.read) expect(text).toContain(part)
  })
})
