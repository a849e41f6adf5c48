import { bytesOf } from './bytes'
import { LEDGER, readLedger, weight } from './ledger'
import { readRecord } from './record'
import { PAGE, RECORD_PREFIX, type Store } from './types'

/** Takes the marks off what was refused for good, so that it is sent again: its cause was mended. Resolves with how many there were. */
export async function revive(store: Store): Promise<number> {
  let count = 0
  for (let after: string | undefined; ; ) {
    const page = await store.page(RECORD_PREFIX, PAGE, after)
    const keys = page.map(([key]) => key)
    count += await store.change([LEDGER, ...keys], ([ledger, ...values]) => {
      const next = { ...readLedger(ledger) }
      const puts: Record<string, unknown> = {}
      keys.forEach((key, i) => {
        const record = readRecord(key, values[i])
        if (!record?.dead) return
        const { dead: _, ...alive } = record
        puts[key] = alive
        next[alive.id] = weight(alive, bytesOf(JSON.stringify(alive)))
      })
      const revived = Object.keys(puts).length
      return { puts: revived ? { ...puts, [LEDGER]: next } : puts, result: revived }
    })
    after = keys.at(-1)
    if (page.length < PAGE) return count
  }
}
