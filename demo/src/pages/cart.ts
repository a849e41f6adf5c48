import { html } from 'hono/html'
import { type Cart, type Line, mostOf } from '../shop/cart'
import { type Totals, totalsOf } from '../shop/totals'
import { layout } from './layout'
import { picture } from './product-card'
import { type Html, nothing, type View } from './view'

export interface CartState {
  readonly cart: Cart
  /** What was just taken out, and may be put back. */
  readonly removed: Line | undefined
  /** Id of the button that was pressed: it keeps the focus. */
  readonly pressed: string
}

const stepper = ({ words, text, href }: View, { product, quantity }: Line, pressed: string): Html => {
  const name = text(product.name)
  const step = (id: string, to: number, sign: string, label: string, isOff: boolean) => html`
    <button id="${id}" name="set" value="${to}" aria-label="${label}"
      ${isOff ? html`disabled` : nothing} ${pressed === id ? html`autofocus` : nothing}>${sign}</button>`
  return html`
    <form class="stepper" method="post" action="${href('/cart')}">
      <input type="hidden" name="slug" value="${product.slug}">
      ${step(`fewer-${product.slug}`, quantity - 1, '\u2212', words.fewer(name), quantity < 2)}
      <span role="img" aria-label="${words.one(name)} ${quantity}">${quantity}</span>
      ${step(`more-${product.slug}`, quantity + 1, '+', words.more(name), quantity >= mostOf(product))}
    </form>`
}

const lineOf = (view: View, line: Line, pressed: string): Html => {
  const { words, text, href, price } = view
  const { product, quantity } = line
  const name = text(product.name)
  return html`
    <li>
      ${picture(view, product, 120, true)}
      <div class="line-text">
        <h2><a href="${href(`/p/${product.slug}`)}">${name}</a></h2>
        <p class="quiet">${price(product.priceCents)} ${words.each}</p>
      </div>
      ${stepper(view, line, pressed)}
      <p class="line-price">${price(product.priceCents * quantity)}</p>
      <form class="line-remove" method="post" action="${href('/cart')}">
        <input type="hidden" name="slug" value="${product.slug}">
        <button class="link" name="set" value="0" aria-label="${words.removeName(name)}">${words.remove}</button>
      </form>
      ${quantity >= mostOf(product) ? html`<p class="line-most quiet">${words.noMore(quantity)}</p>` : nothing}
    </li>`
}

const undo = ({ words, text, href }: View, { product, quantity }: Line): Html => html`
  <form class="notice" method="post" action="${href('/cart')}">
    <p>${words.removed(text(product.name))}</p>
    <input type="hidden" name="slug" value="${product.slug}">
    <button class="link" name="set" value="${quantity}" autofocus>${words.undo}</button>
  </form>`

/** What it costs, delivery included. */
export const totalsList = (
  { words, price }: View,
  { goodsCents, deliveryCents, totalCents }: Pick<Totals, 'goodsCents' | 'deliveryCents' | 'totalCents'>,
): Html => html`
  <dl class="totals">
    <div><dt>${words.goods}</dt><dd>${price(goodsCents)}</dd></div>
    <div><dt>${words.delivery}</dt><dd id="sum-delivery">${deliveryCents > 0 ? price(deliveryCents) : words.free}</dd></div>
    <div class="sum"><dt>${words.total}</dt><dd id="sum-total">${price(totalCents)}</dd></div>
  </dl>`

const filled = (view: View, cart: Cart, pressed: string): Html => {
  const { words, href, price } = view
  const totals = totalsOf(cart)
  return html`
    <div class="basket">
      <ul class="lines">${cart.map((line) => lineOf(view, line, pressed))}</ul>
      <section class="sums" aria-label="${words.total}">
        ${totalsList(view, totals)}
        <p class="quiet">${totals.toFreeCents > 0 ? words.toFree(price(totals.toFreeCents)) : words.isFree} ${words.taxes}</p>
        <p><a class="button" href="${href('/checkout')}">${words.checkout}</a></p>
      </section>
    </div>`
}

const empty = ({ words, href }: View): Html => html`
  <img class="spot" src="/pictures/empty-cart.svg" alt="" width="320" height="240">
  <p class="lead">${words.cartEmptyText}</p>
  <p><a class="button" href="${href('/')}">${words.toShop}</a></p>`

export const cartPage = (view: View, { cart, removed, pressed }: CartState): Html => {
  const { words } = view
  return layout(view, {
    title: words.cartTitle,
    at: 'cart',
    main: html`
      <div class="wide">
        <h1>${cart.length > 0 ? words.cartTitle : words.cartEmpty}</h1>
        ${removed ? undo(view, removed) : nothing}
        ${cart.length > 0 ? filled(view, cart, pressed) : empty(view)}
      </div>`,
  })
}
