import type { Page } from 'playwright'

/** What has moved on this page without the visitor having done anything: each shift with what moved (Layout Instability, `hadRecentInput`). */
export const shifts = (page: Page): Promise<string[]> =>
  page.evaluate(
    () =>
      new Promise((done) => {
        type Shift = PerformanceEntry & { value: number; hadRecentInput: boolean; sources: readonly { node: Node | null }[] }
        const found: Shift[] = []
        const observer = new PerformanceObserver((list) => found.push(...(list.getEntries() as Shift[])))
        observer.observe({ type: 'layout-shift', buffered: true })
        // Buffered entries come with the next task after a frame.
        requestAnimationFrame(() =>
          setTimeout(() => {
            observer.disconnect()
            const moved = ({ sources }: Shift) =>
              sources.map(({ node }) => (node instanceof Element ? node.outerHTML : node?.nodeName)?.slice(0, 120))
            done(found.filter(({ hadRecentInput }) => !hadRecentInput).map((shift) => `${shift.value} ${moved(shift)}`))
          }, 50),
        )
      }),
  )
