/** The words of the page of priorities. */
export interface PriorityWords {
  readonly title: string
  readonly link: string
  readonly skip: string
  readonly back: string
  readonly why: string
  readonly weighed: Readonly<Record<'triggered' | 'shown', string>>
  readonly importance: Readonly<Record<'linked' | 'equal', string>>
  readonly plot: string
  readonly impact: string
  readonly effort: string
  readonly less: string
  readonly more: string
  readonly noPlot: string
  readonly rank: (rank: number, isTied: boolean) => string
  readonly tied: string
  readonly shortOf: Readonly<Record<'target' | 'best', (value: string, what: string) => string>>
  readonly shortfall: (value: string, low: string, high: string) => string
  readonly noShortfall: string
  readonly occurs: Readonly<Record<'triggered' | 'shown', (n: number, text: string) => string>>
  readonly linked: (r: string) => string
  readonly impactIs: (value: string, low: string, high: string) => string
  readonly effortIs: (value: string) => string
  readonly noEffort: string
  readonly actions: string
  readonly act: string
  readonly left: string
  readonly leftWhy: Readonly<Record<'few' | 'alone' | 'best', string>>
  readonly none: string
  readonly noneWhy: string
  readonly spoken: (name: string, impact: string, effort: string) => string
}

export const prioritiesEn: PriorityWords = {
  title: 'Priorities',
  link: 'Priorities',
  skip: 'Skip to the priorities',
  back: 'Back to the results',
  why: 'How far a score falls short × how often its moment occurs × how much it matters. Of two whose intervals touch, neither is ranked above the other.',
  weighed: { triggered: 'How often: moments counted on devices.', shown: 'How often: showings, since not all moments are counted.' },
  importance: {
    linked: 'How much it matters: how each goes together with the relationship score. That is no cause.',
    equal: 'How much it matters: the same for all, since the link with the relationship score is not known of each.',
  },
  plot: 'Impact and effort',
  impact: 'Impact',
  effort: 'Effort',
  less: 'less',
  more: 'more',
  noPlot: 'Enter an “effort” with each touchpoint of the configuration, and they stand here against their impact.',
  rank: (rank, isTied) => (isTied ? `Group ${rank}` : `${rank}`),
  tied: 'Among these no order can be told.',
  shortOf: {
    target: (value, by) => `against its target of ${value} by ${by}`,
    best: (value, place) => `against the best measured this way, ${place} with ${value}`,
  },
  shortfall: (value, low, high) => `falls short by ${value} of the scale (${low} to ${high})`,
  noShortfall: 'does not fall short',
  occurs: {
    triggered: (n, text) => (n === 1 ? 'its moment occurred once' : `its moment occurred ${text} times`),
    shown: (n, text) => (n === 1 ? 'shown once' : `shown ${text} times`),
  },
  linked: (r) => `weight ${r}`,
  impactIs: (value, low, high) => `impact ${value} (${low} to ${high})`,
  effortIs: (value) => `effort ${value}`,
  noEffort: 'no effort entered',
  actions: 'What was done',
  act: 'Write down an action',
  left: 'Not ranked',
  leftWhy: { few: 'fewer than ten answers', alone: 'no target, and nothing else is measured this way', best: 'the best measured this way' },
  none: 'Nothing to rank yet',
  noneWhy: 'It takes ten answers at a touchpoint, and a target or a second touchpoint measured the same way.',
  spoken: (name, impact, effort) => `${name}: impact ${impact}, effort ${effort}.`,
}

export const prioritiesFr: PriorityWords = {
  title: 'Priorités',
  link: 'Priorités',
  skip: 'Aller aux priorités',
  back: 'Retour aux résultats',
  why: 'Ce qui manque à un score × la fréquence de son moment × son importance. De deux dont les intervalles se touchent, aucun n’est classé devant l’autre.',
  weighed: {
    triggered: 'Fréquence\u00a0: les moments comptés sur les appareils.',
    shown: 'Fréquence\u00a0: les affichages, puisque tous les moments ne sont pas comptés.',
  },
  importance: {
    linked: 'Importance\u00a0: comment chacun va avec le score de la relation. Ce n’est pas une cause.',
    equal: 'Importance\u00a0: la même pour tous, puisque le lien avec le score de la relation n’est pas connu pour chacun.',
  },
  plot: 'Impact et effort',
  impact: 'Impact',
  effort: 'Effort',
  less: 'moins',
  more: 'plus',
  noPlot:
    'Indiquez un effort («\u202feffort\u202f») pour chaque point de contact de la configuration\u00a0: ils apparaîtront ici face à leur impact.',
  rank: (rank, isTied) => (isTied ? `Groupe ${rank}` : `${rank}`),
  tied: 'Entre ceux-ci, aucun ordre ne peut être établi.',
  shortOf: {
    target: (value, by) => `face à son objectif de ${value} d’ici au ${by}`,
    best: (value, place) => `face au meilleur mesuré ainsi, «\u202f${place}\u202f» avec ${value}`,
  },
  shortfall: (value, low, high) => `il lui manque ${value} de l’échelle (${low} à ${high})`,
  noShortfall: 'il ne lui manque rien',
  occurs: {
    triggered: (n, text) => `son moment est survenu ${n < 2 ? 'une fois' : `${text} fois`}`,
    shown: (n, text) => `affiché ${n < 2 ? 'une fois' : `${text} fois`}`,
  },
  linked: (r) => `poids ${r}`,
  impactIs: (value, low, high) => `impact ${value} (${low} à ${high})`,
  effortIs: (value) => `effort ${value}`,
  noEffort: 'aucun effort indiqué',
  actions: 'Ce qui a été fait',
  act: 'Noter une action',
  left: 'Sans classement',
  leftWhy: { few: 'moins de dix réponses', alone: 'pas d’objectif, et rien d’autre n’est mesuré ainsi', best: 'le meilleur mesuré ainsi' },
  none: 'Rien à classer pour l’instant',
  noneWhy: 'Il faut dix réponses à un point de contact, et un objectif ou un second point de contact mesuré de la même façon.',
  spoken: (name, impact, effort) => `${name}\u00a0: impact ${impact}, effort ${effort}.`,
}
