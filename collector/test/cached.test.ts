import { expect, it } from 'vitest'
import { cached } from '../src/access/cached'

/** Answers when it is told to. */
const slow = () => {
  const waiting: { readonly done: (value: number) => void; readonly fail: (cause: Error) => void }[] = []
  const read = () => new Promise<number>((done, fail) => waiting.push({ done, fail }))
  return { read, waiting }
}

it('looks once for all who ask at the same time, and again when it is old', async () => {
  const { read, waiting } = slow()
  const forEver = cached(read, { ms: 1e9, evenIfOld: false })
  const both = Promise.all([forEver.get(), forEver.get()])
  await Promise.resolve()
  waiting[0]?.done(1)
  expect(await both).toEqual([1, 1])
  expect(await forEver.get()).toBe(1)
  expect(waiting).toHaveLength(1)
  const atOnce = cached(async () => waiting.push({ done: () => {}, fail: () => {} }), { ms: 0, evenIfOld: false })
  expect([await atOnce.get(), await atOnce.get()]).toEqual([2, 3])
})

it('does not keep what was read before a change and came after it', async () => {
  const { read, waiting } = slow()
  const one = cached(read, { ms: 1e9, evenIfOld: false })
  const before = one.get()
  one.drop()
  const after = one.get()
  waiting[1]?.done(2)
  expect(await after).toBe(2)
  waiting[0]?.done(1)
  expect(await before).toBe(1)
  expect(await one.get()).toBe(2)
})

it('gives what was known last when it cannot be read, where that is better than nothing', async () => {
  let fails = false
  const read = async () => {
    if (fails) throw new Error('away')
    return 1
  }
  const [lenient, strict] = [true, false].map((evenIfOld) => cached(read, { ms: 0, evenIfOld }))
  expect([await lenient?.get(), await strict?.get()]).toEqual([1, 1])
  fails = true
  expect(await lenient?.get()).toBe(1)
  await expect(strict?.get()).rejects.toThrow('away')
  fails = false
  expect(await strict?.get()).toBe(1)
})
