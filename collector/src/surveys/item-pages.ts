import { html } from 'hono/html'
import { isObject, members, type Problem, pathText } from '../../../src/survey/check-words'
import type { Report } from '../report/types'
import { shortFigure, touchpointName } from '../results/names'
import { type Html, nothing, slug } from '../results/view'
import { type Desk, page, wordsOf } from './desk'
import { type Document, idOf, type Node } from './document'
import { input, type Spot } from './edit'
import type { Misread } from './form'
import { type ItemKind, indexOfItem, inlineTouchpoints, itemGroups, itemsOf, usedBy } from './items'
import { anchorOf, beside, problemsAt, summary } from './problems'
import { type ItemWords, itemWords } from './words.items'

const wordsFor = ({ view }: Desk): ItemWords => itemWords(view.language)
const pathOf = (kind: ItemKind): string => `/surveys/${kind}`
const nameIn = (desk: Desk, item: Node): string => wordsOf(desk, item.name) || idOf(item)

/** What a value that is chosen is called, where it has a name. */
const saidIn =
  ({ view: { words } }: Desk) =>
  (key: string, value: string): string => {
    const names: Readonly<Record<string, Readonly<Record<string, string>>>> = {
      stage: words.stages,
      category: words.categories,
      channel: words.channels,
      metric: words.metrics,
    }
    const known = names[key]
    return known && Object.hasOwn(known, value) ? (known[value] ?? value) : value
  }

const users = (desk: Desk, kind: ItemKind, ids: readonly string[]): Html => {
  const words = wordsFor(desk)[kind]
  if (ids.length === 0) return html`<p class="quiet">${words.unused}</p>`
  return html`<p class="quiet">${words.used}${desk.view.words.colon} ${ids.map((id, index) => html`${index > 0 ? ', ' : nothing}<a href="${desk.href('/surveys/edit', { survey: id })}" translate="no">${id}</a>`)}</p>`
}

const targetText = (desk: Desk, item: Node): string => {
  const words = wordsFor(desk)
  const { target } = item
  if (!isObject(target)) return words.noTarget
  const { metric, value, by } = target
  const score = typeof value === 'number' ? (metric === 'nps' ? desk.view.signed(value) : desk.view.percent(value)) : String(value ?? '–')
  return `${saidIn(desk)('metric', String(metric ?? ''))} · ${words.targetText(score, typeof by === 'string' ? desk.view.day(by) : '–')}`
}

const facts = (desk: Desk, kind: ItemKind, item: Node): Html => {
  const said = saidIn(desk)
  if (kind === 'personas') return html`<pre class="code" translate="no">${JSON.stringify(item.when ?? null)}</pre>`
  const known = (['stage', 'category', 'channel'] as const).flatMap((key) => (typeof item[key] === 'string' ? [said(key, item[key])] : []))
  return html`<p>${[...known, ...(typeof item.owner === 'string' ? [item.owner] : [])].join(' · ')}</p><p class="quiet">${targetText(desk, item)}</p>`
}

const remover = (desk: Desk, kind: ItemKind, id: string): Html => {
  const words = wordsFor(desk)
  return html`<details id="remove-${slug(id)}"><summary>${words.remove}</summary><form method="post" action="${desk.href(`${pathOf(kind)}/delete`)}"><input type="hidden" name="id" value="${id}"><p class="quiet">${words[kind].removeWhy}</p><button>${words.remove}</button></form></details>`
}

const entry = (desk: Desk, document: Document, kind: ItemKind, item: Node): Html => {
  const words = wordsFor(desk)
  const id = idOf(item)
  return html`<article class="survey item" id="${slug(id)}"><h2 class="item-name">${nameIn(desk, item)} <span class="state" translate="no">${id}</span></h2>
    ${facts(desk, kind, item)}
    ${users(desk, kind, usedBy(document, kind, id))}
    <div class="acts"><a class="button" href="${desk.href(`${pathOf(kind)}/edit`, { id })}">${words.change}</a>
    ${kind === 'personas' ? html` <a class="button" href="${desk.href('/surveys/personas/card', { id })}">${words.card}</a>` : nothing}
    ${desk.mayEdit ? remover(desk, kind, id) : nothing}</div></article>`
}

