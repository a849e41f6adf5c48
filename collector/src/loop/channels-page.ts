import { html } from 'hono/html'
import type { ProblemError } from '../http/problem'
import type { Place } from '../results/place'
import { type Html, nothing, type View } from '../results/view'
import { type Channel, type ChannelKind, type Delivery, isKeeper, keepers, tellers } from '../store'
import { DIGEST_PREVIEW } from './digest-page'
import { hrefTo, roomPage, wordsOf } from './inbox'
import { shown } from './input'
import { mailFields, mailForm, mailValues, whenText, zoneList } from './mail-fields'

export interface ChannelList {
  readonly channels: readonly { readonly channel: Channel; readonly deliveries: readonly Delivery[] }[]
  /** Shown once, where a channel was just made or got another one. */
  readonly secret?: { readonly name: string; readonly secret: string; readonly rotated: boolean }
  readonly done?: string
  /** What was asked for and could not be, to be corrected. */
  readonly refused?: {
    readonly errors: readonly ProblemError[]
    readonly form: URLSearchParams
    /** That was to be changed; absent: one was to be added. */
    readonly channel?: string
  }
  /** Milliseconds since the epoch. */
  readonly now: number
}

const kinds: readonly ChannelKind[] = [...tellers, ...keepers]
const hintOf = (kind: ChannelKind) => (isKeeper(kind) ? 'keeper' : kind === 'email' ? null : kind)

const why = (view: View, reason: string | null): string => {
  if (reason === null) return ''
  const { deliveryReasons, digest } = wordsOf(view)
  if (reason === 'no-answers') return digest.noAnswers
  return (
    (Object.hasOwn(deliveryReasons, reason) ? deliveryReasons[reason] : null) ?? reason.replace('http-', 'HTTP ').replace('smtp-', 'SMTP ')
  )
}

const aboutOf = (view: View, place: Place, channel: Channel, one: Delivery): Html | string => {
  const words = wordsOf(view)
  if (one.mark === 'digest') return `${words.deliveryKinds.test} · ${words.deliveryKinds.digest}`
  if (one.kind === 'test') return words.deliveryKinds.test
  if (one.kind === 'digest')
    return html`<a href="${hrefTo(place, DIGEST_PREVIEW, { channel: channel.id, week: one.subject })}">${words.deliveryKinds.digest}</a> <span class="quiet">${words.digest.week(view.day(one.subject))}</span>`
  return html`<a href="${hrefTo(place, `/inbox/${encodeURIComponent(one.subject)}`)}">${words.deliveryKinds[one.kind]}</a>`
}

const deliveryRow = (view: View, place: Place, channel: Channel, one: Delivery): Html => {
  const words = wordsOf(view)
  const detail = [
    one.status === null || one.reason?.startsWith('http-') || one.reason?.startsWith('smtp-') ? '' : String(one.status),
    why(view, one.reason),
    one.attempts > 1 ? words.attempts(one.attempts) : '',
  ].filter(Boolean)
  return html`<tr class="${one.state}"><td>${aboutOf(view, place, channel, one)}</td><td>${view.time(one.sentAt ?? one.createdAt)}</td>
    <td>${one.reason === 'no-answers' ? words.digest.notSent : words.deliveryStates[one.state]}${detail.length > 0 ? html` <span class="quiet">${detail.join(' · ')}</span>` : nothing}${one.state === 'waiting' && one.attempts > 0 ? html` <span class="quiet">${words.next} ${view.time(one.nextAt)}</span>` : nothing}
    ${one.state === 'waiting' && one.attempts === 0 ? nothing : html`<form method="post" action="${hrefTo(place, `/channels/${channel.id}/deliveries/${one.id}/replay`)}" class="again"><button class="small">${words.replay}</button></form>`}</td></tr>`
}

const includes = (view: View, { settings }: Channel): string => {
  const words = wordsOf(view).includes
  const with_ = [settings.includeComment ? words.comment : '', settings.includeContact ? words.contact : ''].filter(Boolean)
  return with_.length > 0 ? view.list(with_) : words.none
}

