/**
 * The page's own script: a plain one in the head. What must be there before Peakend is done at once, the rest when the page is parsed.
 * The shop works without any of it.
 */
import { startAsking } from './ask'
import { startChat } from './chat/panel'
import { startCheckout } from './checkout'
import { offerConsent } from './consent'
import { identify } from './moments'
import { startNavigation } from './navigate'
import { watchLoading } from './peakend'
import { recordHappenings } from './trial/happened'
import { reserveRoom, startTrial } from './trial/panel'
import { startRecipes } from './trial/recipes'

document.documentElement.classList.add('scripts')
offerConsent()
watchLoading()
recordHappenings()
reserveRoom()
document.addEventListener('DOMContentLoaded', () => {
  identify()
  startNavigation()
  startAsking()
  startChat()
  startCheckout()
  startTrial()
  startRecipes()
})
