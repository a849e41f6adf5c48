/** How a card over the page lives with it, loaded once the card is there. */
import { modal } from '../gates/modal'
import { createFloat } from '../widget/float'

export const float = createFloat(() => modal(document))
