import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { friction } from './friction'
import { after, before, on, only, wait } from './friction/testing'
import { goTo, put, setHidden, watch } from './testing'

beforeEach(before)
afterEach(after)

describe('page-error', () => {
  const tell = (init: ErrorEventInit) => dispatchEvent(new ErrorEvent('error', init))
  const reject = (reason: unknown) => {
    const promise = Promise.reject(reason)
    promise.catch(() => {})
    dispatchEvent(new PromiseRejectionEvent('unhandledrejection', { promise, reason }))
  }
  test('an uncaught error, once a page', () => {
    const { met } = watch(friction, [only('page-error')])
    tell({ error: new TypeError('x'), filename: 'https://shop.example/app.js' })
    tell({ error: new TypeError('y') })
    expect(met()).toEqual(['page-error 0'])
  })
  test('an uncaught rejection', () => {
    const { met } = watch(friction, [only('page-error')])
    reject(undefined)
    expect(met()).toEqual(['page-error 0'])
  })
  test('not: another origin’s, the browser’s own, an extension’s, a request called off, what is hidden, what did not load', async () => {
    const { happened } = watch(friction, [only('page-error')])
    tell({ message: 'Script error.' })
    tell({ message: 'ResizeObserver loop completed with undelivered notifications.' })
    tell({ error: new Error('x'), filename: 'chrome-extension://abc/a.js' })
    reject(new DOMException('x', 'AbortError'))
    setHidden(true)
    tell({ error: new Error('x') })
    reject(new Error('x'))
    setHidden(false)
    const get = put('<img src="/nothing.png?">')
    await new Promise((done) => on(get('img'), 'error', () => done(0)))
    expect(happened).not.toHaveBeenCalled()
  })
})

describe('empty-search', () => {
  test('what the selector names comes into view, once a page for each selector', async () => {
    const { met } = watch(friction, [
      only('empty-search', { selector: '.none' }),
      only('empty-search', { selector: '.zero' }),
      { on: 'friction', selector: '.none' },
      only('rage-click', { selector: '.none' }),
      { on: 'friction' },
      only('empty-search'),
    ])
    await wait(2)
    put('<p class="none">Nothing found</p>')
    await wait(1)
    expect(met()).toEqual(['empty-search 0 2'])
    put('<p class="zero">No results</p>')
    await wait(1)
    expect(met()).toEqual(['empty-search 0 2', 'empty-search 1'])
  })
})

describe('which kinds', () => {
  test('all but the empty search where none are named; only those asked for are watched', () => {
    const { met } = watch(friction, [{ on: 'friction' }, only('rage-click')])
    dispatchEvent(new ErrorEvent('error', { error: new Error('x') }))
    expect(met()).toEqual(['page-error 0'])
    const listen = vi.spyOn(window, 'addEventListener')
    watch(friction, [only('rage-click')])
    expect(listen.mock.calls.map(([type]) => type)).toEqual(['pointerup'])
  })
  test('only on its pages', async () => {
    const { met } = watch(friction, [only('page-error', { path: '/checkout?step=*' })])
    const fail = () => dispatchEvent(new ErrorEvent('error', { error: new Error('x') }))
    fail()
    await goTo('/checkout')
    fail()
    await goTo('/checkout?step=2')
    fail()
    expect(met()).toEqual(['page-error 0'])
  })
})
