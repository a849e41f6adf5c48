import { html } from 'hono/html'
import { type Html, nothing } from '../results/view'
import type { AuditEntry } from '../store'
import { daysText, hrefTo, type Shell, shellPage } from './shell'

export interface Trail {
  readonly entries: readonly AuditEntry[]
  readonly more: boolean
  /** What it is filtered by; empty: nothing. */
  readonly project: string
  readonly action: string
  readonly actions: readonly string[]
  readonly projects: readonly string[]
  readonly auditDays: number | null
}

const valueText = ({ words }: Shell, value: AuditEntry['detail'][string]): string => {
  if (value === null) return '–'
  if (typeof value === 'boolean') return value ? words.yes : words.no
  if (value === 'forever') return words.forever
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const known = (words: Readonly<Record<string, string>>, code: string): string => (Object.hasOwn(words, code) ? (words[code] ?? code) : code)

const entry = (shell: Shell, { at, who, project, action, target, detail }: AuditEntry): Html => {
  const { view, words } = shell
  // What was made without something has nothing to say of it; what was changed may have lost it.
  const details = Object.entries(detail).filter(([, value]) => value !== null || action.endsWith('.changed'))
  return html`<li><p><strong>${known(words.actions, action)}</strong>${project === null ? nothing : html` · <span translate="no">${project}</span>`} <span class="quiet">${words.by(who)} · ${view.time(at)}</span></p>
    ${target === null || target === project ? nothing : html`<p class="quiet"><code translate="no">${target}</code></p>`}
    ${details.length > 0 ? html`<p class="quiet">${details.map(([name, value]) => `${known(words.details, name)}${words.colon}${valueText(shell, value)}`).join(' · ')}</p>` : nothing}</li>`
}

/** The list goes back further than a year: days stand above their entries. */
const byDay = (entries: readonly AuditEntry[]): readonly (readonly [day: string, entries: readonly AuditEntry[]])[] => {
  const dayOf = ({ at }: AuditEntry): string => at.slice(0, 10)
  return [...new Set(entries.map(dayOf))].map((day) => [day, entries.filter((entry) => dayOf(entry) === day)] as const)
}

const choice = (
  name: string,
  label: string,
  every: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
): Html =>
  html`<div class="field"><label for="trail-${name}">${label}</label><select id="trail-${name}" name="${name}"><option value="">${every}</option>${options.map(([value, text]) => html`<option value="${value}"${value === chosen ? html` selected` : nothing}>${text}</option>`)}</select></div>`

/** What was changed, by whom. */
export const trailPage = (shell: Shell, { entries, more, project, action, actions, projects, auditDays }: Trail): Html => {
  const { words } = shell
  const filter = { ...(project ? { project } : {}), ...(action ? { action } : {}) }
  const last = entries.at(-1)
  const chosenProjects = project && !projects.includes(project) ? [...projects, project] : projects
  const form = html`<form class="filter" method="get" action="/projects/trail">${shell.lang ? html`<input type="hidden" name="lang" value="${shell.lang}">` : nothing}
      ${choice(
        'project',
        words.project,
        words.every,
        chosenProjects.map((id) => [id, id] as const),
        project,
      )}
      ${choice(
        'action',
        words.action,
        words.every,
        actions.map((code) => [code, known(words.actions, code)] as const),
        action,
      )}
      <button>${words.filter}</button></form>`
  const nobody =
    project || action
      ? html`<p>${words.noEntriesHere}</p><p><a class="button" href="${hrefTo(shell, '/projects/trail')}">${words.showAll}</a></p>`
      : html`<section class="empty"><h2>${words.noEntries}</h2><p class="quiet">${words.noEntriesWhy}</p></section>`
  return shellPage(shell, '/projects/trail', {
    title: words.trail,
    query: filter,
    body: html`<p class="summary">${words.trailWhy(daysText(shell, auditDays ?? 'forever', null))}</p>
    ${form}
    ${entries.length > 0 ? byDay(entries).map(([day, some]) => html`<section><h2>${shell.view.day(day)}</h2><ol class="entries log">${some.map((one) => entry(shell, one))}</ol></section>`) : nobody}
    ${more && last ? html`<p><a class="button" href="${hrefTo(shell, '/projects/trail', { ...filter, before: last.id })}">${words.older}</a></p>` : nothing}`,
    foot: html`<span class="quiet">${words.download}</span> <a href="${hrefTo({ lang: null }, '/v1/audit', { ...filter, format: 'ndjson' })}" download>${words.ndjson}</a>`,
  })
}
