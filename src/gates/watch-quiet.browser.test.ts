import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { createQuiet, type Quiet } from './quiet'
import { LOOK_MS, type Watch, watchQuiet } from './watch-quiet'

let quiet: Quiet
let watch: Watch | undefined
beforeEach(() => {
  quiet = createQuiet(document)
})
afterEach(() => {
  watch?.stop()
  watch = undefined
  quiet.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const dialog of document.querySelectorAll('dialog')) dialog.close()
  ;(document.activeElement as HTMLElement | null)?.blur()
  document.body.replaceChildren()
  Reflect.deleteProperty(document, 'hidden')
})
const put = (html: string) => {
  const box = document.createElement('div')
  box.innerHTML = html
  document.body.append(box)
  return (selector: string) => box.querySelector(selector) as HTMLElement
}
/** As a waiting question does: looks, and looks again when woken, until the page is quiet. */
const waiting = () => {
  const codes: (string | undefined)[] = []
  let done = () => {}
  const over = new Promise<void>((resolve) => (done = resolve))
  watch = watchQuiet(() => {
    const refusal = quiet.look()
    codes.push(refusal ? refusal[0] : undefined)
    if (refusal) watch?.until(refusal[2] ?? Infinity)
    else done()
  })
  return { codes, over }
}

describe('looks again by itself', () => {
  test.each<
    readonly [
      name: string,
      code: string,
      html: string,
      begin: (get: ReturnType<typeof put>) => unknown,
      end: (get: ReturnType<typeof put>) => unknown,
    ]
  >([
    [
      'the tab comes back',
      'hidden',
      '',
      () => Object.defineProperty(document, 'hidden', { value: true, configurable: true }),
      () => {
        Reflect.deleteProperty(document, 'hidden')
        document.dispatchEvent(new Event('visibilitychange'))
      },
    ],
    [
      'a dialog is closed',
      'dialog',
      '<dialog>Sure?</dialog>',
      (get) => (get('dialog') as HTMLDialogElement).showModal(),
      (get) => (get('dialog') as HTMLDialogElement).close(),
    ],
    ['a dialog is taken away', 'dialog', '<p role="dialog">Sure?</p>', () => {}, (get) => get('p').remove()],
    [
      'a dialog is hidden by a class',
      'dialog',
      '<style>.off { display: none }</style><p role="dialog">Sure?</p>',
      () => {},
      (get) => (get('p').className = 'off'),
    ],
    [
      'a dialog has faded out',
      'dialog',
      '<style>p { transition: opacity 0.1s } .off { opacity: 0 }</style><p role="dialog">Sure?</p>',
      (get) => getComputedStyle(get('p')).opacity,
      (get) => (get('p').className = 'off'),
    ],
    [
      'a dialog has slid out of view',
      'dialog',
      '<style>p { position: fixed; top: 0; right: 0; margin: 0 } .off { animation: 0.1s out forwards } @keyframes out { to { translate: 200% } }</style><p role="dialog">Sure?</p>',
      () => {},
      (get) => (get('p').className = 'off'),
    ],
    ['a popover is closed', 'dialog', '<p popover>Menu</p>', (get) => get('p').showPopover(), (get) => get('p').hidePopover()],
    ['a banner is taken away', 'banner', '<p data-consent-banner>Cookies?</p>', () => {}, (get) => get('p').remove()],
    ['a banner is made inert', 'banner', '<p data-consent-banner>Cookies?</p>', () => {}, (get) => get('p').setAttribute('inert', '')],
    ['the page says so', 'not-now', '<p data-peakend="quiet">Pay</p>', () => {}, (get) => get('p').removeAttribute('data-peakend')],
    ['the focus leaves a field', 'typing', '<input>', (get) => get('input').focus(), (get) => get('input').blur()],
    ['a focused field is taken away', 'typing', '<input>', (get) => get('input').focus(), (get) => get('input').remove()],
    [
      'the focus leaves a frame',
      'frame',
      '<iframe tabindex="0"></iframe><button>b</button>',
      (get) => get('iframe').focus(),
      (get) => get('button').focus(),
    ],
    [
      'a composition ends',
      'typing',
      '<p>x</p>',
      (get) => get('p').dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true })),
      (get) => get('p').dispatchEvent(new CompositionEvent('compositionend', { bubbles: true })),
    ],
    [
      'an error is corrected',
      'error',
      '<input aria-invalid="true">',
      () => {},
      (get) => get('input').setAttribute('aria-invalid', 'false'),
    ],
    ['a message goes', 'error', '<p role="alert">Refused</p>', () => {}, (get) => (get('p').hidden = true)],
    [
      'a form is reset',
      'error',
      '<form onsubmit="return false"><input required></form>',
      (get) => {
        ;(get('form') as HTMLFormElement).requestSubmit()
        get('input').blur()
      },
      (get) => (get('form') as HTMLFormElement).reset(),
    ],
    [
      'a click has closed what nothing else tells of',
      'dialog',
      '<my-dialog><button>OK</button></my-dialog>',
      (get) => {
        const root = get('my-dialog').attachShadow({ mode: 'open' })
        root.innerHTML = '<div role="dialog" style="position: fixed; inset: 0"><slot></slot></div>'
        get('button').addEventListener('click', () => root.firstElementChild?.removeAttribute('role'))
      },
      (get) => userEvent.click(get('button')),
    ],
    [
      'Usercentrics is answered',
      'banner',
      '<aside id="usercentrics-cmp-ui"></aside>',
      (get) => {
        get('aside').attachShadow({ mode: 'open' }).innerHTML = '<div id="uc-main-dialog">Cookies?</div>'
      },
      (get) => get('aside').shadowRoot?.replaceChildren(),
    ],
    [
      'the visitor goes on',
      'landing',
      '',
      () => {
        vi.spyOn(window, 'matchMedia').mockReturnValue({ matches: true } as MediaQueryList)
        vi.spyOn(screen, 'width', 'get').mockReturnValue(390)
        vi.spyOn(document, 'referrer', 'get').mockReturnValue('https://www.google.com/')
      },
      () => history.pushState(null, '', '#next'),
    ],
  ])('when %s', async (_, code, html, begin, end) => {
    const get = put(html)
    begin(get)
    const { codes, over } = waiting()
    await vi.waitFor(() => expect(codes).toContain(code))
    await end(get)
    await over
    expect(codes.filter((one) => one && one !== code)).toEqual([])
  })
  test('when a scroll is over, told or not', async () => {
    put('<p style="height: 9000px">Long</p>')
    const begun = new Promise((done) => addEventListener('scroll', done, { capture: true, once: true }))
    scrollTo({ top: 3000, behavior: 'smooth' })
    await begun
    const { codes, over } = waiting()
    await vi.waitFor(() => expect(codes).toContain('scrolling'))
    await over
    watch?.stop()
    document.dispatchEvent(new Event('scroll'))
    expect(quiet.look()).toEqual(['scrolling'])
    await waiting().over
  })
  test('at the time a refusal names', () => {
    vi.useFakeTimers({ now: 1e12 })
    put('<p role="alert">Refused</p>')
    const { codes } = waiting()
    vi.advanceTimersByTime(9_999)
    expect(codes).not.toContain(undefined)
    vi.advanceTimersByTime(2)
    expect(codes).toContain(undefined)
  })
})