const inline = (desk: Desk, document: Document): Html | string => {
  const words = wordsFor(desk)
  return html`${inlineTouchpoints(document).map(
    ({
      survey,
      touchpoint,
    }) => html`<article class="survey item"><h2 class="item-name">${nameIn(desk, touchpoint)} <span class="state" translate="no">${idOf(touchpoint)}</span></h2>
      ${facts(desk, 'touchpoints', touchpoint)}<p class="quiet">${words.inline(survey)}</p>
      ${desk.mayEdit ? html`<div class="acts"><form method="post" action="${desk.href('/surveys/touchpoints/adopt')}"><input type="hidden" name="survey" value="${survey}"><button>${words.adopt}</button></form></div>` : nothing}</article>`,
  )}`
}

/** All of one kind, and a form to add one. */
export const itemsPage = (
  desk: Desk,
  document: Document,
  kind: ItemKind,
  news: Html | string,
  refused?: { readonly id: string; readonly why: string },
): Html => {
  const all = wordsFor(desk)
  const words = all[kind]
  const items = itemsOf(document, kind)
  const isNone = items.length === 0 && (kind === 'personas' || inlineTouchpoints(document).length === 0)
  return page(
    desk,
    { title: words.title, skip: desk.words.skip, news, current: kind },
    html`<p class="summary">${words.why}</p>
    ${isNone ? html`<p>${words.none}</p>` : html`<div class="surveys">${items.map((item) => entry(desk, document, kind, item))}${kind === 'touchpoints' ? inline(desk, document) : nothing}</div>`}
    ${
      desk.mayEdit
        ? html`<section class="adder" aria-labelledby="add"><h2 id="add">${words.add}</h2><form method="post" action="${desk.href(`${pathOf(kind)}/add`)}"><label for="new-id">${all.id}</label><p class="quiet" id="id-hint">${words.idHint}</p>
      ${refused ? html`<p class="problems wrong" role="alert" id="id-wrong">${refused.why}</p>` : nothing}
      <p class="choose"><input id="new-id" name="id" required maxlength="200" value="${refused?.id ?? ''}" autocomplete="off" spellcheck="false" aria-describedby="id-hint${refused ? ' id-wrong' : ''}"${refused ? html` aria-invalid="true"` : nothing}> <button>${words.add}</button></p></form></section>`
        : nothing
    }`,
  )
}

/** One as it stands in the form. */
export interface EditingItem {
  readonly kind: ItemKind
  readonly id: string
  readonly item: Node
  /** As it was in the state that the edit began from. */
  readonly began: Node
  readonly revision: string
  /** The document with it. */
  readonly document: Document
  readonly problems: readonly Problem[]
  readonly misread: readonly Misread[]
  readonly languages: readonly string[]
  readonly note: string
}