const problemText = (view: View, { path, expected, got }: ProblemError): string => {
  const { problems, digest } = wordsOf(view)
  if (path.startsWith('digest')) return path === 'digest.timeZone' ? digest.problems.timeZone : `${path}: ${expected}`
  const key = path === 'url' ? got : (path.split(/[.[]/)[0] ?? path)
  return (Object.hasOwn(problems, key) ? problems[key] : null) ?? `${path}: ${expected}`
}

const trouble = (view: View, errors: readonly ProblemError[]): Html =>
  html`<div class="notice" role="alert"><p>${wordsOf(view).problem}</p><ul>${errors.map((error) => html`<li>${problemText(view, error)}</li>`)}</ul></div>`

const languageSelect = (view: View, id: string, chosen: string): Html =>
  html`<select id="${id}" name="language">${(['en', 'fr'] as const).map((one) => html`<option value="${one}"${one === chosen ? html` selected` : nothing}>${view.languageName(one)}</option>`)}</select>`

/** What an e-mail channel sends, and a form to change it. */
const mailSettings = (view: View, place: Place, channel: Channel, { refused, now }: ChannelList): Html => {
  const words = wordsOf(view).digest
  const { id, settings } = channel
  const wrong = refused?.channel === id ? refused : undefined
  const values = wrong ? mailForm(wrong.form) : mailValues(settings)
  return html`<p>${settings.digest ? words.next(whenText(view, settings.digest, now)) : words.none} · <a href="${hrefTo(place, DIGEST_PREVIEW, { channel: id })}">${words.preview}</a></p>
    <details class="change"${wrong ? html` open` : nothing}><summary>${words.form.change}</summary>
    <form method="post" action="${hrefTo(place, `/channels/${id}/mail`)}" class="mail-form">${wrong ? trouble(view, wrong.errors) : nothing}
      ${mailFields(view, `${id}-`, values, wrong?.errors ?? [])}
      <p><label for="${id}-language">${wordsOf(view).form.language}</label>${languageSelect(view, `${id}-language`, values.language)}</p>
      <label class="choice"><input type="checkbox" name="includeComment"${values.includeComment ? html` checked` : nothing}> ${wordsOf(view).form.includeComment}</label>
      <p class="quiet">${wordsOf(view).form.includeWhy}</p>
      <p><button class="main">${words.form.save}</button></p></form></details>`
}

const channelCard = (view: View, place: Place, { channel, deliveries }: ChannelList['channels'][number], list: ChannelList): Html => {
  const words = wordsOf(view)
  const { id, kind, name, state, settings } = channel
  const to = kind === 'email' ? settings.to.join(', ') : shown(channel).url
  const act = (path: string, text: string) =>
    html`<form method="post" action="${hrefTo(place, `/channels/${id}/${path}`)}"><button>${text}</button></form>`
  const [what, when, how] = words.deliveryColumns
  return html`<article id="channel-${id}" class="channel" aria-labelledby="name-${id}">
    <h2 id="name-${id}">${name}</h2>
    <p class="facts"><span>${words.kinds[kind]}</span><span class="state">${words.channelStates[state]}</span><span translate="no"><bdi>${to}</bdi></span>${settings.owner ? html`<span>${words.owner}${view.words.colon} ${settings.owner}</span>` : nothing}</p>
    <p class="quiet">${isKeeper(kind) ? words.kindHints[kind] : includes(view, channel)}</p>
    <div class="acts">${isKeeper(kind) ? nothing : act('test', words.test)}${state === 'on' ? act('pause', words.pause) : act('resume', words.resume)}${kind === 'webhook' ? act('secret', words.rotate) : nothing}
      <details><summary>${words.remove}</summary><form method="post" action="${hrefTo(place, `/channels/${id}/delete`)}"><p class="quiet">${words.removeWhy}</p><button>${words.removeForGood}</button></form></details></div>
    ${kind === 'email' ? mailSettings(view, place, channel, list) : nothing}
    <h3>${words.last}</h3>
    ${deliveries.length === 0 ? html`<p class="quiet">${words.noneSent}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="${words.last}: ${name}"><table><thead><tr><th scope="col">${what}</th><th scope="col">${when}</th><th scope="col">${how}</th></tr></thead><tbody>${deliveries.map((one) => deliveryRow(view, place, channel, one))}</tbody></table></div>`}
  </article>`
}

const addForm = (view: View, place: Place, list: ChannelList): Html => {
  const refused = list.refused?.channel === undefined ? list.refused : undefined
  const { form: words, kinds: names, kindHints, add } = wordsOf(view)
  const was = (name: string) => refused?.form.get(name) ?? ''
  const checked = (name: string) => (refused?.form.has(name) ? html` checked` : nothing)
  const wrong = (name: string) => refused?.errors.some(({ path }) => path.startsWith(name))
  const invalid = (name: string) => (wrong(name) ? html` aria-invalid="true"` : nothing)
  const chosen = was('kind') || 'webhook'
  return html`<section class="add" aria-labelledby="add"><h2 id="add">${add}</h2>
  ${refused ? trouble(view, refused.errors) : nothing}
  <form method="post" action="${hrefTo(place, '/channels')}">
    <fieldset><legend>${words.kind}</legend>${kinds.map((kind) => html`<label class="choice"><input type="radio" name="kind" value="${kind}"${kind === chosen ? html` checked` : nothing}> <strong>${names[kind]}</strong> <span class="quiet">${kindHints[kind]}</span></label>`)}</fieldset>
    <p><label for="name">${words.name}</label><input id="name" name="name" required maxlength="80" value="${was('name')}" autocomplete="off"${invalid('name')}></p>
    <p class="for-url"><label for="url">${words.url}</label><input id="url" name="url" type="text" inputmode="url" value="${was('url')}" autocomplete="off" spellcheck="false" aria-describedby="url-hint"${invalid('url')}><span class="quiet" id="url-hint">${kinds
      .map(hintOf)
      .filter((hint, index, all) => hint !== null && all.indexOf(hint) === index)
      .map((hint) => html`<span class="hint-${hint}">${hint === null ? nothing : words.urlHint[hint]} </span>`)}</span></p>
    <div class="for-email grouped">${mailFields(view, '', mailForm(refused?.form ?? new URLSearchParams({ timeZone: view.language === 'fr' ? 'Europe/Paris' : 'UTC', sayEmpty: 'on' })), refused?.errors ?? [], refused === undefined)}</div>
    <div class="for-keeper grouped"><p><label for="key">${words.key}</label><input id="key" name="key" type="password" autocomplete="off" aria-describedby="key-hint"${invalid('key')}><span class="quiet" id="key-hint">${words.keyHint}</span></p>
      <p><label for="identifyBy">${words.identifyBy}</label><select id="identifyBy" name="identifyBy"><option value="email">${words.byEmail}</option><option value="id"${was('identifyBy') === 'id' ? html` selected` : nothing}>${words.byId}</option></select></p>
      <p class="for-hubspot"><label for="idProperty">${words.idProperty}</label><input id="idProperty" name="idProperty" value="${was('idProperty')}" autocomplete="off"${invalid('idProperty')}></p></div>
    <div class="for-teller grouped"><p><label for="owner">${words.owner}</label><input id="owner" name="owner" maxlength="200" value="${was('owner')}" autocomplete="off" aria-describedby="owner-hint"><span class="quiet" id="owner-hint">${words.ownerHint}</span></p>
      <p><label for="language">${words.language}</label>${languageSelect(view, 'language', was('language') || view.language)}</p></div>
    <fieldset class="includes" aria-describedby="includes-why"><label class="choice for-teller"><input type="checkbox" name="includeComment"${checked('includeComment')}> ${words.includeComment}</label>
      <label class="choice"><input type="checkbox" name="includeContact"${checked('includeContact')}> ${words.includeContact}</label>
      <p class="quiet" id="includes-why">${words.includeWhy}</p></fieldset>
    <button class="main">${words.create}</button>
  </form></section>`
}

/** Where alerts go, and what became of them. */
export const channelsPage = (view: View, place: Place, list: ChannelList): Html => {
  const words = wordsOf(view)
  const { done, secret } = list
  const news = done !== undefined && Object.hasOwn(words.done, done) ? words.done[done as keyof typeof words.done] : ''
  return roomPage(
    view,
    place,
    'channels',
    words.channels,
    news,
    '/channels',
    html`${secret ? html`<section class="notice secret" role="alert"><h2>${words.secretTitle}: ${secret.name}</h2><p><code translate="no">${secret.secret}</code></p><p>${words.secretWhy}${secret.rotated ? html` ${words.rotated}` : nothing}</p></section>` : nothing}
    ${list.channels.length === 0 ? html`<p class="summary">${words.noChannelsYet}</p>` : list.channels.map((one) => channelCard(view, place, one, list))}
    ${zoneList()}
    ${addForm(view, place, list)}`,
  )
}
