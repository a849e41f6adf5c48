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
import { usualResponse } from './usual'

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
    simulated: data.simulated ?? false,
    sdk: data.sdk,
    createdAt: new Date(data.createdAt).toISOString(),
    updatedAt: event.time === undefined ? null : new Date(event.time).toISOString(),
    occurredAt: occurredAt(receivedAtMs, data),
    receivedAt: new Date(receivedAtMs).toISOString(),
    // Judged by the route, which knows the configuration.
    flags: [],
  }
}

const idOf = (raw: unknown): string =>
  typeof raw === 'object' && raw !== null && 'id' in raw && typeof raw.id === 'string' ? raw.id.slice(0, 200) : ''

/** What zod makes of an event, once it is clean, or the problem to answer with. */
const validOf = (raw: unknown): { readonly event: ValidEvent } | { readonly problem: Problem } => {
  const unclean: Unclean[] = []
  const cleaned = clean(raw, unclean)
  if (unclean.length > 0) return { problem: invalid(unclean.slice(0, 8).map((one) => ({ ...one, path: shortPath(one.path) }))) }
  const parsed = eventSchema.safeParse(cleaned, { reportInput: true })
  return parsed.success ? { event: parsed.data } : { problem: invalid(errorsOf(parsed.error)) }
}

/** Checks one raw event of a batch for a project. `isClean`: it comes from JSON in which nothing has to be cleaned. */
export const check = (raw: unknown, project: string, receivedAtMs: number, isClean = false): Checked => {
  const id = idOf(raw)
  const usual = isClean ? usualResponse(raw) : null
  const valid = usual ? { event: usual } : validOf(raw)
  if ('problem' in valid) return { id, problem: valid.problem }
  const { event } = valid
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
    const response = toResponse(event, answers, score, receivedAtMs)
    // Nobody is there to be reached.
    return { id, item: { type: 'response', response, contact: response.simulated ? null : contact } }
  }
  return event.type === COUNTS_TYPE
    ? { id, item: { type: 'counts', eventId: event.id, counts: event.data.counts, simulated: event.data.simulated ?? false } }
    : { id, item: { type: 'forget', eventId: event.id, respondents: event.data.respondents } }
}
