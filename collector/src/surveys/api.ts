import { type Context, Hono } from 'hono'
import { jsonErrorAt, placeOf } from '../config/json-error'
import type { Quotas } from '../config/quotas'
import { readBody, refuseBody } from '../http/body'
import { type ProblemError, problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Store } from '../store'
import type { Document } from './document'
import { isTooDeep, review } from './document'
import type { Editor, Opened, Outcome } from './editor'
import type { Rights } from './rights'
import { stateOf } from './state'

export interface ApiOptions {
  readonly store: Store
  readonly editor: Editor
  readonly quotas: Quotas
  readonly rights: Rights
  readonly now: () => number
}

/** A configuration of hundreds of surveys in ten languages is less. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024
/** So many versions and entries of the history are told of. */
export const MOST_TOLD = 200

const noStore = { 'cache-control': 'no-store' }

const told = ({ revision, state, document, meta, head }: Opened) => ({
  revision,
  state,
  published: head.published,
  draft: head.draft,
  ...(meta === null ? {} : { author: meta.author, at: meta.createdAt, note: meta.note }),
  config: document,
})

/** What is refused, and why; `yours`: what was to be saved. */
export const refusal = (outcome: Extract<Outcome, { done: false }>, yours?: Document): Response => {
  switch (outcome.why) {
    case 'conflict':
      return refuse({
        ...problem(
          'conflict',
          409,
          'Somebody else was first',
          'Nothing was changed. Look at `theirs`, bring both together, and send it again with its revision.',
        ),
        ...{ theirs: told(outcome.theirs), ...(yours ? { yours } : {}) },
      })
    case 'errors':
      return refuse(
        problem(
          'invalid-configuration',
          422,
          'The configuration has mistakes',
          'Nothing was published. It may be saved as a draft, mistakes and all.',
          outcome.problems.map(({ path, expected, got, hint }) => ({ path, expected, got, ...(hint ? { hint } : {}) })),
        ),
      )
    case 'nothing':
      return refuse(problem('nothing-to-publish', 409, 'There is nothing to do', 'No draft is there, or it is published already.'))
    case 'unknown-version':
      return refuse(problem('unknown-version', 404, 'There is no such version'))
    case 'unknown-survey':
      return refuse(problem('unknown-survey', 404, 'There is no such survey in what is published'))
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wrong = (errors: readonly ProblemError[]): Response =>
  refuse(problem('malformed-request', 422, 'The request is not as it should be', 'Nothing was changed.', errors))

/** The body as an object, with what each field must be; or the refusal. */
const bodyOf = async (
  context: Context,
  wanted: Readonly<Record<string, (value: unknown) => string | null>>,
): Promise<Readonly<Record<string, unknown>> | Response> => {
  const read = await readBody(context.req.raw, MAX_DOCUMENT_BYTES)
  if ('refused' in read) return refuseBody(read.refused, MAX_DOCUMENT_BYTES)
  let body: unknown
  try {
    body = JSON.parse(read.text)
  } catch {
    return refuse(
      problem('malformed-json', 400, 'The body is not JSON', undefined, [
        { path: placeOf(read.text, jsonErrorAt(read.text)), expected: 'JSON', got: 'something else' },
      ]),
    )
  }
  if (!isRecord(body)) return wrong([{ path: '', expected: 'an object', got: 'something else' }])
  const errors = Object.entries(wanted).flatMap(([path, judge]): ProblemError[] => {
    const expected = judge(body[path])
    return expected === null
      ? []
      : [{ path, expected, got: body[path] === undefined ? 'nothing' : Array.isArray(body[path]) ? 'a list' : typeof body[path] }]
  })
  return errors.length > 0 ? wrong(errors) : body
}

const aRevision = (value: unknown): string | null =>
  typeof value === 'string' && value !== '' ? null : 'the revision it began from, such as "v3"'
const aDocument = (value: unknown): string | null =>
  isRecord(value) && !isTooDeep(value) ? null : 'a configuration: an object of reasonable depth'
const aNote = (value: unknown): string | null =>
  value === undefined || (typeof value === 'string' && value.length <= 500) ? null : 'a text of at most 500 characters'
const aNumber = (value: unknown): string | null =>
  value === null || (Number.isInteger(value) && Number(value) > 0) ? null : 'the number of a version, or null for the file'

/**
 * What teams and their programs do to surveys. Looking needs the right to read, changing the one to edit. Every change names what it began from, and
 * is refused with 409 where that is not what is there any more.
 */
export const surveyApi = ({ store, editor, quotas, rights, now }: ApiOptions): Hono => {
  const app = new Hono()
  const within =
    (run: (context: Context, project: string) => Promise<Response>) =>
    async (context: Context): Promise<Response> => {
      const project = projectOf(context.req.url)
      return project === null ? refuse(invalidProject) : run(context, project)
    }
  const answer = (context: Context, outcome: Outcome, yours?: Document): Response =>
    outcome.done ? context.json(withProblems(outcome.opened), 200, noStore) : refusal(outcome, yours)
  const withProblems = (opened: Opened) => ({ ...told(opened), problems: review(opened.document, now()) })

  app.get(
    '/v1/surveys',
    rights.read,
    within(async (context, project) => {
      const { opened, published: _, ...state } = await stateOf({ store, editor, quotas, now }, project)
      return context.json({ revision: opened.revision, published: opened.head.published, draft: opened.head.draft, ...state }, 200, noStore)
    }),
  )

  app.get(
    '/v1/config/draft',
    rights.read,
    within(async (context, project) => context.json(withProblems(await editor.open(project)), 200, noStore)),
  )

  app.put(
    '/v1/config/draft',
    rights.edit,
    within(async (context, project) => {
      const body = await bodyOf(context, { revision: aRevision, config: aDocument, note: aNote })
      if (body instanceof Response) return body
      const document = body.config as Document
      return answer(
        context,
        await editor.save(project, String(body.revision), document, { who: rights.who(context), note: String(body.note ?? '') }),
        document,
      )
    }),
  )

  app.delete(
    '/v1/config/draft',
    rights.edit,
    within(async (context, project) =>
      answer(context, await editor.discard(project, context.req.query('revision') ?? '', { who: rights.who(context) })),
    ),
  )

  app.post(
    '/v1/config/publish',
    rights.edit,
    within(async (context, project) => {
      const body = await bodyOf(context, { revision: aRevision, note: aNote })
      if (body instanceof Response) return body
      return answer(
        context,
        await editor.publish(project, String(body.revision), { who: rights.who(context), note: String(body.note ?? '') }),
      )
    }),
  )

  app.post(
    '/v1/config/rollback',
    rights.edit,
    within(async (context, project) => {
      const body = await bodyOf(context, { to: aNumber, from: aNumber, note: aNote })
      if (body instanceof Response) return body
      const [to, from] = [body.to, body.from] as [number | null, number | null]
      return answer(context, await editor.rollBack(project, to, from, { who: rights.who(context), note: String(body.note ?? '') }))
    }),
  )

  app.get(
    '/v1/config/versions',
    rights.read,
    within(async (context, project) => {
      const [head, versions, history] = await Promise.all([
        store.surveys.head(project),
        store.surveys.versions(project, MOST_TOLD),
        store.surveys.history(project, MOST_TOLD),
      ])
      return context.json({ ...head, versions, history }, 200, noStore)
    }),
  )

  app.get(
    '/v1/config/versions/:number',
    rights.read,
    within(async (context, project) => {
      const number = Number(context.req.param('number'))
      const found = Number.isSafeInteger(number) && number < 2 ** 31 ? await editor.version(project, number) : null
      return found === null
        ? refusal({ done: false, why: 'unknown-version' })
        : context.json({ ...found.meta, config: found.document }, 200, noStore)
    }),
  )

  for (const [verb, enabled] of [
    ['pause', false],
    ['resume', true],
  ] as const)
    app.post(
      `/v1/surveys/:id/${verb}`,
      rights.edit,
      within(async (context, project) =>
        answer(context, await editor.enable(project, context.req.param('id') ?? '', enabled, { who: rights.who(context) })),
      ),
    )
  return app
}
