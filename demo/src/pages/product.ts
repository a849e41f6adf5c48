import { html } from 'hono/html'
import { categories, products } from '../goods/products'
import { terms } from '../goods/terms'
import type { Product } from '../goods/types'
import { mostOf } from '../shop/cart'
import { moment } from './data'
import { layout } from './layout'
import { offer } from './offer'
import { picture, productList } from './product-card'
import { type Html, nothing, type View } from './view'

/** Below this many the page says how many are left. */
const FEW = 5

const buy = ({ words, href }: View, product: Product): Html => {
  if (product.stock === 0) return html`<p class="sold-out"><b>${words.soldOut}</b> ${words.soldOutWhy}</p>`
  const quantities = Array.from({ length: mostOf(product) }, (_, i) => i + 1)
  return html`
    <form class="buy" method="post" action="${href('/cart')}">
      <input type="hidden" name="slug" value="${product.slug}">
      <label for="quantity">${words.quantity}</label>
      <select id="quantity" name="add">${quantities.map((n) => html`<option>${n}</option>`)}</select>
      <button class="button">${words.addToCart}</button>
    </form>`
}

/** Delivery, returns, stock: what people need to know before they decide. */
const promises = ({ words, price }: View, { stock, deliveryDays }: Product): Html => {
  const available = html`<li>${stock < FEW ? words.fewLeft(stock) : words.inStock}</li><li>${words.deliveredIn(deliveryDays)}</li>`
  return html`
    <ul class="ticks">
      ${stock > 0 ? available : nothing}
      <li>${words.deliveryCost(price(terms.deliveryCents), price(terms.freeDeliveryFromCents))}</li>
      <li>${words.returnsIn(terms.returnDays)}</li>
    </ul>`
}

const sameShelf = (view: View, product: Product): Html | string => {
  const others = products.filter((other) => other.category === product.category && other !== product)
  if (others.length === 0) return nothing
  return html`
    <section class="wide" aria-labelledby="others">
      <h2 id="others">${view.words.alsoLike}</h2>
      ${productList(view, others, { level: 3 })}
    </section>`
}

const keep = ({ words, href }: View, { slug }: Product): Html => html`
  <form method="post" action="${href('/kept')}">
    <input type="hidden" name="slug" value="${slug}">
    <button class="link" name="keep" value="yes">${words.services.keep}</button>
  </form>`

export const productPage = (view: View, product: Product): Html => {
  const { words, text, price, href } = view
  const shelf = categories.find(({ id }) => id === product.category)
  return layout(view, {
    title: text(product.name),
    description: text(product.line),
    at: product.category,
    soft: true,
    declared: offer(view, [{ product, quantity: 1 }]),
    main: html`
      <article class="product">
        <div class="product-picture">${picture(view, product, 720, true)}</div>
        <div class="product-text">
          ${shelf ? html`<p class="crumb"><a href="${href(`/c/${shelf.id}`)}">${text(shelf.name)}</a></p>` : nothing}
          <h1 tabindex="-1">${text(product.name)}</h1>
          <p class="lead">${text(product.line)}</p>
          <p class="price big">${price(product.priceCents)}</p>
          ${buy(view, product)}${keep(view, product)}${promises(view, product)}
          <div class="story">${product.story.map((paragraph) => html`<p>${text(paragraph)}</p>`)}</div>
          <h2>${words.details}</h2>
          <ul class="facts">${product.facts.map((fact) => html`<li>${text(fact)}</li>`)}</ul>
        </div>
      </article>
      ${sameShelf(view, product)}
      ${moment('product_viewed', { sku: product.slug, category: product.category })}`,
  })
}