describe('looks little', () => {
  test('at its beginning, when a wait or a scroll may have ended before it came, and then not by itself', () => {
    vi.useFakeTimers()
    const look = vi.fn()
    watch = watchQuiet(look)
    expect(look).not.toHaveBeenCalled()
    vi.advanceTimersByTime(60_000)
    expect(look).toHaveBeenCalledTimes(2)
    vi.advanceTimersByTime(864e5)
    expect(look).toHaveBeenCalledTimes(2)
  })
  test('a page that changes a thousand times in a second: once in a quarter of one', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    const get = put('<p>x</p>')
    const look = vi.fn()
    watch = watchQuiet(look)
    for (let i = 0; i < 1000; i++) {
      get('p').className = `c${i}`
      get('p').append(document.createElement('i'))
      // Records are delivered in a microtask.
      await Promise.resolve()
      vi.advanceTimersByTime(1)
    }
    expect(look).toHaveBeenCalledTimes(1 + 1000 / LOOK_MS)
    // And once for a scroll that might have been under way.
    vi.advanceTimersByTime(864e5)
    expect(look).toHaveBeenCalledTimes(2 + 1000 / LOOK_MS)
  })
  test('at the last time that was named, and not by the clock where none is', () => {
    vi.useFakeTimers({ now: 1e12 })
    const look = vi.fn()
    watch = watchQuiet(look)
    vi.advanceTimersByTime(3000)
    look.mockClear()
    watch.until(1e12 + 5_000)
    watch.until(1e12 + 10_000)
    vi.advanceTimersByTime(6_999)
    expect(look).not.toHaveBeenCalled()
    vi.advanceTimersByTime(2)
    expect(look).toHaveBeenCalledTimes(1)
    watch.until(1e12 + 20_000)
    watch.until(Infinity)
    vi.advanceTimersByTime(864e5)
    expect(look).toHaveBeenCalledTimes(1)
  })
})

test('after its end nothing is left', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] })
  const signals: (AbortSignal | undefined)[] = []
  for (const target of [window, (window as { navigation?: EventTarget }).navigation ?? window])
    vi.spyOn(target, 'addEventListener').mockImplementation(function (this: EventTarget, type, listener, options) {
      signals.push((options as AddEventListenerOptions).signal)
      EventTarget.prototype.addEventListener.call(this, type, listener, options)
    })
  const disconnected = vi.spyOn(MutationObserver.prototype, 'disconnect')
  const get = put('<input><p>x</p>')
  const look = vi.fn()
  const one = watchQuiet(look)
  one.until(Date.now() + 1000)
  document.dispatchEvent(new Event('scroll'))
  one.stop()
  expect(signals.length).toBeGreaterThan(15)
  expect(signals.every((signal) => signal?.aborted)).toBe(true)
  expect(disconnected).toHaveBeenCalledTimes(1)
  expect(vi.getTimerCount()).toBe(0)
  get('input').focus()
  get('input').blur()
  get('p').remove()
  await Promise.resolve()
  vi.advanceTimersByTime(60_000)
  expect(look).not.toHaveBeenCalled()
})
