import { html, raw } from 'hono/html'
import { about } from 'peakend/recipes'
import { categories } from '../goods/products'
import type { Language } from '../goods/types'
import { install } from '../recipes/install'
import { recipeWords } from '../recipes/words'
import { languageNames } from '../words/words'
import { consentBanner, settings } from './choices'
import { data } from './data'
import { type Html, nothing, type View } from './view'

export interface Page {
  readonly title: string
  readonly main: Html
  readonly description?: string
  /** Which part of the menu it belongs to. */
  readonly at?: string
  /** Reached by client-side navigation, and left by it. */
  readonly soft?: boolean
  /** What the page says of itself to Peakend: `context` in a configuration. */
  readonly declared?: Readonly<Record<string, string>>
}

/** The page's address in every language. Client-side navigation swaps these too. */
const alternates = ({ href, path }: View): Html => {
  const alternate = (tag: string, address: string) => html`<link rel="alternate" hreflang="${tag}" href="${address}">`
  return html`${alternate('en', href(path, 'en'))}${alternate('fr', href(path, 'fr'))}${alternate('x-default', href(path, 'en'))}`
}

/** Not part of the shop: for whoever tries it. Its tools come with the script. */
const trialBar = ({ words, recipe, language, text, href }: View): Html => html`
  <aside class="trial" aria-label="${words.trying}">
    ${
      recipe
        ? html`
    <form class="trial-recipe" method="post" action="${href('/recipes')}" data-try>
      <b><a href="${href(`/recipes#${recipe}`)}">${recipeWords[language].trying(text(about[recipe].title))}</a></b>
      <button name="recipe" value="">${recipeWords[language].stop}</button>
      <span id="trial-today"></span>
    </form>`
        : html`<p><b>${words.trying}</b> <span class="trial-sold">${words.nothingSold}</span> <span id="trial-today"></span></p>`
    }
    <a class="trial-recipes" href="${href('/recipes')}">${recipeWords[language].link}</a>
    <a class="trial-results" href="/results">${words.results}</a>
    <button type="button" id="trial-open" class="scripted" aria-expanded="false" aria-controls="trial-panel">${words.tools}</button>
    <div id="trial-panel" hidden></div>
  </aside>`

const here = html` aria-current="true"`

const header = (view: View, at: string | undefined): Html => {
  const { words, href, text, pieces } = view
  const item = (path: string, name: string, isHere: boolean) => html`<li><a href="${href(path)}"${isHere ? here : nothing}>${name}</a></li>`
  const count = pieces > 0 ? html` <span class="count">${pieces}</span>` : nothing
  return html`
    <header class="top">
      <a class="brand" href="${href('/')}">Maison Lumen</a>
      <nav id="menu" class="menu" aria-label="${words.menu}">
        <ul>${categories.map(({ id, name }) => item(`/c/${id}`, text(name), at === id))}</ul>
      </nav>
      <form class="search" role="search" action="${href('/search')}">
        <label class="hidden" for="q">${words.searchLabel}</label>
        <input id="q" name="q" type="search" autocomplete="off" placeholder="${words.search}">
        <button class="icon search-go" aria-label="${words.search}"></button>
      </form>
      <nav id="mine" class="mine" aria-label="${words.account}">
        <ul>
          ${item('/help', words.help, at === 'help')}
          ${item('/account', words.account, at === 'account')}
          <li><a href="${href('/cart')}" aria-label="${words.cart(pieces)}"${at === 'cart' ? here : nothing}>${words.cartShort}${count}</a></li>
        </ul>
      </nav>
    </header>`
}

const footer = (view: View): Html => {
  const { words, href, path, language } = view
  const link = (other: Language) => html`
    <li><a href="${href(path, other)}" lang="${other}" hreflang="${other}"
      ${other === language ? html`aria-current="true"` : nothing}>${languageNames[other]}</a></li>`
  return html`
    <footer class="foot">
      <div class="foot-about">
        <p class="brand">Maison Lumen</p>
        <p>${words.footNote}</p>
        <p>${words.about}</p>
      </div>
      ${settings(view)}
      <nav id="languages" aria-label="${words.language}">
        <h2>${words.language}</h2>
        <ul>${(['en', 'fr'] as const).map(link)}</ul>
      </nav>
    </footer>`
}

/** The frame of every page. Scripts come before the style sheet, so that none of them waits for it. */
export const layout = (view: View, { title, main, description, at, soft, declared = {} }: Page): Html => {
  const { words, language, theme, consent, customer, recipe } = view
  return html`<!doctype html>
<html lang="${language}" data-theme="${theme}"${consent ? html` data-consent="${consent}"` : nothing}${recipe ? html` data-recipe="${recipe}"` : nothing}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title === '' ? `Maison Lumen · ${words.tagline}` : `${title} · Maison Lumen`}</title>
<meta name="description" content="${description ?? words.description}">
<link rel="icon" href="/pictures/mark.svg">
${alternates(view)}
${Object.entries(declared).map(([name, value]) => html`<meta name="peakend:${name}" content="${value}">`)}
<script src="/trial.js"></script>
<script src="/stub.js"></script>
<script src="/shop.js"></script>
${raw(install(recipe, theme))}
<link rel="stylesheet" href="/shop.css">
</head>
<body>
<a class="skip" href="#main">${words.skip}</a>
${consentBanner(view)}
${trialBar(view)}
${header(view, at)}
<main id="main" tabindex="-1"${soft ? html` data-soft` : nothing}>${main}</main>
${footer(view)}
${recipe ? nothing : html`<button type="button" id="feedback" class="launcher scripted">${words.feedback}</button>`}
<aside id="chat" class="chat" aria-label="Chat" hidden></aside>
<p id="said" class="hidden" role="status"></p>
${customer ? data('customer', customer) : nothing}
</body>
</html>`
}
