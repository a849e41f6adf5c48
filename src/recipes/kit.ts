/** What recipes share. It is handed to them, so that on a page each is a chunk without a copy of it. */
import { help } from './help'
import { inOrder } from './in-order'
import { scales } from './scales'
import type { Kit } from './types'
import { knows, link, noReviews, refuse, returnDays } from './vows'
import { write } from './write'

export const kit: Kit = { inOrder, write, knows, link, help, refuse, noReviews, returnDays, scales }
