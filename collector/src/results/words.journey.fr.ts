import type { JourneyWords } from './words.journey'

const personnes = (n: number, text: string): string => (n < 2 ? `${text} personne` : `${text} personnes`)

export const journeyFr: JourneyWords = {
  title: 'Le parcours',
  empty: { heard: 'réponses sans score', waiting: 'pas encore de réponse', unasked: 'personne n’écoute ici' },
  wide: 'pas encore assez',
  size: (n) => `n = ${n}`,
  target: (value) => `objectif ${value}`,
  by: (month) => `d’ici ${month}`,
  belief: (value) => `équipe\u00a0: ${value}`,
  believers: (n) => `(n = ${n})`,
  truth: 'moment de vérité',
  extremes: { highest: 'le plus haut', lowest: 'le plus bas' },
  metrics: { nps: 'NPS', csat: 'CSAT', ces: 'CES', rating: 'Note' },
  points: (points) => `${points} niveaux`,
  key: {
    score: 'score et son intervalle à 95\u00a0%',
    target: 'objectif',
    belief: 'ce que l’équipe attendait',
    line: 'une même question, posée de la même façon',
    truth: 'moment de vérité',
    named: 'moments cités',
  },
  left: 'Qui est parti ne note jamais la suite\u00a0: un score plus loin est celui des personnes qui sont restées.',
  apart: 'Chaque mesure a sa propre échelle. Des scores de mesures différentes ne forment pas une ligne.',
  unjoined: 'Aucune question n’est posée de la même façon à deux points de contact\u00a0: aucun point n’est relié.',
  others: (n) => (n === 1 ? 'une autre façon de demander, absente de la carte' : `${n} autres façons de demander, absentes de la carte`),
  columns: { place: 'Point de contact', score: 'Score', answers: 'Réponses', beside: 'À côté' },
  expected: (value) => `l’équipe attendait ${value}`,
  expectedBy: (value, n, text, day) => `l’équipe attendait ${value} (${personnes(n, text)}, la dernière le ${day})`,
  same: 'Seulement les personnes qui ont aussi répondu à',
  everybody: 'Tout le monde',
  sameNotice: (place, n, text) =>
    `Seulement les personnes qui ont aussi répondu à «\u202f${place}\u202f»\u00a0: ${personnes(n, text)}, la dernière réponse de chacune.`,
  samePart: (text) => `Les ${text} plus récentes.`,
  sameShow: 'Afficher',
  sameThere: (place, value) => `les mêmes personnes à «\u202f${place}\u202f»\u00a0: ${value}`,
  truths: 'Les moments de vérité et la relation',
  link: {
    together: (people, place) =>
      `Qui lui donne une meilleure note en donne aussi une meilleure à «\u202f${place}\u202f», parmi ${people} ayant noté les deux.`,
    opposite: (people, place) =>
      `Qui lui donne une meilleure note en donne une moins bonne à «\u202f${place}\u202f», parmi ${people} ayant noté les deux.`,
    unclear: (people, place) =>
      `Aucun lien avec «\u202f${place}\u202f» ne peut être établi parmi ${people} ayant noté les deux\u00a0: ce que l’on voit peut être dû au hasard.`,
    few: (people, place) => `Pas assez de personnes en commun avec «\u202f${place}\u202f»\u00a0: ${people}, il en faut 30.`,
  },
  people: personnes,
  linkFigure: (r, low, high) => `corrélation des rangs ${r}, entre ${low} et ${high}`,
  linkWhy:
    'Ce qui va ensemble n’est pas une cause\u00a0: qui aime une marque peut tout en aimer. La dernière réponse de chaque personne compte, et seulement de celles que l’on reconnaît d’une visite à l’autre. Testé à 5\u00a0%, corrigé pour tous les liens à la fois (Holm).',
  noRelationship: 'Il n’y a pas encore de score de relation (NPS) auquel les relier.',
  named: 'Ce qui reste\u00a0: les moments cités et la fin',
  namedBy: (n, text) => `${personnes(n, text)} ${n < 2 ? 'a' : 'ont'} cité un moment.`,
  namedAs: (pleasant, unpleasant) => `${pleasant} agréables, ${unpleasant} désagréables`,
  pleasant: (n) => `${n} agréables`,
  unpleasant: (n) => `${n} désagréables`,
  namedRest: (n, text) =>
    n < 2 ? `${text} personne a cité un autre moment.` : `${text} en ont cité d’autres, chacun par moins de cinq personnes.`,
  namedWhy:
    'Agréable\u00a0: 4 ou 5 sur 5. Désagréable\u00a0: 1 ou 2. Le moment et la fin se notent sur une même échelle, pour que l’on puisse les comparer.',
  peak: 'Comment était ce moment',
  end: 'Comment cela s’est terminé',
  shifts: 'Écart après la réponse',
  shift: {
    higher: (people) => `Interrogées de nouveau après la réponse à leur doute\u00a0: ${people}, plus haut qu’avant.`,
    lower: (people) => `Interrogées de nouveau après la réponse à leur doute\u00a0: ${people}, plus bas qu’avant.`,
    unclear: (people) => `Aucun écart ne peut être établi\u00a0: ${people}, interrogées de nouveau après la réponse à leur doute.`,
    few: (people) => `Interrogées de nouveau après la réponse à leur doute\u00a0: ${people}, il en faut dix.`,
  },
  shiftFigure: (difference, low, high) => `différence moyenne ${difference}, entre ${low} et ${high}, sur l’échelle`,
  shiftWhy:
    'Un écart, pas un effet mesuré\u00a0: seules les personnes qui doutent sont interrogées de nouveau, et qui répond bas répond plus haut la fois suivante, par le seul hasard (régression vers la moyenne\u00a0: 0,35 à 0,58). Ce que fait la réponse elle-même, seul un groupe interrogé de nouveau avant de la lire peut le dire.',
  lifts: 'Gain dû à la réponse, par rapport au groupe témoin',
  lift: {
    higher: 'Les personnes qui avaient lu la réponse ont davantage progressé que celles qui ne l’avaient pas encore lue.',
    lower: 'Les personnes qui avaient lu la réponse ont moins progressé que celles qui ne l’avaient pas encore lue.',
    unclear: 'Aucun gain ne peut être établi\u00a0: ce qui sépare les deux groupes peut être dû au hasard.',
    few: 'Aucun gain n’est donné tant que dix personnes de chaque groupe n’ont pas répondu de nouveau.',
  },
  liftFigure: (difference, low, high, p) => `différence ${difference}, entre ${low} et ${high}, sur l’échelle\u202f; p\u00a0${p}`,
  liftGroup: {
    group: (asked, again) => `Interrogées de nouveau après avoir lu la réponse\u00a0: ${again} sur ${asked} ont répondu`,
    holdout: (asked, again) => `Groupe témoin, interrogé de nouveau avant de la lire\u00a0: ${again} sur ${asked} ont répondu`,
  },
  liftMoved: (mean) => `${mean} en moyenne`,
  liftWhy:
    'Toutes les personnes qui ont un doute lisent la réponse\u202f; le sort décide lesquelles sont interrogées de nouveau avant. Le hasard et le fait d’être interrogé deux fois sont donc dans les deux groupes, et ce qui les sépare est la réponse. Cela vaut pour les personnes qui ont répondu de nouveau\u00a0: si elles sont bien moins nombreuses dans un groupe, ce ne sont peut-être plus les mêmes. Testé à 5\u00a0%, corrigé pour tous les gains à la fois (Holm).',
  recovery: 'Après une aide proposée',
  recovered: {
    accepted: (people, again) => `Aide acceptée\u00a0: ${people}, dont ${again} ont répondu de nouveau`,
    others: (people, again) => `Aide non acceptée\u00a0: ${people}, dont ${again} ont répondu de nouveau`,
  },
  recoveredFew: 'moins de dix',
  recoveryWhy:
    'Les personnes qui avaient répondu bas, selon leur dernière réponse depuis. Aide acceptée\u00a0: de quoi les joindre laissé, ou ce qui était proposé fait. Elles ont choisi elles-mêmes\u00a0: aucun des deux groupes ne montre ce que l’aide provoque.',
  coverage: 'Là où personne n’écoute',
  coverageOf: (empty, all) => `${empty} cases sur ${all}`,
  coverageWhy:
    'Les étapes du parcours selon ce à quoi sert un point de contact. Toutes les cases n’appellent pas une question\u202f; une case vide devrait être un choix.',
  hearing: { heard: 'à l’écoute', waiting: 'demandé, pas encore de réponse', unasked: 'personne n’écoute ici' },
  spoken: (places) => `Le parcours, ${places} points de contact dans leur ordre.`,
  spokenEmpty: (places) => `Rien entendu à ${places}.`,
}
