import { html } from 'hono/html'
import { frame } from './frame'
import { hrefOf, type Place, unchosen } from './place'
import { type Html, nothing, type View } from './view'
import { languages } from './words'

/** What a page beside the results has of its own. */
export interface Sheet {
  readonly title: string
  readonly skip: string
  readonly path: string
  /** What its address says beside the place. */
  readonly more?: Readonly<Record<string, string | null>>
  readonly back: { readonly href: string; readonly text: string }
  /** Said politely: what has just been done. */
  readonly news?: string
  readonly nav?: Html | string
  readonly body: Html
  readonly foot?: Html | string
}

const signOut = (view: View, place: Place): Html =>
  html`<form method="post" action="${hrefOf(place, unchosen, '/results/sign-out')}"><button>${view.words.signOut}</button></form>`

/** A page beside the results: how to get back, its own body, the way out. */
export const sheet = (view: View, place: Place, { title, skip, path, more, back, news, nav, body, foot }: Sheet): Html => {
  const { words } = view
  return frame(
    view,
    `${title} · Peakend`,
    html`<a class="skip" href="#results">${skip}</a>
  <header class="top">
    <h1>${title}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}${place.test ? html` <span class="badge">${words.tests}</span>` : nothing}</h1>
    <p class="news" role="status" id="news">${news ?? nothing}</p>
    <nav class="bar" aria-label="${title}"><div><a href="${back.href}">${back.text}</a></div>${nav ?? nothing}
    <div role="group" aria-label="${words.language}" class="language">${Object.keys(languages).map((lang) => html`<a href="${hrefOf(place, { lang }, path, more)}"${lang === view.language ? html` aria-current="true"` : nothing} lang="${lang}" hreflang="${lang}">${lang.toUpperCase()}</a>`)}</div></nav>
  </header>
  <main id="results" tabindex="-1"${place.test ? html` class="tests"` : nothing}>${body}</main>
  <footer class="foot">${foot ?? html`<p></p>`}${signOut(view, place)}</footer>`,
  )
}
