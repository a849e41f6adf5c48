import type { World } from './types'

const light =
  '--bg:#fff;--sunk:#f5f6f8;--ink:#191d22;--soft:#59616b;--line:#dfe3e8;--edge:#838c97;--yes:#14663f;--wait:#845300;--no:#a62f1b;--own:#2748a8;--flag:#fff1cf;'
const dark =
  '--bg:#14171b;--sunk:#1d2126;--ink:#e9ecef;--soft:#a6aeb8;--line:#2d333a;--edge:#727c88;--yes:#6fd3a2;--wait:#f1bf5d;--no:#ff9c88;--own:#9db8ff;--flag:#3a2f13;'

const rules =
  '*{box-sizing:border-box;margin:0}' +
  'section{position:relative;display:flex;flex-direction:column;max-height:inherit;overflow:hidden;background:var(--bg);color:var(--ink);border:1px solid var(--line);border-radius:12px;box-shadow:0 12px 48px #0003;font:13px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}' +
  'button,summary,input,select,textarea{font:inherit;color:inherit}' +
  'button,summary{cursor:pointer}' +
  ':focus-visible{outline:2px solid var(--ink);outline-offset:-2px}' +
  'svg{flex:none;width:16px;height:16px;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linecap:round;stroke-linejoin:round}' +
  'header,.flag,[role=tablist],.by-hand,[role=status]{flex:none}' +
  'header{display:flex;align-items:center;gap:8px;padding:10px 8px 4px 16px}' +
  'header b{font-size:14px;font-weight:650;letter-spacing:-.01em}' +
  'header p{flex:1;min-width:0;color:var(--soft);overflow:hidden;text-overflow:ellipsis;white-space:nowrap}' +
  'header button{display:grid;place-items:center;width:30px;height:30px;padding:0;border:0;border-radius:8px;background:none;color:var(--soft)}' +
  'header button:hover{background:var(--sunk);color:var(--ink)}' +
  '[role=tablist]{display:flex;gap:2px;padding:0 10px;border-bottom:1px solid var(--line);overflow-x:auto;scrollbar-width:none}' +
  '[role=tab]{flex:none;padding:8px 7px 7px;border:0;border-bottom:2px solid transparent;background:none;color:var(--soft);white-space:nowrap}' +
  '[role=tab]:hover{color:var(--ink)}' +
  '[role=tab][aria-selected=true]{color:var(--ink);border-color:var(--ink);font-weight:600}' +
  '[role=tab] b{margin-inline-start:4px;padding:0 5px;border-radius:9px;background:var(--sunk);color:var(--ink);font-size:11px;font-weight:600;font-variant-numeric:tabular-nums}' +
  '[role=tab] b.bad{background:var(--no);color:var(--bg)}' +
  '[role=tabpanel]{flex:1;min-height:120px;overflow:auto;overscroll-behavior:contain;padding:4px 16px 16px}' +
  '.flag{display:flex;align-items:center;gap:12px;padding:8px 10px 8px 16px;background:var(--flag)}.flag p{flex:1}' +
  'h2{margin:16px 0 4px;font-size:12px;font-weight:600;color:var(--soft)}' +
  'h3{margin:12px 0 2px;font-size:12px;font-weight:600;color:var(--soft)}' +
  'ul,ol,dl{padding:0;list-style:none}' +
  '.soft{color:var(--soft)}.soft+*{margin-top:4px}' +
  '.rows>li{border-bottom:1px solid var(--line)}.rows>li:last-child{border:0}' +
  'summary,.head{display:grid;grid-template-columns:16px 1fr 12px;gap:0 10px;padding:10px 0;list-style:none}' +
  'summary::-webkit-details-marker{display:none}' +
  'summary svg,.head svg{margin-top:2px}summary>.turn{width:12px;margin-top:4px;color:var(--edge)}[open]>summary>.turn{transform:rotate(90deg)}' +
  'summary>div,.head>div{min-width:0}summary b,.head b{font-weight:600}' +
  'summary:hover .id{text-decoration:underline;text-underline-offset:3px;text-decoration-color:var(--edge)}' +
  '.id{font-weight:600}' +
  '.may,.yes{color:var(--yes)}.waits,.busy{color:var(--wait)}.no,.broken{color:var(--no)}.open{color:var(--own)}' +
  '.in{padding:0 0 14px 26px}' +
  '.in>div:first-child h3{margin-top:0}' +
  '.gates li{display:grid;grid-template-columns:14px 1fr;gap:0 10px;padding:2px 0}.gates svg{width:14px;margin-top:2px}.faults li{padding:8px 0}' +
  '.passed{color:var(--soft)}.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}' +
  'code,.mono,time{font:12px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}' +
  'time{color:var(--soft);font-size:11px;white-space:nowrap}' +
  '.events li{display:grid;grid-template-columns:auto 1fr;gap:0 10px;padding:6px 0}' +
  '.events li>*{grid-column:2}.events time{grid-column:1;padding-top:2px}' +
  '.kind{margin-inline-end:6px;color:var(--soft)}' +
  '.tag{display:inline-block;margin:2px 4px 0 0;padding:0 6px;border-radius:4px;background:var(--sunk);font-size:12px}' +
  '.unseen>li{padding:6px 0}.miss{display:grid;grid-template-columns:16px 1fr;gap:8px;margin:6px 0 0;padding:8px 12px;border-inline-start:3px solid var(--wait);background:var(--sunk);border-radius:0 6px 6px 0}' +
  '.row{display:flex;flex-wrap:wrap;align-items:center;gap:6px;margin-top:6px}' +
  '.do{display:inline-flex;align-items:center;gap:6px;min-height:30px;padding:3px 10px;border:1px solid var(--edge);border-radius:7px;background:var(--bg)}' +
  '.do:hover{background:var(--sunk);border-color:var(--ink)}.in .do{margin-top:12px}' +
  'dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px;padding:2px 0}dt{color:var(--soft)}dd{min-width:0}' +
  'fieldset{min-width:0;margin:12px 0 0;padding:0;border:0}.label{margin-top:12px}legend,.label{display:block;padding:0;color:var(--soft);font-size:12px;font-weight:600}' +
  '.check{display:flex;gap:8px;align-items:center;min-height:26px}input[type=checkbox]{flex:none;width:16px;height:16px;margin:0;accent-color:var(--ink)}' +
  'input[type=date],select,textarea{min-width:0;min-height:30px;padding:3px 8px;border:1px solid var(--edge);border-radius:7px;background:var(--bg)}' +
  'input[type=date],select,textarea{width:100%;margin-top:4px}textarea{height:4.5em;resize:vertical;font:12px/1.5 ui-monospace,"SF Mono",Menlo,Consolas,monospace}' +
  '.by-hand{padding:0 16px 12px;border-top:1px solid var(--line)}.by-hand p{padding-top:8px}' +
  '[role=status]:not(:empty){padding:7px 16px;border-top:1px solid var(--line);color:var(--soft)}' +
  '.pill{display:flex;align-items:center;gap:8px;min-height:36px;padding:6px 14px;border:1px solid var(--line);border-radius:18px;background:var(--bg);color:var(--ink);box-shadow:0 6px 24px #0003;font:13px/1.4 system-ui,sans-serif}' +
  '.pill b{font-weight:650}.pill.as-if{background:var(--flag)}.pill .soft{color:inherit}' +
  '@media print{section,.pill{display:none}}' +
  '@media(forced-colors:active){[role=tab][aria-selected=true]{border-color:Highlight}}' +
  '@media(max-width:480px){section{border-radius:12px 12px 0 0;border-width:1px 0 0}[role=tab]{padding-inline:4px;font-size:12px}[role=tab] b{margin-inline-start:3px;padding:0 4px}[role=tablist]{gap:0;padding-inline:8px;justify-content:space-between}}'

