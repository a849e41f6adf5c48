import { html } from 'hono/html'
import { accessWords } from '../access/words'
import { frame } from './frame'
import { type Html, nothing, type View } from './view'

/** Why somebody stands before the door: after a token that was not it, or after too many of them. */
export interface Refused {
  readonly wrong: boolean
  readonly waitMs: number
}

/** The form a team signs in with. */
export const signInPage = (view: View, action: string, { wrong, waitMs }: Refused): Html => {
  const { words } = view
  return frame(
    view,
    `${words.signInTitle} · Peakend`,
    html`<main class="door"><h1>${words.signInTitle}</h1><p class="quiet">${words.signInWhy}</p>
  <form method="post" action="${action}">
    <input type="text" name="username" value="peakend" autocomplete="username" hidden>
    <label for="token">${words.token}</label>
    <input id="token" name="token" type="password" autocomplete="current-password" required${wrong ? html` aria-invalid="true" aria-describedby="wrong"` : nothing}>
    ${wrong || waitMs > 0 ? html`<p id="wrong" role="alert">${waitMs > 0 ? words.tooManyTokens(Math.ceil(waitMs / 60_000)) : words.wrongToken}</p>` : nothing}
    <button>${words.signIn}</button>
  </form></main>`,
  )
}

/** For those whose token is not for the page. */
export const forbiddenPage = (view: View, results: string, signOut: string): Html => {
  const words = accessWords(view.language)
  return frame(
    view,
    `${words.forbidden} · Peakend`,
    html`<main class="door"><h1>${words.forbidden}</h1><p>${words.forbiddenWhy}</p>
  <p><a class="button" href="${results}">${words.toResults}</a></p><form method="post" action="${signOut}"><button>${words.signOut}</button></form></main>`,
  )
}

/** When the report itself fails. */
export const errorPage = (view: View, again: string): Html => {
  const { words } = view
  return frame(
    view,
    `${words.errorTitle} · Peakend`,
    html`<main class="door"><h1>${words.errorTitle}</h1><p>${words.errorWhy}</p><p><a class="button" href="${again}">${words.tryAgain}</a></p></main>`,
  )
}
