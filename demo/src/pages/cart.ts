import { html } from 'hono/html'
import { type Cart, type Line, mostOf, pieces } from '../shop/cart'
import { type Totals, totalsOf } from '../shop/totals'
import { layout } from './layout'
import { offer } from './offer'
import { picture } from './product-card'
import { type Html, nothing, type View } from './view'

export interface CartState {
  readonly cart: Cart
  /** What was just taken out, and may be put back. */
  readonly removed: Line | undefined
  /** Id of the button that was pressed: it keeps the focus. */
  readonly pressed: string
  /** The voucher that was just tried, and is none. */
  readonly voucher?: string
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

/** The browser's own messages stay away (`novalidate`): the server says what is wrong. */
const voucherForm = ({ words, href }: View, tried: string | undefined): Html => {
  const { services } = words
  const fault = tried === undefined ? nothing : tried ? services.voucherUnknown : services.voucherMissing
  return html`
    <details class="voucher" ${fault ? html`open` : nothing}>
      <summary>${services.voucher}</summary>
      <form method="post" action="${href('/cart/voucher')}" novalidate>
        <label for="voucher">${services.voucherLabel}</label>
        ${fault ? html`<p class="fault" id="voucher-fault">${fault}</p>` : nothing}
        <div>
          <input id="voucher" name="voucher" autocomplete="off" value="${tried ?? ''}"
            ${fault ? html`aria-invalid="true" aria-describedby="voucher-fault" autofocus` : nothing}>
          <button class="button quiet-button">${services.voucherUse}</button>
        </div>
      </form>
    </details>`
}

const filled = (view: View, { cart, pressed, voucher }: CartState): Html => {
  const { words, href, price } = view
  const totals = totalsOf(cart)
  return html`
    <div class="basket">
      <ul class="lines">${cart.map((line) => lineOf(view, line, pressed))}</ul>
      <section class="sums" aria-label="${words.total}">
        ${totalsList(view, totals)}
        <p class="quiet">${totals.toFreeCents > 0 ? words.toFree(price(totals.toFreeCents)) : words.isFree} ${words.taxes}</p>
        <p><a class="button" href="${href('/checkout')}">${words.checkout}</a></p>
        ${voucherForm(view, voucher)}
      </section>
    </div>`
}

const empty = ({ words, href }: View): Html => html`
  <img class="spot" src="/pictures/empty-cart.svg" alt="" width="320" height="240">
  <p class="lead">${words.cartEmptyText}</p>
  <p><a class="button" href="${href('/')}">${words.toShop}</a></p>`

export const cartPage = (view: View, state: CartState): Html => {
  const { words } = view
  const { cart, removed } = state
  return layout(view, {
    title: words.cartTitle,
    at: 'cart',
    declared: { 'cart.items': `${pieces(cart)}`, ...offer(view, cart) },
    main: html`
      <div class="wide">
        <h1>${cart.length > 0 ? words.cartTitle : words.cartEmpty}</h1>
        ${removed ? undo(view, removed) : nothing}
        ${cart.length > 0 ? filled(view, state) : empty(view)}
      </div>`,
  })
}
