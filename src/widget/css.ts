import type { CardOptions } from './types'

/** A card in a corner, a sheet on narrow screens. */
const floating =
  'position:fixed!important;z-index:2147483647!important;width:23.5em!important;max-width:calc(100% - 32px)!important}' +
  'section{max-height:calc(100dvh - 32px);box-shadow:var(--peakend-shadow,0 8px 40px #0003)}' +
  '@media(max-width:30em){:host{inset:auto 0 0!important;width:auto!important;max-width:none!important}' +
  'section{max-height:100dvh;border-radius:var(--r) var(--r) 0 0;padding:24px 16px calc(24px + env(safe-area-inset-bottom))}}' +
  '@media(prefers-reduced-motion:no-preference){section{animation:i .3s}}@keyframes i{0%{opacity:0;transform:translateY(16px)}}'

/**
 * Defaults are system colours: they follow `color-scheme`, so one set of rules is right in light, dark and forced colours. The tokens
 * are read from the page's `:root`. Chromium 109 and 110 have no `color-mix`: muted text is plain text there.
 */
const card =
  'section{--a:var(--peakend-accent,CanvasText);--n:var(--peakend-accent-text,Canvas);--t:var(--peakend-text,CanvasText);' +
  '--m:var(--peakend-muted,color-mix(in srgb,CanvasText 65%,Canvas));--b:1px solid var(--peakend-border,#8884);--r:var(--peakend-radius,20px);' +
  'position:relative;box-sizing:border-box;overflow:auto;padding:24px;border:var(--b);border-radius:var(--r);' +
  'background:var(--peakend-surface,Canvas);color:var(--t);font:1em/1.45 var(--peakend-font,system-ui);overflow-wrap:anywhere}' +
  'h2,p{margin:0 0 8px}' +
  'h2{font-size:1.125em;line-height:1.35;text-wrap:balance;padding-inline-end:64px}' +
  'p{font-size:.8125em;color:var(--m)}' +
  'h2~div,footer{margin-top:20px}' +
  'svg{display:block;margin:0 0 8px;width:32px;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}' +
  'button{all:unset;box-sizing:border-box;cursor:pointer;text-align:center}' +
  ':focus-visible{outline:2px solid var(--t);outline-offset:2px}' +
  '.x{position:absolute;top:12px;inset-inline-end:12px;padding:4px 12px;font-size:1.5em;line-height:1.2;font-weight:300;color:var(--m)}' +
  '.o{inset-inline-end:48px}' +
  '[role$=group]{display:grid;gap:8px;grid-template-columns:repeat(auto-fit,minmax(2.25em,1fr))}' +
  '.many{gap:2px;grid-template-columns:repeat(auto-fit,minmax(1.5em,1fr))}' +
  '.faces{gap:4px;grid-template-columns:repeat(auto-fit,minmax(3.25em,1fr));align-items:start}' +
  '.list{grid-template-columns:1fr}' +
  '[aria-checked]{min-height:44px;padding:8px 0;border:var(--b);border-radius:calc(var(--r)*.4)}' +
  '[aria-checked]:hover{border-color:var(--t)}' +
  '.list *{padding:10px 16px;text-align:start}' +
  '[aria-checked=true],.go{background:var(--a);color:var(--n)}' +
  '.faces *,.stars *,.hearts *,.thumbs *{background:0;color:inherit;border-color:transparent;font-size:.75em;line-height:1.3}' +
  '[role$=group] svg{margin:0 auto;max-width:100%}.faces svg{margin:0 auto 8px}' +
  '.faces [aria-checked=true] svg{background:var(--a);color:var(--n);border-radius:50%}' +
  '.ends,#c,#e{margin-top:8px}.ends{display:flex;justify-content:space-between;gap:16px}' +
  'textarea,input{box-sizing:border-box;width:100%;padding:10px 16px;border:1px solid var(--m);border-radius:calc(var(--r)*.4);background:0;color:inherit;font:inherit;resize:vertical}textarea{height:5.5em}' +
  '::placeholder{color:var(--m);opacity:1}' +
  '[role=alert]{color:var(--t);font-weight:600}' +
  '[role=status]{position:fixed;z-index:-1;opacity:0}' +
  'footer{display:flex;flex-wrap:wrap;justify-content:end;gap:8px}' +
  'footer *{padding:9px 17px;border:1px solid transparent;border-radius:99px;font-size:.9375em;font-weight:600}' +
  '.back{margin-inline:-17px auto}.next.next{border:var(--b)}' +
  '@media(forced-colors:active){section{--a:Highlight;--n:HighlightText;--t:CanvasText}.go,[aria-checked=true]{forced-color-adjust:none}}'

/**
 * The one style sheet of a card. `!important` on the host: inside a shadow tree it beats the page, even
 * `* { all: revert !important }` (CSS Cascade 5, §6.2).
 */
export const css = (options: CardOptions): string => {
  const { theme, at = 'bottom-end', target, layout, types } = options
  const [block, inline] = at.split('-')
  return (
    `${card}${Object.values(types ?? {})
      .map(({ css = '' }) => css)
      .join('')}section{color-scheme:${theme === 'auto' ? 'light dark' : theme}}:host{all:initial!important;display:block!important;` +
    (target ? '}' : layout ? `}${layout.css(options)}` : `${block}:16px!important;inset-inline-${inline}:16px!important;${floating}`)
  )
}
