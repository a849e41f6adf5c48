import type { Language } from '../goods/types'

/** Every word that a script puts on a page: the chat, and the tools for whoever tries the shop. */
export interface PageWords {
  readonly chat: {
    readonly title: string
    readonly bot: string
    readonly team: string
    readonly you: string
    readonly log: string
    readonly quick: string
    readonly label: string
    readonly send: string
    readonly minimise: string
    readonly end: string
    readonly ended: string
    readonly again: string
    readonly close: string
  }
  readonly today: (date: string) => string
  readonly tools: string
  readonly close: string
  readonly visitor: string
  readonly newVisitor: string
  readonly newVisitorWhy: string
  readonly monthLater: string
  readonly monthLaterWhy: string
  readonly connection: string
  readonly online: string
  readonly offline: string
  readonly offlineWhy: string
  readonly consent: string
  readonly levels: Readonly<Record<'persistent' | 'session' | 'none', string>>
  readonly look: string
  readonly looks: Readonly<Record<'house' | 'paper' | 'editorial' | 'bright', string>>
  readonly lookWhy: string
  readonly theme: string
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>
  readonly language: string
  readonly why: string
  readonly whyHint: string
  readonly notLoaded: string
  readonly surveys: Readonly<Record<string, string>>
  readonly verdicts: Readonly<Record<'yes' | 'no' | 'byVisitor', string>>
  readonly gates: (passing: number, all: number) => string
  readonly nextPossible: (date: string) => string
  readonly passed: string
  readonly refused: string
  readonly happened: string
  readonly nothingYet: string
  readonly events: Readonly<
    Record<'moment' | 'suppressed' | 'shown' | 'answered' | 'completed' | 'dismissed' | 'delivered' | 'loss' | 'error', string>
  >
  readonly tryThis: string
  readonly ways: readonly (readonly [text: string, path: string])[]
}

const en: PageWords = {
  chat: {
    title: 'Chat with Maison Lumen',
    bot: 'Automated assistant',
    team: 'The team',
    you: 'You',
    log: 'Conversation',
    quick: 'Quick replies',
    label: 'Your message',
    send: 'Send',
    minimise: 'Minimise the chat',
    end: 'End the chat',
    ended: 'This chat is over.',
    again: 'Start another',
    close: 'Close',
  },
  today: (date) => `Today is ${date}.`,
  tools: 'Tools for trying the shop',
  close: 'Close the tools',
  visitor: 'Visitor',
  newVisitor: 'New visitor',
  newVisitorWhy: 'Forgets everything this browser keeps for the shop and for Peakend.',
  monthLater: 'One month later',
  monthLaterWhy: 'Moves this page’s clock by 30 days.',
  connection: 'Connection',
  online: 'Online',
  offline: 'Offline',
  offlineWhy: 'What the page’s scripts send fails, as in a tunnel. Pages still load.',
  consent: 'What Peakend may remember',
  levels: { persistent: 'On this device', session: 'This visit', none: 'Nothing' },
  look: 'Theme',
  looks: { house: 'The shop’s', paper: 'Paper', editorial: 'Editorial', bright: 'Bright' },
  lookWhy: 'One file of CSS variables: the shop and the question change together.',
  theme: 'Appearance',
  themes: { auto: 'As the device', light: 'Light', dark: 'Dark' },
  language: 'Language',
  why: 'Why was I (not) asked?',
  whyHint: 'What would be decided now, for each question:',
  notLoaded: 'Peakend is not on this page.',
  surveys: {
    'checkout-csat': 'After an order',
    'chat-csat': 'After a chat',
    'relationship-nps': 'The relationship',
    'search-csat': 'After a search',
    'product-ces': 'A product page',
    'delivery-csat': 'After a delivery',
    'peak-end': 'The visit before',
    'page-helpful': 'A help page',
    feedback: 'The feedback tab',
  },
  verdicts: { yes: 'Would be asked', no: 'Not asked', byVisitor: 'Opens at a click' },
  gates: (passing, all) => `${passing} of ${all} gates pass`,
  nextPossible: (date) => `Possible again from ${date}.`,
  passed: 'passes',
  refused: 'says no',
  happened: 'What happened',
  nothingYet: 'Nothing yet.',
  events: {
    moment: 'Moment',
    suppressed: 'Not asked',
    shown: 'Shown',
    answered: 'Answered',
    completed: 'Completed',
    dismissed: 'Dismissed',
    delivered: 'Delivered',
    loss: 'Loss',
    error: 'Error',
  },
  tryThis: 'Things to try',
  ways: [
    ['Say yes below, buy a lamp, answer, open the results', '/p/opaline'],
    ['Chat, end the chat, answer', '/help'],
    ['After an order: one month later, then your account', '/account'],
    ['Ready-made surveys, one moment each', '/recipes'],
  ],
}

