import { html } from 'hono/html'
import { productBySlug } from '../shop/cart'
import { firstNameOf } from '../shop/checkout'
import type { Order, OrderLine } from '../shop/orders'
import { totalsList } from './cart'
import { moment } from './data'
import { layout } from './layout'
import { type Html, nothing, type View } from './view'

/** The lines of an order, as they were. */
export const orderLines = ({ text, price }: View, { lines }: Order): Html => {
  const line = ({ slug, quantity, cents }: OrderLine) => {
    const product = productBySlug(slug)
    return html`<li><span>${quantity} × ${product ? text(product.name) : slug}</span> <span>${price(cents)}</span></li>`
  }
  return html`<ul class="brief">${lines.map(line)}</ul>`
}

const next = ({ words, href }: View, { lines, delivery }: Order): Html => {
  const days = Math.max(1, ...lines.map(({ slug }) => productBySlug(slug)?.deliveryDays ?? 0))
  return html`
    <section aria-labelledby="next">
      <h2 id="next">${words.next}</h2>
      <ol class="steps">${words.nextSteps(delivery, days).map((step) => html`<li>${step}</li>`)}</ol>
      <p><a class="button" href="${href('/account')}">${words.seeAccount}</a></p>
    </section>`
}

/** One order. While it `isNew` this is the confirmation, and the moment is declared beside it: reading it again a month later is none. */
export const orderPage = (view: View, order: Order, isNew: boolean): Html => {
  const { words, day } = view
  const { id, name, street, postcode, city, totalCents, placedAt } = order
  const title = isNew ? words.thanksTitle(firstNameOf(name)) : words.orderTitle(id)
  return layout(view, {
    title,
    at: 'account',
    main: html`
      <div class="wide">
        <h1>${title}</h1>
        <p class="lead">${isNew ? html`${words.orderNumber} <b class="number">${id}</b>` : html`${words.placedOn} ${day(placedAt)}`}</p>
        <div class="basket">
          ${next(view, order)}
          <section class="sums" aria-labelledby="sums">
            <h2 id="sums">${words.yourOrder}</h2>
            ${orderLines(view, order)}${totalsList(view, order)}
            <address>${name}<br>${street}<br>${postcode} ${city}</address>
          </section>
        </div>
      </div>
      ${isNew ? moment('order_completed', { order_id: id, total: totalCents / 100 }) : nothing}`,
  })
}
