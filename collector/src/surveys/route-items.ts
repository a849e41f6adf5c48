import type { Context } from 'hono'
import { isObject } from '../../../src/survey/check-words'
import type { Config } from '../../../src/survey/config'
import type { Reports } from '../report/reports'
import { goOn, headers } from '../results/http'
import type { Html } from '../results/view'
import { changesBetween } from './changes'
import { conflictPage } from './conflict'
import type { Desk } from './desk'
import { type Document, findSurvey, idOf, type Node, parseNode, review, withSurvey } from './document'
import type { Editor, Opened, Outcome } from './editor'
import { formLanguages } from './form'
import { cardPage, type EditingItem, itemPage, itemsPage } from './item-pages'
import { fillItem, findItem, type ItemKind, itemKinds, withItem } from './items'
import type { Rights } from './rights'
import { itemWords } from './words.items'

type Ask = { readonly desk: Desk; readonly form: URLSearchParams }
type Status = 200 | 404 | 409 | 422

export interface ItemRoutes {
  readonly reports: Reports
  readonly editor: Editor
  readonly rights: Rights
  readonly now: () => number
  /** As the pages of surveys are shown and their forms taken. */
  readonly show: (path: string, make: (context: Context, desk: Desk) => Promise<Response>) => void
  readonly take: (path: string, right: 'edit', run: (context: Context, ask: Ask) => Promise<Response>) => void
}

/** Two who change different things at the same moment: the later one tries again. */
const TRIES = 5

