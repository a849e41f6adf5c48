import type { Answers, Instrument, MomentRef, Problem, TouchpointRef } from '../../../src/survey/wire'
import { COUNTS_TYPE, RESPONSE_TYPE } from '../../../src/survey/wire'
import { isComment, splitContact } from '../answers'
import { type ProblemError, problem } from '../http/problem'
import { type MeasuredMetric, scaleEnds } from '../metrics'
import type { StoredResponse, StoreItem } from '../store'
import { clean, type Unclean } from './clean'
import { occurredAt } from './clock'
import { errorsOf, shortPath } from './errors'
import { eventSchema, type ValidEvent } from './schema'

type ValidResponse = Extract<ValidEvent, { type: typeof RESPONSE_TYPE }>
/** Valid, or the problem to answer with. */
export type Checked = { readonly id: string; readonly item: StoreItem } | { readonly id: string; readonly problem: Problem }

const invalid = (errors: readonly ProblemError[]): Problem =>
  problem(
    'invalid-event',
    422,
    'The event was not kept',
    'Nothing of it was stored; the other events of the batch are not affected.',
    errors,
  )

const measured: readonly string[] = ['nps', 'csat', 'ces', 'rating'] satisfies MeasuredMetric[]
const isMeasured = (type: string): type is MeasuredMetric => measured.includes(type)

/** The answer to the instrument's question, checked against its scale: one 9 on a five-point scale would spoil every figure after it. */
const scoreOf = ({ instrument, answers }: ValidResponse['data']): number | null | ProblemError => {
  const answer = Object.hasOwn(answers, instrument.question) ? answers[instrument.question] : undefined
  if (answer === undefined || !isMeasured(instrument.type)) return null
  const [min, max] = scaleEnds(instrument.type, instrument.points)
  if (typeof answer === 'number' && Number.isInteger(answer) && answer >= min && answer <= max) return answer
  return {
    path: shortPath(`data.answers.${instrument.question}`),
    expected: `a whole number from ${min} to ${max} (${instrument.type})`,
    got: typeof answer === 'string' ? 'a text' : Array.isArray(answer) ? 'a list' : String(answer),
    hint: 'The scale is told by instrument.type and instrument.points.',
  }
}

/** zod leaves optional keys as `T | undefined`; the wire's types say absent. The casts also let through types a newer SDK may know. */
const toResponse = (event: ValidResponse, answers: Answers, score: number | null, receivedAtMs: number): StoredResponse => {
  const { data } = event
  const split = event.id.lastIndexOf(':')
  const chosen = data.answers[data.instrument.question]
  return {
    project: data.project,
    id: event.id.slice(0, split),
    revision: Number(event.id.slice(split + 1)),
    survey: data.survey,
    surveyVersion: data.surveyVersion,
    wave: data.wave,
    touchpoint: data.touchpoint as TouchpointRef,
    status: data.status,
    answers,
    instrument: data.instrument as Instrument,
    score,
    choice: data.instrument.type === 'choice' && Array.isArray(chosen) ? [...chosen].sort() : null,
    commented: Object.entries(data.answers).some(([key, answer]) => isComment(key, answer, data.instrument as Instrument)),
    personas: data.personas,
    variant: data.variant,
    moment: data.moment as MomentRef,
    context: data.context,
    respondent: data.respondent,
    consent: data.consent,
    test: data.test,
    sdk: data.sdk,
    createdAt: new Date(data.createdAt).toISOString(),
    updatedAt: event.time === undefined ? null : new Date(event.time).toISOString(),
    occurredAt: occurredAt(receivedAtMs, data),
    receivedAt: new Date(receivedAtMs).toISOString(),
  }
}

const idOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, 200) : ''

/** Checks one raw event of a batch for a project. */
export const check = (raw: unknown, project: string, receivedAtMs: number): Checked => {
  const id = idOf(raw)
  const unclean: Unclean[] = []
  const cleaned = clean(raw, unclean)
  if (unclean.length > 0) return { id, problem: invalid(unclean.slice(0, 8).map((one) => ({ ...one, path: shortPath(one.path) }))) }
  const parsed = eventSchema.safeParse(cleaned, { reportInput: true })
  if (!parsed.success) return { id, problem: invalid(errorsOf(parsed.error)) }
  const event = parsed.data
  if (event.data.project !== project)
    return {
      id,
      problem: invalid([
        {
          path: 'data.project',
          expected: `"${project}", the project of the address`,
          got: `"${event.data.project.slice(0, 64)}"`,
          hint: 'Post each project to its own ?project=…',
        },
      ]),
    }
  if (event.type === RESPONSE_TYPE) {
    const score = scoreOf(event.data)
    if (score !== null && typeof score === 'object') return { id, problem: invalid([score]) }
    const { answers, contact } = splitContact(event.data.answers, event.data.instrument as Instrument)
    return { id, item: { type: 'response', response: toResponse(event, answers, score, receivedAtMs), contact } }
  }
  return event.type === COUNTS_TYPE
    ? { id, item: { type: 'counts', eventId: event.id, counts: event.data.counts } }
    : { id, item: { type: 'forget', eventId: event.id, respondents: event.data.respondents } }
}
