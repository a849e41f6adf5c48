import { html } from 'hono/html'
import { snippet } from '../results/snippet'
import { type Html, nothing, slug } from '../results/view'
import { type Days, KEYS_AT_ONCE, type StoredProject, type WriteKey } from '../store'
import { type Attempt, confirm, daysText, faultsOf, field, hrefTo, type Shell, shellPage } from './shell'

export interface ProjectList {
  readonly projects: readonly StoredProject[]
  /** With answers, and not set up. */
  readonly others: readonly string[]
  readonly closed: boolean
  /** The collector's own days, which hold where a project has none. */
  readonly contactDays: number | null
  readonly retentionDays: number | null
}

const isValid = ({ revokedAt }: WriteKey): boolean => revokedAt === null

const keyEntry = (shell: Shell, { id, keyRequired }: StoredProject, { key, createdAt }: WriteKey, alone: boolean): Html => {
  const { view, words } = shell
  const why = alone && keyRequired ? words.revokeLastKeyWhy : words.revokeKeyWhy
  return html`<li><p><code translate="no">${key}</code> <span class="quiet">${words.made(view.day(createdAt))}</span></p>
    <details id="script-${slug(key)}"><summary>${words.script}<span class="hidden"> ${key}</span></summary><p class="quiet">${words.scriptWhy}</p><pre class="copy" translate="no"><code>${snippet(shell.origin, id, key)}</code></pre></details>
    ${confirm(shell, `revoke-${slug(key)}`, why, hrefTo(shell, '/projects/keys/revoke', { project: id }), { key }, key)}
  </li>`
}

const keys = (shell: Shell, project: StoredProject): Html => {
  const { view, words } = shell
  const valid = project.keys.filter(isValid)
  const revoked = project.keys.filter((key) => !isValid(key))
  const add = html`<form method="post" action="${hrefTo(shell, '/projects/keys/add', { project: project.id })}">${project.keys.length === 0 ? html`<p class="quiet">${words.makeFirstKeyWhy}</p>` : nothing}<button>${words.makeKey}<span class="hidden"> · ${project.id}</span></button></form>`
  return html`<h3>${words.keys} <span class="quiet">${project.keys.length === 0 ? nothing : project.keyRequired ? words.needed : words.optional}</span></h3>
    ${valid.length > 0 ? html`<ul class="entries">${valid.map((key) => keyEntry(shell, project, key, valid.length === 1))}</ul>` : html`<p class="quiet">${project.keyRequired ? words.noValidKey : words.noKeys}</p>`}
    ${valid.length < KEYS_AT_ONCE ? (project.keys.length === 0 ? html`<details id="key-${slug(project.id)}"><summary>${words.makeKey}<span class="hidden"> · ${project.id}</span></summary>${add}</details>` : add) : html`<p class="quiet">${words.enoughKeys}</p>`}
    ${revoked.length > 0 ? html`<details id="revoked-${slug(project.id)}"><summary>${words.revoked} (${view.whole(revoked.length)})</summary><ul>${revoked.map(({ key, revokedAt }) => html`<li><s><code translate="no">${key}</code></s> <span class="quiet">${revokedAt === null ? nothing : view.day(revokedAt)}</span></li>`)}</ul></details>` : nothing}`
}

const dayValue = (shell: Shell, days: Days): string => (days === null ? '' : days === 'forever' ? shell.words.forever : String(days))

const change = (shell: Shell, list: ProjectList, project: StoredProject, attempt: Attempt | null): Html => {
  const { words } = shell
  const form = `change-${slug(project.id)}`
  const otherwise = (days: number | null) => words.daysHint(daysText(shell, days ?? 'forever', null))
  const required = attempt ? attempt.values.keyRequired === 'on' : project.keyRequired
  return html`<details id="${form}"${attempt ? html` open` : nothing}><summary>${words.change}<span class="hidden"> ${project.id}</span></summary>
    <form class="form" method="post" action="${hrefTo(shell, '/projects/change', { project: project.id })}#${form}">
      ${faultsOf(shell, attempt, `${form}-fault`)}
      ${field(attempt, { form, name: 'name', label: words.name, value: project.name, required: true })}
      ${field(attempt, { form, name: 'origins', label: words.origins, hint: words.originsHint, value: (project.origins ?? []).join('\n'), type: 'lines', code: true })}
      ${field(attempt, { form, name: 'contactDays', label: words.contactDays, hint: otherwise(list.contactDays), value: dayValue(shell, project.contactDays) })}
      ${field(attempt, { form, name: 'retentionDays', label: words.retentionDays, hint: otherwise(list.retentionDays), value: dayValue(shell, project.retentionDays) })}
      <div class="field"><label class="check"><input type="checkbox" name="keyRequired"${required ? html` checked` : nothing} aria-describedby="${form}-keys"> ${words.keyRequired}</label><p class="quiet" id="${form}-keys">${words.keyRequiredHint}</p></div>
      <button>${words.save}</button>
    </form></details>`
}

