import { hash as digest } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { Answers, MomentRef, RespondentRef, Status } from '../../../src/survey/wire'
import { type Agreement, type ContactDetails, isComment } from '../answers'
import { bandOf } from './band'
import { dayOf, isoOf, msOf } from './clock'
import { isAnswered, tapsOf } from './counted'
import { inParts } from './dialect'
import type { Frame, Place } from './names'
import { normal } from './normal'
import type { CommentsTable, ContactsTable, ResponsesTable, Tables } from './tables'
import type { Flag, StoredContact, StoredResponse } from './types'

export const toRow = (response: StoredResponse, place: Place): ResponsesTable => {
  const occurredAt = msOf(response.occurredAt)
  // The index of what was answered holds every row that has them.
  const isCounted = isAnswered(response.status) || response.score !== null || response.choice !== null
  return {
    project_id: response.project,
    response_id: response.id,
    revision: response.revision,
    frame: place.frame,
    series: place.series,
    dims: place.dims,
    day: dayOf(occurredAt),
    status: response.status,
    answers: JSON.stringify(response.answers),
    taps: isCounted ? JSON.stringify(tapsOf(response.answers, response.instrument)) : null,
    score: response.score,
    choice: response.choice && JSON.stringify(response.choice),
    moment: JSON.stringify(response.moment),
    context: JSON.stringify(response.context),
    respondent_id: response.respondent.id,
    respondent_kind: response.respondent.kind,
    person: personOf(response.respondent.id),
    next_day: null,
    created_at: msOf(response.createdAt),
    updated_at: response.updatedAt === null ? null : msOf(response.updatedAt),
    occurred_at: occurredAt,
    received_at: msOf(response.receivedAt),
    flags: response.flags.length > 0 ? JSON.stringify(response.flags) : null,
  }
}

export const hash = (respondent: string): string => digest('sha256', respondent, 'hex')
/** Short enough for an index, and alike for two now and then: who looks for a person asks for the id too. */
export const personOf = (respondent: string): number => Number.parseInt(hash(respondent).slice(0, 12), 16)

const commentsIn = ({ answers, instrument }: StoredResponse): string[] =>
  Object.entries(answers).flatMap(([key, answer]) => (isComment(key, answer, instrument) ? [answer] : []))

/** What was written in a response; null where nothing was. */
export const toCommentRow = (response: StoredResponse, { series, dims }: Place): CommentsTable | null => {
  if (!response.commented) return null
  return {
    project_id: response.project,
    response_id: response.id,
    series,
    dims,
    occurred_at: msOf(response.occurredAt),
    language: response.instrument.locale,
    band: response.score === null ? null : bandOf(response.score, response.instrument),
    score: response.score,
    text: normal(commentsIn(response).join('\n')),
  }
}

/** The casts hold because only `toRow` writes these columns, after validation. */
export const fromRow = (row: ResponsesTable, frame: Frame): StoredResponse => {
  const answers = JSON.parse(row.answers) as Answers
  const response = {
    ...frame,
    simulated: frame.simulated ?? false,
    project: row.project_id,
    id: row.response_id,
    revision: Number(row.revision),
    status: row.status as Status,
    answers,
    score: row.score,
    choice: row.choice === null ? null : (JSON.parse(row.choice) as string[]),
    moment: JSON.parse(row.moment) as MomentRef,
    context: JSON.parse(row.context) as Record<string, unknown>,
    respondent: { id: row.respondent_id, kind: row.respondent_kind as RespondentRef['kind'] },
    createdAt: isoOf(row.created_at),
    updatedAt: row.updated_at === null ? null : isoOf(row.updated_at),
    occurredAt: isoOf(row.occurred_at),
    receivedAt: isoOf(row.received_at),
    flags: row.flags === null ? [] : (JSON.parse(row.flags) as Flag[]),
  }
  return {
    ...response,
    commented: Object.entries(answers).some(([key, answer]) => isComment(key, answer, frame.instrument)),
  }
}

/** Rows with the frames they name, each of which is read once. */
export const toResponses = async (db: Kysely<Tables>, rows: readonly ResponsesTable[]): Promise<StoredResponse[]> => {
  const ids = [...new Set(rows.map(({ frame }) => frame))]
  if (ids.length === 0) return []
  const frames = new Map<number, Frame>()
  for (const some of inParts(ids, 500))
    for (const { id, body } of await db.selectFrom('frames').select(['id', 'body']).where('id', 'in', some).execute())
      frames.set(Number(id), JSON.parse(body) as Frame)
  return rows.map((row) => {
    const frame = frames.get(row.frame)
    if (frame === undefined) throw new Error('expected a row whose frame is there, got none')
    return fromRow(row, frame)
  })
}

export const toContactRow = (response: StoredResponse, { answers, texts, agreed }: ContactDetails): ContactsTable => ({
  project_id: response.project,
  response_id: response.id,
  survey: response.survey,
  touchpoint: response.touchpoint.id,
  respondent_id: response.respondent.id,
  respondent_kind: response.respondent.kind,
  test: response.test ? 1 : 0,
  locale: response.instrument.locale,
  answers: JSON.stringify(answers),
  texts: JSON.stringify(texts),
  agreed: JSON.stringify(agreed),
  occurred_at: response.occurredAt,
  received_at: response.receivedAt,
})

export const fromContactRow = (row: ContactsTable): StoredContact => ({
  project: row.project_id,
  response: row.response_id,
  survey: row.survey,
  touchpoint: row.touchpoint,
  respondent: { id: row.respondent_id, kind: row.respondent_kind as RespondentRef['kind'] },
  test: Boolean(row.test),
  locale: row.locale,
  answers: JSON.parse(row.answers) as Answers,
  texts: JSON.parse(row.texts) as Record<string, string>,
  agreed: JSON.parse(row.agreed) as Agreement[],
  occurredAt: row.occurred_at,
  receivedAt: row.received_at,
})
