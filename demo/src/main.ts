/** The program `npm start` runs: the shop, the collector it sends its answers to, and the results. */
import { join } from 'node:path'
import { createCollector, runProgram } from '@peakend/collector'
import { createShop, shopFolder } from './shop'

runProgram({
  pages: { 'Demo shop': '/' },
  create: async (options) => {
    const shop = createShop({ dataDir: options.dataDir ?? '.data' })
    const collector = await createCollector({ config: join(shopFolder(), 'peakend.json'), ...options, pages: shop.pages })
    return { ...collector, close: () => collector.close().then(shop.close) }
  },
})
