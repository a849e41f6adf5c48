import { html } from 'hono/html'
import { members } from '../../../src/survey/check-words'
import type { Trigger } from '../../../src/survey/config'
import { type Html, nothing, slug } from '../results/view'
import { type Desk, page, wordsOf } from './desk'
import { findSurvey, freeId, type Node } from './document'
import type { Counted, ProjectState, SurveyState } from './state'

const field = (name: string, value: Html | string): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`

const counts = ({ view }: Desk, { today, week, all }: Counted, label: string): Html =>
  html`<tr><th scope="row">${label}</th><td>${view.whole(today)}</td><td>${view.whole(week)}</td><td>${view.whole(all)}</td></tr>`

/** What a trigger waits for, by its name. */
const waitedFor = (trigger: Trigger): string => {
  const { name, path, selector } = trigger as { readonly name?: unknown; readonly path?: unknown; readonly selector?: unknown }
  return [name, path, selector]
    .flat()
    .filter((one): one is string => typeof one === 'string')
    .map((one) => `“${one}”`)
    .join(', ')
}

const lookAt = ({ words }: Desk, trigger: Trigger): string => {
  const names = waitedFor(trigger)
  const { on } = trigger
  if (on === 'event' || on === 'after') return words.lookAt.event(names)
  if (on === 'page' || on === 'click') return words.lookAt[on](names)
  return words.lookAt.other()
}

const warning = (desk: Desk, survey: SurveyState): Html | string => {
  const { words, view } = desk
  return html`${
    survey.neverSeen && survey.live === 'on'
      ? html`<div class="warning"><p><strong>${words.neverSeen}</strong></p><ul>${[...new Set(survey.triggers.map((trigger) => lookAt(desk, trigger)))].map((text) => html`<li>${text}</li>`)}</ul><p class="quiet">${words.lookWith} <code translate="no">?peakend=inspect</code></p></div>`
      : nothing
  }${survey.flagged > 0 ? html`<div class="warning"><p><strong>${words.flagged(survey.flagged, view.whole(survey.flagged))}</strong></p><p class="quiet">${words.flaggedWhy}</p></div>` : nothing}`
}

const act = (desk: Desk, action: string, survey: string, button: string, extra: Html | string = nothing): Html =>
  html`<form method="post" action="${desk.href(`/surveys/${action}`)}"><input type="hidden" name="survey" value="${survey}">${extra}<button>${button}</button></form>`

const more = (desk: Desk, state: ProjectState, { id }: SurveyState): Html => {
  const { words } = desk
  const key = slug(id)
  return html`<details><summary>${words.more}</summary>
        ${act(desk, 'duplicate', id, words.duplicate, html`<label for="copy-${key}">${words.newId}</label> <input id="copy-${key}" name="id" value="${freeId(state.opened.document, id)}" autocomplete="off" required> `)}
        <details><summary>${words.remove}</summary><p class="quiet">${words.removeWhy}</p>${act(desk, 'delete', id, words.removeYes)}</details>
      </details>`
}

const liveText = (desk: Desk, { live, from, until }: SurveyState): Html => {
  const { words, view } = desk
  const when =
    live === 'waiting' && from ? words.waitingUntil(view.day(from)) : live === 'over' && until ? words.overSince(view.day(until)) : ''
  return html`<span class="state ${live}">${words.live[live]}</span>${when ? html` <span class="quiet">${when}</span>` : nothing}`
}

const entry = (desk: Desk, state: ProjectState, survey: SurveyState): Html => {
  const { words, view, href } = desk
  const { id, live, touchpoint, quota } = survey
  const document = live === 'new' ? state.opened.document : (state.published ?? state.opened.document)
  const found: Node = findSurvey(document, id) ?? {}
  const question = wordsOf(desk, Object(members(found.questions)[0]).text)
  const name = touchpoint && (wordsOf(desk, touchpoint.name) || touchpoint.id)
  const key = slug(id)
  const inDraft = survey.draft
  return html`<article id="survey-${key}" aria-labelledby="name-${key}">
    <header><h3 id="name-${key}" translate="no">${id}</h3> ${liveText(desk, survey)}${inDraft ? html` <span class="state draft">${words.inDraft[inDraft]}</span>` : nothing}</header>
    ${question ? html`<p class="asks"><q>${question}</q></p>` : nothing}
    ${warning(desk, survey)}
    ${
      live === 'new'
        ? nothing
        : html`<table><thead><tr><td></td><th scope="col">${words.columns.today}</th><th scope="col">${words.columns.week}</th><th scope="col">${words.columns.all}</th></tr></thead>
      <tbody>${counts(desk, survey.shown, words.shown)}${counts(desk, survey.answered, words.answered)}</tbody></table>`
    }
    <dl>
      ${live === 'new' ? nothing : field(words.participation, survey.participation === null ? words.noShowings : words.participationOf(view.percent(100 * survey.participation)))}
      ${quota && quota.left !== null ? field(words.quota, words.quotaLeft(view.whole(quota.left), view.whole(quota.of))) : nothing}
      ${name ? field(words.touchpoint, name) : nothing}
      ${survey.owner ? field(words.owner, survey.owner) : nothing}
    </dl>
    <div class="acts">
      <a class="button" href="${href('/surveys/edit', { survey: id })}">${words.edit}<span class="hidden"> ${id}</span></a>
      ${live === 'new' || !desk.mayEdit ? nothing : live === 'paused' ? act(desk, 'resume', id, words.resume) : act(desk, 'pause', id, words.pause)}
      ${touchpoint && live !== 'new' ? html`<a href="${href('/results')}#touchpoint-${slug(touchpoint.id)}">${words.toResults}</a>` : nothing}
      ${desk.mayEdit ? more(desk, state, survey) : nothing}
    </div>
  </article>`
}

const stagesInOrder = ['discovery', 'evaluation', 'purchase', 'retention', 'advocacy'] as const

const source = (desk: Desk, { source, hasFile, enabled, opened }: ProjectState): Html => {
  const { words, href } = desk
  const number = opened.head.published
  return html`<p class="summary">${words.source[source]}${source === 'database' && number !== null ? html` (${words.version(number)}).` : nothing}</p>
    ${hasFile ? html`<p class="quiet">${words.hasFile}</p>` : nothing}
    ${enabled ? nothing : html`<p class="notice">${words.off}</p>`}
    ${opened.state === 'draft' && opened.meta ? html`<p class="notice">${words.draftBy(opened.meta.author)}, ${desk.view.time(opened.meta.createdAt)}. <a href="${href('/surveys/publish')}">${words.review}</a></p>` : nothing}`
}

export const adder = (desk: Desk, typed = '', wrong: string | null = null): Html => {
  const { words, href } = desk
  return html`<p><a class="button" href="${href('/surveys/recipe')}">${words.recipes.choose}</a></p>
    <details class="adder" id="add"${wrong === null ? nothing : html` open`}><summary>${words.add}</summary>
    <form method="post" action="${href('/surveys/add')}"><label for="new">${words.addFrom}</label><p class="quiet" id="new-hint">${words.addHint}</p>
    ${wrong === null ? nothing : html`<p class="problems wrong" role="alert" id="new-wrong">${wrong}</p>`}
    <textarea id="new" class="code" name="json" rows="10" spellcheck="false" required aria-describedby="new-hint${wrong === null ? '' : ' new-wrong'}"${wrong === null ? nothing : html` aria-invalid="true"`}>${typed}</textarea>
    <button>${words.addButton}</button></form></details>`
}

const empty = (desk: Desk): Html => {
  const { words, href } = desk
  return html`<section class="empty"><h2>${words.empty.title}</h2><p>${words.empty.why}</p>
    ${desk.mayEdit ? html`<form method="post" action="${href('/surveys/example')}"><button>${words.empty.start}</button></form>` : nothing}<p class="quiet">${words.empty.or}</p></section>`
}

/** Every survey with what it does now. */
export const listPage = (desk: Desk, state: ProjectState, news: Html | string, add: Html = adder(desk)): Html => {
  const { words, view } = desk
  const stages = [...stagesInOrder, undefined].flatMap((stage) => {
    const surveys = state.surveys.filter(({ touchpoint }) => {
      const own = touchpoint?.stage
      return stage === undefined ? !stagesInOrder.some((known) => known === own) : own === stage
    })
    return surveys.length > 0 ? [{ stage, surveys }] : []
  })
  return page(
    desk,
    { title: words.title, skip: words.skip, news, current: 'list' },
    html`${source(desk, state)}
    ${
      state.surveys.length === 0
        ? empty(desk)
        : stages.map(
            ({ stage, surveys }) =>
              html`<section class="stage"><h2>${stage ? view.words.stages[stage] : words.noStage}</h2><div class="surveys">${surveys.map((survey) => entry(desk, state, survey))}</div></section>`,
          )
    }
    ${desk.mayEdit ? add : nothing}`,
  )
}
