import { html } from 'hono/html'
import { about, type RecipeName, recipeNames } from 'peakend/recipes'
import { layout } from '../pages/layout'
import { type Html, nothing, type View } from '../pages/view'
import { entries } from './entries'
import { type Guide, guides, type Step } from './guide'
import { install } from './install'
import { recipeWords } from './words'

const step = ({ text, href }: View, { text: what, to }: Step): Html =>
  to ? html`<li><a href="${href(to)}">${text(what)}</a></li>` : html`<li>${text(what)}</li>`

/** What is pasted, as it stands in the pages of this shop while it is tried. */
const code = (view: View, name: RecipeName, { told }: Guide): Html => {
  const words = recipeWords[view.language]
  const hasHoldout = name !== 'chat-end' && 'holdout' in Object(entries[name].with)
  return html`
    <details class="recipe-code">
      <summary>${words.code}<span class="hidden"> (${view.text(about[name].title)})</span></summary>
      ${name === 'chat-end' ? html`<p class="quiet">${words.twoAttributes}</p>` : nothing}
      <pre tabindex="0"><code translate="no">${install(name, 'auto')}${told ? `\n${told}` : nothing}</code></pre>
      ${hasHoldout ? html`<p class="quiet">${words.holdout}</p>` : nothing}
    </details>`
}

const start = (view: View, name: RecipeName): Html => {
  const words = recipeWords[view.language]
  if (view.recipe === name)
    return html`
      <p class="recipe-tried">
        <b>${words.tried}</b>
        <button class="button quiet-button" name="recipe" value="">${words.stop}</button>
      </p>`
  const title = view.text(about[name].title)
  return html`<p><button class="button" name="recipe" value="${name}" aria-label="${words.try(title)}">${words.tryShort}</button></p>`
}

const card = (view: View, name: RecipeName): Html => {
  const { text } = view
  const words = recipeWords[view.language]
  const guide = guides[name]
  return html`
    <li class="recipe${view.recipe === name ? ' tried' : ''}" id="${name}">
      <h2>${text(about[name].title)} <code class="recipe-name" translate="no">${name}</code></h2>
      <dl>
        <div><dt>${words.moment}</dt><dd>${text(guide.moment)}</dd></div>
        <div><dt>${words.asks}</dt><dd>${text(about[name].asks)}</dd></div>
        <div><dt>${words.here}</dt><dd><ol class="recipe-steps">${guide.steps.map((one) => step(view, one))}</ol></dd></div>
      </dl>
      ${code(view, name, guide)}
      ${start(view, name)}
    </li>`
}

/** Not part of the shop: every recipe, and a button that has the shop ask it. */
export const recipesPage = (view: View): Html => {
  const words = recipeWords[view.language]
  return layout(view, {
    title: words.title,
    description: words.lead,
    main: html`
      <div class="wide">
        <h1>${words.title}</h1>
        <p class="lead">${words.lead}</p>
        <p class="quiet recipes-note">${words.fresh}</p>
        <form method="post" action="${view.href('/recipes')}" data-try>
          <ul class="recipes">${recipeNames.map((name) => card(view, name))}</ul>
        </form>
      </div>`,
  })
}
