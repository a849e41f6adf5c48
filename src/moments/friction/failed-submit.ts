import { hear } from './hear'
import type { WatchFriction } from './types'

/** A form that was sent by script is looked at after so long: has it an error to show? */
const SETTLED_MS = 2000
const isShown = (element: Element) => !!element.getClientRects()[0]
const hasError = (form: Element) => [...form.querySelectorAll('[aria-invalid=true],[role=alert]:not(:empty)')].some(isShown)

/**
 * A form was refused twice: by the browser (`invalid`, where a click tried to send it, not while a script checks what is typed), by the
 * page's script (sent, and shows an error all the same), or by the server (the page came with an error in the form, the second time this
 * visit). Looks at whether an error is shown, never at what was typed.
 */
export const failedSubmit: WatchFriction = (felt, firstThisVisit, isLoad) => {
  const refusals = new WeakMap<Element, number>()
  const refuse = (form: Element) => {
    refusals.set(form, (refusals.get(form) ?? 0) + 1)
    if (refusals.get(form) === 2) felt()
  }
  /** Forms this click tried to send in vain: each field that is wrong says so. */
  let refused: Set<Element> | undefined
  let over: ReturnType<typeof setTimeout> | undefined
  const sent = new Set<Element>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const settle = (form: Element) => {
    if (sent.has(form) && hasError(form)) refuse(form)
    sent.delete(form)
  }
  const stops = [
    // Also Enter in a field clicks the button it stands for. What the click brings about is over when the next task begins.
    hear(['click'], ({ target }) => {
      if (!(target as Element).closest?.('button,[type=submit],[type=image],[role=button],a')) return
      refused = new Set()
      clearTimeout(over)
      over = setTimeout(() => (refused = undefined))
    }),
    hear(['invalid'], ({ target }) => {
      const { form } = target as Partial<HTMLInputElement>
      if (!form || !refused || refused.has(form)) return
      refused.add(form)
      refuse(form)
    }),
    hear(['submit'], ({ target }) => {
      const form = target as Element
      settle(form)
      sent.add(form)
      clearTimeout(timer)
      timer = setTimeout(() => settle(form), SETTLED_MS)
    }),
    () => clearTimeout(timer),
    () => clearTimeout(over),
  ]
  const [wrong] = isLoad ? [...document.forms].filter(hasError) : []
  if (wrong) {
    if (!firstThisVisit(`refused ${location.pathname}`)) refuse(wrong)
    refuse(wrong)
  }
  return () => {
    for (const stop of stops) stop()
  }
}
