import { html } from 'hono/html'
import { products } from '../goods/products'
import { layout } from './layout'
import { productList } from './product-card'
import type { Html, View } from './view'

const lamps = products.filter(({ category }) => category === 'light')

/** There is nothing at this address, and what there is instead. */
export const missingPage = (view: View): Html => {
  const { missingTitle, missingText } = view.words
  return layout(view, {
    title: missingTitle,
    main: html`
      <div class="wide">
        <img class="spot" src="/pictures/not-found.svg" alt="" width="320" height="240">
        <h1>${missingTitle}</h1>
        <p class="lead">${missingText}</p>
        ${productList(view, lamps)}
      </div>`,
  })
}
