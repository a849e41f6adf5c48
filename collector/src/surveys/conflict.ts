import { html } from 'hono/html'
import { type Html, nothing } from '../results/view'
import { changesBetween } from './changes'
import { type Desk, page } from './desk'
import { diffView } from './diff'
import type { Document } from './document'

/** Two who began from the same state. */
export interface Conflict {
  readonly began: Document
  readonly mine: Document
  readonly theirs: Document
  readonly author: string
  /** Fields of the form that saves mine over theirs, by name. */
  readonly again: Readonly<Record<string, string>>
  readonly action: string
  readonly leave: string
}

/** Shows what both changed; nothing of either is lost. */
export const conflictPage = (desk: Desk, { began, mine, theirs, author, again, action, leave }: Conflict): Html => {
  const { words } = desk
  const { conflict } = words
  return page(
    desk,
    { title: conflict.title, skip: words.skip },
    html`<p class="notice" role="alert">${conflict.why(author)}</p>
    <div class="both"><section aria-labelledby="theirs"><h2 id="theirs">${conflict.theirs}</h2>${diffView(desk, changesBetween(began, theirs), conflict.same)}</section>
    <section aria-labelledby="yours"><h2 id="yours">${conflict.yours}</h2>${diffView(desk, changesBetween(began, mine), conflict.same)}</section></div>
    <form method="post" action="${action}" class="act">${Object.entries(again).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}<button class="strong">${conflict.keep}</button> <a class="button" href="${leave}">${conflict.leave}</a><p class="quiet">${conflict.keepWhy}</p></form>
    <details id="mine"><summary>${conflict.text}</summary><label class="hidden" for="text">${conflict.text}</label><textarea id="text" class="code" rows="16" readonly spellcheck="false">${JSON.stringify(mine, null, 2)}</textarea></details>${nothing}`,
  )
}