const fr: PageWords = {
  chat: {
    title: 'Chat avec Maison Lumen',
    bot: 'Assistant automatique',
    team: 'L’équipe',
    you: 'Vous',
    log: 'Échange',
    quick: 'Réponses rapides',
    label: 'Votre message',
    send: 'Envoyer',
    minimise: 'Réduire le chat',
    end: 'Terminer l’échange',
    ended: 'Cet échange est terminé.',
    again: 'En commencer un autre',
    close: 'Fermer',
  },
  today: (date) => `Nous sommes le ${date}.`,
  tools: 'Outils pour essayer la boutique',
  close: 'Fermer les outils',
  visitor: 'Visiteur',
  newVisitor: 'Nouveau visiteur',
  newVisitorWhy: 'Oublie tout ce que ce navigateur garde pour la boutique et pour Peakend.',
  monthLater: 'Un mois plus tard',
  monthLaterWhy: 'Avance l’horloge de cette page de 30\u00a0jours.',
  connection: 'Connexion',
  online: 'En ligne',
  offline: 'Hors ligne',
  offlineWhy: 'Ce que les scripts de la page envoient échoue, comme dans un tunnel. Les pages, elles, s’ouvrent.',
  consent: 'Ce que Peakend peut retenir',
  levels: { persistent: 'Sur cet appareil', session: 'Cette visite', none: 'Rien' },
  look: 'Thème',
  looks: { house: 'La boutique', paper: 'Papier', editorial: 'Éditorial', bright: 'Vif' },
  lookWhy: 'Un seul fichier de variables CSS : la boutique et la question changent ensemble.',
  theme: 'Apparence',
  themes: { auto: 'Comme l’appareil', light: 'Claire', dark: 'Sombre' },
  language: 'Langue',
  why: 'Pourquoi (pas) de question\u202f?',
  whyHint: 'Ce qui serait décidé maintenant, question par question\u00a0:',
  notLoaded: 'Peakend n’est pas sur cette page.',
  surveys: {
    'checkout-csat': 'Après une commande',
    'chat-csat': 'Après un échange',
    'relationship-nps': 'La relation',
    'search-csat': 'Après une recherche',
    'product-ces': 'Une fiche produit',
    'delivery-csat': 'Après une livraison',
    'peak-end': 'La visite d’avant',
    'page-helpful': 'Une page d’aide',
    feedback: 'L’onglet «\u00a0Votre avis\u00a0»',
  },
  verdicts: { yes: 'Serait posée', no: 'Pas posée', byVisitor: 'S’ouvre d’un clic' },
  gates: (passing, all) => `${passing} conditions sur ${all} remplies`,
  nextPossible: (date) => `De nouveau possible à partir du ${date}.`,
  passed: 'laisse passer',
  refused: 'refuse',
  happened: 'Ce qui s’est passé',
  nothingYet: 'Rien encore.',
  events: {
    moment: 'Moment',
    suppressed: 'Pas posée',
    shown: 'Affichée',
    answered: 'Réponse',
    completed: 'Terminée',
    dismissed: 'Fermée',
    delivered: 'Livrée',
    loss: 'Perte',
    error: 'Erreur',
  },
  tryThis: 'À essayer',
  ways: [
    ['Acceptez plus bas, achetez une lampe, répondez, ouvrez les résultats', '/p/opaline'],
    ['Discutez, terminez l’échange, répondez', '/help'],
    ['Après une commande\u00a0: un mois plus tard, puis votre compte', '/account'],
    ['Des questionnaires prêts à l’emploi, un moment pour chacun', '/recipes'],
  ],
}

export const pageWords: Readonly<Record<Language, PageWords>> = { en, fr }
