import { html } from 'hono/html'
import { type Note, noteKinds } from '../store'
import { option } from './filters'
import { hrefOf, type Place, unchosen } from './place'
import { sheet } from './sheet'
import { type Html, nothing, slug, type View } from './view'

export const NOTES = '/results/notes'

/** What was filled in, as it was sent. */
export type NoteFields = Readonly<Record<'day' | 'kind' | 'text' | 'owner' | 'expected' | 'touchpoint', string>>
export type NoteField = keyof NoteFields

export interface NoteList {
  readonly notes: readonly Note[]
  readonly touchpoints: readonly { readonly id: string; readonly name: string }[]
  /** The one that is being changed; null: a new one. */
  readonly editing: string | null
  /** What the form holds, and what of it cannot be. */
  readonly fields: NoteFields
  readonly wrong: readonly NoteField[]
  readonly news: string
}

export const noFields = (day: string): NoteFields => ({ day, kind: 'action', text: '', owner: '', expected: '', touchpoint: '' })
export const fieldsOf = ({ day, kind, text, owner, expected, touchpoint }: Note): NoteFields => ({
  day,
  kind,
  text,
  owner: owner ?? '',
  expected: expected ?? '',
  touchpoint: touchpoint ?? '',
})

/** The facts of a note beside its text. */
export const noteFacts = (view: View, { owner, expected }: Note): string =>
  [owner ? view.words.notes.of(owner) : '', expected ? view.words.notes.meant(expected) : ''].filter((part) => part !== '').join(' ')

const form = (view: View, place: Place, { touchpoints, editing, fields, wrong }: NoteList): Html => {
  const { words } = view
  const error = (name: NoteField) =>
    wrong.includes(name) ? html`<p class="wrong" id="wrong-${name}" role="alert">${words.notes.errors[name]}</p>` : nothing
  const invalid = (name: NoteField) => (wrong.includes(name) ? html` aria-invalid="true" aria-describedby="wrong-${name}"` : nothing)
  const label = (name: NoteField, text: string, isOptional: boolean) =>
    html`<label for="${name}">${text}${isOptional ? html` <span class="quiet">(${words.notes.optional})</span>` : nothing}</label>`
  const line = (name: 'text' | 'owner' | 'expected', text: string, longest: number, isOptional: boolean) =>
    html`<div class="${name}">${label(name, text, isOptional)}<input id="${name}" name="${name}" maxlength="${longest}" value="${fields[name]}"${isOptional ? nothing : html` required`}${invalid(name)}>${error(name)}</div>`
  const action = editing === null ? NOTES : `${NOTES}/${encodeURIComponent(editing)}`
  return html`<form method="post" class="find" id="note-form" action="${hrefOf(place, unchosen, action)}"><div class="fields">
    <div>${label('day', words.notes.day, false)}<input id="day" type="date" name="day" required value="${fields.day}"${invalid('day')}>${error('day')}</div>
    <div>${label('kind', words.notes.kind, false)}<select id="kind" name="kind"${invalid('kind')}>${noteKinds.map((kind) => option(kind, words.notes.kinds[kind], kind === fields.kind))}</select>${error('kind')}</div>
    <div>${label('touchpoint', words.notes.touchpoint, false)}<select id="touchpoint" name="touchpoint"${invalid('touchpoint')}>${option('', words.notes.everywhere, fields.touchpoint === '')}${touchpoints.map(({ id, name }) => option(id, name, id === fields.touchpoint))}</select>${error('touchpoint')}</div>
    ${line('text', words.notes.text, 200, false)}${line('owner', words.notes.owner, 80, true)}${line('expected', words.notes.expected, 200, true)}
    </div><button>${editing === null ? words.notes.add : words.notes.save}</button></form>`
}

const entry = (view: View, place: Place, note: Note, { touchpoints }: NoteList): Html => {
  const { words } = view
  const key = slug(note.id)
  const where = note.touchpoint === null ? null : (touchpoints.find(({ id }) => id === note.touchpoint)?.name ?? note.touchpoint)
  return html`<li id="note-${key}"><p class="who"><span>${view.day(note.day)}</span><span>${words.notes.kinds[note.kind]}</span>${where === null ? nothing : html`<span>${where}</span>`}</p>
    <p>${note.text}</p><p class="quiet">${noteFacts(view, note)}</p>
    ${
      place.editor
        ? html`<div class="deeds"><a href="${hrefOf(place, unchosen, NOTES, { edit: note.id })}#note-form">${words.notes.edit}<span class="hidden"> ${note.text}</span></a>
    <details id="delete-${key}"><summary>${words.notes.remove}<span class="hidden"> ${note.text}</span></summary><form method="post" action="${hrefOf(place, unchosen, `${NOTES}/${encodeURIComponent(note.id)}/delete`)}"><button>${words.notes.removeForGood}</button></form></details></div>`
        : nothing
    }</li>`
}

/** What happened and when: written, changed and deleted here, marked on the trends. */
export const notesPage = (view: View, place: Place, list: NoteList): Html => {
  const { words } = view
  return sheet(view, place, {
    title: words.notes.title,
    skip: words.notes.skip,
    path: NOTES,
    back: { href: hrefOf(place, {}), text: words.notes.back },
    news: list.news,
    body: html`${place.editor ? form(view, place, list) : nothing}
    ${list.notes.length > 0 ? html`<ul class="note-list">${list.notes.map((note) => entry(view, place, note, list))}</ul>` : html`<div class="empty"><p><strong>${words.notes.none}</strong></p><p class="quiet">${words.notes.noneWhy}</p></div>`}`,
  })
}
