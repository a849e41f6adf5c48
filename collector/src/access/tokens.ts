import { html } from 'hono/html'
import { type Html, nothing, slug } from '../results/view'
import { roles, type StoredToken } from '../store'
import { type Attempt, confirm, faultsOf, field, hrefTo, type Shell, shellPage } from './shell'

export interface TokenList {
  readonly tokens: readonly StoredToken[]
  readonly now: number
  /** The one that was just made: shown this once. */
  readonly made: { readonly name: string; readonly token: string } | null
}

const entry = (shell: Shell, { id, name, role, projects, createdAt, expiresAt, usedOn }: StoredToken, now: number): Html => {
  const { view, words } = shell
  const day = expiresAt === null ? '' : view.day(expiresAt)
  const end = expiresAt === null ? words.noEnd : Date.parse(expiresAt) > now ? words.until(day) : words.expired(day)
  return html`<article class="panel" id="token-${slug(id)}"><h2>${name}</h2>
    <p>${words.roles[role]}</p>
    <p class="quiet">${projects === null ? words.allProjects : html`<span translate="no">${projects.join(', ')}</span>`} · ${end}</p>
    <p class="quiet">${words.tokenMade(view.day(createdAt))} · ${usedOn === null ? words.neverUsed : words.lastUsed(view.day(usedOn))}</p>
    ${confirm(shell, `revoke-${slug(id)}`, words.revokeTokenWhy, hrefTo(shell, '/projects/tokens/revoke'), { id }, name)}
  </article>`
}

const create = (shell: Shell, attempt: Attempt | null): Html => {
  const { words } = shell
  const chosen = attempt?.values.role ?? 'read'
  return html`<section class="panel" id="add"><h2>${words.addToken}</h2>
    <form class="form" method="post" action="${hrefTo(shell, '/projects/tokens/add')}">
      ${faultsOf(shell, attempt, 'token-fault')}
      ${field(attempt, { form: 'token', name: 'name', label: words.name, hint: words.tokenNameHint, value: '', required: true })}
      <fieldset><legend>${words.role}</legend>${roles.map((role) => html`<label class="check"><input type="radio" name="role" value="${role}"${role === chosen ? html` checked` : nothing}> ${words.roles[role]}</label>`)}</fieldset>
      ${field(attempt, { form: 'token', name: 'projects', label: words.tokenProjects, hint: words.tokenProjectsHint, value: '', code: true })}
      ${field(attempt, { form: 'token', name: 'expiresAt', label: words.expires, hint: words.expiresHint, value: '', type: 'date' })}
      <button>${words.makeToken}</button>
    </form></section>`
}

/** Who has a token. */
export const tokensPage = (shell: Shell, { tokens, now, made }: TokenList, attempt: Attempt | null): Html => {
  const { words } = shell
  const fresh = made
    ? html`<section class="notice" role="status"><h2>${words.newToken(made.name)}</h2><p>${words.newTokenWhy}</p><pre class="copy" translate="no"><code>${made.token}</code></pre></section>`
    : nothing
  return shellPage(shell, '/projects/tokens', {
    title: words.tokens,
    body: html`<p class="summary">${words.tokensWhy}</p>${fresh}
    ${attempt?.form === 'gone' ? faultsOf(shell, attempt, 'gone-fault') : nothing}
    ${tokens.length > 0 ? html`<div class="panels">${tokens.map((token) => entry(shell, token, now))}</div>` : html`<section class="empty"><h2>${words.noTokens}</h2><p class="quiet">${words.noTokensWhy}</p></section>`}
    ${create(shell, attempt?.form === 'token' ? attempt : null)}`,
  })
}
