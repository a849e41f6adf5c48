import { html } from 'hono/html'
import { consents, type Html, themes, type View } from './view'

/** Buttons of a form that keeps one choice in a cookie; without a script it comes back to the page it was on. */
const choices = <Value extends string>(
  name: string,
  values: readonly Value[],
  current: Value | undefined,
  words: Readonly<Record<Value, string>>,
): Html =>
  html`${values.map((value) => html`<button name="${name}" value="${value}" aria-pressed="${value === current ? 'true' : 'false'}">${words[value]}</button>`)}`

/** What can be chosen on every page, at its end. */
export const settings = ({ words, theme, consent }: View): Html =>
  html`<form class="setting" method="post" action="/settings"><h2 id="theme-title">${words.theme}</h2><div role="group" aria-labelledby="theme-title">${choices('theme', themes, theme, words.themes)}</div></form>
<form class="setting" method="post" action="/settings" data-consent-form><h2 id="questions-title">${words.questions}</h2><div role="group" aria-labelledby="questions-title">${choices('consent', consents, consent, words.consent)}</div></form>`

/** The shop's own banner: there until there is a choice. */
export const consentBanner = ({ words, consent }: View): Html =>
  html`<section class="consent" id="consent" aria-labelledby="consent-title"${consent ? html` hidden` : ''}>
  <h2 id="consent-title">${words.consentTitle}</h2><p>${words.consentText}</p>
  <form method="post" action="/settings" data-consent-form>${consents.map((value) => html`<button name="consent" value="${value}">${words.consent[value]}</button>`)}</form>
</section>`
