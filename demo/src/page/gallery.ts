/** The gallery: shows what was chosen at once, again on request, and what was answered. */
import { byId } from './dom'
import { type PeakendEvent, peakend } from './peakend'

document.documentElement.classList.add('scripts')

const place = () => byId('place')
/** What the visitor opens, or the page has a place for, comes by itself. */
const isOpened = () => place() !== null && new URL(location.href).searchParams.get('layout') !== 'launcher'
const ask = () => {
  const target = place()
  peakend('show', 'sample', target && !target.hidden ? { target, test: true } : { test: true })
}

addEventListener('peakend:ready', () => isOpened() && ask())
addEventListener('peakend:answered', (event) => {
  const answer = byId('answer')
  if (answer) answer.textContent = JSON.stringify((event as PeakendEvent).detail['answers'], null, 2)
})
addEventListener('DOMContentLoaded', () => {
  const form = document.querySelector('form')
  form?.addEventListener('change', () => form.requestSubmit())
  byId('again')?.addEventListener('click', () => {
    peakend('hide')
    ask()
  })
})
