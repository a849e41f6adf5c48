/** What is kept for later: a cookie of slugs, the newest first. */
import type { Product } from '../goods/types'
import { productBySlug } from './cart'

export type Kept = readonly Product[]

export const readKept = (cookie: string | undefined): Kept => [
  ...new Set(
    (cookie ?? '')
      .slice(0, 500)
      .split('~')
      .flatMap((slug) => productBySlug(slug) ?? []),
  ),
]
export const writeKept = (kept: Kept): string => kept.map(({ slug }) => slug).join('~')
export const withKept = (kept: Kept, product: Product, isKept: boolean): Kept => [
  ...(isKept ? [product] : []),
  ...kept.filter((other) => other !== product),
]
