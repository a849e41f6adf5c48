import { html } from 'hono/html'
import type { Kept } from '../shop/kept'
import { moment } from './data'
import { layout } from './layout'
import { picture } from './product-card'
import { type Html, nothing, type View } from './view'

const line = (view: View, product: Kept[number]): Html => {
  const { words, text, href, price } = view
  const name = text(product.name)
  return html`
    <li>
      ${picture(view, product, 120, true)}
      <div class="line-text">
        <h2><a href="${href(`/p/${product.slug}`)}">${name}</a></h2>
        <p class="quiet">${product.stock > 0 ? price(product.priceCents) : words.soldOut}</p>
      </div>
      <form method="post" action="${href('/kept')}">
        <input type="hidden" name="slug" value="${product.slug}">
        <button class="link" name="keep" value="no" aria-label="${words.services.keptDrop(name)}">${words.remove}</button>
      </form>
    </li>`
}

/** What is kept for later. `isFirst`: the first thing that was ever kept, which is told. */
export const keptPage = (view: View, kept: Kept, isFirst: boolean): Html => {
  const { words, href } = view
  const { services } = words
  return layout(view, {
    title: services.kept,
    at: 'account',
    main: html`
      <div class="wide">
        <h1>${services.kept}</h1>
        ${kept.length > 0 ? html`<ul class="lines kept">${kept.map((product) => line(view, product))}</ul>` : html`<p class="lead">${services.keptNone}</p>`}
        <p><a class="button" href="${href('/')}">${words.toShop}</a></p>
      </div>
      ${isFirst ? moment('first_use', { feature: 'kept' }) : nothing}`,
  })
}
