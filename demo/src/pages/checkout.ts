import { html } from 'hono/html'
import type { Cart } from '../shop/cart'
import { type Fault, type Faults, type Field, fields, type Typed } from '../shop/checkout'
import { type Delivery, deliveries, totalsOf } from '../shop/totals'
import { totalsList } from './cart'
import { layout } from './layout'
import { type Html, nothing, type View } from './view'

export interface CheckoutState {
  readonly cart: Cart
  readonly typed: Typed
  readonly faults: Faults
  /** Makes sending the form twice one order. */
  readonly key: string
}
type Input = Exclude<Field, 'delivery'>

/** What a browser may fill in by itself (HTML, autofill). */
const autofill: Readonly<Record<Input, string>> = {
  name: 'name',
  email: 'email',
  street: 'street-address',
  postcode: 'postal-code',
  city: 'address-level2',
}

const input = ({ words }: View, field: Input, { typed, faults }: CheckoutState): Html => {
  const fault = faults[field]
  const hint = words.hints[field]
  const described = [fault ? `${field}-fault` : '', hint ? `${field}-hint` : ''].filter((id) => id).join(' ')
  return html`
    <div class="field">
      <label for="${field}">${words.fields[field]}</label>
      ${hint ? html`<p class="quiet" id="${field}-hint">${hint}</p>` : nothing}
      ${fault ? html`<p class="fault" id="${field}-fault">${words.faults[field][fault]}</p>` : nothing}
      <input id="${field}" name="${field}" value="${typed[field]}" type="${field === 'email' ? 'email' : 'text'}"
        autocomplete="${autofill[field]}" required
        ${described ? html`aria-describedby="${described}"` : nothing} ${fault ? html`aria-invalid="true"` : nothing}>
    </div>`
}

/** What is wrong, all of it, before the form: it takes the focus. */
const summary = ({ words }: View, faults: Faults): Html | string => {
  const found = fields.flatMap((field): (readonly [Field, Fault])[] => {
    const fault = faults[field]
    return fault ? [[field, fault]] : []
  })
  if (found.length === 0) return nothing
  const link = ([field, fault]: readonly [Field, Fault]) =>
    html`<li><a href="#${field === 'delivery' ? 'delivery-parcel' : field}">${words.faults[field][fault]}</a></li>`
  return html`
    <section class="faults" tabindex="-1" autofocus aria-labelledby="faults">
      <h2 id="faults">${words.faultsTitle(found.length)}</h2>
      <ul>${found.map(link)}</ul>
    </section>`
}

const choice = ({ words, price }: View, delivery: Delivery, { cart, typed }: CheckoutState): Html => {
  const [name, text] = words.deliveries[delivery]
  const { deliveryCents, totalCents, days } = totalsOf(cart, delivery)
  const cost = deliveryCents > 0 ? price(deliveryCents) : words.free
  const when = delivery === 'parcel' ? `${text}. ${words.deliveredIn(days)}.` : `${text}.`
  return html`
    <label class="choice">
      <input type="radio" id="delivery-${delivery}" name="delivery" value="${delivery}" data-cost="${cost}" data-total="${price(totalCents)}"
        ${typed.delivery === delivery ? html`checked` : nothing}>
      <span><b>${name}</b> <span class="quiet">${when}</span></span>
      <span>${cost}</span>
    </label>`
}

/** The browser's own messages stay away (`novalidate`): the server's say what to do, in the language of the page. */
const form = (view: View, state: CheckoutState): Html => {
  const { words, href } = view
  const fault = state.faults.delivery
  return html`
    <form class="checkout" method="post" action="${href('/checkout')}" novalidate>
      <input type="hidden" name="key" value="${state.key}">
      <div class="notice">
        <p>${words.checkoutNote}</p>
        <button type="button" class="link scripted" id="fill-in">${words.fillIn}</button>
      </div>
      <fieldset>
        <legend>${words.contact}</legend>
        ${input(view, 'name', state)}${input(view, 'email', state)}
      </fieldset>
      <fieldset>
        <legend>${words.address}</legend>
        ${input(view, 'street', state)}
        <div class="pair">${input(view, 'postcode', state)}${input(view, 'city', state)}</div>
      </fieldset>
      <fieldset ${fault ? html`aria-describedby="delivery-fault"` : nothing}>
        <legend>${words.fields.delivery}</legend>
        ${fault ? html`<p class="fault" id="delivery-fault">${words.faults.delivery[fault]}</p>` : nothing}
        ${deliveries.map((delivery) => choice(view, delivery, state))}
      </fieldset>
      <h2>${words.payment}</h2>
      <p>${words.paymentText}</p>
      <p><button class="button">${words.placeOrder}</button></p>
    </form>`
}

const sums = (view: View, { cart, typed }: CheckoutState): Html => {
  const { words, text, href, price } = view
  const lines = cart.map(
    ({ product, quantity }) =>
      html`<li><span>${quantity} × ${text(product.name)}</span> <span>${price(product.priceCents * quantity)}</span></li>`,
  )
  return html`
    <section class="sums" aria-labelledby="sums">
      <h2 id="sums">${words.yourOrder}</h2>
      <ul class="brief">${lines}</ul>
      ${totalsList(view, totalsOf(cart, typed.delivery === 'workshop' ? 'workshop' : 'parcel'))}
      <p><a href="${href('/cart')}">${words.changeCart}</a></p>
    </section>`
}

export const checkoutPage = (view: View, state: CheckoutState): Html => {
  const { words } = view
  const isWrong = Object.keys(state.faults).length > 0
  return layout(view, {
    title: `${isWrong ? words.errorTitlePrefix : ''}${words.checkoutTitle}`,
    at: 'cart',
    main: html`
      <div class="wide">
        <h1>${words.checkoutTitle}</h1>
        ${summary(view, state.faults)}
        <div class="basket">${form(view, state)}${sums(view, state)}</div>
      </div>`,
  })
}
