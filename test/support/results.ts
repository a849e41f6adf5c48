import type { Page } from 'playwright'
import type { Collector } from './collector'

declare global {
  interface Window {
    /** How far things moved that nobody asked to move, since the page was opened. */
    shift: number
    /** What the page's own policy refused. */
    violations: string[]
  }
}

/** The results, signed in, in a page that notes what moves and what its policy refuses. */
export const openResults = async (page: Page, { url, token }: Collector, query = ''): Promise<Page> => {
  await page.addInitScript(() => {
    Object.assign(window, { shift: 0, violations: [] as string[] })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number })[])
        Object.assign(window, { shift: window.shift + entry.value })
    }).observe({ type: 'layout-shift', buffered: true })
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => window.violations.push(violatedDirective))
  })
  await page.goto(`${url}/results?token=${token}`)
  if (query) await page.goto(`${url}/results${query}`)
  return page
}
