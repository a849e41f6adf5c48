import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { page } from 'vitest/browser'
import { scroll } from './scroll'
import { frames, goTo, put, tidy, watch } from './testing'

const trigger = { on: 'scroll' } as const

beforeEach(async () => {
  await page.viewport(600, 400)
  history.replaceState(null, '', '/start')
  document.body.style.margin = '0'
})
afterEach(tidy)

const to = async (y: number, element: Element | Window = window) => {
  element.scrollTo(0, y)
  await frames(3)
}

test('half of what can be scrolled, unless told otherwise; once a page', async () => {
  put('<div style="height:1400px"></div>')
  const { met, happened } = watch(scroll, [trigger, { ...trigger, depth: 0.5 }, { ...trigger, depth: 1 }])
  await to(498)
  expect(met()).toEqual([])
  await to(501)
  expect(met()).toEqual(['50 % 0 1'])
  expect(happened.mock.calls[0]?.[0]).toEqual({ type: 'scroll', name: '50 %' })
  await to(0)
  await to(900)
  expect(met()).toHaveLength(1)
  await to(1000)
  expect(met()).toEqual(['50 % 0 1', '100 % 2'])
})

test('the very end, where positions are fractions', async () => {
  put('<div style="height:1400.7px;zoom:1.1"></div>')
  const { met } = watch(scroll, [{ ...trigger, depth: 1 }])
  await to(99_999)
  expect(met()).toEqual(['100 % 0'])
})

test('what need not scroll never fires', async () => {
  put('<div style="height:100px"></div>')
  const { happened } = watch(scroll, [{ ...trigger, depth: 0.01 }])
  await to(10)
  document.dispatchEvent(new Event('scroll'))
  expect(happened).not.toHaveBeenCalled()
})

describe('inside an element', () => {
  const long = '<div class="box" style="height:100px;overflow:auto"><div style="height:500px"></div></div>'

  test('that matches, also one that comes later; the page’s own scroll is not its', async () => {
    const { met } = watch(scroll, [{ ...trigger, selector: '.box' }, trigger])
    const get = put(`${long}<div style="height:1400px"></div>`)
    await to(250, get('.box'))
    expect(met()).toEqual(['50 % of .box 0'])
    await to(99_999)
    expect(met()).toEqual(['50 % of .box 0', '50 % 1'])
  })
  test('not another', async () => {
    const { happened } = watch(scroll, [{ ...trigger, selector: '.other' }, trigger])
    await to(400, put(long)('.box'))
    expect(happened).not.toHaveBeenCalled()
  })
  test('where the page is named by its selector', async () => {
    put('<div style="height:1400px"></div>')
    const { met } = watch(scroll, [{ ...trigger, selector: 'html' }])
    await to(600)
    expect(met()).toEqual(['50 % of html 0'])
  })
})

describe('after a client-side navigation', () => {
  test('it begins anew', async () => {
    put('<div style="height:1400px"></div>')
    const { met } = watch(scroll, [trigger])
    await to(600)
    await goTo('/next')
    await to(0)
    expect(met()).toHaveLength(1)
    await to(600)
    expect(met()).toEqual(['50 % 0', '50 % 0'])
  })
  test('the position of the page before, or what a shorter one leaves of it, was not read here', async () => {
    const get = put('<div style="height:9400px"></div>')
    const { met } = watch(scroll, [trigger])
    await to(2000)
    await goTo('/next')
    get('div').style.height = '800px'
    await frames(3)
    expect(scrollY).toBe(400)
    await to(390)
    expect(met()).toEqual([])
    await to(100)
    await to(300)
    expect(met()).toEqual(['50 % 0'])
  })
  test('from the top to the end at one stroke', async () => {
    put('<div style="height:1400px"></div>')
    const { met } = watch(scroll, [trigger])
    await goTo('/next')
    await to(1000)
    expect(met()).toEqual(['50 % 0'])
  })
})

test('a position that came with the page counts at the next scroll', async () => {
  put('<div style="height:1400px"></div>')
  await to(700)
  const { met } = watch(scroll, [trigger])
  expect(met()).toEqual([])
  await to(701)
  expect(met()).toEqual(['50 % 0'])
})

test('only on its pages', async () => {
  put('<div style="height:1400px"></div>')
  const { met } = watch(scroll, [
    { ...trigger, path: '/start?x=1' },
    { ...trigger, not: '/start' },
  ])
  await to(700)
  expect(met()).toEqual([])
  await goTo('/start?x=1')
  await to(0)
  await to(700)
  expect(met()).toEqual(['50 % 0'])
})

test('one passive listener, and none when there is nothing more to tell', async () => {
  put('<div style="height:1400px"></div>')
  const add = vi.spyOn(window, 'addEventListener')
  const remove = vi.spyOn(window, 'removeEventListener')
  watch(scroll, [trigger, { ...trigger, depth: 0.6 }])
  const added = add.mock.calls.filter(([type]) => type === 'scroll')
  expect(added.map(([, , options]) => options)).toEqual([{ passive: true, capture: true }])
  await to(1000)
  expect(remove).toHaveBeenCalledWith('scroll', added[0]?.[1], true)
})
