import { html } from 'hono/html'
import { products } from '../goods/products'
import { layout } from './layout'
import { productList } from './product-card'
import type { Html, View } from './view'

/** There is nothing at this address, and what there is instead. */
export const missingPage = (view: View): Html =>
  layout(view, {
    title: view.words.missingTitle,
    main: html`<div class="wide"><img class="spot" src="/pictures/not-found.svg" alt="" width="320" height="240"><h1>${view.words.missingTitle}</h1><p class="lead">${view.words.missingText}</p>${productList(
      view,
      products.filter(({ category }) => category === 'light'),
    )}</div>`,
  })
