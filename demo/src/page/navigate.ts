/** Client-side navigation between the pages that are only looked at. Whatever goes wrong ends in an ordinary page load. */
import { say } from './dom'
import { trackDeclared } from './moments'
import { peakend } from './peakend'

/** Catalogue, shelves, products, search and help; never the way from the cart to the account. */
const soft = /^(\/fr)?\/((c|p|help)\/[^/]+|search|help|)$/
/** What differs between two pages, but for their heads. */
const parts = ['#main', '#menu', '#mine', '#languages']
/** What differs between their heads, but for the title. */
const heads = 'link[rel=alternate], meta[name^="peakend:"]'

let request: XMLHttpRequest | undefined
/** Address of what is shown. */
let shown = location.pathname + location.search

const isSoft = (url: URL): boolean =>
  url.origin === location.origin &&
  soft.test(url.pathname) &&
  url.pathname.startsWith('/fr/') === location.pathname.startsWith('/fr/') &&
  document.querySelector('main[data-soft]') !== null

/** The page at an address, parsed by the browser: no string becomes HTML here, so Trusted Types have nothing to refuse. */
const pageAt = (url: string): Promise<Document | null> =>
  new Promise((done) => {
    request?.abort()
    const asking = new XMLHttpRequest()
    request = asking
    asking.open('GET', url)
    asking.responseType = 'document'
    // While a page comes back, Chromium takes whatever is cached; cookies may have changed since.
    asking.setRequestHeader('cache-control', 'no-cache')
    asking.addEventListener('load', () =>
      done(asking.status === 200 && asking.responseXML?.querySelector('main[data-soft]') ? asking.responseXML : null),
    )
    asking.addEventListener('error', () => done(null))
    asking.send()
  })

const swapPart = (page: Document, part: string): void => {
  const next = page.querySelector(part)
  if (next) document.querySelector(part)?.replaceWith(document.adoptNode(next))
}

const swap = (page: Document): void => {
  // A question that stands in the page goes with it.
  if (document.querySelector('main peakend-card')) peakend('hide')
  for (const part of parts) swapPart(page, part)
  for (const old of document.querySelectorAll(heads)) old.remove()
  document.head.append(...[...page.querySelectorAll(heads)].map((head) => document.adoptNode(head)))
  document.title = page.title
}

const show = (page: Document, y: number): void => {
  shown = location.pathname + location.search
  swap(page)
  scrollTo({ top: y, behavior: 'instant' })
  const main = document.querySelector('main')
  main?.querySelector('h1')?.focus({ preventScroll: true })
  say(document.title)
  if (main) trackDeclared(main)
  dispatchEvent(new Event('shop:page'))
}

const go = async (url: URL): Promise<void> => {
  const page = await pageAt(url.href)
  if (!page) return location.assign(url)
  history.scrollRestoration = 'manual'
  history.replaceState({ y: scrollY }, '')
  if (url.href !== location.href) history.pushState({ y: 0 }, '', url)
  show(page, 0)
}

const back = async (): Promise<void> => {
  // Only the fragment changed.
  if (location.pathname + location.search === shown) return
  const page = soft.test(location.pathname) ? await pageAt(location.href) : null
  if (page) show(page, Number((history.state as { y?: number } | null)?.y) || 0)
  else location.reload()
}

/** Whether the browser should do with a click what it always does. */
const isTheirs = (event: MouseEvent, link: HTMLAnchorElement): boolean =>
  event.defaultPrevented ||
  event.button !== 0 ||
  event.metaKey ||
  event.ctrlKey ||
  event.shiftKey ||
  event.altKey ||
  link.target !== '' ||
  link.hasAttribute('download')

export const startNavigation = (): void => {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link?.href || isTheirs(event, link)) return
    const url = new URL(link.href)
    if (!isSoft(url) || (url.hash && url.pathname + url.search === shown)) return
    event.preventDefault()
    go(url)
  })
  document.addEventListener('submit', (event) => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || form.method !== 'get' || event.defaultPrevented) return
    const url = new URL(form.action)
    url.search = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, `${value}`])).toString()
    if (!isSoft(url)) return
    event.preventDefault()
    go(url)
  })
  addEventListener('popstate', back)
  // A page that comes back, from whatever cache, does not know what is in the cart since.
  addEventListener('pageshow', async ({ persisted }) => {
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
    const cameBack = persisted || navigation?.type === 'back_forward'
    const page = cameBack && document.querySelector('main[data-soft]') ? await pageAt(location.href) : null
    if (page) swapPart(page, '#mine')
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  addEventListener('scroll', () => {
    if (history.scrollRestoration !== 'manual') return
    clearTimeout(timer)
    timer = setTimeout(() => location.pathname + location.search === shown && history.replaceState({ y: scrollY }, ''), 100)
  })
  // The browser knows best where a page stood that is loaded anew.
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'auto'
  })
}
