import { afterEach, describe, expect, test } from 'vitest'
import { userEvent } from 'vitest/browser'
import { quiet } from './quiet'

const code = () => {
  const refusal = quiet(document)
  return refusal ? refusal[0] : undefined
}
const put = (html: string) => {
  const box = document.createElement('div')
  box.innerHTML = html
  document.body.append(box)
  return (selector: string) => box.querySelector(selector) as HTMLElement
}
afterEach(async () => {
  if (document.fullscreenElement) await document.exitFullscreen()
  for (const dialog of document.querySelectorAll('dialog')) dialog.close()
  ;(document.activeElement as HTMLElement | null)?.blur()
  document.body.replaceChildren()
  Reflect.deleteProperty(document, 'hidden')
})

test('a page that is just there is quiet', () => {
  put('<h1>Shop</h1><input><button>Buy</button><dialog>closed</dialog>')
  expect(code()).toBeUndefined()
})

describe('hidden', () => {
  test('in the background', () => {
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    expect(code()).toBe('hidden')
  })
  test('comes before all else', () => {
    put('<input id="a">')('#a').focus()
    Object.defineProperty(document, 'hidden', { value: true, configurable: true })
    expect(code()).toBe('hidden')
  })
})

describe('a dialog', () => {
  test('open and modal', () => {
    const get = put('<dialog>Sure?</dialog>')
    ;(get('dialog') as HTMLDialogElement).showModal()
    expect(code()).toBe('dialog')
    ;(get('dialog') as HTMLDialogElement).close()
    expect(code()).toBeUndefined()
  })
  test('open, not modal: part of the page', () => {
    put('<dialog open>Cookies</dialog>')
    expect(code()).toBeUndefined()
  })
  test('aria-modal, rendered', () => {
    put('<div role="dialog" aria-modal="true">Sure?</div>')
    expect(code()).toBe('dialog')
  })
  test.each([
    ['display: none', '<div role="dialog" aria-modal="true" style="display: none">Sure?</div>'],
    ['the hidden attribute', '<div role="dialog" aria-modal="true" hidden>Sure?</div>'],
    ['an ancestor that is not rendered', '<div hidden><div role="dialog" aria-modal="true">Sure?</div></div>'],
    ['a template', '<template><div role="dialog" aria-modal="true">Sure?</div></template>'],
    ['a closed dialog element', '<dialog aria-modal="true">Sure?</dialog>'],
    ['aria-modal="false"', '<div role="dialog" aria-modal="false">Sure?</div>'],
    // As many libraries close theirs, so that they can fade: were it counted, such a site would never be asked anything.
    ['visibility: hidden', '<div role="dialog" aria-modal="true" style="visibility: hidden">Sure?</div>'],
  ])('left in the document, closed by %s: does not count', (_, html) => {
    put(html)
    expect(code()).toBeUndefined()
  })
  test('one of several is rendered', () => {
    put('<div aria-modal="true" hidden>a</div><div aria-modal="true">b</div>')
    expect(code()).toBe('dialog')
  })
  test('fixed to the viewport, like most of them', () => {
    put('<div aria-modal="true" style="position: fixed; inset: 0">b</div>')
    expect(code()).toBe('dialog')
  })
})

describe('fullscreen', () => {
  test('has the page', async () => {
    const get = put('<button>Play</button><div id="film">Film</div>')
    const entered = new Promise<boolean>((resolve) => {
      get('button').addEventListener('click', () =>
        get('#film')
          .requestFullscreen()
          .then(
            () => resolve(true),
            () => resolve(false),
          ),
      )
    })
    await userEvent.click(get('button'))
    get('button').blur()
    expect(await entered).toBe(true)
    expect(code()).toBe('dialog')
    await document.exitFullscreen()
    expect(code()).toBeUndefined()
  })
})

describe('typing', () => {
  test.each([
    ['a text field', '<input id="a">'],
    ['a search field', '<input type="search" id="a">'],
    ['a password', '<input type="password" id="a">'],
    ['a number', '<input type="number" id="a">'],
    ['a text area', '<textarea id="a"></textarea>'],
    ['an editor', '<div contenteditable="true" id="a">text</div>'],
    ['an editor for plain text', '<div contenteditable="plaintext-only" id="a">text</div>'],
  ])('%s has the focus', (_, html) => {
    const get = put(html)
    get('#a').focus()
    expect(code()).toBe('typing')
    get('#a').blur()
    expect(code()).toBeUndefined()
  })
  test.each([
    ['a button', '<button id="a">x</button>'],
    ['a link', '<a href="#" id="a">x</a>'],
    ['a checkbox', '<input type="checkbox" id="a">'],
    ['a radio button', '<input type="radio" id="a">'],
    ['a field that cannot be written in', '<input readonly id="a">'],
    ['a text area that cannot be written in', '<textarea readonly id="a"></textarea>'],
    ['a part of the page', '<div tabindex="0" id="a">x</div>'],
  ])('%s has the focus: that is not typing', (_, html) => {
    put(html)('#a').focus()
    expect(code()).toBeUndefined()
  })
  test('in a field inside a component (open shadow root)', () => {
    const get = put('<my-field></my-field>')
    const root = get('my-field').attachShadow({ mode: 'open' })
    root.innerHTML = '<input>'
    ;(root.querySelector('input') as HTMLElement).focus()
    expect(code()).toBe('typing')
  })
  test('in a frame, such as that of a payment: nobody can see what goes on in there', () => {
    const get = put('<iframe srcdoc="<input>" tabindex="0"></iframe>')
    get('iframe').focus()
    expect(document.activeElement).toBe(get('iframe'))
    expect(code()).toBe('typing')
  })
  test('a dialog is named first', () => {
    const get = put('<dialog><input id="a"></dialog>')
    ;(get('dialog') as HTMLDialogElement).showModal()
    get('#a').focus()
    expect(code()).toBe('dialog')
  })
})

test('looking changes nothing on the page', () => {
  put('<input id="a"><div aria-modal="true">b</div>')('#a').focus()
  const before = document.documentElement.outerHTML
  const focused = document.activeElement
  code()
  expect(document.documentElement.outerHTML).toBe(before)
  expect(document.activeElement).toBe(focused)
})
