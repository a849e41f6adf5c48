import { html } from 'hono/html'
import { sampleBanner } from './sample'
import type { Html, View } from './view'

/** Styles, in the order in which one may rely on another, and scripts, by their names among the assets. */
export interface Files {
  readonly styles: readonly string[]
  readonly scripts: readonly string[]
}

const files: Files = {
  styles: ['results', 'journey', 'glance', 'card', 'charts', 'questions', 'trend', 'begin', 'contacts', 'projects', 'loop', 'views'],
  scripts: ['results'],
}

/** The frame of every page of the collector. */
export const frame = (view: View, title: string, body: Html, { styles, scripts }: Files = files): Html =>
  html`<!doctype html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="data:,">
${styles.map((name) => html`<link rel="stylesheet" href="/results/${name}.css">`)}
${scripts.map((name) => html`<script type="module" src="/results/${name}.js"></script>`)}
</head>
<body>${sampleBanner(view)}${body}</body>
</html>`
