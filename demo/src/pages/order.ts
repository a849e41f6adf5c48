import { html } from 'hono/html'
import { productBySlug } from '../shop/cart'
import { firstNameOf } from '../shop/checkout'
import type { Order } from '../shop/orders'
import { totalsList } from './cart'
import { moment } from './data'
import { layout } from './layout'
import { type Html, nothing, type View } from './view'

/** The lines of an order, as they were. */
export const orderLines = ({ text, price }: View, { lines }: Order): Html =>
  html`<ul class="brief">${lines.map(({ slug, quantity, cents }) => {
    const product = productBySlug(slug)
    return html`<li><span>${quantity} × ${product ? text(product.name) : slug}</span> <span>${price(cents)}</span></li>`
  })}</ul>`

/** One order. While it `isNew` this is the confirmation, and the moment is declared beside it: reading it again a month later is none. */
export const orderPage = (view: View, order: Order, isNew: boolean): Html => {
  const { words, href } = view
  const days = Math.max(1, ...order.lines.map(({ slug }) => productBySlug(slug)?.deliveryDays ?? 0))
  const title = isNew ? words.thanksTitle(firstNameOf(order.name)) : words.orderTitle(order.id)
  return layout(view, {
    title,
    at: 'account',
    main: html`<div class="wide"><h1>${title}</h1>
<p class="lead">${isNew ? html`${words.orderNumber} <b class="number">${order.id}</b>` : html`${words.placedOn} ${view.day(order.placedAt)}`}</p>
<div class="basket"><section aria-labelledby="next"><h2 id="next">${words.next}</h2><ol class="steps">${words.nextSteps(order.delivery, days).map((step) => html`<li>${step}</li>`)}</ol>
<p><a class="button" href="${href('/account')}">${words.seeAccount}</a></p></section>
<section class="sums" aria-labelledby="sums"><h2 id="sums">${words.yourOrder}</h2>${orderLines(view, order)}${totalsList(view, order)}
<address>${order.name}<br>${order.street}<br>${order.postcode} ${order.city}</address></section></div></div>
${isNew ? moment('order_completed', { order_id: order.id, total: order.totalCents / 100 }) : nothing}`,
  })
}