/** Pages of what a document holds beside its surveys, on the same draft. */
export const itemRoutes = ({ reports, editor, rights, now, show, take }: ItemRoutes): void => {
  /** Changes the document that is being worked on, whatever it is by then. `null`: there is nothing to change. */
  const amend = async (context: Context, { project }: Desk, note: string, change: (document: Document) => Document | null) => {
    for (let attempt = 1; ; attempt++) {
      const opened = await editor.open(project)
      const document = change(opened.document)
      if (document === null) return null
      const outcome: Outcome = await editor.save(project, opened.revision, document, { who: rights.who(context), note })
      if (outcome.done || attempt === TRIES) return outcome
    }
  }

  const routesOf = (kind: ItemKind): void => {
    const path = `/surveys/${kind}`
    const list = async (
      context: Context,
      desk: Desk,
      news: Html | string,
      status: Status = 200,
      refused?: { readonly id: string; readonly why: string },
    ) => context.html(itemsPage(desk, (await editor.open(desk.project)).document, kind, news, refused), status, headers)
    const wordsIn = ({ view }: Desk) => itemWords(view.language)
    const missing = (context: Context, desk: Desk) => list(context, desk, wordsIn(desk)[kind].notFound, 404)

    const editingOf = (opened: Opened, id: string, began: Node, form: URLSearchParams | null): EditingItem => {
      const base = form ? (parseNode(form.get('item')) ?? began) : began
      const languages = formLanguages(withItem(opened.document, kind, id, base), [])
      const { item, misread } = form ? fillItem(kind, { ...base, id }, form, languages) : { item: base, misread: [] }
      const document = withItem(opened.document, kind, id, item)
      const note = (form?.get('note') ?? '').trim().slice(0, 500)
      const revision = form?.get('revision') ?? opened.revision
      return { kind, id, item, began, revision, document, problems: review(document, now()), misread, languages, note }
    }

    show(path, (context, desk) => {
      const removed = context.req.query('removed')
      return list(context, desk, removed === undefined ? '' : wordsIn(desk)[kind].removed(removed))
    })
    show(`${path}/edit`, async (context, desk) => {
      const opened = await editor.open(desk.project)
      const id = context.req.query('id') ?? ''
      const item = findItem(opened.document, kind, id)
      if (!item) return missing(context, desk)
      const news = context.req.query('done') === 'saved' ? wordsIn(desk).inDraft : ''
      return context.html(itemPage(desk, editingOf(opened, id, item, null), news), 200, headers)
    })

    take(`${path}/add`, 'edit', async (context, { desk, form }) => {
      const id = (form.get('id') ?? '').trim()
      const words = wordsIn(desk)[kind]
      if (id === '' || id.length > 200) return list(context, desk, '', 422, { id, why: words.idHint })
      const added = await amend(context, desk, `${kind}/${id}`, (document) =>
        findItem(document, kind, id) ? null : withItem(document, kind, id, { id }),
      )
      if (added === null) return list(context, desk, '', 409, { id, why: words.taken(id) })
      return goOn(context, desk.href(`${path}/edit`, { id }))
    })
    take(`${path}/delete`, 'edit', async (context, { desk, form }) => {
      const id = form.get('id') ?? ''
      const done = await amend(context, desk, `${kind}/${id}`, (document) =>
        findItem(document, kind, id) ? withItem(document, kind, id, null) : null,
      )
      return done === null ? missing(context, desk) : goOn(context, desk.href(path, { removed: id }))
    })

    /** Mine in the document as it is now, where nobody else has changed it; else what both made of it. */
    const save = async (context: Context, desk: Desk, editing: EditingItem, opened: Opened): Promise<Response> => {
      const { id, item, began, note } = editing
      const theirs = findItem(opened.document, kind, id)
      const of = (node: Node | undefined): Document => ({ [kind]: node ? [node] : [] })
      if (opened.revision === editing.revision || (theirs && changesBetween(of(theirs), of(began)).length === 0)) {
        const document = withItem(opened.document, kind, id, item)
        const outcome = await editor.save(desk.project, opened.revision, document, {
          who: rights.who(context),
          note: note || `${kind}/${id}`,
        })
        if (outcome.done) return goOn(context, desk.href(`${path}/edit`, { id, done: 'saved' }))
        if (outcome.why === 'conflict') return save(context, desk, editing, outcome.theirs)
      }
      const page = conflictPage(desk, {
        began: of(began),
        mine: of(item),
        theirs: of(theirs),
        author: opened.meta?.author ?? '',
        again: { revision: opened.revision, item: JSON.stringify(item), began: JSON.stringify(theirs ?? began), note },
        action: desk.href(`${path}/edit`, { id }),
        leave: theirs ? desk.href(`${path}/edit`, { id }) : desk.href(path),
      })
      return context.html(page, 409, headers)
    }
    take(`${path}/edit`, 'edit', async (context, { desk, form }) => {
      const opened = await editor.open(desk.project)
      const id = context.req.query('id') ?? ''
      const began = parseNode(form.get('began'))
      if (began === null || idOf(began) !== id) return missing(context, desk)
      const editing = editingOf(opened, id, began, form)
      return editing.misread.length > 0 ? context.html(itemPage(desk, editing, ''), 422, headers) : save(context, desk, editing, opened)
    })
  }
  for (const kind of itemKinds) routesOf(kind)

  show('/surveys/personas/card', async (context, desk) => {
    const { document } = await editor.open(desk.project)
    const persona = findItem(document, 'personas', context.req.query('id') ?? '')
    if (!persona) return context.html(itemsPage(desk, document, 'personas', itemWords(desk.view.language).personas.notFound), 404, headers)
    const published = (await editor.published(desk.project)) as unknown as Config | null
    const filters = [{ dimension: 'persona', value: idOf(persona) }] as const
    const report = await reports.report({ project: desk.project, test: false, filters }, published, now())
    return context.html(cardPage(desk, document, persona, report), 200, headers)
  })

  take('/surveys/touchpoints/adopt', 'edit', async (context, { desk, form }) => {
    const id = form.get('survey') ?? ''
    let touchpoint = ''
    const done = await amend(context, desk, `touchpoints/${id}`, (document) => {
      const inline = findSurvey(document, id)?.touchpoint
      if (!isObject(inline) || idOf(inline) === '') return null
      touchpoint = idOf(inline)
      const own = findItem(document, 'touchpoints', touchpoint) ? document : withItem(document, 'touchpoints', touchpoint, inline)
      return withSurvey(own, id, (survey) => ({ ...survey, touchpoint }))
    })
    if (done === null)
      return context.html(
        itemsPage(desk, (await editor.open(desk.project)).document, 'touchpoints', itemWords(desk.view.language).touchpoints.notFound),
        404,
        headers,
      )
    return goOn(context, desk.href('/surveys/touchpoints/edit', { id: touchpoint }))
  })
}
