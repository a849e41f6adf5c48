/**
 * Bugs that delivery queues really have, seeded one at a time: exact texts of `src/` and what stands there instead, put in while the bench
 * bundles its own copy (`build.mjs`), or a fault of the endpoint. Nothing of this is in `src/`. The bench is worth as much as what it
 * convicts: each of these must turn the oracle red (`--mutations`).
 *
 * @typedef {{
 *   name: string,
 *   what: string,
 *   changes?: { file: string, find: string, put: string }[],
 *   endpoint?: string,
 *   scenes?: string[],
 * }} Bug `what`: in words · `scenes`: those that come first, where only some of them can see it
 */

/** @type {Bug[]} */
export const bugs = [
  {
    name: 'delete-before-send',
    what: 'the record is acknowledged before the request leaves',
    changes: [
      {
        file: 'outbox/line.ts',
        find: 'const answer = reply ?? (await post(target.href',
        put: 'await settle(records, keys.map(() => STORED))\n      const answer = reply ?? (await post(target.href',
      },
    ],
  },
  {
    name: 'ack-by-count',
    what: 'results are matched by position, and a missing one counts as taken',
    changes: [
      {
        file: 'outbox/line.ts',
        find: 'receipt ? keys.map((each) => receipt.get(each) ?? {}) : undefined',
        put: "receipt ? keys.map((_, i) => [...receipt.values()][i] ?? { status: 'stored' as const }) : undefined",
      },
    ],
    scenes: ['IndexedDB comes back', 'dead socket'],
  },
  {
    name: 'ack-ignores-revision',
    what: 'a reply acknowledges whatever was answered meanwhile',
    changes: [
      {
        file: 'outbox/acks.ts',
        find: 'Math.max(record.acked[endpoint] ?? 0, sent.revision)',
        put: 'Math.max(record.acked[endpoint] ?? 0, sent.revision, record.revision)',
      },
    ],
  },
  {
    name: 'delete-partial-on-ack',
    what: 'an acknowledged response is deleted although it is still being answered, and its counter starts again',
    changes: [
      { file: 'outbox/acks.ts', find: 'puts[key] = after', put: 'puts[key] = isTaken(each) ? undefined : after' },
      {
        file: 'outbox/writer.ts',
        find: 'revision: Math.max(base.revision, last?.revision ?? 0) + 1',
        put: 'revision: (found?.revision ?? 0) + 1',
      },
    ],
  },
  {
    name: 'no-revision-check',
    what: 'the endpoint takes whatever comes last',
    endpoint: 'no-revision-check',
  },
  {
    name: 'server-minted-id',
    what: 'the endpoint gives each delivery an id of its own',
    endpoint: 'mint-ids',
  },
  {
    name: 'resolve-before-commit',
    what: 'an answer counts as safe once it is written, not once it is committed',
    changes: [
      {
        file: 'outbox/store-idb.ts',
        find: 'return promisifyRequest(tx).then(() => result)',
        put: 'tx.addEventListener("abort", () => {})\n          return result',
      },
      // Who does not wait for the commit does not ask for one either: it comes when the page has nothing more to ask.
      { file: 'outbox/store-idb.ts', find: 'tx.commit?.()', put: '' },
    ],
  },
  {
    name: '500-as-success',
    what: 'any reply acknowledges',
    changes: [
      {
        file: 'outbox/line.ts',
        find: 'if (!trouble && isOk && isHeard && (!items || items.every(isTaken))) {',
        put: 'if (!trouble && answer && (answer.status >= 500 || (isOk && isHeard && (!items || items.every(isTaken))))) {',
      },
    ],
  },
  {
    name: 'drop-on-429',
    what: 'what was refused for being too much is given up',
    changes: [
      {
        file: 'outbox/trouble.ts',
        find: "if (verdict === 'ok' && !isHeard) {",
        put: "if (answer?.status === 429) await settle(records, records.map(() => ({ status: 'stored' as const })))\n      if (verdict === 'ok' && !isHeard) {",
      },
    ],
  },
  {
    name: 'array-in-one-key',
    what: 'all records are one value, read and written back in two transactions',
    changes: [
      {
        file: 'outbox/store-idb.ts',
        find: "get: (key) => use('readonly', (store) => promisifyRequest<unknown>(store.get(key))),",
        put: "get: (key) => use('readonly', (store) => promisifyRequest<unknown>(store.get('all'))).then((all) => (Object(all) as Record<string, unknown>)[key]),",
      },
      {
        file: 'outbox/store-idb.ts',
        find: "change: (keys, fn) =>\n      use('readwrite', async (store) => {",
        put: "change: async (keys, fn) => {\n      const all = { ...(Object(await use('readonly', (store) => promisifyRequest<unknown>(store.get('all')))) as Record<string, unknown>) }\n      return use('readwrite', async (store) => {",
      },
      {
        file: 'outbox/store-idb.ts',
        find: 'const values = await Promise.all(keys.map((key) => promisifyRequest(store.get(key))))',
        put: 'const values = keys.map((key) => all[key])',
      },
      {
        file: 'outbox/store-idb.ts',
        find: 'for (const [key, value] of Object.entries(puts)) value === undefined ? store.delete(key) : store.put(value, key)',
        put: "for (const [key, value] of Object.entries(puts)) value === undefined ? delete all[key] : (all[key] = value)\n          store.put(all, 'all')",
      },
      {
        file: 'outbox/store-idb.ts',
        find: 'throw error\n        }\n      }),\n    page:',
        put: 'throw error\n        }\n      })\n    },\n    page:',
      },
      {
        file: 'outbox/store-idb.ts',
        find: 'return keys.map((key, i) => [key as string, values[i]] as const)',
        put: "void keys\n        void values\n        const all = Object(await promisifyRequest(store.get('all'))) as Record<string, unknown>\n        return Object.entries(all).filter(([key]) => key.startsWith(prefix) && key > after).sort(([a], [b]) => (a < b ? -1 : 1)).slice(0, limit)",
      },
    ],
    scenes: ['two tabs', 'no locks'],
  },
  {
    name: 'body-not-read',
    what: 'a 200 is enough, whatever its body',
    changes: [
      { file: 'outbox/post.ts', find: 'const text = await textOf(reply)', put: "const text = ''" },
      {
        file: 'outbox/line.ts',
        find: 'const isHeard = !!items || (!requireReceipt && isWhole(body, answer?.text))',
        put: 'const isHeard = true',
      },
    ],
  },
  {
    name: 'lock-for-life',
    what: 'the tab that sends first keeps the lock for its life, and the others wait for it',
    changes: [
      {
        file: 'outbox/lock.ts',
        find: 'const PATIENCE = 20',
        put: `const PATIENCE = Infinity
const kept = new Set()
const forLife = (locks) => (name, only, work) =>
  kept.has(name)
    ? work({})
    : new Promise((done, fail) => {
        locks.request(name, only, async (lock) => {
          await work(lock).then(done, fail)
          if (!lock) return
          kept.add(name)
          await new Promise(() => {})
        })
      })`,
      },
      { file: 'outbox/lock.ts', find: 'const result = await locks\n      .request(', put: 'const result = await forLife(locks)(' },
    ],
    scenes: ['tab frozen'],
  },
  {
    name: 'opt-out-without-tombstone',
    what: 'opting out erases, and leaves nothing that tells the other tabs',
    changes: [
      { file: 'core/memory.ts', find: 'localStorage[refusal] = Date.now()', put: '' },
      { file: 'outbox/store.ts', find: "if (!allowed()) throw coded('refused')", put: '' },
    ],
    scenes: ['opted out'],
  },
  {
    name: 'purge-by-raw-clock',
    what: 'records are too old by the clock of the device alone',
    changes: [{ file: 'outbox/sweep.ts', find: 'gap < 0 || gap > JUMP_MS', put: 'gap > Infinity' }],
    scenes: ['clock of the device'],
  },
  {
    name: 'claim-after-showing',
    what: 'the showing is not written with the claim, so that a kill, or a second page, asks again',
    changes: [
      {
        file: 'outbox/writer.ts',
        find: 'return { puts: { ...fit.puts, ...also, [CLOCKS]: next }, result: [next, null, fit.lost] }',
        put: 'return { puts: { ...fit.puts, ...also }, result: [read, null, fit.lost] }',
      },
    ],
  },
  {
    name: 'poison-blocks',
    what: 'a batch that is refused is sent again as it is, for ever',
    changes: [
      {
        file: 'outbox/reply.ts',
        find: "if ([400, 413, 415, 422].includes(status)) return 'halve'",
        put: "if ([400, 413, 415, 422].includes(status)) return 'retry'",
      },
    ],
    scenes: ['one poison of 25'],
  },
  {
    name: 'corrupt-blocks',
    what: 'one record that cannot be read ends the scan',
    changes: [
      { file: 'outbox/scan.ts', find: 'if (record) yield record', put: 'if (!record) return\n      yield record' },
      { file: 'outbox/sweep.ts', find: 'if (corrupt) loss(', put: 'if (corrupt < 0) loss(' },
      { file: 'outbox/sweep.ts', find: '] = value\n        }', put: '] = value\n          return\n        }' },
    ],
    scenes: ['corrupt record'],
  },
]
