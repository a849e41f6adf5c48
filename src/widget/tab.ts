const css = (scheme: string) =>
  `:host{all:initial!important;color-scheme:${scheme}!important;position:fixed!important;z-index:2147483646!important}:host([hidden]){display:none!important}` +
  `div{position:fixed;bottom:calc(16px + env(safe-area-inset-bottom))}.end,.start{bottom:50%;transform:translateY(50%)}` +
  '.end{inset-inline-end:0}.start{inset-inline-start:0}.bottom-end{inset-inline-end:16px}.bottom-start{inset-inline-start:16px}' +
  'button{all:unset;display:block;box-sizing:border-box;padding:12px 20px;max-width:min(20em,calc(100vw - 32px));border:1px solid transparent;' +
  'border-radius:99px;cursor:pointer;box-shadow:0 2px 12px #0003;overflow-wrap:anywhere;' +
  'background-color:var(--peakend-accent,CanvasText);color:var(--peakend-accent-text,Canvas);font:600 .9375em/1.2 var(--peakend-font,system-ui)}' +
  // The corners of the box: those of vertical text are other ones.
  '.end,.start{overflow:hidden}.end{border-start-start-radius:12px;border-end-start-radius:12px}.start{border-start-end-radius:12px;border-end-end-radius:12px}' +
  'button+button{margin-top:4px}.end *,.start *{writing-mode:vertical-rl;max-height:60vh;padding:20px 12px;border-radius:0}' +
  ':focus-visible{outline:2px solid;outline-offset:-6px}button:hover{opacity:.9}' +
  // There text has a background of its own, and would be lost on it.
  '@media(forced-colors:active){button{background:ButtonFace;color:ButtonText;border-color:ButtonText}}' +
  '@media print{:host{display:none!important}}'

export interface Tab {
  readonly text: string
  /** Language of a text of ours. */
  readonly lang?: string | undefined
  readonly at: string
  readonly press: (tab: HTMLElement) => unknown
}
/** Tabs at an edge of the window and buttons in its corners, in one element, not yet in the page; its shadow root holds all there is of it. */
export const drawTabs = (tabs: readonly Tab[], theme = 'auto'): HTMLElement => {
  const host = document.createElement('peakend-tab')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css(theme === 'auto' ? 'inherit' : theme))
  root.adoptedStyleSheets = [sheet]
  for (const { text, lang = '', at, press } of tabs) {
    const button = document.createElement('button')
    button.lang = lang
    button.textContent = text
    button.onclick = () => press(button)
    const box = root.querySelector(`.${at}`) ?? document.createElement('div')
    box.className = at
    box.append(button)
    root.append(box)
  }
  return host
}
