import { afterEach, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { modal } from './modal'

const put = (html: string) => {
  document.body.innerHTML = html
  return document.body.firstElementChild as HTMLElement
}
afterEach(async () => {
  if (document.fullscreenElement) await document.exitFullscreen()
  document.body.replaceChildren()
})

test('a modal dialog, by the browser or by its word, until it is closed', () => {
  const dialog = put('<dialog id="cart">Sure?</dialog>') as HTMLDialogElement
  expect(modal(document)).toBeFalsy()
  dialog.showModal()
  expect(modal(document)).toEqual(['dialog', { element: 'dialog#cart' }])
  dialog.close()
  expect(modal(document)).toBeFalsy()
  const box = put('<div aria-modal="true">Sure?</div>')
  expect(modal(document)).toEqual(['dialog', { element: 'div' }])
  box.style.visibility = 'hidden'
  expect(modal(document)).toBeFalsy()
})

test('something that fills the screen', async () => {
  const button = put('<button>Film</button>')
  const entered = new Promise((done) => document.addEventListener('fullscreenchange', done, { once: true }))
  button.addEventListener('click', () => button.requestFullscreen())
  await userEvent.click(button)
  await entered
  expect(modal(document)).toEqual(['dialog', { element: 'button' }])
})

test('neither a panel that is not modal, nor a banner, nor a field: who asked for the question may have done so there', () => {
  put('<dialog open data-consent-banner><p role="dialog"><input></p></dialog>').querySelector('input')?.focus()
  expect(modal(document)).toBeFalsy()
})
