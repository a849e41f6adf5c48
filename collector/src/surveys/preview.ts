import { html, raw } from 'hono/html'
import { type Html, nothing } from '../results/view'
import type { Desk } from './desk'
import type { Document, Node } from './document'
import type { Editing } from './edit'

/** Its own page: nothing but our own scripts, and no connection to anywhere, so that nothing can be sent. */
export const previewPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'; trusted-types 'none'"

/** One of the values of a choice that has just two. */
const option = (name: string, value: string, label: string, checked: boolean): Html =>
  html`<label><input type="radio" name="${name}" value="${value}"${checked ? html` checked` : nothing}> ${label}</label>`

/** Beside the form: the same form, sent into a frame, shows the widget with what stands in it. */
export const previewPane = (desk: Desk, { id, hasPreview, languages }: Editing): Html => {
  const { words, href, view } = desk
  if (!hasPreview)
    return html`<aside class="preview" aria-labelledby="preview"><h2 id="preview">${words.preview.title}</h2><p class="quiet">${words.preview.missing}</p></aside>`
  const action = href('/surveys/preview', { survey: id })
  return html`<aside class="preview" aria-labelledby="preview"><h2 id="preview">${words.preview.title}</h2><p class="quiet">${words.preview.why}</p>
    <div class="tools">
      <fieldset><legend class="hidden">${words.preview.width}</legend>${option('width', 'desktop', words.preview.desktop, true)}${option('width', 'phone', words.preview.phone, false)}</fieldset>
      <fieldset><legend class="hidden">${words.preview.look}</legend>${option('look', 'light', words.preview.light, true)}${option('look', 'dark', words.preview.dark, false)}</fieldset>
      <label>${words.language} <select name="locale">${[...new Set([...languages, ...(languages.length > 0 ? [] : [view.language])])].map((tag) => html`<option value="${tag}" lang="${tag}">${view.languageName(tag)}</option>`)}</select></label>
      <button formaction="${action}" formtarget="preview" formnovalidate name="do" value="preview" id="show-preview" class="quietly">${words.preview.refresh}</button>
      <button formaction="${action}" formtarget="_blank" formnovalidate name="do" value="preview" class="quietly">${words.preview.large}</button>
    </div>
    <div class="screen"><iframe name="preview" title="${words.preview.frame}" src="${action}"></iframe></div></aside>`
}

/** What the frame shows: the survey by itself, as it would be asked, whether it is on or not. */
export const previewConfig = (document: Document, survey: Node): Document => {
  const { enabled: _, blackouts: __, $schema: ___, ...config } = document
  const { enabled, from, until, hours, quota, holdout, audience, consent, variants, ...asks } = survey
  return { ...config, surveys: [{ ...asks, trigger: { on: 'manual' } }] }
}

/** Text that a script element may hold: nothing in it ends the element (HTML, "Restrictions for contents of script elements"). */
const inert = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c')

/** The widget as visitors get it, on a page of no importance. Project, endpoint and consent are such that nothing is kept or sent. */
export const previewPage = (
  { words }: Desk,
  config: Document,
  survey: string,
  { look, locale }: { readonly look: 'light' | 'dark'; readonly locale: string },
): Html =>
  html`<!doctype html>
<html lang="${locale}" data-look="${look}" data-survey="${survey}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${words.preview.frame}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/results/preview.css">
<script src="/stub.js"></script>
<script type="module" src="/results/preview.js"></script>
<script type="application/json" id="config">${raw(inert(config))}</script>
<script defer src="/peakend.js" data-config="#config" data-project="peakend-preview" data-consent="none" data-frame data-inspector="false" data-theme="${look}" data-locale="${locale}"></script>
</head>
<body>
<main><h1 class="hidden">${words.preview.page}</h1><div class="lines" aria-hidden="true"><i></i><i></i><i></i><i></i><i></i></div>
<p id="status" role="status" data-broken="${words.preview.broken}">${words.preview.loading}</p><button id="again" hidden>${words.preview.again}</button><noscript><p>${words.preview.noScript}</p></noscript></main>
</body>
</html>`
