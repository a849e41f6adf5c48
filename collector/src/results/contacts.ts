import { html } from 'hono/html'
import { periods } from '../report/scope'
import type { StoredContact } from '../store'
import { frame } from './frame'
import { hrefOf, type Place, unchosen } from './place'
import { type Html, nothing, slug, type View } from './view'

/** What the page shows: one page of the list, and how many there are by survey. */
export interface ContactList {
  readonly found: readonly StoredContact[]
  readonly more: boolean
  /** By survey, of the tests or the others. */
  readonly counts: readonly { readonly survey: string; readonly n: number }[]
  /** Of the whole project, tests included. */
  readonly total: number
  readonly contactDays: number | null
}

/** An address of this page; `survey` null is all of them. */
export const contactsHref = (
  place: Place,
  survey: string | null,
  more: Readonly<Record<string, string>> = {},
  path = '/results/contacts',
): string => {
  return hrefOf(place, { comments: 'newest', filters: [], by: null }, path, { survey, ...more })
}

const link = (href: string, text: string, current: boolean): Html =>
  html`<a href="${href}"${current ? html` aria-current="true"` : nothing}>${text}</a>`

const bar = (view: View, place: Place, survey: string | null, { counts, total }: ContactList): Html => {
  const { words } = view
  const all = counts.reduce((sum, { n }) => sum + n, 0)
  const apart = place.test ? all : total - all
  return html`<nav class="bar" aria-label="${words.contacts.title}">
    <div>${link(hrefOf(place, {}), words.contacts.back, false)}</div>
    <div role="group" aria-label="${words.period}">${periods.map((days) => link(contactsHref({ ...place, days }, survey), words.periods[days as keyof typeof words.periods], days === place.days))}</div>
    ${
      counts.length > 1
        ? html`<div role="group" aria-label="${words.contacts.survey}">${link(contactsHref(place, null), words.contacts.all(view.whole(all)), survey === null)}${counts.map((one) => link(contactsHref(place, one.survey), `${one.survey} (${view.whole(one.n)})`, one.survey === survey))}</div>`
        : nothing
    }
    ${
      apart > 0 || place.test
        ? html`<div role="group" aria-label="${words.answersShown}">${link(contactsHref({ ...place, test: false }, survey), words.realAnswers, !place.test)}${link(contactsHref({ ...place, test: true }, survey), words.testAnswers(view.whole(apart)), place.test)}</div>`
        : nothing
    }
    <div role="group" aria-label="${words.language}" class="language">${(['en', 'fr'] as const).map((lang) => html`<a href="${contactsHref({ ...place, lang }, survey)}"${lang === view.language ? html` aria-current="true"` : nothing} lang="${lang}" hreflang="${lang}">${lang.toUpperCase()}</a>`)}</div>
  </nav>`
}

/** What a field is called: by its name where we know it, else by what was asked. */
const labelOf = (view: View, { texts }: StoredContact, key: string): string => {
  const { fields } = view.words.contacts
  const [question = '', part] = key.split('.')
  const known = part !== undefined && Object.hasOwn(fields, part) ? part : null
  return known ? fields[known as keyof typeof fields] : view.text(texts[question] ?? key)
}

/** What somebody left, by its names. */
export const contactDetails = (view: View, contact: StoredContact): Html =>
  html`<dl>${Object.entries(contact.answers).map(([key, value]) => html`<div><dt>${labelOf(view, contact, key)}</dt><dd translate="no"><bdi>${String(value)}</bdi></dd></div>`)}</dl>`

const entry = (view: View, place: Place, survey: string | null, contact: StoredContact): Html => {
  const { words } = view
  const { response, agreed, locale, occurredAt } = contact
  return html`<li id="contact-${slug(response)}">
    ${contactDetails(view, contact)}
    <p class="quiet">${contact.survey} · ${contact.touchpoint} · ${view.time(occurredAt)}</p>
    ${agreed.map(({ texts }) => html`<p class="agreed"><span class="quiet">${words.contacts.agreed}</span> ${Object.values(texts).map((text) => html`<q lang="${locale}">${view.text(text)}</q> `)}</p>`)}
    <details id="delete-${slug(response)}"><summary>${words.contacts.remove}</summary>
      <form method="post" action="${contactsHref(place, survey, {}, '/results/contacts/delete')}"><input type="hidden" name="response" value="${response}"><p class="quiet">${words.contacts.removeWhy}</p><button>${words.contacts.removeForGood}</button></form>
    </details>
  </li>`
}

const nobody = (view: View, place: Place, list: ContactList): Html => {
  const { words } = view
  if (list.counts.length > 0)
    return html`<div class="empty"><p>${words.contacts.noneHere}</p><p><a class="button" href="${contactsHref({ ...place, days: 0 }, null)}">${words.contacts.showAll}</a></p></div>`
  return html`<div class="empty"><h2>${words.contacts.none}</h2><p class="quiet">${words.contacts.noneWhy}</p></div>`
}

const downloads = (view: View, place: Place, survey: string | null): Html => {
  const { words } = view
  const file = (more: Readonly<Record<string, string>>) => contactsHref({ ...place, lang: null }, survey, more, '/v1/contacts')
  const separator: Readonly<Record<string, string>> = view.language === 'fr' ? { separator: 'semicolon' } : {}
  return html`<p><span class="quiet">${words.download}</span> <a href="${file({ format: 'csv', ...separator })}" download>${words.forSpreadsheets}</a> · <a href="${file({ format: 'json' })}" download>${words.contacts.json}</a></p>`
}

/** How to reach those who left word of it: the one page that shows it. */
export const contactsPage = (view: View, place: Place, survey: string | null, list: ContactList, deleted: number): Html => {
  const { words } = view
  const last = list.found.at(-1)
  return frame(
    view,
    `${words.contacts.title} · Peakend`,
    html`<a class="skip" href="#results">${words.contacts.skip}</a>
  <header class="top">
    <h1>${words.contacts.title}${place.project === 'default' ? nothing : html` <span class="project">${place.project}</span>`}${place.test ? html` <span class="badge">${words.tests}</span>` : nothing}</h1>
    <p class="news" role="status" id="news" data-one="${words.contacts.oneNew}" data-many="${words.contacts.manyNew}">${deleted > 0 ? words.contacts.deleted : nothing}</p>
    ${bar(view, place, survey, list)}
  </header>
  <main id="results" tabindex="-1"${place.test ? html` class="tests"` : nothing} data-answers="${list.total}" data-live="${hrefOf(place, { ...unchosen, lang: null }, '/results/events')}">
    <p class="summary">${list.contactDays === null ? words.contacts.keptForGood : words.contacts.kept(list.contactDays)}</p>
    ${list.found.length > 0 ? html`<ul class="contacts">${list.found.map((one) => entry(view, place, survey, one))}</ul>` : nobody(view, place, list)}
    ${list.more && last ? html`<p><a class="button" href="${contactsHref(place, survey, { before: `${last.occurredAt}~${last.response}` })}">${words.contacts.older}</a></p>` : nothing}
  </main>
  <footer class="foot">${downloads(view, place, survey)}
    <form method="post" action="${hrefOf(place, unchosen, '/results/sign-out')}"><button>${words.signOut}</button></form>
  </footer>`,
  )
}
