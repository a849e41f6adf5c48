/** The words of asking staff what they expect. */
export interface BeliefWords {
  readonly title: string
  readonly link: string
  readonly skip: string
  readonly back: string
  readonly why: string
  readonly survey: string
  readonly create: string
  readonly nothing: string
  readonly created: string
  readonly once: string
  readonly links: string
  readonly none: string
  readonly open: (day: string) => string
  readonly closed: (day: string) => string
  readonly few: (n: number, text: string) => string
  readonly is: (score: string, mean: string, n: string, day: string) => string
  readonly close: string
  readonly remove: string
  readonly removeForGood: string
  readonly done: Readonly<Record<'closed' | 'removed', string>>
  readonly wrong: string
  /** What staff see. */
  readonly ask: string
  readonly askWhy: string
  readonly worst: string
  readonly best: string
  readonly send: string
  readonly thanks: string
  readonly thanksWhy: string
  readonly before: string
  readonly choose: string
  readonly cookies: string
  readonly gone: string
  readonly goneWhy: string
}

export const beliefEn: BeliefWords = {
  title: 'What staff expect',
  link: 'Staff',
  skip: 'Skip to what staff expect',
  back: 'Back to the results',
  why: 'Send a link to your colleagues. It asks them the question that customers are asked, before they see the score: what would most customers say? One answer a browser, without a name. From five answers on, what they expect stands beside what customers say.',
  survey: 'Question',
  create: 'Make a link',
  nothing: 'No survey asks a scale yet.',
  created: 'Your link',
  once: 'Copy it now: it is shown this once. Whoever has it can answer.',
  links: 'Links',
  none: 'No link yet.',
  open: (day) => `open since ${day}`,
  closed: (day) => `closed on ${day}`,
  few: (n, text) => `${n === 1 ? '1 answer' : `${text} answers`}; it takes five.`,
  is: (score, mean, n, day) => `expected ${score} (mean ${mean}, n = ${n}, last on ${day})`,
  close: 'Close',
  remove: 'Delete',
  removeForGood: 'Delete with its answers, for good',
  done: { closed: 'Closed.', removed: 'Deleted.' },
  wrong: 'Choose a question.',
  ask: 'What do you think most customers answer?',
  askWhy:
    'This is the question that customers are asked. Answer before you look at the results. Nobody sees who answered what; this browser is remembered, so that each answers once.',
  worst: 'worst',
  best: 'best',
  send: 'Send',
  thanks: 'Thank you.',
  thanksWhy: 'Once five of you have answered, it stands beside what customers say.',
  before: 'You have answered already. The first answer counts.',
  choose: 'Choose an answer.',
  cookies: 'This needs a cookie, so that each answers once. Allow it and open the link again.',
  gone: 'This link is closed',
  goneWhy: 'Ask whoever sent it for a new one.',
}

export const beliefFr: BeliefWords = {
  title: 'Ce que l’équipe attend',
  link: 'Équipe',
  skip: 'Aller à ce que l’équipe attend',
  back: 'Retour aux résultats',
  why: 'Envoyez un lien à vos collègues. Il leur pose la question que l’on pose à la clientèle, avant qu’ils ne voient le score\u00a0: que dirait la plupart des gens\u202f? Une réponse par navigateur, sans nom. À partir de cinq réponses, ce qu’ils attendent figure à côté de ce que dit la clientèle.',
  survey: 'Question',
  create: 'Créer un lien',
  nothing: 'Aucune enquête ne pose encore de question sur une échelle.',
  created: 'Votre lien',
  once: 'Copiez-le maintenant\u00a0: il ne s’affiche qu’une fois. Qui l’a peut répondre.',
  links: 'Liens',
  none: 'Aucun lien pour l’instant.',
  open: (day) => `ouvert depuis le ${day}`,
  closed: (day) => `fermé le ${day}`,
  few: (n, text) => `${text} ${n < 2 ? 'réponse' : 'réponses'}\u202f; il en faut cinq.`,
  is: (score, mean, n, day) => `attendu\u00a0: ${score} (moyenne ${mean}, n = ${n}, la dernière le ${day})`,
  close: 'Fermer',
  remove: 'Supprimer',
  removeForGood: 'Supprimer avec ses réponses, définitivement',
  done: { closed: 'Fermé.', removed: 'Supprimé.' },
  wrong: 'Choisissez une question.',
  ask: 'Que répond, selon vous, la plupart des gens\u202f?',
  askWhy:
    'C’est la question que l’on pose à la clientèle. Répondez avant de regarder les résultats. Personne ne voit qui a répondu quoi\u202f; ce navigateur est retenu, pour que chacun réponde une fois.',
  worst: 'le moins bien',
  best: 'le mieux',
  send: 'Envoyer',
  thanks: 'Merci.',
  thanksWhy: 'Dès que cinq d’entre vous auront répondu, cela figurera à côté de ce que dit la clientèle.',
  before: 'Vous avez déjà répondu. La première réponse compte.',
  choose: 'Choisissez une réponse.',
  cookies: 'Il faut un cookie, pour que chacun réponde une fois. Autorisez-le et rouvrez le lien.',
  gone: 'Ce lien est fermé',
  goneWhy: 'Demandez-en un nouveau à la personne qui l’a envoyé.',
}
