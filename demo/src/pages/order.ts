import { html } from 'hono/html'
import { productBySlug } from '../shop/cart'
import { firstNameOf } from '../shop/checkout'
import type { Order, OrderLine, Step } from '../shop/orders'
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

const daysOf = ({ lines }: Order): number => Math.max(1, ...lines.map(({ slug }) => productBySlug(slug)?.deliveryDays ?? 0))

/** The parcel, and what may still be said of it. */
const parcel = ({ words, href, day }: View, { id, receivedAt, returnAt }: Order): Html => {
  const { services } = words
  const say = (step: Step, name: string) =>
    html`<form method="post" action="${href(`/order/${id}/${step}`)}"><button class="button quiet-button">${name}</button></form>`
  return html`
    <section class="parcel" aria-labelledby="parcel">
      <h2 id="parcel">${services.parcel}</h2>
      ${receivedAt ? html`<p>${services.receivedOn} ${day(receivedAt)}</p>` : html`<p>${services.parcelText}</p>${say('received', services.received)}`}
      ${returnAt ? html`<p class="notice" role="status">${services.backDone}</p>` : nothing}
      ${receivedAt && !returnAt ? html`<h3>${services.back}</h3><p>${services.backText}</p>${say('return', services.askBack)}` : nothing}
    </section>`
}

const next = ({ words, href }: View, order: Order): Html => {
  const { delivery } = order
  const days = daysOf(order)
  return html`
    <section aria-labelledby="next">
      <h2 id="next">${words.next}</h2>
      <ol class="steps">${words.nextSteps(delivery, days).map((step) => html`<li>${step}</li>`)}</ol>
      <p><a class="button" href="${href('/account')}">${words.seeAccount}</a></p>
    </section>`
}

/** What is told of an order: the last that has happened to it. */
const told = ({ words }: View, order: Order): Html => {
  const { id, totalCents, delivery, receivedAt, returnAt } = order
  const { estimate, estimateWorkshop } = words.services
  if (returnAt) return html`${moment('order_returned', { order_id: id })}${moment('task_completed', { task: 'return' })}`
  if (receivedAt) return moment('order_delivered', { order_id: id })
  const when = delivery === 'parcel' ? estimate(daysOf(order)) : estimateWorkshop
  return moment('order_completed', { order_id: id, total: totalCents / 100, delivery_estimate: when })
}

/** One order. What has happened to it is declared beside it while it `isNew`: reading it again a month later is no moment. */
export const orderPage = (view: View, order: Order, isNew: boolean): Html => {
  const { words, day } = view
  const { id, name, street, postcode, city, placedAt, receivedAt } = order
  const isConfirmation = isNew && !receivedAt
  const title = isConfirmation ? words.thanksTitle(firstNameOf(name)) : words.orderTitle(id)
  return layout(view, {
    title,
    at: 'account',
    main: html`
      <div class="wide">
        <h1>${title}</h1>
        <p class="lead">${isConfirmation ? html`${words.orderNumber} <b class="number">${id}</b>` : html`${words.placedOn} ${day(placedAt)}`}</p>
        <div class="basket">
          <div>${isConfirmation ? next(view, order) : nothing}${parcel(view, order)}</div>
          <section class="sums" aria-labelledby="sums">
            <h2 id="sums">${words.yourOrder}</h2>
            ${orderLines(view, order)}${totalsList(view, order)}
            <address>${name}<br>${street}<br>${postcode} ${city}</address>
          </section>
        </div>
      </div>
      ${isNew ? told(view, order) : nothing}`,
  })
}
