/** The whole card in the script of the page: every visitor pays for it, and the one who is asked does not wait. */
import { openCard } from './card'

const track = (event: string): void => {
  if (event === 'order_completed') openCard()
}
Object.assign(window, { floor: track })
