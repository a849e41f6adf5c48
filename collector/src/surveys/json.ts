import { html } from 'hono/html'
import { locate } from '../../../cli/src/locate'
import { parseJson } from '../../../src/survey/check-json'
import type { Problem } from '../../../src/survey/check-words'
import { type Html, nothing } from '../results/view'
import { type Desk, page } from './desk'
import { isTooDeep } from './document'
import { problemText, summary } from './problems'

/** A text of the configuration, as it stands in the page. */
export interface Written {
  readonly text: string
  readonly revision: string
  readonly problems: readonly Problem[]
  /** It is no JSON, and what is wrong with it. */
  readonly broken: Pick<Problem, 'path' | 'expected' | 'got' | 'hint'> | null
  readonly note: string
}

/** Problems that are about a key rather than about what it holds. */
const ofKeys: readonly string[] = ['unknown-key', 'language-tag']

/** The whole configuration, with the line of each mistake. */
export const jsonPage = (desk: Desk, { text, revision, problems, broken, note }: Written, news: Html | string): Html => {
  const { words, href } = desk
  const places = broken === null ? locate(text) : null
  const spotOf = (problem: Problem): string => {
    const spot = places?.[ofKeys.includes(problem.code) ? 'key' : 'value'](problem.path)
    return spot ? `${words.document.place(spot.line, spot.column)} · ${problem.path}` : problem.path
  }
  const [, line, column] = /^line (\d+), column (\d+)$/.exec(broken?.path ?? '') ?? []
  const around = line === undefined ? '' : (text.split('\n')[Number(line) - 1] ?? '').slice(0, 200)
  return page(
    desk,
    { title: words.document.title, skip: words.form.skip, news, current: 'json' },
    html`${
      broken
        ? html`<section class="said wrong" role="alert"><h2>${words.document.broken}</h2><p>${line === undefined ? nothing : html`<strong>${words.document.place(Number(line), Number(column))}</strong> `}${problemText(desk, broken)}</p>${around ? html`<pre tabindex="0" translate="no"><code>${around}</code></pre>` : nothing}</section>`
        : summary(desk, problems, () => null, spotOf)
    }
    <form method="post" action="${href('/surveys/json')}" class="document"><input type="hidden" name="revision" value="${revision}">
      <label for="json">${words.document.label}</label><p class="quiet" id="json-hint">${words.document.hint}</p>
      <textarea id="json" class="code" name="json" rows="30" spellcheck="false" autocomplete="off" aria-describedby="json-hint"${broken ? html` aria-invalid="true"` : nothing}>${text}</textarea>
      ${desk.mayEdit ? html`<div class="save"><label for="note">${words.form.note}</label> <input id="note" name="note" maxlength="500" autocomplete="off" value="${note}"> <button class="strong">${words.form.save}</button></div>` : nothing}</form>`,
  )
}

/** What somebody typed, as JSON, or what is wrong with it. */
export const readJson = (text: string): { readonly value: unknown } | { readonly problem: Problem } => {
  const read = parseJson(text.replace(/\r\n?/g, '\n'))
  if ('problem' in read || !isTooDeep(read.value)) return read
  const [expected, got] = ['plain JSON of reasonable depth', 'something nested deeper']
  return {
    problem: { path: '', code: 'not-plain', expected, got, hint: '', message: `expected ${expected}, got ${got}.`, severity: 'error' },
  }
}
