/**
 * The whole address where it is safe to lead somebody there, else nothing: `https:`, `http:`, `mailto:` and `tel:`, said outright, and
 * addresses of this site. To be asked after values are filled in: they may come from the page's own address bar. The URL parser judges as
 * the browser would when it is pressed; what it would quietly forgive is refused: another site by `//`, by backslashes or by a half-written
 * scheme, a name before `@` that looks like the site, control and direction characters.
 */
export const safeLink = (href: string, page: string): string | undefined => {
  try {
    const here = new URL(page)
    const { protocol, origin, username, password, href: whole } = new URL(href, here)
    const isOurs = /^https?:$/.test(protocol) && origin === here.origin && !/^\s*[\\/]{2}/.test(href)
    const isSaid = /^\s*(https?:\/\/[^\\/]|mailto:|tel:)/i.test(href)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    return (isOurs || isSaid) && !username && !password && !/[\0-\x1f\x7f\u202a-\u202e\u2066-\u2069]/.test(href) ? whole : undefined
  } catch {
    return
  }
}
