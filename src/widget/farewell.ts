/** Long enough to read one sentence, milliseconds. */
const FAREWELL_MS = 6000
/** Screen readers tell what changes in a region that they have met, milliseconds. */
const MEET_MS = 150

/**
 * The last sentence of a card that was just closed: what it tells of is done, nobody waits for it. It stands where the card stood, goes
 * by itself or by its ×, and stays for whoever touches it. Gives what takes it away.
 */
export const farewell = (root: ShadowRoot, place: ParentNode | null, text: string, lang: string): (() => void) => {
  const host = root.host as HTMLElement
  const [frame, close, status] = ['section', '.x', '[role=status]'].map((name) => root.querySelector(name)) as [
    HTMLElement,
    HTMLElement,
    HTMLElement,
  ]
  const end = () => host.remove()
  const timer = setTimeout(end, FAREWELL_MS)
  setTimeout(() => {
    frame.replaceChildren(close, status)
    status.lang = lang
    // The card was read the way of its question; this is read the way of our words.
    frame.dir = 'auto'
    status.textContent = text
    status.style.cssText = 'all:unset;display:block;padding-inline-end:32px'
  }, MEET_MS)
  for (const touch of ['pointerdown', 'keydown', 'focusin']) frame.addEventListener(touch, () => clearTimeout(timer))
  close.onclick = end
  frame.style.animation = 'none'
  place?.append(host)
  if (host.popover && host.isConnected) host.showPopover()
  return end
}
