import { afterEach, expect, test, vi } from 'vitest'
import type { Load } from '../chunks/shared'
import type { Peakend } from '../types'
import { handleFor } from './handles'

const load = (() => new Promise(() => {})) as unknown as Load
const opened: Peakend[] = []
const open = (project: string) => {
  const handle = handleFor({ project }, load, vi.fn())
  opened.push(handle)
  return handle
}
afterEach(async () => {
  for (const handle of opened.splice(0)) await handle.destroy()
})

test.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
  'a project may be called %s: it has a handle of its own, and the page’s objects stay as they are',
  async (project) => {
    const before = Object.getOwnPropertyNames(Object.prototype).sort()
    const handle = open(project)
    expect(typeof handle.track).toBe('function')
    expect(open(project)).toBe(handle)
    expect(open('another')).not.toBe(handle)
    await handle.destroy()
    expect(open(project)).not.toBe(handle)
    expect(Object.getOwnPropertyNames(Object.prototype).sort()).toEqual(before)
  },
)
