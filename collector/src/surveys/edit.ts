import { html } from 'hono/html'
import { isInside, type Problem, pathText } from '../../../src/survey/check-words'
import { type Html, nothing, slug } from '../results/view'
import { type Desk, page } from './desk'
import { type Document, indexOfSurvey, type Node, type Path } from './document'
import { type Field, type Group, groupsOf, placedTriggers, triggerTypes } from './fields'
import { type Misread, nameOf, textOf } from './form'
import { previewPane } from './preview'
import { anchorOf, beside, problemsAt, summary } from './problems'

/** A survey as it stands in the form. */
export interface Editing {
  readonly id: string
  readonly survey: Node
  /** As it was in the state that the edit began from. */
  readonly began: Node
  readonly revision: string
  /** The document with this survey in it. */
  readonly document: Document
  readonly problems: readonly Problem[]
  readonly misread: readonly Misread[]
  readonly languages: readonly string[]
  /** Languages that somebody added in the form. */
  readonly wanted: readonly string[]
  readonly note: string
  /** The collector serves the SDK. */
  readonly hasPreview: boolean
}

/** What the fields of a form stand in. */
export interface Spot extends Pick<Editing, 'problems' | 'misread' | 'languages'> {
  /** Where in the document. */
  readonly base: Path
  /** What fields are called. */
  readonly names: Readonly<Record<string, string>>
  /** What a value that is chosen is called. Default: as it is. */
  readonly said?: (key: string, value: string) => string
}

const labelOf = ({ names }: Spot, { key, of, kind }: Field): string => {
  const name = Object.hasOwn(names, key) ? (names[key] ?? key) : key
  return of === undefined || kind !== 'text' ? name : `${name} ${of}`
}

/** Read by people, in no code's letters. */
const textual: readonly Field['kind'][] = ['text', 'texts', 'prose']

const control = (desk: Desk, spot: Spot, field: Field, id: string, value: string, described: string | null): Html => {
  const { words } = desk
  const name = nameOf(field.path)
  const more = described === null ? nothing : html` aria-describedby="${described}" aria-invalid="true"`
  if (field.kind === 'flag' || field.kind === 'one-of') {
    const values = field.kind === 'flag' ? ['true', 'false'] : (field.values ?? [])
    const said = (one: string): string =>
      field.kind === 'flag' ? (one === 'true' ? words.form.yes : words.form.no) : (spot.said?.(field.key, one) ?? one)
    return html`<select id="${id}" name="${name}"${more}><option value="">${words.form.unset}</option>${values.map((one) => html`<option value="${one}"${one === value ? html` selected` : nothing}>${said(one)}</option>`)}</select>`
  }
  if (field.kind === 'number') return html`<input id="${id}" name="${name}" value="${value}" inputmode="decimal" autocomplete="off"${more}>`
  if (field.kind === 'name') return html`<input id="${id}" name="${name}" value="${value}" autocomplete="off" spellcheck="false"${more}>`
  const lang = field.language === undefined ? nothing : html` lang="${field.language}"`
  return html`<textarea id="${id}" name="${name}" rows="${field.kind === 'texts' || field.kind === 'prose' ? 4 : field.kind === 'json' && value ? Math.min(12, value.split('\n').length) : 1}"${lang}${textual.includes(field.kind) ? html` dir="auto"` : html` class="code" spellcheck="false"`}${more}>${value}</textarea>`
}

/** A field with its name, and what `check` says of it. */
export const input = (desk: Desk, spot: Spot, field: Field): Html => {
  const { words, view } = desk
  const id = anchorOf(field.path)
  const wrong = spot.misread.find(({ path }) => nameOf(path) === nameOf(field.path))
  // What is wrong with a text as a whole is said once, at its first language.
  const own = problemsAt(spot.problems, [...spot.base, ...field.path])
  const around = pathText([...spot.base, ...field.path.slice(0, -1)])
  const whole = field.language === undefined ? [] : spot.problems.filter(({ path }) => path === around)
  const said = [...own, ...(field.language === spot.languages[0] ? whole : [])]
  const hasMore = said.length > 0 || wrong !== undefined
  const language =
    field.language === undefined
      ? field.kind === 'text' && spot.languages.length > 0
        ? words.form.everyLanguage
        : ''
      : view.languageName(field.language)
  return html`<div class="field ${field.kind}"><label for="${id}">${labelOf(spot, field)}${language ? html` <span class="quiet">${language}</span>` : nothing}${field.required && field.kind !== 'text' ? html` <span class="quiet">(${words.form.required})</span>` : nothing}</label>
    ${control(desk, spot, field, id, wrong?.typed ?? textOf(field), hasMore ? `${id}-said` : null)}
    ${hasMore ? html`<div id="${id}-said">${wrong ? html`<p class="problems wrong">${words.form.misread}</p>` : nothing}${beside(desk, said)}</div>` : nothing}</div>`
}

/** What every kind of trigger may add, and few do. */
const rare: readonly string[] = ['patienceSeconds', 'cancelOn', 'near', 'not', 'where', 'oncePer']
/** Stands aside: there would be many of them, in each language. */
const isAside = (kind: Group['kind'], { key, value, required }: Field): boolean =>
  value === undefined && !required && (kind === 'question' || (kind === 'trigger' && rare.includes(key)))

