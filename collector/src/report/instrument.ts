import type { ChoiceOption } from '../../../src/survey/config'
import { isComment, isShown } from '../answers'
import { type MeasuredMetric, measure, scaleEnds, share } from '../metrics'
import { plain } from '../plain'
import type { ChoiceCount, ShowingCount, StoredResponse, UsedInstrument } from '../store'
import { forecast } from './forecast'
import type { History } from './history'
import type { Mark } from './marks'
import type { Measure } from './measures'
import type { QuestionReport } from './questions'
import { topRate } from './rate'
import { type Bounds, trendOf } from './trend'
import type { Cascade, InstrumentReport, Participation, Voice } from './types'

const measured: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
/** Whether a question has a score. */
export const isMeasured = (type: string): type is MeasuredMetric => measured.includes(type)
const round = (value: number): number => Math.round(value * 100) / 100

/** What was asked elsewhere is an instrument of its own, whose fingerprint says so: see `import/items.ts`. */
export const isImported = (fingerprint: string): boolean => fingerprint.startsWith('import-')

/** What became of the showings. Who closed the card without an answer has seen it. */
export const cascadeOf = (all: readonly ShowingCount[]): InstrumentReport['cascade'] => {
  const showings = all.filter(({ fingerprint }) => !isImported(fingerprint))
  const count = (...statuses: readonly ShowingCount['status'][]) =>
    showings.reduce((sum, { status, n }) => (statuses.includes(status) ? sum + n : sum), 0)
  return {
    shown: count('shown', 'seen', 'answered', 'completed', 'dismissed'),
    seen: count('seen', 'answered', 'completed', 'dismissed'),
    answered: count('answered', 'completed'),
    completed: count('completed'),
    dismissed: count('dismissed'),
    imported: all.reduce((sum, { fingerprint, n }) => (isImported(fingerprint) ? sum + n : sum), 0),
  }
}

export const participationOf = ({ shown, answered }: Pick<Cascade, 'shown' | 'answered'>): Participation | null => {
  if (shown === 0) return null
  const { score, interval } = share(answered, shown)
  return { rate: round(score), interval: [round(interval[0]), round(interval[1])] }
}

export const voiceOf = (response: StoredResponse): Voice => ({
  response: response.id,
  occurredAt: response.occurredAt,
  score: response.score,
  max:
    response.score !== null && isMeasured(response.instrument.type)
      ? scaleEnds(response.instrument.type, response.instrument.points)[1]
      : null,
  choice: response.choice,
  comments: Object.entries(response.answers).flatMap(([question, answer]) =>
    isComment(question, answer, response.instrument) ? [{ question, text: answer }] : [],
  ),
  answers: Object.fromEntries(Object.entries(response.answers).filter(([key]) => isShown(key, response.instrument))),
  status: response.status,
  locale: response.instrument.locale,
})

const tallyOptions = (chosen: readonly ChoiceCount[], options: readonly ChoiceOption[]): InstrumentReport['choices'] => {
  const counts = new Map<string, number>()
  for (const { choice, n } of chosen) for (const option of choice) counts.set(option, (counts.get(option) ?? 0) + n)
  const label = (id: string) => options.find((option) => option.id === id)?.text ?? id
  return [...counts]
    .map(([option, count]) => ({ option, label: label(option), count }))
    .sort((a, b) => b.count - a.count || (a.option < b.option ? -1 : 1))
}

/** What the store counted for one instrument alone. */
export interface Counted {
  readonly showings: readonly ShowingCount[]
  readonly choices: readonly ChoiceCount[]
  readonly history: History
  readonly latest: readonly StoredResponse[]
  /** Name the choices, where it is one. */
  readonly options: readonly ChoiceOption[]
  readonly questions: readonly QuestionReport[]
  readonly reportsAs: Measure | null
  readonly marks: readonly Mark[]
}

/** One instrument's figures. */
export const reportInstrument = (
  { instrument, survey, first, last }: UsedInstrument,
  { showings, choices, history, latest, options, questions, reportsAs, marks }: Counted,
  bounds: Bounds,
): InstrumentReport => {
  const metric = isMeasured(instrument.type) ? instrument.type : null
  const { unit, days, people, replaces } = history
  const given = people?.map(({ score, latest: n, unrecognised }) => ({ score, n, unrecognised })) ?? days
  const scores = new Map<number, number>()
  for (const { score, n } of given) scores.set(score, (scores.get(score) ?? 0) + n)
  const figure = metric && measure(metric, instrument.points, scores, instrument.countsFrom)
  const isOver = bounds.until !== null && Date.parse(bounds.until) <= bounds.now
  const cascade = cascadeOf(showings)
  return {
    fingerprint: instrument.fingerprint,
    survey,
    metric: instrument.type,
    reportsAs,
    question: plain(instrument.texts[instrument.question] ?? instrument.question),
    display: instrument.display,
    points: instrument.points,
    countsFrom: instrument.countsFrom ?? null,
    labels: instrument.labels.map(plain),
    locale: instrument.locale,
    translated: instrument.translated,
    orientation: instrument.orientation,
    trigger: instrument.trigger,
    delaySeconds: instrument.delaySeconds,
    firstAt: first,
    lastAt: last,
    rule: figure?.rule ?? null,
    n: figure ? figure.n : cascade.answered,
    min: figure?.min ?? null,
    max: figure?.max ?? null,
    score: figure?.score ?? null,
    interval: figure?.interval ?? null,
    halfWidth: figure?.halfWidth ?? null,
    precision: figure?.precision ?? null,
    enough: figure?.enough ?? false,
    limit: figure?.limit ?? null,
    needed: figure?.needed ?? null,
    forecast: figure && !isOver ? forecast(figure, days, bounds.now) : null,
    mean: figure?.mean ?? null,
    top: figure && reportsAs === 'confidence' ? topRate(figure.distribution) : null,
    distribution: figure?.distribution ?? [],
    trend: metric && trendOf(metric, instrument.points, unit, people ?? days, bounds, instrument.countsFrom),
    breakdown: null,
    marks,
    replaces,
    choices: tallyOptions(choices, options),
    questions,
    unrecognised: [...given, ...choices].reduce((sum, value) => sum + value.unrecognised, 0),
    cascade,
    participation: participationOf(cascade),
    latest: latest.map(voiceOf),
  }
}