/** `!important` on the host: inside a shadow tree it beats the page, even `* { all: revert !important }` (CSS Cascade 5, §6.2). */
const host =
  ':host{all:initial!important;display:block!important;position:fixed!important;z-index:2147483647!important;inset:auto!important;width:420px!important;max-width:calc(100% - 32px)!important;max-height:min(620px,calc(100dvh - 32px))!important;color-scheme:var(--scheme)}' +
  ':host([data-small]){width:auto!important}' +
  ':host([data-at^=bottom]){bottom:16px!important}:host([data-at^=top]){top:16px!important}' +
  ':host([data-at$=start]){left:16px!important}:host([data-at$=end]){right:16px!important}' +
  '@media(max-width:480px){:host(:not([data-small])){left:0!important;right:0!important;width:auto!important;max-width:none!important;max-height:min(460px,70dvh)!important}' +
  ':host([data-at^=bottom]:not([data-small])){bottom:0!important}:host([data-at^=top]:not([data-small])){top:0!important}' +
  ':host([data-at^=top]) section{border-radius:0 0 12px 12px;border-width:0 0 1px}}'

/** The one style sheet of the inspector. Status is said by icon and word; the colour only helps. */
export const css = (theme: World['theme']): string => {
  const colours =
    theme === 'auto'
      ? `:host{${light}--scheme:light dark}@media(prefers-color-scheme:dark){:host{${dark}}}`
      : `:host{${theme === 'dark' ? dark : light}--scheme:${theme}}`
  return host + colours + rules
}
