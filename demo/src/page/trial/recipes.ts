/** Trying a recipe: Peakend forgets whom it has asked what, or its own rules would hold the next question back. */
import { peakend } from '../peakend'
import { forgetDevice } from './visitor'

export const startRecipes = (): void =>
  document.addEventListener('submit', async (event) => {
    const { target, submitter } = event
    if (!(target instanceof HTMLFormElement && 'try' in target.dataset && submitter instanceof HTMLButtonElement)) return
    event.preventDefault()
    // What was answered is sent before it is forgotten.
    await peakend('flush')
    await forgetDevice()
    const input = document.createElement('input')
    Object.assign(input, { type: 'hidden', name: submitter.name, value: submitter.value })
    target.append(input)
    target.submit()
  })
