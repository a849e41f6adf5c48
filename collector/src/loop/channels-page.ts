import { html } from 'hono/html'
import type { ProblemError } from '../http/problem'
import type { Place } from '../results/place'
import { type Html, nothing, type View } from '../results/view'
import { type Channel, type ChannelKind, type Delivery, isKeeper, keepers, tellers } from '../store'
import { hrefTo, roomPage, wordsOf } from './inbox'
import { shown } from './input'

export interface ChannelList {
  readonly channels: readonly { readonly channel: Channel; readonly deliveries: readonly Delivery[] }[]
  /** Shown once, where a channel was just made or got another one. */
  readonly secret?: { readonly name: string; readonly secret: string; readonly rotated: boolean }
  readonly done?: string
  /** What was asked for and could not be, to be corrected. */
  readonly refused?: { readonly errors: readonly ProblemError[]; readonly form: URLSearchParams }
}

const kinds: readonly ChannelKind[] = [...tellers, ...keepers]
const hintOf = (kind: ChannelKind) => (isKeeper(kind) ? 'keeper' : kind === 'email' ? null : kind)

const why = (view: View, reason: string | null): string => {
  if (reason === null) return ''
  const { deliveryReasons } = wordsOf(view)
  return (
    (Object.hasOwn(deliveryReasons, reason) ? deliveryReasons[reason] : null) ?? reason.replace('http-', 'HTTP ').replace('smtp-', 'SMTP ')
  )
}

const deliveryRow = (view: View, place: Place, channel: Channel, one: Delivery): Html => {
  const words = wordsOf(view)
  const about =
    one.kind === 'test'
      ? words.deliveryKinds.test
      : html`<a href="${hrefTo(place, `/inbox/${encodeURIComponent(one.subject)}`)}">${words.deliveryKinds[one.kind]}</a>`
  const detail = [
    one.status === null || one.reason?.startsWith('http-') || one.reason?.startsWith('smtp-') ? '' : String(one.status),
    why(view, one.reason),
    one.attempts > 1 ? words.attempts(one.attempts) : '',
  ].filter(Boolean)
  return html`<tr class="${one.state}"><td>${about}</td><td>${view.time(one.sentAt ?? one.createdAt)}</td>
    <td>${words.deliveryStates[one.state]}${detail.length > 0 ? html` <span class="quiet">${detail.join(' · ')}</span>` : nothing}${one.state === 'waiting' && one.attempts > 0 ? html` <span class="quiet">${words.next} ${view.time(one.nextAt)}</span>` : nothing}
    ${one.state === 'waiting' && one.attempts === 0 ? nothing : html`<form method="post" action="${hrefTo(place, `/channels/${channel.id}/deliveries/${one.id}/replay`)}" class="again"><button class="small">${words.replay}</button></form>`}</td></tr>`
}

const includes = (view: View, { settings }: Channel): string => {
  const words = wordsOf(view).includes
  const with_ = [settings.includeComment ? words.comment : '', settings.includeContact ? words.contact : ''].filter(Boolean)
  return with_.length > 0 ? view.list(with_) : words.none
}

