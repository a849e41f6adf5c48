import type { Language } from './types'

/** Everything the assistant of the shop can say, and the replies it offers. */
export interface ChatTexts {
  readonly hello: readonly string[]
  readonly greeting: string
  readonly bot: readonly string[]
  readonly delivery: readonly string[]
  readonly returns: readonly string[]
  readonly broken: readonly string[]
  readonly cancel: readonly string[]
  readonly bulbs: readonly string[]
  readonly hours: readonly string[]
  readonly askNumber: readonly string[]
  readonly notNumber: readonly string[]
  readonly noNumber: readonly string[]
  /** The one order the script knows. */
  readonly knownOrder: readonly string[]
  readonly otherOrder: (number: string) => readonly string[]
  readonly missed: readonly string[]
  readonly missedTwice: readonly string[]
  readonly topics: string
  readonly more: string
  readonly welcome: string
  readonly handover: readonly string[]
  readonly taken: readonly string[]
  readonly nothingTaken: readonly string[]
  readonly goodbye: string
  readonly over: string
  readonly reply: {
    readonly delivery: string
    readonly returns: string
    readonly order: string
    readonly bulbs: string
    readonly hours: string
    readonly person: string
    readonly end: string
    readonly yes: string
    readonly no: string
    readonly noNumber: string
  }
}

/** The only order number the script has a story for. */
export const knownOrder = 'A-1001'

const en: ChatTexts = {
  hello: [
    'Hello, I am the assistant of Maison Lumen: a script, not a person, and this shop is a demonstration.',
    'I recognise a few words about delivery, returns, an order, lamps and bulbs, and our opening hours. What is it about?',
  ],
  greeting: 'Hello. What is it about?',
  bot: ['I am a script: I look for words I know and answer with prepared sentences. You can ask for a person at any time.'],
  delivery: [
    'Two to seven working days, depending on the object: each product page tells its own time.',
    'A parcel costs €6, and nothing from €80. The price is the same in the whole European Union.',
  ],
  returns: [
    'You have 30 days from the day it arrived, for any reason or none, and the return is free.',
    'The refund leaves within five working days of the parcel reaching us.',
  ],
  broken: [
    'I am sorry about that. A picture of the thing and one of the box are all we need, within 14 days of its arrival.',
    'We then send another one or refund you, as you prefer. The pieces need not come back.',
  ],
  cancel: [
    'Until the parcel leaves, at 4\u00a0pm on working days, an order can be changed or cancelled free of charge. I cannot do that myself: a person can.',
    'After that, let it arrive and send it back: the return is free.',
  ],
  bulbs: [
    'Opaline takes an E14 bulb of 4\u00a0W, Heron an E27 of 8\u00a0W, and both come with theirs. Cloche takes an E27 of up to 12\u00a0W. Lutrin has its light built in, replaced for life.',
    'If a lamp flickers when it is turned down, its bulb is probably not made to be dimmed: look for “dimmable” on the box.',
  ],
  hours: ['People answer from Monday to Friday, 9\u00a0am to 6\u00a0pm, Paris time. I am a script: I am here all the time.'],
  askNumber: [`What is your order number? It begins with A-, for example ${knownOrder}.`],
  notNumber: [`I cannot find an order number in that. It begins with A-, followed by letters or digits, for example ${knownOrder}.`],
  noNumber: ['It stands on the confirmation page and in the e-mail that follows it. If you cannot find either, a person can look it up.'],
  knownOrder: [
    `Order ${knownOrder}, one Opaline table lamp: it left the workshop yesterday at 4\u00a0pm and is with the carrier.`,
    'It is expected within two working days. This order is part of the demonstration: no lamp is really on its way.',
  ],
  otherOrder: (number) => [
    `${number} looks like one of our numbers, but I cannot see into it: the only order this demonstration knows is ${knownOrder}.`,
    'In a real shop, a person could look it up for you.',
  ],
  missed: ['I did not understand that: I only recognise a few words. Could you put it differently, or choose one of these?'],
  missedTwice: ['I still do not understand, and would rather not guess. Would you like to talk to a person?'],
  topics: 'Very well. Here is what I can answer.',
  more: 'What else would you like to know?',
  welcome: 'You are welcome. Is there anything else?',
  handover: [
    'In a real shop, a person would join the conversation now. This is a demonstration: what follows is still a script, and nobody reads it.',
    'To see how it would go on, write your request in one message. Please leave out anything personal.',
  ],
  taken: [
    'Thank you, that is all we need. In a real shop, a person would take it from here and answer by e-mail within one working day.',
    'Here the script ends, and your message goes no further. Have a good day.',
  ],
  nothingTaken: ['Very well: there was nothing to pass on, and nothing has been passed on. Have a good day.'],
  goodbye: 'Thank you for stopping by. Have a good day.',
  over: 'This conversation is over. You can start a new one whenever you like.',
  reply: {
    delivery: 'Delivery',
    returns: 'Returns',
    order: 'Where is my order?',
    bulbs: 'Lamps and bulbs',
    hours: 'Opening hours',
    person: 'Talk to a person',
    end: 'That’s all',
    yes: 'Yes, please',
    no: 'No, not now',
    noNumber: 'I don’t have it',
  },
}

