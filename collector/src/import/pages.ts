import { Hono } from 'hono'
import { html } from 'hono/html'
import { sameSiteOnly } from '../http/cors'
import { refuse } from '../http/problem'
import { invalidProject, projectOf } from '../http/project'
import type { Team } from '../http/token'
import { createGate } from '../results/gate'
import { goOn, placeOf } from '../results/http'
import { hrefOf, type Place, unchosen } from '../results/place'
import { sheet } from '../results/sheet'
import { type Html, nothing, slug, type View } from '../results/view'
import type { Store, StoredImport } from '../store'
import { MOST_LISTED } from './route'
import { importWords } from './words'

export const IMPORTS = '/results/imports'

const entry = (view: View, place: Place, one: StoredImport): Html => {
  const words = importWords(view.language)
  const { id, at, who, source, file, touchpoint, rows, imported, duplicates, skipped, takenBack } = one
  const whole = view.whole
  return html`<li id="import-${slug(id)}" class="alert"><h2>${file === null ? source : html`<bdi translate="no">${file}</bdi>`}</h2>
    <p class="facts"><span>${words.by(who)}</span><span>${view.time(at)}</span><span>${words.source}${view.words.colon} <bdi translate="no">${source}</bdi></span><span>${words.at}${view.words.colon} <bdi translate="no">${touchpoint}</bdi></span></p>
    <p>${words.counts(rows, whole(rows), whole(imported), whole(duplicates), whole(skipped))}</p>
    <p class="quiet"><code translate="no">${id}</code></p>
    ${
      takenBack
        ? html`<p class="quiet">${words.takenBack(takenBack.who)} · ${view.time(takenBack.at)}</p>`
        : place.admin && imported > 0
          ? html`<details id="back-${slug(id)}"><summary>${words.takeBack}</summary><form method="post" action="${hrefOf(place, unchosen, `${IMPORTS}/take-back`, { import: id })}"><p class="quiet">${words.takeBackWhy(imported, whole(imported))}</p><button>${words.takeBackForGood}</button></form></details>`
          : nothing
    }</li>`
}

export interface ImportPagesOptions {
  readonly store: Store
  readonly team: Team
  readonly now: () => number
  readonly log: (message: string, cause?: unknown) => void
  readonly onStored: (project: string) => void
}

/** `/results/imports`: what came from elsewhere, and the way to take it back. */
export const importPages = ({ store, team, now, log, onStored }: ImportPagesOptions): Hono => {
  const app = new Hono()
  const gate = createGate({ store, team, demo: null, log })
  app.get(IMPORTS, (context) =>
    gate.enter(context, 'The page of imports', 'read', async (view, place) => {
      const words = importWords(view.language)
      const all = await store.imports.list(place.project, MOST_LISTED)
      const gone = context.req.query('gone')
      return sheet(view, place, {
        title: words.title,
        skip: words.skip,
        path: IMPORTS,
        back: { href: hrefOf(place, {}), text: view.words.contacts.back },
        news: gone === undefined ? '' : words.gone(Number(gone) || 0, view.whole(Number(gone) || 0)),
        body: html`<div class="loop"><p class="summary">${words.why}</p>
          ${all.length === 0 ? html`<div class="empty"><p>${words.none}</p></div>` : html`<ol class="alerts">${all.map((one) => entry(view, place, one))}</ol>`}</div>`,
      })
    }),
  )
  app.post(`${IMPORTS}/take-back`, sameSiteOnly, team.may('admin'), async (context) => {
    const project = projectOf(context.req.url)
    if (project === null) return refuse(invalidProject)
    const by = { who: team.who(context), at: new Date(now()).toISOString() }
    const gone = await store.imports.takeBack(project, context.req.query('import') ?? '', by)
    if (gone) onStored(project)
    return goOn(context, hrefOf(placeOf(context, project, null), unchosen, IMPORTS, { gone: String(gone ?? 0) }))
  })
  return app
}
