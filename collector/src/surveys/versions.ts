import { html } from 'hono/html'
import { type Html, nothing } from '../results/view'
import type { ConfigHead, HistoryEntry, VersionMeta } from '../store'
import type { Change } from './changes'
import { type Desk, page } from './desk'
import { diffView } from './diff'

export interface Versions {
  readonly head: ConfigHead
  readonly versions: readonly VersionMeta[]
  readonly history: readonly HistoryEntry[]
  readonly hasFile: boolean
  /** Two that are compared, as their numbers were given: 0 is the file. */
  readonly compared: { readonly from: number; readonly to: number; readonly changes: readonly Change[] } | null
}

const stateText = ({ words }: Desk, head: ConfigHead, { number, state }: VersionMeta): string => {
  const { history } = words
  if (number === head.published) return history.current
  if (number === head.draft) return history.draft
  return state === 'published' ? history.wasPublished : history.neverPublished
}

/** A change of what is published is for who has looked at it: the form names what was published then. */
const restore = ({ words, href, mayEdit }: Desk, head: ConfigHead, to: number | null, button: string): Html | string =>
  !mayEdit
    ? nothing
    : html`<details><summary>${button}</summary><form method="post" action="${href('/surveys/rollback')}"><input type="hidden" name="to" value="${to ?? ''}"><input type="hidden" name="from" value="${head.published ?? ''}"><p class="quiet">${words.history.restoreWhy}</p><button>${button}</button></form></details>`

const named = ({ words }: Desk, number: number | null): string =>
  number === null ? words.history.nothing : number === 0 ? words.history.file : words.version(number)

const choose = (desk: Desk, name: string, label: string, { versions, hasFile }: Versions, chosen: number): Html =>
  html`<label>${label} <select name="${name}">${[...versions.map(({ number }) => number), ...(hasFile ? [0] : [])].map((number) => html`<option value="${number}"${number === chosen ? html` selected` : nothing}>${named(desk, number)}</option>`)}</select></label>`

const entry = (desk: Desk, { at, who, action, version, from, survey, note }: HistoryEntry): Html => {
  const { words, view } = desk
  const reached = action === 'discarded' ? from : version
  const told = [survey, reached === null ? (action === 'rolled-back' ? words.history.file : null) : named(desk, reached)]
    .filter((one) => one !== null)
    .join(', ')
  return html`<li>${view.time(at)} <b>${who}</b> ${words.history.did[action]}${told ? html` <span translate="no">${told}</span>` : nothing}${note ? html`${': '}<q>${note}</q>` : nothing}</li>`
}

/** Every version, what differs between two, and who did what. */
export const versionsPage = (desk: Desk, all: Versions, news: Html | string): Html => {
  const { words, view, href } = desk
  const { head, versions, history, compared, hasFile } = all
  const [newest, older] = versions
  return page(
    desk,
    { title: words.history.title, skip: words.skip, news, current: 'versions' },
    versions.length === 0
      ? html`<p class="summary">${words.history.none}</p>`
      : html`<form method="get" action="${href('/surveys/versions')}" class="compare">${desk.project === 'default' ? nothing : html`<input type="hidden" name="project" value="${desk.project}">`}<input type="hidden" name="lang" value="${view.language}">
      ${choose(desk, 'a', words.history.compareFrom, all, compared?.from ?? older?.number ?? head.published ?? 0)} ${choose(desk, 'b', words.history.compareTo, all, compared?.to ?? newest?.number ?? 0)} <button>${words.history.compare}</button></form>
    ${compared ? html`<section aria-labelledby="differences"><h2 id="differences">${words.history.differences(named(desk, compared.from), named(desk, compared.to))}</h2>${diffView(desk, compared.changes, words.diff.none)}</section>` : nothing}
    <ul class="versions">${versions.map(
      (
        one,
      ) => html`<li${one.number === head.published ? html` class="current"` : nothing}><p><strong>${words.version(one.number)}</strong> <span class="state">${stateText(desk, head, one)}</span></p>
      <p class="quiet">${view.time(one.createdAt)} ${words.history.by(one.author)}${one.note ? html`${': '}<q>${one.note}</q>` : nothing}</p>
      ${one.number === head.published || one.number === head.draft ? nothing : restore(desk, head, one.number, words.history.restore)}</li>`,
    )}</ul>
    ${hasFile && head.published !== null ? restore(desk, head, null, words.history.toFile) : nothing}
    <section aria-labelledby="log"><h2 id="log">${words.history.log}</h2><ol class="log">${history.map((one) => entry(desk, one))}</ol></section>`,
  )
}
