import { html } from 'hono/html'
import { type Home, isWhole, suiting } from '../shop/home'
import type { Customer, Order } from '../shop/orders'
import { moment } from './data'
import { layout } from './layout'
import { orderLines } from './order'
import { productList } from './product-card'
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

/** What an account has beside orders. */
export interface Extras {
  readonly candles: boolean
  /** The candles were cancelled just now: the end of it is told. */
  readonly cancelled: boolean
  readonly home: Home
}
/** Euro cents a month. */
const CANDLES_CENTS = 9_00

const candles = ({ words, href, price }: View, { candles, cancelled }: Extras): Html => {
  const { services } = words
  return html`
    <section class="service" aria-labelledby="candles">
      <h2 id="candles">${services.candles}</h2>
      ${cancelled ? html`<p class="notice" role="status">${services.cancelled}</p>` : nothing}
      <p>${candles ? services.subscribed : services.candlesText(price(CANDLES_CENTS))}</p>
      <form method="post" action="${href('/account/candles')}">
        <button class="button quiet-button" name="candles" value="${candles ? 'no' : 'yes'}">${candles ? services.cancel : services.subscribe}</button>
      </form>
      ${cancelled ? moment('subscription_cancelled', { plan: 'candles' }) : nothing}
    </section>`
}
const home = (view: View, { home }: Extras): Html => {
  const { words, href } = view
  const { services } = words
  return html`
    <section class="service" aria-labelledby="home">
      <h2 id="home">${services.home}</h2>
      ${isWhole(home) ? productList(view, suiting(home), { level: 3 }) : html`<p>${services.homeText}</p>`}
      <p><a class="button quiet-button" href="${href('/account/start')}">${isWhole(home) ? services.homeAgain : services.homeStart}</a></p>
    </section>`
}

/** Whose session it is sees their orders; who they are is in the page (`#customer`) for the script to tell Peakend. */
export const accountPage = (view: View, orders: readonly Order[], extras: Extras): Html => {
  const { words, customer, href } = view
  return layout(view, {
    title: words.accountTitle,
    at: 'account',
    main: html`
      <div class="wide">
        ${customer ? known(view, customer, orders) : unknown(view)}
        <p class="aside-link"><a href="${href('/kept')}">${words.services.kept}</a></p>
        <div class="services">${home(view, extras)}${candles(view, extras)}</div>
      </div>
      ${customer ? moment('account_opened', { orders: customer.orders }) : nothing}`,
  })
}
