/** The cart: a cookie that holds slugs and quantities, and is believed in nothing else. */
import { products } from '../goods/products'
import type { Product } from '../goods/types'

export interface Line {
  readonly product: Product
  readonly quantity: number
}
export type Cart = readonly Line[]

/** Of one thing in one order. */
export const MAX_QUANTITY = 9

const bySlug = new Map(products.map((product) => [product.slug, product]))
export const productBySlug = (slug: string): Product | undefined => bySlug.get(slug)

/** How many of it one order may have: no more than there are. */
export const mostOf = ({ stock }: Product): number => Math.min(stock, MAX_QUANTITY)

/** The cart with so many of a product; none takes it out. What cannot be is brought to what can. */
export const withQuantity = (cart: Cart, product: Product, quantity: number): Cart => {
  const most = Math.min(mostOf(product), Math.max(0, Math.trunc(quantity) || 0))
  const isThere = cart.some((line) => line.product === product)
  const changed = isThere
    ? cart.map((line) => (line.product === product ? { product, quantity: most } : line))
    : [...cart, { product, quantity: most }]
  return changed.filter((line) => line.quantity > 0)
}

export const quantityOf = (cart: Cart, product: Product): number => cart.find((line) => line.product === product)?.quantity ?? 0

/** From the cookie: `opaline.2~dune.1`. Whatever else a browser sends is an empty cart, or the part of it that makes sense. */
export const readCart = (cookie: string | undefined): Cart =>
  (cookie ?? '')
    .slice(0, 1000)
    .split('~')
    .reduce<Cart>((cart, part) => {
      const [, slug = '', quantity] = /^([a-z-]+)\.(\d)$/.exec(part) ?? []
      const product = productBySlug(slug)
      return product ? withQuantity(cart, product, Number(quantity)) : cart
    }, [])

export const writeCart = (cart: Cart): string => cart.map(({ product, quantity }) => `${product.slug}.${quantity}`).join('~')

export const pieces = (cart: Cart): number => cart.reduce((sum, { quantity }) => sum + quantity, 0)
