import type { Link } from '../../../collector/src/report/map-types'

/** What the report says, in each language it speaks. */
export interface Words {
  readonly touchpoint: string
  readonly score: string
  readonly interval: string
  readonly answers: string
  readonly trend: string
  readonly metric: string
  readonly metrics: Readonly<Record<'nps' | 'csat' | 'ces' | 'rating', string>>
  readonly tooFew: (needed: number | null) => string
  readonly nothing: string
  readonly test: string
  readonly all: string
  readonly since: (day: string) => string
  readonly until: (day: string) => string
  readonly totals: (shown: string, answered: string) => string
  /** Where some of it is sample data. */
  readonly sample: (shown: string, answered: string) => string
  readonly target: (value: string, by: string, standing: 'reached' | 'below' | 'open') => string
  readonly extremes: Readonly<Record<'highest' | 'lowest', string>>
  readonly truth: string
  /** How a touchpoint goes together with the relationship score. */
  readonly link: (link: Pick<Link, 'verdict'>, n: string, r: string) => string
  readonly unasked: (touchpoints: string) => string
  readonly legend: string
}

const en: Words = {
  touchpoint: 'Touchpoint',
  metric: 'Metric',
  score: 'Score',
  interval: '95 %',
  answers: 'n',
  trend: 'Trend',
  metrics: { nps: 'NPS', csat: 'CSAT', ces: 'CES', rating: 'Rating' },
  tooFew: (needed) => (needed === null ? 'too few' : `too few, ${needed} needed`),
  nothing: 'No answers to a scale yet.',
  test: 'Test answers',
  all: 'all time',
  since: (day) => `since ${day}`,
  until: (day) => `before ${day}`,
  totals: (shown, answered) => `${shown} shown, ${answered} answered`,
  sample: (shown, answered) => `Sample data: ${shown} of the showings and ${answered} of the answers were simulated.`,
  target: (value, by, standing) => `target ${value} by ${by}: ${{ reached: 'reached', below: 'below', open: 'open' }[standing]}`,
  extremes: { highest: 'highest of its kind', lowest: 'lowest of its kind' },
  truth: 'moment of truth',
  link: ({ verdict }, n, r) =>
    ({
      together: `goes with the relationship (r ${r}, n ${n})`,
      opposite: `goes against the relationship (r ${r}, n ${n})`,
      unclear: `no link with the relationship can be told (n ${n})`,
      few: `${n} of 30 people in common with the relationship`,
    })[verdict],
  unasked: (touchpoints) => `Nobody listens at: ${touchpoints}.`,
  legend: 'Interval of sampling alone; different instruments are never merged.',
}

const fr: Words = {
  touchpoint: 'Point de contact',
  metric: 'Mesure',
  score: 'Score',
  interval: '95 %',
  answers: 'n',
  trend: 'Évolution',
  metrics: { nps: 'NPS', csat: 'CSAT', ces: 'CES', rating: 'Note' },
  tooFew: (needed) => (needed === null ? 'trop peu' : `trop peu, il en faut ${needed}`),
  nothing: 'Pas encore de réponse sur une échelle.',
  test: 'Réponses de test',
  all: 'depuis le début',
  since: (day) => `depuis le ${day}`,
  until: (day) => `avant le ${day}`,
  totals: (shown, answered) => `${shown} affichages, ${answered} réponses`,
  sample: (shown, answered) => `Données d’exemple : ${shown} des affichages et ${answered} des réponses sont simulés.`,
  target: (value, by, standing) =>
    `objectif ${value} d’ici au ${by} : ${{ reached: 'atteint', below: 'en dessous', open: 'ouvert' }[standing]}`,
  extremes: { highest: 'le plus haut de sa mesure', lowest: 'le plus bas de sa mesure' },
  truth: 'moment de vérité',
  link: ({ verdict }, n, r) =>
    ({
      together: `va avec la relation (r ${r}, n ${n})`,
      opposite: `va contre la relation (r ${r}, n ${n})`,
      unclear: `aucun lien établi avec la relation (n ${n})`,
      few: `${n} personnes sur 30 en commun avec la relation`,
    })[verdict],
  unasked: (touchpoints) => `Personne n’écoute à : ${touchpoints}.`,
  legend: 'Intervalle d’échantillonnage seul ; des instruments différents ne sont jamais fusionnés.',
}

export const words = { en, fr } as const
export type Language = keyof typeof words
