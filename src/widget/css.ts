import type { CardOptions } from './types'

/** A card in a corner, a sheet on narrow screens. */
const floating =
  'position:fixed!important;z-index:2147483647!important;width:23.5em!important;max-width:calc(100% - 32px)!important}' +
  'section{max-height:calc(100dvh - 32px);box-shadow:var(--peakend-shadow,0 8px 40px #0003)}' +
  ':host::backdrop{display:none!important}' +
  '@media(max-width:30em){:host{inset:auto 0 0!important;width:auto!important;max-width:none!important}' +
  'section{max-height:100dvh;border-radius:var(--r) var(--r) 0 0;padding:var(--p) 16px calc(var(--p) + env(safe-area-inset-bottom))}}'

/**
 * Defaults are system colours: they follow `color-scheme`, so one set of rules is right in light, dark and forced colours. The tokens
 * are read from the page's `:root`; the `theme` chunk sets `--s --t --m --b --a --n`, and `--e`, so that all of it can be read. Chromium 109 and 110
 * have no `color-mix`: muted text is plain text there.
 */
const card =
  ':host::before,:host::after{content:none!important}' +
  'section{--s:var(--peakend-surface,Canvas);--t:var(--peakend-text,CanvasText);--a:var(--peakend-accent,var(--t));' +
  '--n:var(--peakend-accent-text,var(--s));--m:var(--peakend-muted,color-mix(in srgb,var(--t) 65%,var(--s)));' +
  '--b:1px solid var(--peakend-border,color-mix(in srgb,var(--t) 43%,var(--s)));--r:var(--peakend-radius,20px);--p:var(--peakend-spacing,24px);--e:var(--a);' +
  'position:relative;box-sizing:border-box;overflow:auto;padding:var(--p);border:1px solid var(--peakend-border,#8884);border-radius:var(--r);' +
  'background-color:var(--s);color:var(--t);font:1em/1.45 var(--peakend-font,system-ui);overflow-wrap:anywhere}' +
  'h2,p{margin:0 0 8px}' +
  'h2{font-size:1.125em;line-height:1.35;text-wrap:pretty}' +
  'p{font-size:.8125em;color:var(--m)}' +
  'h2~div,footer{margin-top:calc(var(--p)*.8)}' +
  'svg{display:block;margin:0 auto 12px 0;width:36px;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}' +
  'button{all:unset;box-sizing:border-box;cursor:pointer;text-align:center}' +
  ':focus-visible{outline:2px solid var(--t);outline-offset:2px}' +
  ':disabled{color:GrayText}' +
  '.x{float:right;float:inline-end;width:1.5em;margin:-12px 0 0;margin-inline-end:-12px;font-size:1.5em;line-height:1.5;color:var(--m);border-radius:50%}' +
  '.o.o{margin-inline-end:0}.more{margin-bottom:24px}.more button{margin:4px 8px 0 0}' +
  '[role$=group]{display:grid;gap:8px;grid-template-columns:repeat(auto-fit,minmax(2.25em,1fr))}' +
  '.many{gap:2px;grid-template-columns:repeat(auto-fit,minmax(1.5em,1fr))}' +
  '.faces{gap:4px;grid-template-columns:repeat(auto-fit,minmax(3.25em,1fr));align-items:start}' +
  '.list{grid-template-columns:1fr}' +
  '[aria-checked]{min-height:44px;padding:8px 0;border:var(--b);border-radius:calc(var(--r)*.4)}' +
  '.list *{padding:10px 16px;text-align:start}' +
  '[aria-checked=true],.go{background-color:var(--a);color:var(--n);border-color:var(--e)}' +
  '.faces *,.stars *,.hearts *,.thumbs *{background:0;color:inherit;border-color:transparent;font-size:.75em;line-height:1.3}' +
  '[role$=group] svg{margin:0 auto;max-width:100%}.faces svg{margin:0 auto 8px}' +
  '.faces [aria-checked=true] svg{background:var(--a);color:var(--n);border-radius:50%;outline:1px solid var(--e)}' +
  '.ends,#c,#e{margin-top:8px}.ends{display:flex;justify-content:space-between;gap:16px}' +
  'textarea,input{box-sizing:border-box;width:100%;padding:10px 16px;border:var(--b);border-radius:calc(var(--r)*.4);background:0;color:inherit;font:inherit;resize:vertical}textarea{height:5.5em}' +
  '::placeholder{color:var(--m);opacity:1}' +
  '[role=alert]{color:var(--t);font-weight:600}' +
  '[role=status]{position:fixed;z-index:-1;opacity:0}' +
  'footer{display:flex;flex-wrap:wrap;justify-content:end;gap:8px}' +
  'footer *,.more button{padding:9px 17px;border:1px solid transparent;border-radius:99px;font-size:.9375em;font-weight:600}' +
  '.back{margin-inline:-17px auto}.next.next{border:var(--b)}' +
  'button:hover{box-shadow:0 0 0 3px #8884}' +
  '@media(prefers-reduced-motion:no-preference){section,section>div{animation:i var(--peakend-motion,.3s)}@keyframes i{0%{opacity:0;transform:translateY(8px)}}}' +
  '@media(forced-colors:active){[part=card]{--a:Highlight;--n:HighlightText;--t:CanvasText}.go,[aria-checked=true]{forced-color-adjust:none;border-color:Highlight!important}}'

/** What a page may set, for all its cards. */
export const tokens: readonly string[] = card.match(/--peakend-[a-z-]+/g) ?? []

/**
 * The one style sheet of a card. `!important` on the host: inside a shadow tree it beats the page, even
 * `* { all: revert !important }` (CSS Cascade 5, §6.2). Of the page it takes `color-scheme` alone: light and dark are as around it.
 */
export const css = (options: CardOptions): string => {
  const { theme, at = 'bottom-end', target, layout, types } = options
  const [block, inline] = at.split('-')
  return (
    card +
    Object.values(types ?? {})
      .map(({ css = '' }) => css)
      .join('') +
    `:host{all:initial!important;display:block!important;color-scheme:${theme === 'auto' ? 'inherit' : theme}!important;` +
    (target ? '}' : layout ? `}${layout.css(options)}` : `${block}:16px!important;inset-inline-${inline}:16px!important;${floating}`)
  )
}
