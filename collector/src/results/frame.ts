import { html } from 'hono/html'
import type { Html, View } from './view'

/** In the order in which one may rely on another. */
const styles = ['results', 'glance', 'card', 'charts', 'questions', 'trend', 'begin', 'contacts', 'projects', 'views'] as const

/** The frame of every page of the collector. */
export const frame = (view: View, title: string, body: Html): Html =>
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
<script type="module" src="/results/results.js"></script>
</head>
<body>${body}</body>
</html>`
