import { html } from 'hono/html'
import { isInside, type Problem, pathText } from '../../../src/survey/check-words'
import { type Html, nothing } from '../results/view'
import type { Desk } from './desk'
import type { Path } from './document'
import { isError } from './document'
import { nameOf } from './form'

/** The id of what stands at a place of a survey, for links that lead there. */
export const anchorOf = (path: Path): string => `f${nameOf(path).replace(/[^\w/-]/g, '_')}`

/** What `check` says is English, whatever the language of the page. */
export const problemText = ({ words }: Desk, { expected, got, hint }: Pick<Problem, 'expected' | 'got' | 'hint'>): Html =>
  html`${words.form.expected} <span lang="en">${expected}</span>, ${words.form.got} <span lang="en" translate="no">${got}</span>.${hint ? html` <span lang="en">${hint}</span>` : nothing}`

/** Problems beside a field. */
export const beside = (desk: Desk, problems: readonly Problem[]): Html | string =>
  problems.length === 0
    ? nothing
    : html`<ul class="problems">${problems.map((one) => html`<li class="${isError(one) ? 'wrong' : 'advice'}">${problemText(desk, one)}</li>`)}</ul>`

/** Those at a place of the document, or within it. */
export const problemsAt = (problems: readonly Problem[], path: Path): readonly Problem[] =>
  problems.filter((problem) => isInside(problem.path, pathText(path)))

/** All of them at the top of a page: mistakes, then advice. `linkOf`: where one leads. */
export const summary = (
  desk: Desk,
  problems: readonly Problem[],
  linkOf: (problem: Problem) => string | null,
  placeOf: (problem: Problem) => string = ({ path }) => path,
): Html | string => {
  const { words } = desk
  const list = (some: readonly Problem[]): Html =>
    html`<ul>${some.map((one) => {
      const [to, place] = [linkOf(one), placeOf(one)]
      return html`<li>${to === null ? html`<code translate="no">${place}</code>` : html`<a href="${to}"><code translate="no">${place}</code></a>`} ${problemText(desk, one)}</li>`
    })}</ul>`
  const errors = problems.filter(isError)
  const advice = problems.filter((one) => !isError(one))
  return html`${errors.length > 0 ? html`<section class="said wrong" aria-labelledby="errors"><h2 id="errors">${words.form.errors(errors.length)}</h2>${list(errors)}</section>` : nothing}
  ${advice.length > 0 ? html`<details class="said" id="advice"><summary>${words.form.advice(advice.length)}</summary>${list(advice)}</details>` : nothing}`
}
