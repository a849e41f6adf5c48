import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { html } from 'hono/html'
import { isObject, show as shown } from '../../../src/survey/check-words'
import type { Quotas } from '../config/quotas'
import { readBody } from '../http/body'
import { problem, refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import type { Reports } from '../report/reports'
import { createDoor } from '../results/door'
import { goOn, headers, placeOf, viewOf } from '../results/http'
import { viewIn } from '../results/sample'
import { errorPage } from '../results/sign-in'
import type { Html } from '../results/view'
import { isUnavailable, type Store } from '../store'
import { MAX_DOCUMENT_BYTES, MOST_TOLD } from './api'
import { changesBetween } from './changes'
import { conflictPage } from './conflict'
import { type Desk, deskOf, page } from './desk'
import {
  type Document,
  findSurvey,
  freeId,
  idOf,
  isError,
  type Node,
  parseNode,
  review,
  surveysOf,
  withNewSurvey,
  withSurvey,
} from './document'
import { type Editing, editPage } from './edit'
import type { Editor, Opened, Outcome } from './editor'
import { exampleSurvey } from './example'
import { addTrigger, fill, formLanguages, removeTrigger } from './form'
import { jsonPage, readJson } from './json'
import { adder, listPage } from './list'
import { previewConfig, previewPage, previewPolicy } from './preview'
import { nextVersion, publishPage } from './publish'
import { recipeLanguages, recipePart, type Typed, withRecipe } from './recipes'
import type { Rights } from './rights'
import { itemRoutes } from './route-items'
import { stateOf } from './state'
import { versionsPage } from './versions'

export interface SurveyPagesOptions {
  readonly store: Store
  readonly reports: Reports
  readonly editor: Editor
  readonly quotas: Quotas
  readonly team: Team
  readonly rights: Rights
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  /** Folders with the SDK's files, for the preview. */
  readonly files: { readonly folders: readonly string[] }
}

/** The widget is shown in a frame of our own. */
const framing = { ...headers, 'content-security-policy': `${headers['content-security-policy']}; frame-src 'self'` }
const framed = { ...headers, 'content-security-policy': previewPolicy, 'x-frame-options': 'SAMEORIGIN' }

/** A form holds a survey three times, with every character in up to nine. */
const MAX_FORM_BYTES = 4 * MAX_DOCUMENT_BYTES
/** Two who change different things at the same moment: the later one tries again. */
const TRIES = 5

type Ask = { readonly desk: Desk; readonly form: URLSearchParams }
type Status = 200 | 404 | 409 | 422

/** What the form does not edit is of no account: a survey that was paused in the meantime is the same one. */
const withoutEnabled = ({ enabled: _, ...survey }: Node): Node => survey
const isSame = (a: Node, b: Node): boolean =>
  changesBetween({ surveys: [withoutEnabled(a)] }, { surveys: [withoutEnabled(b)] }).length === 0

/** The pages of surveys: the list, the form with the widget beside it, publishing, versions, and all of it as JSON. */
export const surveyPages = ({ store, reports, editor, quotas, team, rights, now, log, files }: SurveyPagesOptions): Hono => {
  const app = new Hono()
  const door = createDoor(team)
  const hasPreview = files.folders.some((folder) => existsSync(join(folder, 'peakend.js')))
  const noteOf = (form: URLSearchParams): string => (form.get('note') ?? '').trim().slice(0, 500)

  const here = async (context: Context, project: string): Promise<Desk> => {
    // A database that does not answer is told by what the page is made of.
    const view = await viewIn(context, store, project).catch(() => viewOf(context))
    return deskOf(context, view, project, team.can(context, 'edit', project))
  }
  const failed = (context: Context, desk: Desk, cause: unknown) => {
    if (!isUnavailable(cause)) log('A page of surveys could not be made', cause)
    return context.html(errorPage(desk.view, desk.href('/surveys')), isUnavailable(cause) ? 503 : 500, headers)
  }

  /** A page for whoever is signed in; the form to do so for everybody else. */
  const show = (path: string, make: (context: Context, desk: Desk) => Promise<Response>): void => {
    app.get(path, async (context) => {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const given = await team.signedIn(context)
      const place = placeOf(context, project, null)
      if (given !== 'right') return door.signIn(context, place, given, false, 'surveys')
      if (!team.can(context, 'read', project)) return door.forbidden(context, place)
      const desk = await here(context, project)
      try {
        return await make(context, desk)
      } catch (cause) {
        return failed(context, desk, cause)
      }
    })
  }

  /** A form that was sent by one of our pages. */
  const take = (path: string, right: keyof Pick<Rights, 'read' | 'edit'>, run: (context: Context, ask: Ask) => Promise<Response>): void => {
    app.post(path, rights[right], async (context) => {
      const project = projectOf(context.req.url)
      if (project === null) return refuse(invalidProject)
      const body = await readBody(context.req.raw, MAX_FORM_BYTES)
      if ('refused' in body) return refuse(problem('too-large', 413, 'The form is too large', `Send at most ${MAX_FORM_BYTES} bytes.`))
      const desk = await here(context, project)
      try {
        return await run(context, { desk, form: new URLSearchParams(body.text) })
      } catch (cause) {
        return failed(context, desk, cause)
      }
    })
  }

  const list = async (context: Context, desk: Desk, news: Html | string, status: Status = 200, add?: Html) =>
    context.html(listPage(desk, await stateOf({ store, editor, quotas, now }, desk.project), news, add), status, headers)

  /** Somebody else was first: what there is now, with word of it. */
  const isLate = ({ words }: Desk, { theirs }: { readonly theirs: Opened }): Html =>
    html`<strong>${words.conflict.title}.</strong>${theirs.meta ? html` ${words.draftBy(theirs.meta.author)}.` : ''}`

  /** What an address says was just done. */
  const newsOf = (context: Context, { words, href }: Desk): Html | string => {
    const survey = context.req.query('survey') ?? ''
    const undo = (action: string): Html =>
      html` <form method="post" action="${href(`/surveys/${action}`)}" class="undo"><input type="hidden" name="survey" value="${survey}"><button>${words.undo}</button></form>`
    switch (context.req.query('done')) {
      case 'paused':
        return html`${words.paused(survey)}${undo('resume')}`
      case 'resumed':
        return html`${words.resumed(survey)}${undo('pause')}`
      case 'removed':
        return words.removed(survey)
      case 'saved':
      case 'published':
      case 'rolledBack':
      case 'discarded':
      case 'nothingToDo':
        return words[context.req.query('done') as 'saved']
      default:
        return ''
    }
  }

  /** Changes the document that is being worked on, whatever it is by then. `null`: there is nothing to change. */
  const amend = async (
    { project }: Desk,
    context: Context,
    action: 'saved' | 'added' | 'deleted',
    survey: string,
    change: (document: Document) => Document | null,
  ): Promise<Outcome | null> => {
    for (let attempt = 1; ; attempt++) {
      const opened = await editor.open(project)
      const document = change(opened.document)
      if (document === null) return null
      const outcome = await editor.save(project, opened.revision, document, { who: rights.who(context), action, survey })
      if (outcome.done || attempt === TRIES) return outcome
    }
  }

  itemRoutes({ reports, editor, rights, now, show, take })
  show('/surveys', (context, desk) => list(context, desk, newsOf(context, desk)))

  for (const [action, enabled, done] of [
    ['pause', false, 'paused'],
    ['resume', true, 'resumed'],
  ] as const)
    take(`/surveys/${action}`, 'edit', async (context, { desk, form }) => {
      const survey = form.get('survey') ?? ''
      const outcome = await editor.enable(desk.project, survey, enabled, { who: rights.who(context) })
      if (!outcome.done)
        return outcome.why === 'conflict' ? list(context, desk, isLate(desk, outcome), 409) : list(context, desk, desk.words.notFound, 404)
      return goOn(context, desk.href('/surveys', { done, survey }))
    })

  take('/surveys/example', 'edit', async (context, { desk }) => {
    await amend(desk, context, 'added', exampleSurvey.id, (document) =>
      surveysOf(document).length > 0 ? null : withNewSurvey(document, exampleSurvey),
    )
    return goOn(context, desk.href('/surveys/edit', { survey: exampleSurvey.id }))
  })

  take('/surveys/add', 'edit', async (context, { desk, form }) => {
    const { words } = desk
    const typed = form.get('json') ?? ''
    const read = readJson(typed)
    const survey = 'value' in read && isObject(read.value) && idOf(read.value) && 'questions' in read.value ? read.value : null
    const wrong = (why: string, status: Status = 422) => list(context, desk, '', status, adder(desk, typed, why))
    if (survey === null) return wrong('problem' in read ? `${words.addWrong}: ${read.problem.message}` : words.addWrong)
    const added = await amend(desk, context, 'added', idOf(survey), (document) =>
      findSurvey(document, idOf(survey)) ? null : withNewSurvey(document, survey),
    )
    return added === null ? wrong(words.idTaken(idOf(survey)), 409) : goOn(context, desk.href('/surveys/edit', { survey: idOf(survey) }))
  })

  const recipes = (context: Context, desk: Desk, part: Html, status: Status = 200) =>
    context.html(
      page(
        desk,
        { title: desk.words.recipes.title, skip: desk.words.form.skip },
        html`<p><a href="${desk.href('/surveys')}">← ${desk.words.back}</a></p><p class="quiet">${desk.words.recipes.why}</p>${part}`,
      ),
      status,
      headers,
    )
  const languagesHere = async ({ project }: Desk) => recipeLanguages((await editor.open(project)).document)
  show('/surveys/recipe', async (context, desk) =>
    recipes(context, desk, recipePart(desk, await languagesHere(desk), context.req.query('recipe') ?? '')),
  )
  take('/surveys/recipe', 'edit', async (context, { desk, form }) => {
    const [name, typed] = [form.get('recipe') ?? '', Object.fromEntries(form) as Typed]
    let made = withRecipe({ surveys: [] }, name, typed)
    if ('wrong' in made) return recipes(context, desk, recipePart(desk, await languagesHere(desk), name, typed, made.wrong), 422)
    let { id } = made
    await amend(desk, context, 'added', id, (document) => {
      made = withRecipe(document, name, typed)
      if ('wrong' in made) return null
      id = made.id
      return made.document
    })
    return goOn(context, desk.href('/surveys/edit', { survey: id }))
  })

  take('/surveys/duplicate', 'edit', async (context, { desk, form }) => {
    const from = form.get('survey') ?? ''
    let id = (form.get('id') ?? '').trim()
    const done = await amend(desk, context, 'added', id || from, (document) => {
      const survey = findSurvey(document, from)
      if (!survey) return null
      if (id === '' || findSurvey(document, id)) id = freeId(document, id || from)
      return withNewSurvey(document, { ...survey, id }, from)
    })
    return done === null ? list(context, desk, desk.words.notFound, 404) : goOn(context, desk.href('/surveys/edit', { survey: id }))
  })

  take('/surveys/delete', 'edit', async (context, { desk, form }) => {
    const survey = form.get('survey') ?? ''
    const done = await amend(desk, context, 'deleted', survey, (document) =>
      findSurvey(document, survey) ? withSurvey(document, survey, () => null) : null,
    )
    return done === null ? list(context, desk, desk.words.notFound, 404) : goOn(context, desk.href('/surveys', { done: 'removed', survey }))
  })

  /** The survey of a form as it stands there, in the document as it is now. */
  const editingOf = (opened: Opened, id: string, form: URLSearchParams): Editing | null => {
    const [base, began] = [parseNode(form.get('survey')), parseNode(form.get('began'))]
    if (base === null || began === null) return null
    const wanted = [...(form.get('languages') ?? '').split(' '), form.get('language') ?? ''].filter((tag) => tag !== '')
    const put = (survey: Node): Document =>
      findSurvey(opened.document, id) ? withSurvey(opened.document, id, () => survey) : withNewSurvey(opened.document, survey)
    const languages = formLanguages(put(base), wanted)
    const filled = fill(base, form, languages)
    const [action = '', at] = (form.get('do') ?? '').split(':')
    const survey =
      action === 'add-trigger'
        ? addTrigger(filled.survey)
        : action === 'remove-trigger'
          ? removeTrigger(filled.survey, Number(at))
          : filled.survey
    const document = put(survey)
    return {
      id,
      survey,
      began,
      revision: form.get('revision') ?? '',
      document,
      problems: review(document, now()),
      misread: filled.misread,
      languages,
      wanted,
      note: noteOf(form),
      hasPreview,
    }
  }

  const beginning = (opened: Opened, id: string): Editing | null => {
    const survey = findSurvey(opened.document, id)
    return survey
      ? {
          id,
          survey,
          began: survey,
          revision: opened.revision,
          document: opened.document,
          problems: review(opened.document, now()),
          misread: [],
          languages: formLanguages(opened.document, []),
          wanted: [],
          note: '',
          hasPreview,
        }
      : null
  }

  show('/surveys/edit', async (context, desk) => {
    const opened = await editor.open(desk.project)
    const editing = beginning(opened, context.req.query('survey') ?? '')
    return editing === null
      ? list(context, desk, desk.words.notFound, 404)
      : context.html(editPage(desk, editing, newsOf(context, desk)), 200, framing)
  })

  /** Mine in the document as it is now, where nobody else has changed this survey; else what both made of it. */
  const saveSurvey = async (context: Context, desk: Desk, editing: Editing, opened: Opened): Promise<Response> => {
    const { id, began, note, revision } = editing
    const theirs = findSurvey(opened.document, id)
    const isMine = opened.revision === revision || (theirs !== undefined && isSame(theirs, began))
    const enabled = theirs?.enabled
    const mine = { ...withoutEnabled(editing.survey), ...(enabled === undefined ? {} : { enabled }) }
    if (isMine) {
      const document = theirs ? withSurvey(opened.document, id, () => mine) : withNewSurvey(opened.document, mine)
      const outcome = await editor.save(desk.project, opened.revision, document, { who: rights.who(context), note, survey: id })
      if (outcome.done) return goOn(context, desk.href('/surveys/edit', { survey: id, done: 'saved' }))
      if (outcome.why === 'conflict') return saveSurvey(context, desk, editing, outcome.theirs)
    }
    const page = conflictPage(desk, {
      began: { surveys: [began] },
      mine: { surveys: [mine] },
      theirs: { surveys: theirs ? [theirs] : [] },
      author: opened.meta?.author ?? '',
      again: {
        do: 'save',
        revision: opened.revision,
        survey: JSON.stringify(mine),
        began: JSON.stringify(theirs ?? began),
        languages: editing.wanted.join(' '),
        note,
      },
      action: desk.href('/surveys/edit', { survey: id }),
      leave: theirs ? desk.href('/surveys/edit', { survey: id }) : desk.href('/surveys'),
    })
    return context.html(page, 409, headers)
  }

  take('/surveys/edit', 'edit', async (context, { desk, form }) => {
    const opened = await editor.open(desk.project)
    const editing = editingOf(opened, context.req.query('survey') ?? '', form)
    if (editing === null) return list(context, desk, desk.words.notFound, 404)
    const isMisread = editing.misread.length > 0
    return form.get('do') !== 'save' || isMisread
      ? context.html(editPage(desk, editing, ''), isMisread ? 422 : 200, framing)
      : saveSurvey(context, desk, editing, opened)
  })

  const preview = (context: Context, desk: Desk, editing: Editing | null, form: Pick<URLSearchParams, 'get'>) => {
    if (editing === null) return context.html(errorPage(desk.view, desk.href('/surveys')), 404, headers)
    const look = form.get('look') === 'dark' ? 'dark' : 'light'
    const typed = form.get('locale') ?? ''
    const locale = editing.languages.includes(typed) ? typed : (editing.languages[0] ?? desk.view.language)
    return context.html(previewPage(desk, previewConfig(editing.document, editing.survey), editing.id, { look, locale }), 200, framed)
  }

  show('/surveys/preview', async (context, desk) => {
    const opened = await editor.open(desk.project)
    return preview(context, desk, beginning(opened, context.req.query('survey') ?? ''), new URL(context.req.url).searchParams)
  })
  take('/surveys/preview', 'read', async (context, { desk, form }) => {
    const opened = await editor.open(desk.project)
    return preview(context, desk, editingOf(opened, context.req.query('survey') ?? '', form), form)
  })

  const publishing = async (context: Context, desk: Desk, news: Html | string, status: Status = 200) => {
    const [opened, published] = await Promise.all([editor.open(desk.project), editor.published(desk.project)])
    return context.html(publishPage(desk, opened, published, review(opened.document, now()), news), status, headers)
  }
  show('/surveys/publish', (context, desk) => publishing(context, desk, newsOf(context, desk)))
  take('/surveys/publish', 'edit', async (context, { desk, form }) => {
    const who = rights.who(context)
    const raise = form.getAll('raise')
    let revision = form.get('revision') ?? ''
    const opened = await editor.open(desk.project)
    // Only what may be published is raised.
    if (raise.length > 0 && opened.revision === revision && !review(opened.document, now()).some(isError)) {
      const raised = raise.reduce(
        (document, id) => withSurvey(document, id, (survey) => ({ ...survey, version: nextVersion(document, id) })),
        opened.document,
      )
      const saved = await editor.save(desk.project, revision, raised, { who })
      if (!saved.done) return publishing(context, desk, saved.why === 'conflict' ? isLate(desk, saved) : '', 409)
      revision = saved.opened.revision
    }
    const outcome = await editor.publish(desk.project, revision, { who, note: noteOf(form) })
    if (outcome.done) return goOn(context, desk.href('/surveys', { done: 'published' }))
    if (outcome.why === 'conflict') return publishing(context, desk, isLate(desk, outcome), 409)
    return publishing(context, desk, outcome.why === 'nothing' ? desk.words.nothingToDo : '', outcome.why === 'errors' ? 422 : 409)
  })
  take('/surveys/discard', 'edit', async (context, { desk, form }) => {
    const outcome = await editor.discard(desk.project, form.get('revision') ?? '', { who: rights.who(context) })
    if (outcome.done) return goOn(context, desk.href('/surveys', { done: 'discarded' }))
    return publishing(context, desk, outcome.why === 'conflict' ? isLate(desk, outcome) : desk.words.nothingToDo, 409)
  })

  const documentOf = async (project: string, number: number): Promise<Document | null> =>
    number === 0 ? editor.file() : ((await editor.version(project, number))?.document ?? null)
  const versions = async (context: Context, desk: Desk, news: Html | string, status: Status = 200) => {
    const { project } = desk
    const [a, b] = [context.req.query('a'), context.req.query('b')].map((text) => (text && /^\d{1,9}$/.test(text) ? Number(text) : null))
    const [opened, all, history, from, to] = await Promise.all([
      editor.open(project),
      store.surveys.versions(project, MOST_TOLD),
      store.surveys.history(project, MOST_TOLD),
      a == null ? null : documentOf(project, a),
      b == null ? null : documentOf(project, b),
    ])
    const compared = a == null || b == null || !from || !to ? null : { from: a, to: b, changes: changesBetween(from, to) }
    return context.html(
      versionsPage(desk, { head: opened.head, versions: all, history, hasFile: opened.hasFile, compared }, news),
      status,
      headers,
    )
  }
  show('/surveys/versions', (context, desk) => versions(context, desk, newsOf(context, desk)))
  take('/surveys/rollback', 'edit', async (context, { desk, form }) => {
    const numberOf = (name: string): number | null => Number(form.get(name)) || null
    const outcome = await editor.rollBack(desk.project, numberOf('to'), numberOf('from'), { who: rights.who(context) })
    if (outcome.done) return goOn(context, desk.href('/surveys/versions', { done: 'rolledBack' }))
    if (outcome.why === 'conflict') return versions(context, desk, isLate(desk, outcome), 409)
    return versions(context, desk, outcome.why === 'errors' ? desk.words.publish.blocked : desk.words.nothingToDo, 422)
  })

  const written = (document: Document): string => JSON.stringify(document, null, 2)
  show('/surveys/json', async (context, desk) => {
    const { document, revision } = await editor.open(desk.project)
    const problems = review(document, now())
    return context.html(
      jsonPage(desk, { text: written(document), revision, problems, broken: null, note: '' }, newsOf(context, desk)),
      200,
      headers,
    )
  })
  take('/surveys/json', 'edit', async (context, { desk, form }) => {
    const [text, revision, note] = [(form.get('json') ?? '').replace(/\r\n?/g, '\n'), form.get('revision') ?? '', noteOf(form)]
    const read = readJson(text)
    if ('problem' in read || !isObject(read.value)) {
      const broken = 'problem' in read ? read.problem : { path: '', expected: 'an object', got: shown(read.value), hint: '' }
      return context.html(jsonPage(desk, { text, revision, problems: [], broken, note }, ''), 422, headers)
    }
    const document = read.value
    const outcome = await editor.save(desk.project, revision, document, { who: rights.who(context), note })
    if (outcome.done) return goOn(context, desk.href('/surveys/json', { done: 'saved' }))
    if (outcome.why !== 'conflict') return list(context, desk, desk.words.nothingToDo, 409)
    const { theirs } = outcome
    const number = /^v(\d+)$/.exec(revision)?.[1]
    const began = (number === undefined ? editor.file() : (await editor.version(desk.project, Number(number)))?.document) ?? {}
    const page = conflictPage(desk, {
      began,
      mine: document,
      theirs: theirs.document,
      author: theirs.meta?.author ?? '',
      again: { revision: theirs.revision, json: written(document), note },
      action: desk.href('/surveys/json'),
      leave: desk.href('/surveys/json'),
    })
    return context.html(page, 409, headers)
  })
  return app
}