const channelCard = (view: View, place: Place, { channel, deliveries }: ChannelList['channels'][number]): Html => {
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
    <h3>${words.last}</h3>
    ${deliveries.length === 0 ? html`<p class="quiet">${words.noneSent}</p>` : html`<div class="scroll" tabindex="0" role="region" aria-label="${words.last}: ${name}"><table><thead><tr><th scope="col">${what}</th><th scope="col">${when}</th><th scope="col">${how}</th></tr></thead><tbody>${deliveries.map((one) => deliveryRow(view, place, channel, one))}</tbody></table></div>`}
  </article>`
}

const problemText = (view: View, { path, expected, got }: ProblemError): string => {
  const { problems } = wordsOf(view)
  const key = path === 'url' ? got : (path.split(/[.[]/)[0] ?? path)
  return (Object.hasOwn(problems, key) ? problems[key] : null) ?? `${path}: ${expected}`
}

const addForm = (view: View, place: Place, { refused }: ChannelList): Html => {
  const { form: words, kinds: names, kindHints, add, problem } = wordsOf(view)
  const was = (name: string) => refused?.form.get(name) ?? ''
  const checked = (name: string) => (refused?.form.has(name) ? html` checked` : nothing)
  const wrong = (name: string) => refused?.errors.some(({ path }) => path.startsWith(name))
  const invalid = (name: string) => (wrong(name) ? html` aria-invalid="true"` : nothing)
  const chosen = was('kind') || 'webhook'
  return html`<section class="add" aria-labelledby="add"><h2 id="add">${add}</h2>
  ${refused ? html`<div class="notice" role="alert"><p>${problem}</p><ul>${refused.errors.map((error) => html`<li>${problemText(view, error)}</li>`)}</ul></div>` : nothing}
  <form method="post" action="${hrefTo(place, '/channels')}">
    <fieldset><legend>${words.kind}</legend>${kinds.map((kind) => html`<label class="choice"><input type="radio" name="kind" value="${kind}"${kind === chosen ? html` checked` : nothing}> <strong>${names[kind]}</strong> <span class="quiet">${kindHints[kind]}</span></label>`)}</fieldset>
    <p><label for="name">${words.name}</label><input id="name" name="name" required maxlength="80" value="${was('name')}" autocomplete="off"${invalid('name')}></p>
    <p class="for-url"><label for="url">${words.url}</label><input id="url" name="url" type="text" inputmode="url" value="${was('url')}" autocomplete="off" spellcheck="false" aria-describedby="url-hint"${invalid('url')}><span class="quiet" id="url-hint">${kinds
      .map(hintOf)
      .filter((hint, index, all) => hint !== null && all.indexOf(hint) === index)
      .map((hint) => html`<span class="hint-${hint}">${hint === null ? nothing : words.urlHint[hint]} </span>`)}</span></p>
    <div class="for-email grouped"><p><label for="to">${words.to}</label><input id="to" name="to" value="${was('to')}" autocomplete="off" aria-describedby="to-hint"${invalid('to')}><span class="quiet" id="to-hint">${words.toHint}</span></p>
      <label class="choice"><input type="checkbox" name="toOwner"${checked('toOwner')}> ${words.toOwner}</label></div>
    <div class="for-keeper grouped"><p><label for="key">${words.key}</label><input id="key" name="key" type="password" autocomplete="off" aria-describedby="key-hint"${invalid('key')}><span class="quiet" id="key-hint">${words.keyHint}</span></p>
      <p><label for="identifyBy">${words.identifyBy}</label><select id="identifyBy" name="identifyBy"><option value="email">${words.byEmail}</option><option value="id"${was('identifyBy') === 'id' ? html` selected` : nothing}>${words.byId}</option></select></p>
      <p class="for-hubspot"><label for="idProperty">${words.idProperty}</label><input id="idProperty" name="idProperty" value="${was('idProperty')}" autocomplete="off"${invalid('idProperty')}></p></div>
    <div class="for-teller grouped"><p><label for="owner">${words.owner}</label><input id="owner" name="owner" maxlength="200" value="${was('owner')}" autocomplete="off" aria-describedby="owner-hint"><span class="quiet" id="owner-hint">${words.ownerHint}</span></p>
      <p><label for="language">${words.language}</label><select id="language" name="language">${(['en', 'fr'] as const).map((one) => html`<option value="${one}"${one === (was('language') || view.language) ? html` selected` : nothing}>${view.languageName(one)}</option>`)}</select></p></div>
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
    ${list.channels.length === 0 ? html`<p class="summary">${words.noChannelsYet}</p>` : list.channels.map((one) => channelCard(view, place, one))}
    ${addForm(view, place, list)}`,
  )
}
