import { html } from 'hono/html'
import { categories, products } from '../goods/products'
import { search } from '../shop/search'
import { layout } from './layout'
import { productList } from './product-card'
import type { Html, View } from './view'

/** Things to try when nothing was found: the first of each shelf. */
const suggestions = categories.flatMap(({ id }) => products.find(({ category }) => category === id) ?? [])

const again = (view: View, text: string): Html => {
  const { words, href } = view
  return html`
    <form class="search-again" action="${href('/search')}">
      <label for="again">${words.searchLabel}</label>
      <div>
        <input id="again" name="q" type="search" value="${text}">
        <button class="button">${words.search}</button>
      </div>
    </form>
    <h2>${words.tryThese}</h2>
    ${productList(view, suggestions, { level: 3 })}`
}

export const searchPage = (view: View, text: string): Html => {
  const { words } = view
  const found = search(text, view.language)
  const title = text === '' ? words.whatFor : found.length > 0 ? words.found(found.length, text) : words.foundNone(text)
  return layout(view, {
    title: text === '' ? words.searchTitle : title,
    soft: true,
    main: html`
      <div class="wide">
        <h1 tabindex="-1">${title}</h1>
        ${found.length > 0 ? productList(view, found, { first: 4 }) : again(view, text)}
      </div>`,
  })
}
