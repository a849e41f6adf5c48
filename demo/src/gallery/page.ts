import { html } from 'hono/html'
import { data } from '../pages/data'
import { type Html, nothing } from '../pages/view'
import { type LayoutId, layouts, type SampleId, sampleIds, samples, surveyOf } from './samples'

/** What is looked at, as the address says it. */
export interface Choice {
  readonly ask: SampleId | 'all'
  readonly layout: LayoutId
  readonly theme: ThemeId
  readonly scheme: SchemeId
  readonly lang: LanguageId
}
export const themes = { shop: 'The shop’s own', paper: 'Paper', editorial: 'Editorial', bright: 'Bright' } as const
export const schemes = { auto: 'As the system', light: 'Light', dark: 'Dark' } as const
export const languages = {
  en: 'English',
  fr: 'Français',
  de: 'Deutsch',
  es: 'Español',
  it: 'Italiano',
  pt: 'Português',
  nl: 'Nederlands',
  pl: 'Polski',
  ar: 'العربية',
  he: 'עברית',
  ja: '日本語',
  zh: '中文',
} as const
type ThemeId = keyof typeof themes
type SchemeId = keyof typeof schemes
type LanguageId = keyof typeof languages

const asks: Readonly<Record<SampleId | 'all', string>> = {
  ...(Object.fromEntries(sampleIds.map((id) => [id, samples[id].name])) as Record<SampleId, string>),
  all: 'All of them, one after another',
}
const among = <Key extends string>(table: Readonly<Record<Key, unknown>>, wanted: string | undefined): Key =>
  wanted !== undefined && Object.hasOwn(table, wanted) ? (wanted as Key) : (Object.keys(table)[0] as Key)

/** What is not there, or is none of ours, is the first of its kind. */
export const choiceOf = (query: Readonly<Record<string, string>>): Choice => ({
  ask: among(asks, query['ask']),
  layout: among(layouts, query['layout']),
  theme: among(themes, query['theme']),
  scheme: among(schemes, query['scheme']),
  lang: among(languages, query['lang']),
})

const select = (name: string, label: string, table: Readonly<Record<string, string>>, chosen: string): Html => html`
  <label>${label}
    <select name="${name}">
      ${Object.entries(table).map(([id, text]) => html`<option value="${id}"${id === chosen ? html` selected` : nothing}>${text}</option>`)}
    </select>
  </label>`
/** Every way to ask, with a switcher. The page is English; the question speaks the language that was chosen. */
export const galleryPage = (choice: Choice): Html => {
  const { ask, layout, theme, scheme, lang } = choice
  const ids = Object.keys(asks) as (keyof typeof asks)[]
  const step = (by: number) => `?${new URLSearchParams({ ...choice, ask: ids.at((ids.indexOf(ask) + by) % ids.length) ?? ask })}`
  const direction = /^(ar|he)$/.test(lang) ? 'rtl' : 'ltr'
  return html`<!doctype html>
<html lang="en" data-theme="${scheme}"${theme === 'shop' ? nothing : html` data-look="${theme}"`}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${asks[ask]} · Every way to ask</title>
<link rel="icon" href="/pictures/mark.svg">
<script src="/stub.js"></script>
<script src="/gallery.js"></script>
<script async src="/peakend.js" data-config="#config" data-project="gallery" data-consent="none" data-theme="${scheme}" data-locale="${lang}" data-event-text></script>
<link rel="stylesheet" href="/shop.css">
</head>
<body class="gallery">
<a class="skip" href="#main">Skip to the page</a>
<header class="gallery-top">
  <p class="brand"><a href="/">Maison Lumen</a></p>
  <h1>Every way to ask</h1>
  <form method="get" class="gallery-choice">
    ${select('ask', 'Question', asks, ask)}${select('layout', 'Layout', layouts, layout)}${select('lang', 'Language', languages, lang)}
    ${select('theme', 'Theme', themes, theme)}${select('scheme', 'Colours', schemes, scheme)}
    <button class="button unscripted">Show</button>
    <button type="button" id="again" class="button scripted">Ask again</button>
  </form>
  <nav aria-label="Questions"><a rel="prev" href="${step(-1)}">Previous</a> <a rel="next" href="${step(1)}">Next</a></nav>
</header>
<main id="main" tabindex="-1" dir="${direction}">
  ${layout === 'slot' ? html`<peakend-slot survey="sample" class="gallery-place"></peakend-slot>` : html`<div id="place" class="gallery-place"${layout === 'inline' ? nothing : html` hidden`}></div>`}
  <div class="gallery-filler" aria-hidden="true">${Array.from({ length: 12 }, () => html`<p></p>`)}</div>
</main>
<section class="gallery-answer" aria-labelledby="answer-title">
  <h2 id="answer-title">What was answered</h2>
  <pre id="answer">Nothing yet.</pre>
</section>
${data('config', { version: 1, privacy: '/help', surveys: [surveyOf(ask, layout)] })}
</body>
</html>`
}
