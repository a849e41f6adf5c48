import { html } from 'hono/html'
import { categories, products } from '../goods/products'
import type { Product } from '../goods/types'
import { layout } from './layout'
import { productList } from './product-card'
import type { Html, View } from './view'

type Shelf = (typeof categories)[number]

const ofCategory = (category: Product['category']): readonly Product[] => products.filter((product) => product.category === category)

/** One shelf of the catalogue; short ones stand side by side where there is room. */
const shelf = (view: View, { id, name }: Shelf): Html => {
  const { href, text } = view
  const on = ofCategory(id)
  return html`
    <section class="shelf${on.length < 3 ? ' half' : ''}" aria-labelledby="shelf-${id}">
      <h3 class="shelf-name" id="shelf-${id}"><a href="${href(`/c/${id}`)}">${text(name)}</a></h3>
      ${productList(view, on, { level: 4 })}
    </section>`
}

export const cataloguePage = (view: View): Html => {
  const { words, href } = view
  return layout(view, {
    title: '',
    soft: true,
    main: html`
      <section class="hero">
        <div class="hero-text">
          <h1 tabindex="-1">${words.heroTitle}</h1>
          <p>${words.heroText}</p>
          <p><a class="button" href="${href('/c/light')}">${words.heroLink}</a></p>
        </div>
        <img src="/pictures/hero.svg" alt="${words.heroAlt}" width="1200" height="640" decoding="async">
      </section>
      <section class="wide" aria-labelledby="all">
        <h2 id="all">${words.all}</h2>
        <div class="shelves">${categories.map((one) => shelf(view, one))}</div>
      </section>
      <ul class="promises">${words.promises.map(([title, line]) => html`<li><h2>${title}</h2><p>${line}</p></li>`)}</ul>`,
  })
}

export const categoryPage = (view: View, { id, name }: Shelf): Html =>
  layout(view, {
    title: view.text(name),
    at: id,
    soft: true,
    main: html`
      <div class="wide">
        <h1 tabindex="-1">${view.text(name)}</h1>
        ${productList(view, ofCategory(id), { first: 4 })}
      </div>`,
  })