const entry = (shell: Shell, list: ProjectList, project: StoredProject, attempt: Attempt | null): Html => {
  const { words } = shell
  const mine = attempt?.form === `change ${project.id}` ? attempt : null
  const aboutKeys = attempt?.form === `keys ${project.id}` ? attempt : null
  return html`<article class="panel" id="project-${slug(project.id)}">
    <h2><a href="${hrefTo(shell, '/results', project.id === 'default' ? {} : { project: project.id })}">${project.name}</a>${project.name === project.id ? nothing : html` <code class="quiet" translate="no">${project.id}</code>`}</h2>
    <dl>
      <div><dt>${words.origins}</dt><dd>${project.origins === null ? words.originsDefault : html`<span translate="no">${project.origins.join(', ')}</span>`}</dd></div>
      <div><dt>${words.contactDays}</dt><dd>${daysText(shell, project.contactDays, list.contactDays)}</dd></div>
      <div><dt>${words.retentionDays}</dt><dd>${daysText(shell, project.retentionDays, list.retentionDays)}</dd></div>
    </dl>
    ${faultsOf(shell, aboutKeys, `keys-${slug(project.id)}-fault`)}
    ${keys(shell, project)}
    ${change(shell, list, project, mine)}
  </article>`
}

const create = (shell: Shell, attempt: Attempt | null): Html => {
  const { words } = shell
  const mine = attempt?.form === 'create' ? attempt : null
  return html`<section class="panel" id="create"><h2>${words.add}</h2><p class="quiet">${words.addWhy}</p>
    <form class="form" method="post" action="${hrefTo(shell, '/projects/create')}#create">
      ${faultsOf(shell, mine, 'create-fault')}
      ${field(mine, { form: 'create', name: 'id', label: words.id, hint: words.idHint, value: '', required: true, code: true })}
      ${field(mine, { form: 'create', name: 'name', label: words.name, hint: words.nameHint, value: '' })}
      ${field(mine, { form: 'create', name: 'origins', label: words.origins, hint: words.originsHint, value: '', type: 'lines', code: true })}
      <button>${words.create}</button>
    </form></section>`
}

const notSetUp = (shell: Shell, others: readonly string[]): Html => {
  const { words } = shell
  return html`<section><h2>${words.notSetUp}</h2><p class="quiet">${words.notSetUpWhy}</p>
    <ul class="others">${others.map(
      (id) =>
        html`<li><a href="${hrefTo(shell, '/results', { project: id })}" translate="no">${id}</a>${shell.everything ? html` <form method="post" action="${hrefTo(shell, '/projects/create')}"><input type="hidden" name="id" value="${id}"><button>${words.setUp(id)}</button></form>` : nothing}</li>`,
    )}</ul></section>`
}

/** The projects that were set up, and what there is to set. */
export const projectsPage = (shell: Shell, list: ProjectList, attempt: Attempt | null): Html => {
  const { words, everything } = shell
  const nobody = everything
    ? html`<section class="empty"><h2>${words.none}</h2><p class="quiet">${words.noneWhy}</p></section>`
    : html`<p>${words.noneYours}</p>`
  return shellPage(shell, '/projects', {
    title: words.title,
    body: html`<p class="summary">${list.closed ? words.closed : words.open}</p>
    ${attempt?.form === 'gone' ? faultsOf(shell, attempt, 'gone-fault') : nothing}
    ${list.projects.length > 0 ? html`<div class="panels">${list.projects.map((project) => entry(shell, list, project, attempt))}</div>` : nobody}
    ${list.others.length > 0 ? notSetUp(shell, list.others) : nothing}
    ${everything ? create(shell, attempt) : nothing}`,
  })
}
