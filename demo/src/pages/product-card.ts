import { html } from 'hono/html'
import type { Product } from '../goods/types'
import { type Html, nothing, type View } from './view'

/** Pictures are square and drawn; each says its size, so that nothing moves when it comes. `isFirst`: it is on screen at once. */
export const picture = (view: View, { slug, alt }: Product, size: number, isFirst = false): Html =>
  html`<img src="/pictures/${slug}.svg" alt="${view.text(alt)}" width="${size}" height="${size}"${isFirst ? nothing : html` loading="lazy"`} decoding="async">`

/** One thing in a list. */
export const productCard = (view: View, product: Product, isFirst = false): Html => {
  const { words, text, href, price } = view
  return html`<li class="card">${picture(view, product, 480, isFirst)}<div class="card-text"><h3><a href="${href(`/p/${product.slug}`)}">${text(product.name)}</a></h3><p class="price">${product.stock > 0 ? price(product.priceCents) : html`<s>${price(product.priceCents)}</s> ${words.soldOut}`}</p></div><p class="line">${text(product.line)}</p></li>`
}

export const productList = (view: View, products: readonly Product[], first = 0): Html =>
  html`<ul class="cards">${products.map((product, i) => productCard(view, product, i < first))}</ul>`
