import { html } from 'hono/html'
import type { Problem } from '../../../src/survey/check-words'
import { type Html, nothing } from '../results/view'
import { changesBetween, sameVersion } from './changes'
import { type Desk, page } from './desk'
import { diffView } from './diff'
import { type Document, findSurvey, isError } from './document'
import type { Opened } from './editor'
import { summary } from './problems'

/** The version a survey would get. */
export const nextVersion = (document: Document, id: string): number => {
  const version = findSurvey(document, id)?.version
  return typeof version === 'number' ? Math.floor(version) + 1 : 2
}

/** What the draft changes, in words, and the one button that puts it before visitors. */
export const publishPage = (
  desk: Desk,
  opened: Opened,
  published: Document | null,
  problems: readonly Problem[],
  news: Html | string,
): Html => {
  const { words, href } = desk
  const { document, revision, state, meta } = opened
  if (state !== 'draft')
    return page(
      desk,
      { title: words.publish.title, skip: words.skip, news, current: 'publish' },
      html`<p class="summary">${words.publish.noDraft}</p><p><a class="button" href="${href('/surveys')}">${words.title}</a></p>`,
    )
  const isBlocked = problems.some(isError)
  const raised = sameVersion(published, document)
  return page(
    desk,
    { title: words.publish.title, skip: words.skip, news, current: 'publish' },
    html`${meta ? html`<p class="summary">${words.draftBy(meta.author)}, ${desk.view.time(meta.createdAt)}${meta.note ? html`${': '}<q>${meta.note}</q>` : nothing}</p>` : nothing}
    ${summary(desk, problems, () => href('/surveys/json'))}
    <section aria-labelledby="changes"><h2 id="changes">${words.diff.title}</h2>${diffView(desk, changesBetween(published, document), words.diff.none)}</section>
    ${
      !desk.mayEdit
        ? nothing
        : isBlocked
          ? html`<p class="notice">${words.publish.blocked}</p>`
          : html`<form method="post" action="${href('/surveys/publish')}" class="act"><input type="hidden" name="revision" value="${revision}">
      ${raised.map((id) => html`<p><label><input type="checkbox" name="raise" value="${id}" checked> ${words.publish.raise(id, nextVersion(document, id))}</label></p>`)}
      <p><label for="note">${words.form.note}</label> <input id="note" name="note" maxlength="500" autocomplete="off"></p>
      <p><button class="strong">${words.publish.button}</button></p><p class="quiet">${words.publish.why}</p></form>`
    }
    ${desk.mayEdit ? html`<details class="act" id="discard"><summary>${words.publish.discard}</summary><form method="post" action="${href('/surveys/discard')}"><input type="hidden" name="revision" value="${revision}"><p class="quiet">${words.publish.discardWhy}</p><button>${words.publish.discard}</button></form></details>` : nothing}`,
  )
}
