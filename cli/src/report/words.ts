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
  readonly target: (value: string, by: string, standing: 'reached' | 'below' | 'open') => string
  readonly lowest: string
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
  target: (value, by, standing) => `target ${value} by ${by}: ${{ reached: 'reached', below: 'below', open: 'open' }[standing]}`,
  lowest: 'lowest of all',
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
  target: (value, by, standing) =>
    `objectif ${value} d’ici au ${by} : ${{ reached: 'atteint', below: 'en dessous', open: 'ouvert' }[standing]}`,
  lowest: 'le plus bas de tous',
  legend: 'Intervalle d’échantillonnage seul ; des instruments différents ne sont jamais fusionnés.',
}

export const words = { en, fr } as const
export type Language = keyof typeof words
