/** What conditions can ask about the page and the device, read when asked. Nothing here is stored or sent by itself. */
export const context = (name: string, visits: number): unknown => {
  const [, query] = /^query\.(.*)/.exec(name.replace(/^utm\./, 'query.utm_')) ?? []
  if (query) return new URLSearchParams(location.search).get(query)
  return {
    path: location.pathname,
    // Phones and tablets are pointed at with fingers; the short side tells them apart.
    device: matchMedia('(pointer:coarse)').matches ? (Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'tablet') : 'desktop',
    language: navigator.language,
    referrer: document.referrer || null,
    visits,
    'viewport.width': innerWidth,
    'viewport.height': innerHeight,
  }[name]
}