const fieldsOf = (desk: Desk, editing: Editing, index: number, { fields, kind, path }: Group): Html => {
  const { words } = desk
  const aside = fields.filter((field) => isAside(kind, field))
  const front = fields.filter((field) => !aside.includes(field))
  const spot: Spot = { ...editing, base: ['surveys', index], names: words.fields }
  // What is wrong here and belongs to no field.
  const around = editing.problems.filter(({ path: at }) => at === pathText(['surveys', index, ...path]))
  return html`${path.length > 0 ? beside(desk, around) : nothing}${front.map((field) => input(desk, spot, field))}${front.length + aside.length === 0 && kind === 'question' ? html`<p class="quiet">${words.form.none}</p>` : nothing}
    ${aside.length > 0 ? html`<details class="aside" id="more${anchorOf(path)}"><summary>${words.form.further}</summary>${aside.map((field) => input(desk, spot, field))}</details>` : nothing}`
}

const triggerGroup = (desk: Desk, editing: Editing, index: number, group: Group, number: number, many: boolean): Html => {
  const { words } = desk
  const name = nameOf([...group.path, 'on'])
  const id = anchorOf([...group.path, 'on'])
  return html`<fieldset id="${anchorOf(group.path)}"><legend>${many ? words.form.trigger(number) : words.form.triggers}</legend>
    <div class="field choose"><label for="${id}">${words.form.on}</label><select id="${id}" name="${name}" data-again>${triggerTypes.map((on) => html`<option value="${on}"${on === group.type ? html` selected` : nothing}>${words.on[on] ?? on} (${on})</option>`)}</select>
      <button name="do" value="again" formnovalidate class="quietly">${words.form.change}</button></div>
    ${fieldsOf(desk, editing, index, group)}
    ${many ? html`<button name="do" value="remove-trigger:${number - 1}" formnovalidate class="quietly">${words.form.removeTrigger}</button>` : nothing}
  </fieldset>`
}

const otherGroup = (desk: Desk, editing: Editing, index: number, group: Group): Html => {
  const { words } = desk
  const { kind, id, variant, path, type } = group
  const title = kind === 'who' ? words.form.who : kind === 'question' ? words.form.question(id) : words.form.ending(id)
  return html`<fieldset id="${kind === 'who' ? 'who' : anchorOf(path)}"><legend>${title}${variant === undefined ? nothing : html` ${words.form.variant(variant)}`}${kind === 'question' ? html` <span class="quiet" translate="no">${type}</span>` : nothing}</legend>${fieldsOf(desk, editing, index, group)}</fieldset>`
}

/** Where a problem is mended: at the field it is about, else in the JSON. */
const linkIn =
  (desk: Desk, index: number, groups: readonly Group[]) =>
  (problem: Problem): string | null => {
    const inside = (path: Path): boolean => isInside(problem.path, pathText(['surveys', index, ...path]))
    const around = (path: Path): boolean => isInside(pathText(['surveys', index, ...path]), problem.path)
    const field = groups.flatMap(({ fields }) => fields).find(({ path }) => inside(path) || around(path))
    if (field && problem.path !== pathText(['surveys', index])) return `#${anchorOf(field.path)}`
    return isInside(problem.path, pathText(['surveys', index])) ? null : desk.href('/surveys/json')
  }

/** The form of one survey, with what `check` says beside each field, and the widget itself beside the form. */
export const editPage = (desk: Desk, editing: Editing, news: Html | string): Html => {
  const { words, href } = desk
  const { id, survey, languages } = editing
  const index = indexOfSurvey(editing.document, id)
  const groups = groupsOf(survey, languages)
  const triggers = groups.filter(({ kind }) => kind === 'trigger')
  const many = Array.isArray(survey.trigger)
  const mine = problemsAt(editing.problems, ['surveys', index])
  const own = pathText(['surveys', index])
  const placeOf = ({ path }: Problem): string => path.slice(own.length).replace(/^\./, '') || id
  const misread = editing.misread.length > 0 ? html`<strong>${words.form.misreadTitle}</strong>` : nothing
  return page(
    desk,
    { title: words.form.title(id), skip: words.form.skip, news: news || misread },
    html`<p><a href="${href('/surveys')}#survey-${slug(id)}">← ${words.back}</a></p>
    <p class="quiet">${words.form.intro}</p>
    ${summary(desk, mine, linkIn(desk, index, groups), placeOf)}
    <form method="post" action="${href('/surveys/edit', { survey: id })}" class="editor" id="editor" novalidate>
      <input type="hidden" name="revision" value="${editing.revision}">
      <input type="hidden" name="survey" value="${JSON.stringify(survey)}">
      <input type="hidden" name="began" value="${JSON.stringify(editing.began)}">
      <input type="hidden" name="languages" value="${editing.wanted.join(' ')}">
      <div class="sides">
        <div class="fields">
          <button name="do" value="save" class="hidden" tabindex="-1" aria-hidden="true">${words.form.save}</button>
          ${triggers.map((group, at) => triggerGroup(desk, editing, index, group, at + 1, many && placedTriggers(survey).length > 1))}
          <p><button name="do" value="add-trigger" formnovalidate class="quietly">${words.form.addTrigger}</button></p>
          ${groups.filter(({ kind }) => kind !== 'trigger').map((group) => otherGroup(desk, editing, index, group))}
          <fieldset><legend>${words.form.addLanguage}</legend><div class="field choose"><label for="language">${words.form.addLanguageHint}</label><input id="language" name="language" autocomplete="off" spellcheck="false" size="8"><button name="do" value="again" formnovalidate class="quietly">${words.form.addLanguageButton}</button></div></fieldset>
          <p class="quiet">${words.form.rest} <a href="${href('/surveys/json')}">${words.json}</a></p>
        </div>
        ${previewPane(desk, editing)}
      </div>
      ${desk.mayEdit ? html`<div class="save"><label for="note">${words.form.note}</label> <input id="note" name="note" maxlength="500" autocomplete="off" value="${editing.note}"> <button name="do" value="save" class="strong">${words.form.save}</button> <a href="${href('/surveys/publish')}">${words.review}</a></div>` : nothing}
    </form>`,
  )
}
