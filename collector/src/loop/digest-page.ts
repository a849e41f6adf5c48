import { html } from 'hono/html'
import type { Place } from '../results/place'
import { type Html, nothing, type View } from '../results/view'
import type { Channel } from '../store'
import { hrefTo, roomPage, wordsOf } from './inbox'
import type { Letter } from './shapes'

export const DIGEST_PREVIEW = '/channels/digest/preview'

/** Styles of a mail are inline, which no page of ours allows: so it stands in a frame that may do nothing else. */
export const mailPolicy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox"

export interface DigestPreview {
  readonly channel: Channel
  readonly letter: Letter
  /** The first day of the week it is about. */
  readonly week: string
  readonly hasServer: boolean
}

/** A digest as it would be sent, as a mail and as text. */
export const digestPage = (view: View, place: Place, { channel, letter, week, hasServer }: DigestPreview): Html => {
  const { digest: words } = wordsOf(view)
  const { colon } = view.words
  const to = channel.settings.to.join(', ')
  const frame = hrefTo(place, `${DIGEST_PREVIEW}/mail`, { channel: channel.id, week })
  const back = hrefTo(place, '/channels')
  return roomPage(
    view,
    place,
    'channels',
    words.preview,
    '',
    DIGEST_PREVIEW,
    html`<p><a href="${back}#channel-${channel.id}">${words.back}</a></p>
    <p class="summary">${words.previewWhy}</p>
    ${view.sample ? html`<p class="notice">${words.previewSample}</p>` : nothing}
    ${hasServer ? nothing : html`<p class="notice">${words.noMailServer}</p>`}
    <p class="facts"><span>${words.to}${colon} <bdi translate="no">${to || '–'}</bdi></span><span>${words.subjectLabel}${colon} <strong>${letter.subject}</strong></span></p>
    ${to ? html`<form method="post" action="${hrefTo(place, `/channels/${channel.id}/digest`)}" class="send-now"><button class="main">${words.sendNow}</button> <span class="quiet">${words.sendNowWhy(to)}</span></form>` : nothing}
    <h2>${words.asHtml}</h2>
    <iframe class="mail" src="${frame}" title="${words.asHtml}"></iframe>
    <h2>${words.asText}</h2>
    <pre class="mail" tabindex="0" lang="${channel.settings.language}">${letter.text}</pre>`,
    { channel: channel.id },
  )
}
