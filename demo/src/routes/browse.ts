import { Hono } from 'hono'
import { articles } from '../goods/articles'
import { categories } from '../goods/products'
import { cataloguePage, categoryPage } from '../pages/catalogue'
import { articlePage, helpPage } from '../pages/help'
import { productPage } from '../pages/product'
import { searchPage } from '../pages/search'
import type { Desk } from '../shop'
import { productBySlug } from '../shop/cart'

/** Characters of a question to the search that are looked at and shown. */
const MAX_SEARCH = 80

/** What may be looked at: catalogue, shelves, products, search, help. */
export const browse = ({ view }: Desk): Hono => {
  const app = new Hono()
  app.get('/', (context) => context.html(cataloguePage(view(context))))
  app.get('/c/:id', (context) => {
    const category = categories.find(({ id }) => id === context.req.param('id'))
    return category ? context.html(categoryPage(view(context), category)) : context.notFound()
  })
  app.get('/p/:slug', (context) => {
    const product = productBySlug(context.req.param('slug'))
    return product ? context.html(productPage(view(context), product)) : context.notFound()
  })
  app.get('/search', (context) => context.html(searchPage(view(context), (context.req.query('q') ?? '').trim().slice(0, MAX_SEARCH))))
  app.get('/help', (context) => context.html(helpPage(view(context))))
  app.get('/help/:slug', (context) => {
    const article = articles.find(({ slug }) => slug === context.req.param('slug'))
    return article ? context.html(articlePage(view(context), article)) : context.notFound()
  })
  return app
}
