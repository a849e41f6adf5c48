/** What somebody may be writing about. */
export type Topic =
  | 'bot'
  | 'person'
  | 'end'
  | 'order'
  | 'noNumber'
  | 'broken'
  | 'cancel'
  | 'returns'
  | 'delivery'
  | 'bulbs'
  | 'hours'
  | 'thanks'
  | 'hello'
  | 'yes'
  | 'no'

/**
 * The words a topic is recognised by, in both languages at once: people write the one they think in. Without accents; a final `*` stands for
 * any ending, several words for exactly these in a row. The first topic of the list that has one wins, so the narrow ones come first.
 */
const words: readonly (readonly [Topic, string])[] = [
  [
    'bot',
    'are you a bot|are you a robot|are you human|are you a human|are you real|are you a person|are you a real person|talking to a bot',
  ],
  [
    'bot',
    'etes vous un robot|etes vous humain|etes vous un humain|es tu un robot|vous etes un robot|etes vous une personne|etes vous une vraie personne|who are you|qui etes vous',
  ],
  ['person', 'person|human|someone|somebody|agent|advisor|adviser|talk to|speak to|call me|phone number|complain*'],
  ['person', 'personne|humain*|quelqu un|conseiller|conseillere|parler a|appelez moi|rappel*|telephone|reclamation|plainte'],
  [
    'end',
    'bye|goodbye|good bye|that s all|thats all|that is all|nothing else|au revoir|c est tout|ce sera tout|rien d autre|bonne journee|a bientot',
  ],
  [
    'noNumber',
    'don t have it|do not have it|no number|lost the number|lost my number|can t find it|je ne l ai pas|je l ai pas|pas de numero|numero perdu',
  ],
  ['broken', 'broken|broke|damaged|cracked|shattered|smashed|casse|cassee|casses|cassees|brise*|abime*|fele*|endommage*'],
  ['cancel', 'cancel*|change my order|change the address|wrong address|modify|annul*|modifi*|changer ma commande|changer l adresse'],
  ['returns', 'return*|refund*|send back|send it back|money back|exchange*|retour*|rembours*|renvo*|rendre|echang*'],
  ['order', 'order|orders|parcel*|package*|track*|where is|commande*|colis|suivi|suivre|ou en est'],
  ['delivery', 'deliver*|ship*|postage|how long|arrive*|livr*|expedi*|frais de port|delai*|arriv*'],
  [
    'bulbs',
    'lamp*|bulb*|light*|dim|dims|dimm*|led|watt*|flicker*|ampoule*|allum*|lumi*|eclair*|variat*|clignot*|lampadaire|liseuse|suspension',
  ],
  ['hours', 'open|opening|hours|hour|closed|close|when are you|horaire*|heure|heures|ouvr*|ouvert*|ferme|fermee|fermes|quand etes'],
  ['thanks', 'thank*|thx|merci*|parfait|perfect|great|super'],
  ['hello', 'hello|hi|hey|good morning|good evening|bonjour|bonsoir|salut|coucou'],
  ['yes', 'yes|yes please|please|ok|okay|sure|oui|d accord|volontiers|je veux bien'],
  ['no', 'no|nope|not now|non|pas maintenant'],
]

/** Lower case, no accents, single spaces, a space at both ends: what the word lists are written in. */
const plain = (text: string) => {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
  return ` ${bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `
}

const has = (text: string, word: string) => text.includes(word.endsWith('*') ? ` ${word.slice(0, -1)}` : ` ${word} `)

/** The first topic whose words stand in the text, or null. */
export const topicOf = (text: string): Topic | null => {
  const read = plain(text)
  return words.find(([, list]) => list.split('|').some((word) => has(read, word)))?.[0] ?? null
}

/**
 * An order's number in a text, as the shop writes it (`A-1001`), or null. A digit and the hyphen are needed, since `a` is a word; where the
 * number was just asked for, digits alone will do.
 */
export const orderNumberIn = (text: string, asked: boolean): string | null => {
  const straight = text.normalize('NFKC').replace(/\p{Pd}/gu, '-')
  const code = /(?<![\p{L}\p{N}])a ?- ?(?=[a-z]*\d)([a-z\d]{4,12})(?![\p{L}\p{N}])/iu.exec(straight)?.[1]
  const bare = asked ? /^\s*a?\s*(\d{4,12})\s*$/i.exec(straight)?.[1] : undefined
  const found = code ?? bare
  return found ? `A-${found.toUpperCase()}` : null
}
