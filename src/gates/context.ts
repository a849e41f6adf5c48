/** How the present visit began: the referrer and the query of its first page. */
export interface Landing {
  readonly referrer: string
  readonly search: string
}

/** What conditions can ask about the page and the device, by name, read when asked. Nothing here is stored or sent by itself. */
export const context = (name: string, visits: number, landing?: Landing): object => {
  const [, utm, key = ''] = /^(?:(utm)|query)\.(.+)/.exec(name) ?? []
  return {
    path: location.pathname,
    url: location.href,
    hash: location.hash,
    host: location.host,
    // Phones and tablets are pointed at with fingers; the short side tells them apart.
    device: matchMedia('(pointer:coarse)').matches ? (Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'tablet') : 'desktop',
    touch: !!navigator.maxTouchPoints,
    online: navigator.onLine,
    hour: new Date().getHours(),
    language: navigator.language,
    lang: document.documentElement.lang || null,
    referrer: (landing ?? document).referrer || null,
    visits,
    visitor: visits > 1 ? 'returning' : 'new',
    'viewport.width': innerWidth,
    'viewport.height': innerHeight,
    // A campaign leads to the first page of a visit; `query` is that of this page.
    ...(key && { [name]: new URLSearchParams(((utm && landing) || location).search).get(utm ? `utm_${key}` : key) }),
  }
}