const fr: ChatTexts = {
  hello: [
    'Bonjour, je suis l’assistant de Maison Lumen\u202f: un script, pas une personne, et cette boutique est une démonstration.',
    'Je reconnais quelques mots sur la livraison, les retours, une commande, les lampes et ampoules, et nos horaires. De quoi s’agit-il\u202f?',
  ],
  greeting: 'Bonjour. De quoi s’agit-il\u202f?',
  bot: [
    'Je suis un script\u202f: je cherche des mots que je connais et je réponds par des phrases préparées. Vous pouvez demander une personne à tout moment.',
  ],
  delivery: [
    'De deux à sept jours ouvrés, selon l’objet\u202f: chaque fiche indique son délai.',
    'Un colis coûte 6\u00a0€, et rien dès 80\u00a0€. Le tarif est le même dans toute l’Union européenne.',
  ],
  returns: [
    'Vous avez 30 jours à compter de la réception, avec ou sans raison, et le retour est gratuit.',
    'Le remboursement part dans les cinq jours ouvrés après l’arrivée du colis chez nous.',
  ],
  broken: [
    'J’en suis désolé. Une photo de l’objet et une de la boîte suffisent, sous 14 jours après la réception.',
    'Nous envoyons alors un autre exemplaire ou nous vous remboursons, comme vous préférez. Aucun morceau n’est à renvoyer.',
  ],
  cancel: [
    'Tant que le colis n’est pas parti, à 16\u00a0h les jours ouvrés, une commande se modifie ou s’annule sans frais. Je ne peux pas le faire moi-même\u202f: une personne le peut.',
    'Ensuite, laissez-le arriver, puis renvoyez-le\u202f: le retour est gratuit.',
  ],
  bulbs: [
    'Opaline prend une ampoule E14 de 4\u00a0W, Héron une E27 de 8\u00a0W, et toutes deux sont livrées avec la leur. Cloche prend une E27 de 12\u00a0W au plus. Lutrin a la sienne intégrée, remplacée à vie.',
    'Si une lampe clignote quand on la baisse, son ampoule n’est sans doute pas faite pour cela\u202f: cherchez la mention «\u202fdimmable\u202f» sur la boîte.',
  ],
  hours: [
    'Des personnes répondent du lundi au vendredi, de 9\u00a0h à 18\u00a0h, heure de Paris. Moi, je suis un script\u202f: je suis là tout le temps.',
  ],
  askNumber: [`Quel est votre numéro de commande\u202f? Il commence par A-, par exemple ${knownOrder}.`],
  notNumber: [`Je n’y trouve pas de numéro de commande. Il commence par A-, suivi de lettres ou de chiffres, par exemple ${knownOrder}.`],
  noNumber: [
    'Il figure sur la page de confirmation et dans l’e-mail qui la suit. Si vous ne trouvez ni l’une ni l’autre, une personne peut le rechercher.',
  ],
  knownOrder: [
    `Commande ${knownOrder}, une lampe à poser Opaline\u202f: elle a quitté l’atelier hier à 16\u00a0h et se trouve chez le transporteur.`,
    'Elle est attendue sous deux jours ouvrés. Cette commande fait partie de la démonstration\u202f: aucune lampe n’est vraiment en route.',
  ],
  otherOrder: (number) => [
    `${number} ressemble bien à l’un de nos numéros, mais je ne peux pas le consulter\u202f: cette démonstration ne connaît que la commande ${knownOrder}.`,
    'Dans une vraie boutique, une personne pourrait la rechercher pour vous.',
  ],
  missed: [
    'Je n’ai pas compris\u202f: je ne reconnais que quelques mots. Pourriez-vous le dire autrement, ou choisir l’une de ces réponses\u202f?',
  ],
  missedTwice: ['Je ne comprends toujours pas, et je préfère ne pas deviner. Souhaitez-vous parler à une personne\u202f?'],
  topics: 'Très bien. Voici ce à quoi je peux répondre.',
  more: 'Que souhaitez-vous savoir d’autre\u202f?',
  welcome: 'Je vous en prie. Y a-t-il autre chose\u202f?',
  handover: [
    'Dans une vraie boutique, une personne rejoindrait maintenant la conversation. Ceci est une démonstration\u202f: la suite reste un script et personne ne la lit.',
    'Pour voir comment cela continuerait, écrivez votre demande en un message. N’y mettez rien de personnel.',
  ],
  taken: [
    'Merci, c’est tout ce qu’il nous faut. Dans une vraie boutique, une personne prendrait le relais et vous répondrait par e-mail sous un jour ouvré.',
    'Ici, le script s’arrête et votre message ne va pas plus loin. Bonne journée.',
  ],
  nothingTaken: ['Très bien\u202f: il n’y avait rien à transmettre, et rien n’a été transmis. Bonne journée.'],
  goodbye: 'Merci de votre visite. Bonne journée.',
  over: 'Cette conversation est terminée. Vous pouvez en commencer une autre quand vous le souhaitez.',
  reply: {
    delivery: 'Livraison',
    returns: 'Retours',
    order: 'Où en est ma commande\u202f?',
    bulbs: 'Lampes et ampoules',
    hours: 'Horaires',
    person: 'Parler à une personne',
    end: 'C’est tout',
    yes: 'Oui, volontiers',
    no: 'Non, pas maintenant',
    noNumber: 'Je ne l’ai pas',
  },
}

export const chatTexts: Readonly<Record<Language, ChatTexts>> = { en, fr }
