import type { CardOptions } from './types'

/**
 * What a card over the page has in common: a press beside it is the page's. `--l` is what it is lifted by, off a bar of the page or the
 * keyboard. Until it is touched a sheet takes no more room than the question, its points and the ways out.
 */
const over =
  ':host{position:fixed!important;z-index:2147483647!important;pointer-events:none!important;margin-block:var(--l)!important}' +
  'section{pointer-events:auto;box-shadow:var(--peakend-shadow,0 8px 40px #0003)}'
const sheet =
  ':host{inset:auto 0 0!important;max-width:none!important}' +
  'section{width:auto;max-height:calc(100dvh - var(--l));border-radius:var(--r) var(--r) 0 0;padding:var(--p) 16px calc(var(--p) + env(safe-area-inset-bottom))}' +
  // Two rules: Firefox below 121 knows no `:has`, and would drop both.
  '.first{padding-block:16px}.first>div>p{display:none}.first>div>footer:not(:has(.go)){display:none}' +
  // As wide as faces with words may be: what scrolls cuts off what is beside it.
  '.first h2~div{max-height:9em;overflow:auto;margin:8px -15px -4px;padding:4px 15px}' +
  '.small{margin:16px;margin-inline-start:auto}'
/** A card in a corner, a sheet on narrow screens. */
const floating =
  ':host{max-width:calc(100% - 32px)!important}section{width:23.5em;max-width:100%;max-height:calc(100dvh - 32px - var(--l))}' +
  ':host::backdrop{display:none!important}'

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
  'position:relative;display:flex;flex-direction:column;box-sizing:border-box;overflow:auto;padding:var(--p);border:1px solid var(--peakend-border,#8884);border-radius:var(--r);' +
  'background-color:var(--s);color:var(--t);font:1em/1.45 var(--peakend-font,system-ui);overflow-wrap:anywhere}' +
  'h2,p{margin:0 0 8px}' +
  'h2{font-size:1.125em;line-height:1.35;text-wrap:pretty;padding-inline-end:1.75em}.o~div h2{padding-inline-end:3.5em}.o~div>p:first-child{padding-inline-end:4.5em}' +
  'p{font-size:.8125em;color:var(--m)}' +
  'h2~div,footer{margin-top:calc(var(--p)*.8)}' +
  'svg{display:block;margin:0 0 12px;width:2.25em;fill:none;stroke:currentColor;stroke-width:1.4;stroke-linecap:round;stroke-linejoin:round}' +
  'button{all:unset;box-sizing:border-box;cursor:pointer;text-align:center}' +
  ':focus-visible{outline:2px solid var(--t);outline-offset:2px}h2:focus{outline:0}' +
  // They take no room, and stay where the rest scrolls.
  '.x{position:sticky;z-index:1;top:-12px;flex:none;align-self:flex-end;width:1.5em;height:1.5em;margin:-12px -12px calc(12px - 1.5em);border-radius:50%;' +
  'background-color:var(--s);font-size:1.5em;line-height:1.5;font-weight:300;color:var(--m)}' +
  '.o{margin-inline-end:28px}' +
  '[role$=group]{display:grid;gap:8px;grid-template-columns:repeat(auto-fit,minmax(2em,1fr))}' +
  '.many{gap:2px;grid-template-columns:repeat(auto-fit,minmax(1.5em,1fr))}' +
  '.named{gap:4px;grid-template-columns:repeat(auto-fit,minmax(2.75em,1fr));align-items:start}' +
  // Words below them are long: they have all of the width, and a part of what is beside it.
  '.named.faces{gap:0;margin:0 -11px}' +
  '[aria-checked]{min-height:44px;padding:8px 0;border:var(--b);border-radius:calc(var(--r)*.4)}' +
  '[aria-checked=true],.go{background-color:var(--a);color:var(--n);border-color:var(--e)}' +
  '.faces *{background:0;color:inherit;border-color:transparent;font-size:.75em;line-height:1.3}' +
  '[role$=group] svg{width:3em;max-width:100%;margin:0 auto}.faces svg{margin:0 auto 8px}' +
  '.faces [aria-checked=true] svg{background-color:var(--a);color:var(--n);border-radius:50%;outline:1px solid var(--e)}' +
  '.ends,#c,#e{margin-top:8px}.ends{display:flex;justify-content:space-between;gap:16px}' +
  'textarea,input{box-sizing:border-box;width:100%;padding:10px 16px;border:var(--b);border-radius:calc(var(--r)*.4);background:0;color:inherit;font:inherit;resize:vertical}textarea{height:5.5em}' +
  '::placeholder{color:var(--m);opacity:1}' +
  '[role=alert]{color:var(--t);font-weight:600}' +
  '[role=status]{position:fixed;z-index:-1;opacity:0;pointer-events:none}' +
  'footer{display:flex;flex-wrap:wrap;justify-content:end;gap:8px}' +
  'footer *{padding:9px 17px;border:1px solid transparent;border-radius:99px;font-size:.9375em;font-weight:600}' +
  '.back{margin-inline:-17px auto}.next.next{border:var(--b)}' +
  'button:hover{box-shadow:0 0 0 3px #8884}' +
  '@media(prefers-reduced-motion:no-preference){section,section>div{animation:i var(--peakend-motion,.3s)}@keyframes i{0%{opacity:0;transform:translateY(8px)}}}' +
  '@media(forced-colors:active){[part=card]{--a:Highlight;--n:HighlightText;--t:CanvasText}.go,[aria-checked=true]{forced-color-adjust:none;border-color:Highlight!important}}'

/** What a page may set, for all its cards. No property that takes an image reads one: `var(--x,url(…))` passes for a colour, and would be fetched. */
export const tokens: readonly string[] = card.match(/--peakend-[a-z-]+/g) ?? []

/**
 * The one style sheet of a card. `!important` on the host: inside a shadow tree it beats the page, even
 * `* { all: revert !important }` (CSS Cascade 5, §6.2). Of the page it takes `color-scheme` alone: light and dark are as around it.
 */
export const css = (options: CardOptions): string => {
  const { theme, target, layout, types, drawings } = options
  return (
    // The second rule is the card's place (`host.ts`).
    `:host{all:initial!important;display:block!important;color-scheme:${theme === 'auto' ? 'inherit' : theme}!important}:host{}${card}${Object.values(
      types ?? {},
    )
      .map(({ css = '' }) => css)
      .join('')}${drawings?.css ?? ''}` +
    (target ? '' : over + (layout ? layout.css(options, sheet) : `${floating}@media(max-width:30em){${sheet}}`))
  )
}
