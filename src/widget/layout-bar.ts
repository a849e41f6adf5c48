import type { LayoutChunk } from './types'

export const layout: LayoutChunk = {
  css: () => '',
  attach(host) {
    document.documentElement.append(host)
    return () => {}
  },
}
