import { html } from 'hono/html'
import type { Product } from '../goods/types'
import { type Html, nothing, type View } from './view'

/** Pictures are square and drawn; each says its size, so that nothing moves when it comes. `isFirst`: it is on screen at once. */
export const picture = (view: View, { slug, alt }: Product, size: number, isFirst = false): Html =>
  html`<img src="/pictures/${slug}.svg" alt="${view.text(alt)}" width="${size}" height="${size}" decoding="async"${isFirst ? nothing : html` loading="lazy"`}>`

export interface ListOptions {
  /** How deep the names of the things are headings. Default 2. */
  readonly level?: 2 | 3 | 4
  /** How many of them are on screen at once. Default 0. */
  readonly first?: number
}

/** One thing in a list. */
const productCard = (view: View, product: Product, level: number, isFirst: boolean): Html => {
  const { words, text, href, price } = view
  const cost = price(product.priceCents)
  return html`
    <li class="card">
      ${picture(view, product, 480, isFirst)}
      <div class="card-text">
        <h${level} class="card-name"><a href="${href(`/p/${product.slug}`)}">${text(product.name)}</a></h${level}>
        <p class="price">${product.stock > 0 ? cost : html`<s>${cost}</s> ${words.soldOut}`}</p>
      </div>
      <p class="line">${text(product.line)}</p>
    </li>`
}

export const productList = (view: View, products: readonly Product[], { level = 2, first = 0 }: ListOptions = {}): Html =>
  html`<ul class="cards">${products.map((product, i) => productCard(view, product, level, i < first))}</ul>`
