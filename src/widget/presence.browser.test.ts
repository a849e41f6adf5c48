import { afterEach, expect, test, vi } from 'vitest'
import { watchPresence } from './presence'

afterEach(() => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
})

test('an element that the page takes away is in view no longer, though nobody says so', async () => {
  let now = 1000
  vi.spyOn(performance, 'now').mockImplementation(() => now)
  const element = document.createElement('p')
  element.textContent = 'A card'
  document.body.append(element)
  const seen = vi.fn()
  const visibleMs = watchPresence(element, seen)
  await expect.poll(() => seen.mock.calls.length).toBe(1)
  // It hears of the same removal in the same task, before the watcher or after it.
  const removed = new Promise<void>((done) => {
    const observer = new IntersectionObserver(() => {
      if (element.isConnected) return
      observer.disconnect()
      done()
    })
    observer.observe(element)
  })
  await new Promise(requestAnimationFrame)
  now = 3000
  element.remove()
  await removed
  await new Promise((done) => setTimeout(done))
  now = 60_000
  expect(visibleMs()).toBe(2000)
})