/** The form of one, with what `check` says beside each field. */
export const itemPage = (desk: Desk, editing: EditingItem, news: Html | string): Html => {
  const { kind, id, item, languages } = editing
  const all = wordsFor(desk)
  const words = all[kind]
  const base = [kind, indexOfItem(editing.document, kind, id)]
  const own = pathText(base)
  const mine = problemsAt(editing.problems, base)
  const spot: Spot = { ...editing, base, names: all.fields, said: saidIn(desk) }
  const groups = itemGroups(kind, item, languages)
  const fields = groups.flatMap((group) => group.fields)
  const linkOf = ({ path }: Problem): string | null => {
    const field = fields.find(
      (one) => path.startsWith(pathText([...base, ...one.path])) || pathText([...base, ...one.path]).startsWith(`${path}.`),
    )
    return field && path !== own ? `#${anchorOf(field.path)}` : null
  }
  const whole = mine.filter(({ path }) => path === own || path === pathText([...base, 'target']))
  const misread = editing.misread.length > 0 ? html`<strong>${desk.words.form.misreadTitle}</strong>` : nothing
  return page(
    desk,
    { title: words.edit(nameIn(desk, item)), skip: desk.words.form.skip, news: news || misread, current: kind },
    html`<p><a href="${desk.href(pathOf(kind))}#${slug(id)}">← ${all.back}</a></p>
    ${summary(desk, mine, linkOf, ({ path }) => path.slice(own.length).replace(/^\./, '') || id)}
    <form method="post" action="${desk.href(`${pathOf(kind)}/edit`, { id })}" class="editor" id="editor" novalidate>
      <input type="hidden" name="revision" value="${editing.revision}"><input type="hidden" name="item" value="${JSON.stringify(item)}"><input type="hidden" name="began" value="${JSON.stringify(editing.began)}">
      <div class="fields"><p class="quiet">${all.id}${desk.view.words.colon} <code translate="no">${id}</code></p>
      ${beside(desk, whole)}
      ${groups.map(({ name, fields: some }) => html`<fieldset><legend>${words.groups[name] ?? name}</legend>${words.hints[name] ? html`<p class="quiet">${words.hints[name]}</p>` : nothing}${some.map((field) => input(desk, spot, field))}</fieldset>`)}
      </div>
      ${desk.mayEdit ? html`<div class="save"><label for="note">${desk.words.form.note}</label> <input id="note" name="note" maxlength="500" autocomplete="off" value="${editing.note}"> <button class="strong">${all.save}</button> <a href="${desk.href('/surveys/publish')}">${desk.words.review}</a></div>` : nothing}
    </form>`,
  )
}

const texts = (desk: Desk, title: string, value: unknown): Html => {
  const all = members(value)
    .map((text) => wordsOf(desk, text))
    .filter(Boolean)
  return html`<section><h3>${title}</h3>${all.length > 0 ? html`<ul>${all.map((text) => html`<li>${text}</li>`)}</ul>` : html`<p class="quiet">${wordsFor(desk).noGoals}</p>`}</section>`
}

/** A persona on one sheet: who they are, and what they said. */
export const cardPage = (desk: Desk, document: Document, persona: Node, report: Report): Html => {
  const words = wordsFor(desk)
  const { view } = desk
  const id = idOf(persona)
  const heard = report.touchpoints.flatMap((touchpoint) => {
    const [first] = touchpoint.instruments
    return first && first.n > 0 ? [[touchpointName(view, touchpoint), shortFigure(view, first)] as const] : []
  })
  return page(
    desk,
    { title: nameIn(desk, persona), skip: desk.words.skip, current: 'personas' },
    html`<p class="screen-only"><a href="${desk.href('/surveys/personas')}#${slug(id)}">← ${words.back}</a> <button type="button" data-print hidden>${words.print}</button></p>
    <article class="persona" aria-labelledby="persona"><h2 id="persona" class="persona-name">${nameIn(desk, persona)} <span class="state" translate="no">${id}</span></h2>
      <div class="two">${texts(desk, words.goals, persona.goals)}${texts(desk, words.frustrations, persona.frustrations)}</div>
      <section><h3>${words.heard}</h3>${heard.length > 0 ? html`<dl>${heard.map(([name, figure]) => html`<div><dt>${name}</dt><dd>${figure}</dd></div>`)}</dl>` : html`<p class="quiet">${words.heardNothing}</p>`}</section>
      <section><h3>${words.rule}</h3><pre class="code" translate="no">${JSON.stringify(persona.when ?? null, null, 2)}</pre></section>
      ${typeof persona.notes === 'string' && persona.notes ? html`<section><h3>${words.notes}</h3><p>${persona.notes}</p></section>` : nothing}
      ${users(desk, 'personas', usedBy(document, 'personas', id))}</article>`,
  )
}
