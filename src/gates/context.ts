/** What conditions can ask about the page and the device, by name, read when asked. Nothing here is stored or sent by itself. */
export const context = (name: string, visits: number): object => {
  const [, query] = /^query\.(.*)/.exec(name.replace(/^utm\./, 'query.utm_')) ?? []
  return {
    path: location.pathname,
    // Phones and tablets are pointed at with fingers; the short side tells them apart.
    device: matchMedia('(pointer:coarse)').matches ? (Math.min(screen.width, screen.height) < 600 ? 'mobile' : 'tablet') : 'desktop',
    language: navigator.language,
    referrer: document.referrer || null,
    visits,
    'viewport.width': innerWidth,
    'viewport.height': innerHeight,
    ...(query && { [name]: new URLSearchParams(location.search).get(query) }),
  }
}
