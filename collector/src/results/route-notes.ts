import { randomUUID } from 'node:crypto'
import { type Context, Hono } from 'hono'
import { readBody } from '../http/body'
import { type ProblemError, problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import { dayIn } from '../report/scope'
import { type Note, type NoteKind, noteKinds } from '../store'
import type { Gate } from './gate'
import { goOn, headers, placeOf } from './http'
import { fieldsOf, NOTES, type NoteField, type NoteFields, noFields, notesPage } from './notes'
import { hrefOf, type Place, unchosen } from './place'
import { touchpointNames } from './read-comments'
import type { ResultsOptions } from './route'
import { viewIn } from './sample'
import type { View } from './view'

const LONGEST = { text: 200, owner: 80, expected: 200 } as const
const expected: Readonly<Record<NoteField, string>> = {
  day: 'a day, YYYY-MM-DD',
  kind: noteKinds.join(' | '),
  text: `1 to ${LONGEST.text} characters`,
  owner: `at most ${LONGEST.owner} characters`,
  expected: `at most ${LONGEST.expected} characters`,
  touchpoint: 'nothing, or the id of a touchpoint',
}

const isKind = (text: string): text is NoteKind => noteKinds.some((kind) => kind === text)

const wrongIn = ({ day, kind, text, owner, expected: effect, touchpoint }: NoteFields): readonly NoteField[] =>
  [
    ['day', dayIn(day) !== null] as const,
    ['kind', isKind(kind)] as const,
    ['text', text.length > 0 && text.length <= LONGEST.text] as const,
    ['owner', owner.length <= LONGEST.owner] as const,
    ['expected', effect.length <= LONGEST.expected] as const,
    ['touchpoint', touchpoint.length <= 200] as const,
  ].flatMap(([field, isRight]) => (isRight ? [] : [field]))

/** `/results/notes`: written, changed and deleted by forms. */
export const noteRoutes = ({ store, config, team, now }: ResultsOptions, gate: Gate): Hono => {
  const app = new Hono()
  /** Who may write notes. */
  const mayEdit = team.may('edit')
  const byOf = (context: Context) => ({ who: team.who(context), at: new Date(now()).toISOString() })

  const page = async (
    view: View,
    place: Place,
    {
      editing = null,
      fields,
      wrong = [],
      news = '',
      about = '',
    }: { editing?: string | null; fields?: NoteFields; wrong?: readonly NoteField[]; news?: string; about?: string },
  ) => {
    const [notes, used] = await Promise.all([store.notes.list(place.project), store.instruments({ project: place.project, test: false })])
    const known = notes.find(({ id }) => id === editing)
    const touchpoints = touchpointNames(view, (await config.current(place.project))?.config ?? null, [
      ...used.map(({ touchpoint }) => touchpoint.id),
      ...notes.flatMap(({ touchpoint }) => (touchpoint === null ? [] : [touchpoint])),
    ])
    return notesPage(view, place, {
      notes,
      touchpoints,
      editing: known ? known.id : null,
      fields: fields ?? (known ? fieldsOf(known) : { ...noFields(new Date(now()).toISOString().slice(0, 10)), touchpoint: about }),
      wrong,
      news,
    })
  }

  app.get(NOTES, (context) =>
    gate.enter(context, 'The page of notes', 'read', (view, place) => {
      const done = context.req.query('done')
      const news = done === 'saved' || done === 'removed' ? view.words.notes[done] : ''
      return page(view, place, { editing: context.req.query('edit') ?? null, news, about: context.req.query('about') ?? '' })
    }),
  )

  /** Reads a note out of a form; null where it was refused, which the reply says. */
  const read = async (context: Context, place: Place, editing: string | null): Promise<Omit<Note, 'id' | 'createdAt'> | Response> => {
    const body = await readBody(context.req.raw, 8192)
    const form = new URLSearchParams('text' in body ? body.text : '')
    const text = (name: string) => (form.get(name) ?? '').trim()
    const fields: NoteFields = {
      day: text('day'),
      kind: text('kind'),
      text: text('text'),
      owner: text('owner'),
      expected: text('expected'),
      touchpoint: text('touchpoint'),
    }
    const wrong = wrongIn(fields)
    if (wrong.length === 0 && isKind(fields.kind))
      return {
        day: fields.day,
        kind: fields.kind,
        text: fields.text,
        owner: fields.owner || null,
        expected: fields.expected || null,
        touchpoint: fields.touchpoint || null,
      }
    if (context.req.header('accept')?.includes('text/html'))
      return context.html(
        await page(await viewIn(context, store, place.project), { ...place, editor: true }, { editing, fields, wrong }),
        422,
        headers,
      )
    const errors = wrong.map(
      (field): ProblemError => ({ path: field, expected: expected[field], got: fields[field].slice(0, 40) || 'nothing' }),
    )
    return refuse(problem('malformed-request', 422, 'This is no note', 'Nothing was changed.', errors))
  }
  const gone = () => refuse(problem('not-found', 404, 'There is no such note', 'Nothing was changed. It may have been deleted.'))
  const back = (context: Context, place: Place, done: 'saved' | 'removed') => goOn(context, hrefOf(place, unchosen, NOTES, { done }))

  app.post(NOTES, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const place = placeOf(context, project, null)
    const note = await read(context, place, null)
    if (note instanceof Response) return note
    await store.notes.add(project, { id: randomUUID(), createdAt: new Date(now()).toISOString(), ...note }, byOf(context))
    return back(context, place, 'saved')
  })

  app.post(`${NOTES}/:id`, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const place = placeOf(context, project, null)
    const id = context.req.param('id')
    const note = await read(context, place, id)
    if (note instanceof Response) return note
    return (await store.notes.change(project, { id, ...note }, byOf(context))) ? back(context, place, 'saved') : gone()
  })

  app.post(`${NOTES}/:id/delete`, mayEdit, async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const place = placeOf(context, project, null)
    return (await store.notes.remove(project, context.req.param('id'), byOf(context))) ? back(context, place, 'removed') : gone()
  })
  return app
}
