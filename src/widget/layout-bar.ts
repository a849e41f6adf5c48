import type { LayoutChunk } from './types'

/** Along the top or the bottom edge, over the page: question and points side by side where there is room, on narrow screens as a sheet. */
export const layout: LayoutChunk = {
  css: ({ at = 'bottom' }, sheet) => {
    const [edge, radius] = at === 'top' ? ['0 0 auto', '0 0 var(--r) var(--r)'] : ['auto 0 0', 'var(--r) var(--r) 0 0']
    return (
      `${sheet}:host{inset:${edge}!important}section:not(.small){border-radius:${radius}}` +
      '@media(width>50em){section{padding:16px 32px}section>div:not(.more){display:grid;grid-template:repeat(7,auto) 1fr/1fr minmax(0,1fr) auto;column-gap:40px;' +
      'align-content:center;align-items:center;box-sizing:border-box;width:100%;max-width:76em;margin:auto;padding-inline-end:64px}' +
      'section>div>*,section h2{grid-column:1;margin:0;padding:0}' +
      'section h2~div,section footer{grid-area:1/2/9/3;max-height:none!important}section footer{grid-column:3;flex-flow:column;align-items:center}' +
      '.back{margin:0}.first>div>p{display:block}.first footer{display:flex!important}}'
    )
  },
}
