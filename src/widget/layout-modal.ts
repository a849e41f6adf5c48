import type { LayoutChunk } from './types'

/**
 * In the middle, a dialog that everything else waits for: the browser makes the page inert, keeps the focus, takes Escape and the way back
 * of a phone for a wish to close, and gives the focus back. The backdrop closes nothing: a press beside it is an accident more often than a wish.
 */
export const layout: LayoutChunk = {
  css: () =>
    ':host{position:fixed!important}dialog{all:unset;pointer-events:auto;position:fixed;inset:0;margin:auto;box-sizing:border-box;width:30em;max-width:calc(100% - 32px);height:fit-content}' +
    'dialog::backdrop{background:#0008}section{max-height:calc(100dvh - 32px);padding:32px;overscroll-behavior:contain}' +
    '@media(width<=30em){dialog{max-width:calc(100% - 8px)}section{padding:24px 12px}}' +
    '@media(prefers-reduced-motion:no-preference){section{animation:i .3s}dialog::backdrop{animation:j .3s}}@keyframes i{0%{opacity:0;transform:translateY(16px)}}@keyframes j{0%{opacity:0}}',
  dialog: (root, close) => {
    const box = document.createElement('dialog')
    box.setAttribute('aria-labelledby', 'q')
    box.addEventListener('cancel', (event) => {
      event.preventDefault()
      close()
    })
    // A press on the backdrop leaves the focus where it is.
    box.addEventListener('mousedown', (event) => event.target === box && event.preventDefault())
    root.append(box)
    return {
      box,
      open: () => {
        box.showModal()
        root.getElementById('q')?.focus()
        return () => box.close()
      },
    }
  },
}
