import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { ALERT_MS, createQuiet, type Quiet, SCROLL_MS } from './quiet'

let quiet: Quiet
const code = (survey?: { help?: boolean }) => {
  const refusal = quiet.look(survey)
  return refusal ? refusal[0] : undefined
}
const values = () => {
  const refusal = quiet.look()
  return refusal ? refusal[1] : undefined
}
const put = (html: string) => {
  const box = document.createElement('div')
  box.innerHTML = html
  document.body.append(box)
  return (selector: string) => box.querySelector(selector) as HTMLElement
}
beforeEach(() => {
  quiet = createQuiet(document)
})
afterEach(async () => {
  quiet.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
  if (document.fullscreenElement) await document.exitFullscreen()
  for (const dialog of document.querySelectorAll('dialog')) dialog.close()
  ;(document.activeElement as HTMLElement | null)?.blur()
  document.body.replaceChildren()
  for (const name of ['hidden', 'referrer']) Reflect.deleteProperty(document, name)
})

test('a page that is just there is quiet', () => {
  put('<h1>Shop</h1><input><button>Buy</button><dialog>closed</dialog><div popover>closed</div><p role="alert"></p><video></video>')
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

describe('not-now', () => {
  test('where the page asks for quiet, until it does so no more', () => {
    const get = put('<main data-peakend="quiet">Checkout</main>')
    expect(code()).toBe('not-now')
    expect(values()).toEqual({ element: 'main' })
    get('main').hidden = true
    expect(code()).toBeUndefined()
    get('main').hidden = false
    get('main').removeAttribute('data-peakend')
    expect(code()).toBeUndefined()
  })
})

describe('a consent banner', () => {
  test.each([
    ['any', '<div data-consent-banner>x</div>'],
    ['OneTrust', '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="alertdialog">x</div></div>'],
    ['Didomi', '<div id="didomi-host"><div id="didomi-notice">x</div></div>'],
    ['Axeptio', '<div id="axeptio_overlay" class="axeptio_mount"><div class="axeptio_widget">x</div></div>'],
    ['tarteaucitron', '<div id="tarteaucitronRoot"><div id="tarteaucitronAlertBig">x</div></div>'],
    ['Cookiebot', '<div id="CybotCookiebotDialog">x</div>'],
    ['Quantcast', '<div id="qc-cmp2-container"><div id="qc-cmp2-ui">x</div></div>'],
    ['Funding Choices', '<div class="fc-consent-root">x</div>'],
    ['Osano', '<div class="osano-cm-window"><div class="osano-cm-dialog">x</div></div>'],
    ['CookieYes', '<div class="cky-consent-container">x</div>'],
    ['Complianz', '<div id="cmplz-cookiebanner-container"><div class="cmplz-cookiebanner">x</div></div>'],
    ['Klaro', '<div class="klaro"><div class="cookie-notice">x</div></div>'],
    ['iubenda', '<div id="iubenda-cs-banner">x</div>'],
    ['Sourcepoint', '<div id="sp_message_container_1"><iframe></iframe></div>'],
    ['vanilla-cookieconsent', '<div id="cc-main"><div class="cm" role="dialog" aria-modal="true">x</div></div>'],
    ['cookieconsent', '<div role="dialog" aria-describedby="cookieconsent:desc">x</div>'],
  ])('of %s, until it is hidden', (_, html) => {
    put(html)
    expect(code()).toBe('banner')
    const shown = document.querySelector('body > div') as HTMLElement
    shown.style.visibility = 'hidden'
    expect(code()).toBeUndefined()
    shown.style.visibility = ''
    shown.style.opacity = '0'
    expect(code()).toBeUndefined()
  })
  test.each([
    ['2', 'usercentrics-root', '<div data-testid="uc-container">x</div>', '<button data-testid="uc-privacy-button">x</button>'],
    ['3', 'usercentrics-cmp-ui', '<div id="uc-main-dialog">x</div>', '<div id="uc-main-dialog" class="privacyButton">x</div>'],
  ])('of Usercentrics %s, in its shadow root; its button stays', (_, id, asking, done) => {
    const root = put(`<aside id="${id}"></aside>`)('aside').attachShadow({ mode: 'open' })
    root.innerHTML = asking
    expect(quiet.look()).toEqual(['banner', { element: `aside#${id}` }])
    root.innerHTML = done
    expect(code()).toBeUndefined()
  })
  test('what platforms leave in the page afterwards is none', () => {
    put(
      '<div id="onetrust-consent-sdk"></div><div id="didomi-host"></div><div id="tarteaucitronRoot"><button id="tarteaucitronIcon">c</button></div><div class="axeptio_mount"><button id="axeptio_main_button">c</button></div><div class="cky-btn-revisit-wrapper">c</div><div id="CookiebotWidget">c</div>',
    )
    expect(code()).toBeUndefined()
  })
})

describe('a dialog', () => {
  test('open and modal', () => {
    const get = put('<dialog id="cart">Sure?</dialog>')
    ;(get('dialog') as HTMLDialogElement).showModal()
    expect(quiet.look()).toEqual(['dialog', { element: 'dialog#cart' }])
    ;(get('dialog') as HTMLDialogElement).close()
    expect(code()).toBeUndefined()
  })
  test.each([
    ['open, not modal', '<dialog open>Basket</dialog>'],
    ['aria-modal', '<div role="dialog" aria-modal="true">Sure?</div>'],
    ['of the role, not modal', '<div role="dialog">Sure?</div>'],
    ['an alert', '<div role="alertdialog">Sure?</div>'],
    // As libraries do: the element itself has no area, what is in it is fixed.
    ['around what is fixed', '<div role="dialog"><div style="position: fixed; inset: 0">Sure?</div></div>'],
    ['fixed to the viewport', '<div aria-modal="true" style="position: fixed; inset: 0">b</div>'],
    ['one of several', '<div aria-modal="true" hidden>a</div><div aria-modal="true">b</div>'],
  ])('%s', (_, html) => {
    put(html)
    expect(code()).toBe('dialog')
  })
  test('a popover that a click elsewhere closes; no hint, no toast', () => {
    for (const [kind, expected] of [
      ['auto', 'dialog'],
      ['', 'dialog'],
      ['hint', undefined],
      ['manual', undefined],
      ['auto" role="tooltip', undefined],
    ]) {
      const get = put(`<div class="p" popover="${kind}">Menu</div>`)
      get('.p').showPopover()
      expect(code(), kind).toBe(expected)
      get('.p').hidePopover()
      expect(code(), kind).toBeUndefined()
    }
  })
  test('in the shadow root of a component, around what the page put into it', () => {
    const get = put('<my-dialog><button>OK</button></my-dialog>')
    const root = get('my-dialog').attachShadow({ mode: 'open' })
    root.innerHTML = '<div role="dialog" class="panel"><slot></slot></div>'
    // It stands where nothing else says so: neither in the middle nor with the focus.
    expect(code()).toBeUndefined()
    get('button').focus()
    expect(quiet.look()).toEqual(['dialog', { element: 'div.panel' }])
    get('button').blur()
    ;(root.firstElementChild as HTMLElement).style.cssText = 'position: fixed; inset: 0'
    expect(quiet.look()).toEqual(['dialog', { element: 'div.panel' }])
  })
  test.each([
    ['display: none', '<div role="dialog" aria-modal="true" style="display: none">Sure?</div>'],
    ['the hidden attribute', '<div role="dialog" aria-modal="true" hidden>Sure?</div>'],
    ['an ancestor that is not rendered', '<div hidden><div role="dialog" aria-modal="true">Sure?</div></div>'],
    ['a template', '<template><div role="dialog" aria-modal="true">Sure?</div></template>'],
    ['a closed dialog element', '<dialog aria-modal="true">Sure?</dialog>'],
    // As many libraries close theirs, so that they can fade: were it counted, such a site would never be asked anything.
    ['visibility: hidden', '<div role="dialog" aria-modal="true" style="visibility: hidden">Sure?</div>'],
    ['opacity: 0', '<div role="dialog" style="opacity: 0">Sure?</div>'],
    [
      'moving it out of view',
      '<div role="dialog" style="position: fixed; top: 0; right: 0; width: 9em; transform: translateX(100%)">Cart</div>',
    ],
    ['aria-hidden', '<div role="dialog" aria-hidden="true">Sure?</div>'],
    ['inert', '<div inert><div role="dialog">Sure?</div></div>'],
  ])('left in the document, closed by %s: does not count', (_, html) => {
    put(html)
    expect(code()).toBeUndefined()
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
    expect(quiet.look()).toEqual(['fullscreen', { element: 'div#film' }])
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
    const get = put('<iframe id="pay" srcdoc="<input>" tabindex="0"></iframe>')
    get('iframe').focus()
    expect(document.activeElement).toBe(get('iframe'))
    expect(quiet.look()).toEqual(['frame', { element: 'iframe#pay' }])
    get('iframe').remove()
    expect(code()).toBeUndefined()
  })
  test('while text is being composed, also in a closed shadow root', () => {
    const get = put('<my-field></my-field>')
    const root = get('my-field').attachShadow({ mode: 'closed' })
    root.innerHTML = '<input>'
    const input = root.firstElementChild as HTMLElement
    const compose = (type: string) => input.dispatchEvent(new CompositionEvent(type, { bubbles: true, composed: true }))
    compose('compositionstart')
    expect(quiet.look()).toEqual(['typing', { element: 'my-field' }])
    compose('compositionend')
    expect(code()).toBeUndefined()
    compose('compositionstart')
    get('my-field').remove()
    expect(code()).toBeUndefined()
  })
  test('in our own card: does not count', () => {
    const get = put('<peakend-card></peakend-card>')
    const root = get('peakend-card').attachShadow({ mode: 'open' })
    root.innerHTML = '<div role="dialog"><textarea></textarea></div>'
    const field = root.querySelector('textarea') as HTMLElement
    field.focus()
    field.dispatchEvent(new CompositionEvent('compositionstart', { bubbles: true, composed: true }))
    expect(code()).toBeUndefined()
  })
  test('a dialog is named first', () => {
    const get = put('<dialog><input id="a"></dialog>')
    ;(get('dialog') as HTMLDialogElement).showModal()
    get('#a').focus()
    expect(code()).toBe('dialog')
  })
})

describe('media', () => {
  /** A second of a quiet tone. */
  const sound = () => {
    const samples = 8000
    const view = new DataView(new ArrayBuffer(44 + samples))
    const text = (at: number, letters: string) => new Uint8Array(view.buffer).set(new TextEncoder().encode(letters), at)
    text(0, 'RIFF')
    view.setUint32(4, 36 + samples, true)
    text(8, 'WAVEfmt ')
    view.setUint32(16, 16, true)
    view.setUint16(20, 1, true)
    view.setUint16(22, 1, true)
    view.setUint32(24, 8000, true)
    view.setUint32(28, 8000, true)
    view.setUint16(32, 1, true)
    view.setUint16(34, 8, true)
    text(36, 'data')
    view.setUint32(40, samples, true)
    for (let i = 0; i < samples; i++) view.setUint8(44 + i, 128 + 4 * Math.sin(i / 4))
    return URL.createObjectURL(new Blob([view], { type: 'audio/wav' }))
  }
  test('that plays with sound, and not when it is muted, turned down or paused', async () => {
    const get = put('<button>Play</button><audio id="song" loop></audio>')
    const audio = get('audio') as HTMLAudioElement
    audio.src = sound()
    get('button').addEventListener('click', () => audio.play())
    const playing = new Promise((done) => audio.addEventListener('playing', done))
    await userEvent.click(get('button'))
    await playing
    expect(quiet.look()).toEqual(['media', { element: 'audio#song' }])
    audio.muted = true
    expect(code()).toBeUndefined()
    audio.muted = false
    audio.volume = 0
    expect(code()).toBeUndefined()
    audio.volume = 1
    expect(code()).toBe('media')
    audio.pause()
    expect(code()).toBeUndefined()
  })
})

describe('an error', () => {
  test.each([
    ['told by the page', '<input aria-invalid="true" id="card">'],
    ['found by the browser', '<form><input required id="card"><button type="button">Pay</button></form>'],
  ])('beside a field, %s: a question waits, help may come', async (_, html) => {
    const get = put(html)
    get('form')?.addEventListener('submit', (event) => event.preventDefault())
    ;(get('form') as HTMLFormElement | null)?.requestSubmit()
    get('#card').blur()
    expect(quiet.look()).toEqual(['error', { element: 'input#card' }])
    expect(code({ help: true })).toBeUndefined()
    get('#card').removeAttribute('aria-invalid')
    get('#card').removeAttribute('required')
    expect(code()).toBeUndefined()
  })
  test('a field that is not said to be wrong, or cannot be seen', () => {
    put('<input aria-invalid="false"><input aria-invalid="spelling"><input required><div hidden><input aria-invalid="true"></div>')
    expect(code()).toBeUndefined()
  })
  test('a message, for ten seconds from when it was first looked at', () => {
    vi.useFakeTimers({ now: 1e12, toFake: ['Date', 'performance'] })
    put('<p role="alert" id="refused">Your card was refused.</p>')
    expect(quiet.look()).toEqual(['error', { element: 'p#refused' }, 1e12 + ALERT_MS])
    expect(code({ help: true })).toBeUndefined()
    vi.advanceTimersByTime(ALERT_MS - 1)
    expect(quiet.look()).toEqual(['error', { element: 'p#refused' }, 1e12 + ALERT_MS])
    vi.advanceTimersByTime(1)
    expect(code()).toBeUndefined()
  })
  test('another message in the same place, or the same one a minute later, is another', () => {
    vi.useFakeTimers({ now: 1e12, toFake: ['Date', 'performance'] })
    const get = put('<p role="alert">Your card was refused.</p>')
    code()
    vi.advanceTimersByTime(ALERT_MS)
    expect(code()).toBeUndefined()
    get('p').textContent = 'Your card has expired.'
    expect(code()).toBe('error')
    vi.advanceTimersByTime(ALERT_MS)
    expect(code()).toBeUndefined()
    vi.advanceTimersByTime(60_000)
    expect(code()).toBe('error')
  })
  test.each([
    ['without words', '<p role="alert"> <img alt=""> </p>'],
    ['not there', '<p role="alert" hidden>Wrong</p>'],
    // As frameworks announce a page, for screen readers alone.
    ['one pixel high', '<p role="alert" style="position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden">Page 2</p>'],
  ])('a message %s is none', (_, html) => {
    put(html)
    expect(code()).toBeUndefined()
  })
})

describe('scrolling', () => {
  /** As it comes with the next frame. */
  const scrolled = async (scroll: () => void) => {
    const heard = new Promise((done) => addEventListener('scroll', done, { capture: true, once: true }))
    scroll()
    await heard
  }
  test('for as long as the page scrolls', async () => {
    put('<div style="height: 9000px">Long</div>')
    const ended = new Promise((done) => addEventListener('scrollend', done, { capture: true, once: true }))
    await scrolled(() => scrollTo(0, 500))
    expect(code()).toBe('scrolling')
    await ended
    expect(code()).toBeUndefined()
  })
  test('is over some time after the last of it where no end is told', async () => {
    put('<div style="height: 9000px">Long</div>')
    vi.useFakeTimers({ toFake: ['performance'] })
    document.dispatchEvent(new Event('scroll'))
    expect(code()).toBe('scrolling')
    vi.advanceTimersByTime(SCROLL_MS + 1)
    expect(code()).toBeUndefined()
  })
  test('of what is as large as a page, not of what moves by itself in it', () => {
    const get = put('<div id="app" style="height: 100vh"></div><div id="reel" style="height: 60px"></div>')
    get('#reel').dispatchEvent(new Event('scroll'))
    expect(code()).toBeUndefined()
    get('#app').dispatchEvent(new Event('scroll'))
    expect(code()).toBe('scrolling')
  })
})

describe('landing', () => {
  const on = (device: 'phone' | 'tablet' | 'desktop', referrer: string) => {
    vi.spyOn(window, 'matchMedia').mockImplementation(
      (query) => ({ matches: device !== 'desktop' && query.includes('coarse') }) as MediaQueryList,
    )
    const side = device === 'phone' ? 390 : 820
    vi.spyOn(screen, 'width', 'get').mockReturnValue(side)
    Object.defineProperty(document, 'referrer', { value: referrer, configurable: true })
  }
  test.each([
    'https://www.google.com/',
    'https://www.google.co.uk/',
    'https://google.fr/',
    'https://www.bing.com/',
    'https://duckduckgo.com/',
    'https://fr.search.yahoo.com/',
    'https://search.brave.com/',
    'https://www.ecosia.org/',
    'https://www.qwant.com/',
    'https://m.baidu.com/',
    'https://yandex.com.tr/',
    'android-app://com.google.android.googlequicksearchbox/',
  ])('on a phone from %s', (referrer) => {
    on('phone', referrer)
    expect(quiet.look()).toEqual(['landing', { referrer: new URL(referrer).host }])
    on('tablet', referrer)
    expect(code()).toBeUndefined()
    on('desktop', referrer)
    expect(code()).toBeUndefined()
  })
  test.each([
    '',
    'https://shop.example/',
    'https://mail.google.com/',
    'https://accounts.google.com/',
    'https://google.evil.example/path',
    'https://notgoogle.com/',
    'https://search.shop.example/',
  ])('not from “%s”', (referrer) => {
    on('phone', referrer)
    expect(code()).toBe(undefined)
  })
  test('where it cannot be known whether the visitor went on: as long as the document lives', () => {
    vi.spyOn(window, 'navigation', 'get').mockReturnValue(undefined as never)
    on('phone', 'https://www.google.com/')
    expect(code()).toBe('landing')
  })
  test('until the visitor goes on, also without a load; not by a change of the address alone', () => {
    const address = location.href
    on('phone', 'https://www.google.com/')
    history.replaceState(null, '', '#kept')
    expect(code()).toBe('landing')
    history.pushState(null, '', '/next')
    expect(code()).toBeUndefined()
    history.back()
    history.replaceState(null, '', address)
  })
})

test('several at once: the one that the visitor would name first', () => {
  const get = put('<main data-peakend="quiet"></main><div data-consent-banner>b</div><dialog><input id="a" aria-invalid="true"></dialog>')
  ;(get('dialog') as HTMLDialogElement).showModal()
  get('#a').focus()
  expect(code()).toBe('not-now')
  get('main').remove()
  expect(code()).toBe('banner')
  get('[data-consent-banner]').remove()
  expect(code()).toBe('dialog')
  get('dialog').removeAttribute('open')
})

test('a field or an object named like something of the page stands in nobody’s way', () => {
  put('<object name="matches"></object><img name="fullscreen"><form name="forms"><input name="closest"></form><p role="dialog">Sure?</p>')
  expect(code()).toBe('dialog')
  document.body.replaceChildren()
  put('<object name="host"></object><form><input name="parentNode"><button>b</button></form>')('button').focus()
  expect(code()).toBeUndefined()
})

test('says which element in short, and nothing that a visitor wrote', () => {
  const get = put(`<textarea class="note long" id="">My secret</textarea><input id="${'x'.repeat(200)}" value="secret">`)
  get('textarea').focus()
  expect(values()).toEqual({ element: 'textarea.note' })
  get('input').focus()
  expect(JSON.stringify(values()).length).toBeLessThan(80)
})

test('looking changes nothing on the page', () => {
  put('<input id="a"><div aria-modal="true">b</div><p role="alert">c</p>')('#a').focus()
  const before = document.documentElement.outerHTML
  const focused = document.activeElement
  code()
  expect(document.documentElement.outerHTML).toBe(before)
  expect(document.activeElement).toBe(focused)
})

test('after its end nothing is left: it hears no more', () => {
  const added = vi.spyOn(window, 'addEventListener')
  const one = createQuiet(document)
  const signals = added.mock.calls.map(([, , options]) => (options as AddEventListenerOptions).signal)
  expect(signals.length).toBeGreaterThan(0)
  expect(added.mock.calls.every(([, , options]) => (options as AddEventListenerOptions).passive)).toBe(true)
  one.stop()
  expect(signals.every((signal) => signal?.aborted)).toBe(true)
  document.dispatchEvent(new Event('scroll'))
  expect(one.look()).toBeFalsy()
})

describe('never throws, whatever the page is', () => {
  const name = fc.constantFrom(
    ...[
      'getAttribute',
      'matches',
      'closest',
      'querySelectorAll',
      'activeElement',
      'shadowRoot',
      'classList',
      'id',
      'hidden',
      'checkVisibility',
    ],
    ...['getClientRects', 'localName', 'parentNode', 'textContent', 'referrer', 'elementFromPoint', 'fullscreenElement', 'defaultView'],
  )
  const attribute = fc.constantFrom(
    ...[
      'role="dialog"',
      'role="alert"',
      'role="alertdialog"',
      'aria-modal="true"',
      'aria-invalid="true"',
      'data-peakend="quiet"',
      'popover',
      'open',
    ],
    ...[
      'id="usercentrics-root"',
      'id="didomi-notice"',
      'contenteditable',
      'tabindex="0"',
      'style="position: fixed; inset: 0"',
      'inert',
      'autofocus',
    ],
  )
  const tag = fc.constantFrom(
    'div',
    'form',
    'input',
    'dialog',
    'video',
    'iframe',
    'svg',
    'object',
    'img',
    'x-y',
    'details',
    'p',
    'peakend-card',
  )
  const element = fc.letrec<{ node: string }>((tie) => ({
    node: fc
      .record({
        tag,
        attributes: fc.array(attribute, { maxLength: 3 }),
        name: fc.option(name),
        inside: fc.oneof({ maxDepth: 3 }, fc.constant([]), fc.array(tie('node'), { maxLength: 3 })),
        text: fc.constantFrom('', 'text'),
      })
      .map(
        ({ tag, attributes, name, inside, text }) =>
          `<${tag} ${attributes.join(' ')}${name ? ` name="${name}"` : ''}>${text}${inside.join('')}</${tag}>`,
      ),
  })).node
  test('with any elements, focus anywhere, shadow roots open and closed', () => {
    // An image called `body` or `querySelectorAll` stands in for what the document has of that name.
    const { body } = document
    fc.assert(
      fc.property(fc.array(element, { maxLength: 4 }), fc.nat(), fc.constantFrom('open', 'closed'), (parts, at, mode) => {
        body.innerHTML = parts.join('')
        const all = [...body.querySelectorAll<HTMLElement>('*')]
        for (const host of all)
          if (host.localName === 'x-y' && host instanceof HTMLElement)
            host.attachShadow({ mode: mode as ShadowRootMode }).innerHTML = parts.join('')
        const chosen = all[at % (all.length || 1)]
        // A field of a form stands in for its methods.
        if (chosen instanceof HTMLElement) HTMLElement.prototype.focus.call(chosen)
        try {
          expect(() => quiet.look()).not.toThrow()
        } finally {
          body.replaceChildren()
        }
      }),
      { numRuns: 300 },
    )
  })
})
