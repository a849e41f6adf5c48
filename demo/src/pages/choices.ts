import { html } from 'hono/html'
import { consents, type Html, nothing, themes, type View } from './view'

interface Choice<Value extends string> {
  readonly name: string
  readonly title: string
  readonly values: readonly Value[]
  readonly current: Value | undefined
  readonly words: Readonly<Record<Value, string>>
}
/** A form that keeps one choice in a cookie, and comes back to the page it was on. */
const choice = <Value extends string>({ name, title, values, current, words }: Choice<Value>): Html => {
  const button = (value: Value) =>
    html`<button name="${name}" value="${value}" aria-pressed="${value === current ? 'true' : 'false'}">${words[value]}</button>`
  return html`
    <form class="setting" method="post" action="/settings" ${name === 'consent' ? html`data-consent-form` : nothing}>
      <h2 id="choice-${name}">${title}</h2>
      <div role="group" aria-labelledby="choice-${name}">${values.map(button)}</div>
    </form>`
}

/** What can be chosen on every page, at its end. */
export const settings = ({ words, theme, consent }: View): Html => html`
  ${choice({ name: 'theme', title: words.theme, values: themes, current: theme, words: words.themes })}
  ${choice({ name: 'consent', title: words.questions, values: consents, current: consent, words: words.consent })}`

/** The shop's own banner: there until there is a choice. A script keeps the choice without a page load. */
export const consentBanner = ({ words, consent }: View): Html => html`
  <section class="consent" id="consent" aria-labelledby="consent-title" ${consent ? html`hidden` : nothing}>
    <h2 id="consent-title">${words.consentTitle}</h2>
    <p>${words.consentText}</p>
    <form method="post" action="/settings" data-consent-form>
      ${consents.map((value) => html`<button name="consent" value="${value}">${words.consent[value]}</button>`)}
    </form>
  </section>`
