import { html } from 'hono/html'
import type { Customer, Order } from '../shop/orders'
import { moment } from './data'
import { layout } from './layout'
import { orderLines } from './order'
import { type Html, nothing, type View } from './view'

const past = (view: View, order: Order): Html => {
  const { words, href, price, day } = view
  return html`
    <li class="past">
      <h3><a href="${href(`/order/${order.id}`)}">${words.orderTitle(order.id)}</a></h3>
      <p class="quiet">${day(order.placedAt)}</p>
      ${orderLines(view, order)}
      <p class="past-total">${words.total} ${price(order.totalCents)}</p>
    </li>`
}

const known = (view: View, { firstName, since }: Customer, orders: readonly Order[]): Html => {
  const { words, day } = view
  return html`
    <h1>${words.hello(firstName)}</h1>
    <p class="lead">${words.customerSince} ${day(since)}</p>
    <h2>${words.pastOrders}</h2>
    <ul class="pasts">${orders.map((order) => past(view, order))}</ul>`
}

const unknown = ({ words, href }: View): Html => html`
  <h1>${words.accountTitle}</h1>
  <h2>${words.noOrders}</h2>
  <p class="lead">${words.noOrdersText}</p>
  <p><a class="button" href="${href('/')}">${words.toShop}</a></p>`

/** Whose session it is sees their orders; who they are is in the page (`#customer`) for the script to tell Peakend. */
export const accountPage = (view: View, orders: readonly Order[]): Html => {
  const { words, customer } = view
  return layout(view, {
    title: words.accountTitle,
    at: 'account',
    main: html`
      <div class="wide">${customer ? known(view, customer, orders) : unknown(view)}</div>
      ${customer ? moment('account_opened', { orders: customer.orders }) : nothing}`,
  })
}
