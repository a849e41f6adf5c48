import { html } from 'hono/html'
import type { Config } from '../../../src/survey/config'
import type { ShareLink } from '../store'
import { chosenText, hidden, option } from './filters'
import { frame } from './frame'
import { hrefOf, type Place, queryOf } from './place'
import { sheet } from './sheet'
import { type Html, nothing, slug, type View } from './view'

export const SHARE = '/results/share'
/** Of a link, in days. */
export const lives: readonly number[] = [1, 7, 30, 90]

export interface ShareList {
  readonly links: readonly ShareLink[]
  readonly now: string
  /** A link that was just made: shown this once. */
  readonly made: string | null
  readonly wrong: readonly ('name' | 'days')[]
  readonly news: string
  /** What a link shows, in words. */
  readonly shows: (query: string) => string
}

const entry = (view: View, place: Place, link: ShareLink, { now, shows }: ShareList): Html => {
  const { words } = view
  const isOver = link.expiresAt <= now
  return html`<li id="share-${slug(link.id)}"><p><strong>${link.name}</strong> <span class="quiet">${isOver ? words.share.expired : words.share.expires(view.day(link.expiresAt))}${link.comments ? ` · ${words.share.withComments}` : ''}</span></p>
    <p class="quiet">${shows(link.query)}</p>
    <form method="post" action="${hrefOf(place, { by: null, comments: 'newest' }, `${SHARE}/${encodeURIComponent(link.id)}/revoke`)}"><button>${words.share.revoke}<span class="hidden"> ${link.name}</span></button></form></li>`
}

/** Links that show what one is looking at to somebody without a token. */
export const sharePage = (view: View, place: Place, list: ShareList, config: Config | null): Html => {
  const { words } = view
  const wrong = (name: 'name' | 'days') =>
    list.wrong.includes(name) ? html`<p class="wrong" id="wrong-${name}" role="alert">${words.share.errors[name]}</p>` : nothing
  return sheet(view, place, {
    title: words.share.title,
    skip: words.share.skip,
    path: SHARE,
    back: { href: hrefOf(place, {}), text: words.share.back },
    news: list.news,
    body: html`${
      list.made === null
        ? nothing
        : html`<section class="made" id="made"><h2><label for="link">${words.share.created}</label></h2><input id="link" readonly value="${list.made}"><p class="quiet">${words.share.once}</p></section>`
    }
    <form method="post" class="find" action="${hrefOf(place, { comments: 'newest' }, SHARE)}"><p>${words.share.why}</p><p class="quiet">${words.share.shows}${words.colon} ${chosenText(view, place, config)}</p>
    <div class="fields">${hidden({})}<div><label for="name">${words.share.name}</label><input id="name" name="name" maxlength="80" required${list.wrong.includes('name') ? html` aria-invalid="true" aria-describedby="wrong-name"` : nothing}>${wrong('name')}</div>
    <div><label for="days">${words.share.days}</label><select id="days" name="live">${lives.map((days) => option(String(days), words.share.dayCount(days), days === 30))}</select>${wrong('days')}</div></div>
    <p><label class="check"><input type="checkbox" name="comments" value="yes"> ${words.share.comments}</label></p>
    <button>${words.share.create}</button></form>
    <section><h2>${words.share.existing}</h2>${list.links.length > 0 ? html`<ul class="note-list">${list.links.map((link) => entry(view, place, link, list))}</ul>` : html`<p class="quiet">${words.share.none}</p>`}</section>`,
  })
}

/** What a link keeps of an address: the period, the filters, the breakdown, tests. Never the project, which it has by itself, nor a language. */
export const sharedQuery = (place: Place): string => String(queryOf(place, { project: 'default', comments: 'newest', lang: null }))

/** For who comes with a link that opens nothing. It tells nobody whether there ever was one. */
export const closedPage = (view: View): Html => {
  const { words } = view
  return frame(
    view,
    `${words.share.gone} · Peakend`,
    html`<main class="door"><h1>${words.share.gone}</h1><p>${words.share.goneWhy}</p></main>`,
  )
}
