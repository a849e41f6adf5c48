import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { friction } from '../friction'
import { frames, put, watch } from '../testing'
import { after, before, on, only, press, wait } from './testing'

beforeEach(before)
afterEach(after)

describe('dead-click', () => {
  const clickables = [
    ['a button', '<button id="a">x</button>'],
    ['what is in it', '<button><b id="a">x</b></button>'],
    ['a disabled one', '<button id="a" disabled>x</button>'],
    ['a link that leads nowhere', '<a id="a" href="javascript:void(0)">x</a>'],
    ['a button by its role', '<div id="a" role="button">x</div>'],
    ['what has an onclick', '<p id="a" onclick="">x</p>'],
    ['what shows a hand', '<div id="a" style="cursor:pointer">x</div>'],
  ] as const
  test.each(clickables)('%s', async (_, html) => {
    const get = put(html)
    const { met } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    await wait(1.9)
    expect(met()).toEqual([])
    await wait(0.2)
    expect(met()).toEqual(['dead-click 0'])
    await press(get('#a'))
    await wait(3)
    expect(met()).toHaveLength(1)
  })

  test.each<readonly [string, (button: HTMLElement) => unknown]>([
    ['an element', (button) => button.after('done')],
    ['an attribute', (button) => button.setAttribute('aria-expanded', 'true')],
    ['a text', (button) => ((button.firstChild as Text).data = 'done')],
    ['the address', () => history.pushState(null, '', '/next')],
    ['the fragment', () => (location.hash = 'x')],
    ['the position', () => scrollTo(0, 50)],
    ['the focus', () => document.querySelector('input')?.focus()],
    ['a dialog', () => document.querySelector('dialog')?.showModal()],
    ['a popover', () => (document.querySelector('[popover]') as HTMLElement).showPopover()],
    ['a field', () => document.querySelector('input')?.dispatchEvent(new Event('input', { bubbles: true }))],
    ['a request', () => fetch(`/?${Math.random()}`)],
    ['a form that is sent', () => document.querySelector('form')?.requestSubmit()],
  ])('not when it changes %s', async (_, act) => {
    const get = put('<button id="a">x</button><input><dialog>d</dialog><div popover>p</div><form></form><div style="height:3000px"></div>')
    on(get('form'), 'submit', () => {})
    get('form').addEventListener('submit', (event) => event.preventDefault())
    on(get('#a'), 'click', () => act(get('#a')))
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    // A request is told of when it is over.
    await frames(20)
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('nor when something opens at the press already, or late but in time', async () => {
    const get = put('<button id="a">x</button>')
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    on(get('#a'), 'mousedown', () => get('#a').after('menu'))
    await press(get('#a'))
    await wait(3)
    get('#a').outerHTML = '<button id="b">x</button>'
    await frames()
    on(get('#b'), 'click', () => setTimeout(() => get('#b').after('found'), 1900))
    await press(get('#b'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test.each([
    ['what looks like nothing', '<p id="a">x</p>'],
    ['a field', '<input id="a">'],
    ['a label', '<label id="a" style="cursor:pointer">x</label>'],
    ['a link to another window', '<a id="a" href="#x" target="_blank">x</a>'],
    ['a mail', '<a id="a" href="mailto:a@example.com">x</a>'],
    ['a call', '<a id="a" href="tel:+33">x</a>'],
    ['a download', '<a id="a" href="data:,x" download>x</a>'],
    ['where the visitor already is', '<a id="a" href="/start">x</a>'],
    ['what is chosen already', '<button id="a" role="tab" aria-selected="true">x</button>'],
    ['a drawing', '<canvas id="a" style="cursor:pointer"></canvas>'],
    ['our own card', '<peakend-card id="a" style="cursor:pointer">x</peakend-card>'],
  ])('not judged: %s', async (_, html) => {
    const get = put(html)
    on(get('#a'), 'click', () => {})
    get('#a').addEventListener('click', (event) => event.preventDefault())
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('not judged: with a key held, by a script, by a press that is no click, or where the whole page has a hand', async () => {
    const get = put('<button id="a">x</button><p>text</p>')
    const { happened } = watch(friction, [only('dead-click')])
    await frames()
    await press(get('#a'), { modifiers: 2 })
    await wait(3)
    get('#a').click()
    await wait(3)
    get('#a').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    await wait(3)
    document.body.style.cursor = 'pointer'
    await press(get('p'))
    await wait(3)
    expect(happened).not.toHaveBeenCalled()
  })
  test('not judged: what is in a shadow root, whose changes cannot be seen', async () => {
    for (const [mode, inside, light] of [
      ['open', '<button style="cursor:pointer">x</button>', ''],
      ['closed', '<button style="cursor:pointer">x</button>', ''],
      ['open', '<slot></slot>', '<button>slotted</button>'],
    ] as const) {
      const get = put(`<my-button>${light}</my-button>`)
      get('my-button').attachShadow({ mode }).innerHTML = inside
      const { happened } = watch(friction, [only('dead-click')])
      await frames()
      await press(get('my-button'))
      await wait(3)
      expect(happened).not.toHaveBeenCalled()
    }
  })
})
