import { type BrowserContextOptions, devices } from 'playwright'
import { describe, expect, test } from 'vitest'
import type { Survey } from '../src/survey/config'
import { useBrowser } from './support/browser'
import { html, openSite } from './support/site'
import { config, quick } from './support/surveys'
import { openTab, type Tab } from './support/tab'

const person = useBrowser()

const polite = quick('polite')
const visit = async (
  body: string,
  { survey = polite, options = {}, referer = '' }: { survey?: Survey; options?: BrowserContextOptions; referer?: string } = {},
) => {
  const site = await openSite()
  site.config = config(survey)
  site.pages.set('/', html({ body }))
  const context = await person(options)
  const tab = await openTab(context)
  return { site, tab, context, open: () => tab.page.goto(`${site.url}/`, { ...(referer && { referer }) }).then(() => tab.until('ready')) }
}
const opened = async (...args: Parameters<typeof visit>) => {
  const visited = await visit(...args)
  await visited.open()
  return visited
}
/** What the gate that looks at the page says now. */
const reason = async (tab: Tab, survey = 'polite') => {
  const [explained] = (await tab.call('explain', survey)) as [{ gates: { gate: string; code?: string; text: string }[] }]
  return explained.gates.find(({ gate }) => gate === 'quiet')
}
/** Something happens that calls for a question, and it is held back. */
const heldBack = async (tab: Tab, code: string) => {
  await tab.call('track', 'polite')
  expect((await reason(tab))?.code).toBe(code)
  expect(tab.of('beforeshow')).toEqual([])
  expect(tab.of('suppressed')).toEqual([])
}
const press = (tab: Tab, name: string) => tab.page.getByRole('button', { name, exact: true }).click()

/** A quiet tone of a second, as a WAV file. */
const tone = () => {
  const samples = 8000
  const file = Buffer.alloc(44 + samples)
  file.write('RIFF')
  file.writeUInt32LE(36 + samples, 4)
  file.write('WAVEfmt ', 8)
  // 8 bits of PCM, one channel, 8 kHz.
  for (const [at, value] of [
    [16, 16],
    [20, 0x10001],
    [24, 8000],
    [28, 8000],
    [32, 0x80001],
  ] as const)
    file.writeUInt32LE(value, at)
  file.write('data', 36)
  file.writeUInt32LE(samples, 40)
  for (let i = 0; i < samples; i++) file[44 + i] = 128 + Math.round(4 * Math.sin(i / 4))
  return `data:audio/wav;base64,${file.toString('base64')}`
}

describe('waits, and asks without further ado when it is over', () => {
  test('the visitor is typing', async () => {
    const { tab } = await opened('<input aria-label="Name"><button type="button">Next</button>')
    await tab.page.getByRole('textbox').click()
    await tab.page.keyboard.type('Zoë')
    await heldBack(tab, 'typing')
    await press(tab, 'Next')
    await tab.until('shown')
    expect(await tab.page.getByRole('textbox').first().inputValue()).toBe('Zoë')
  })

  test('the visitor is typing into a component', async () => {
    const { tab } = await opened('<my-field></my-field><button type="button">Next</button>')
    await tab.page.evaluate(() => {
      const root = document.querySelector('my-field')?.attachShadow({ mode: 'open' })
      root?.append(document.createElement('textarea'))
    })
    await tab.page.getByRole('textbox').click()
    await tab.page.keyboard.type('Hello')
    await heldBack(tab, 'typing')
    await press(tab, 'Next')
    await tab.until('shown')
  })

  test('text is being composed, in a component nobody can look into', async () => {
    const { tab, context } = await opened('<my-field></my-field>')
    await tab.page.evaluate(() => {
      const field = document.createElement('input')
      document.querySelector('my-field')?.attachShadow({ mode: 'closed' }).append(field)
      field.focus()
    })
    // What is composed can be heard once there is somebody to hear it.
    await tab.call('explain')
    const cdp = await context.newCDPSession(tab.page)
    await cdp.send('Input.imeSetComposition', { text: 'にほ', selectionStart: 2, selectionEnd: 2 })
    await heldBack(tab, 'typing')
    await cdp.send('Input.insertText', { text: '日本' })
    await tab.until('shown')
  })

  test('a modal dialog', async () => {
    const { tab } = await opened(
      '<button type="button" onclick="document.querySelector(\'dialog\').showModal()">Basket</button><dialog id="basket"><button type="button" onclick="this.closest(\'dialog\').close()">Done</button></dialog>',
    )
    await press(tab, 'Basket')
    await heldBack(tab, 'dialog')
    expect((await reason(tab))?.text).toBe('A dialog of the page is open (dialog#basket).')
    await press(tab, 'Done')
    await tab.until('shown')
  })

  test('a dialog that is not modal, and fades away', async () => {
    const { tab } = await opened(
      '<style>[role=dialog] { transition: opacity 0.3s, visibility 0.3s } .off { opacity: 0; visibility: hidden }</style><div role="dialog" aria-label="Size"><button type="button" onclick="this.parentElement.className = \'off\'">Done</button></div>',
    )
    await heldBack(tab, 'dialog')
    await press(tab, 'Done')
    await tab.until('shown')
  })

  test('a consent banner', async () => {
    const { tab } = await opened(
      '<div id="onetrust-consent-sdk"><div id="onetrust-banner-sdk" role="region"><button type="button" onclick="this.parentElement.style.display = \'none\'">Reject</button></div></div>',
    )
    await heldBack(tab, 'banner')
    await press(tab, 'Reject')
    await tab.until('shown')
  })

  test('something fills the screen', async () => {
    const { tab } = await opened(
      '<div id="film">Film <button type="button" onclick="film.requestFullscreen()">Full screen</button><button type="button" onclick="document.exitFullscreen()">Back</button></div>',
    )
    await press(tab, 'Full screen')
    await tab.page.waitForFunction(() => document.fullscreenElement)
    await heldBack(tab, 'fullscreen')
    await press(tab, 'Back')
    await tab.until('shown')
  })

  test.each(['audio', 'video'])('%s plays with sound', async (kind) => {
    const { tab } = await opened(
      `<${kind} id="media" loop src="${tone()}"></${kind}><button type="button" onclick="media.play()">Play</button><button type="button" onclick="media.pause()">Pause</button><button type="button" onclick="media.muted = true">Mute</button>`,
    )
    await press(tab, 'Play')
    await tab.page.waitForFunction(() => (document.querySelector('#media') as HTMLMediaElement).currentTime > 0)
    await heldBack(tab, 'media')
    await press(tab, kind === 'audio' ? 'Pause' : 'Mute')
    await tab.until('shown')
  })

  test('a frame, such as that of a payment, has the focus', async () => {
    const { tab } = await opened(
      '<iframe title="Payment" srcdoc="<input aria-label=\'Card number\'>"></iframe><button type="button">Next</button>',
    )
    await tab.page.frameLocator('iframe').getByRole('textbox').click()
    await tab.page.keyboard.type('4242')
    await heldBack(tab, 'frame')
    await press(tab, 'Next')
    await tab.until('shown')
  })

  test('an error beside a field', async () => {
    const { tab } = await opened(
      '<form onsubmit="return false"><input aria-label="Post code" required><button>Pay</button></form><button type="button">Elsewhere</button>',
    )
    await press(tab, 'Pay')
    await press(tab, 'Elsewhere')
    await heldBack(tab, 'error')
    await tab.page.getByRole('textbox').fill('75011')
    await press(tab, 'Elsewhere')
    await tab.until('shown')
  })

  test('an error that was just told', async () => {
    const { tab } = await opened(
      '<p role="alert"></p><button type="button" onclick="document.querySelector(\'p\').textContent = \'Your card was refused.\'">Pay</button>',
    )
    await tab.page.clock.install()
    await press(tab, 'Pay')
    await heldBack(tab, 'error')
    await tab.page.clock.fastForward(11_000)
    await tab.until('shown')
  })

  test('the tab is in the background', async () => {
    const { tab } = await opened('')
    // Playwright keeps every page visible, whatever stands in front of it.
    const hide = (value: boolean) =>
      tab.page.evaluate((value) => {
        Object.defineProperty(document, 'hidden', { value, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))
      }, value)
    await hide(true)
    await heldBack(tab, 'hidden')
    await hide(false)
    await tab.until('shown')
  })

  test('a scroll is under way', async () => {
    const { tab, context } = await opened('<div style="height: 20000px">Long</div>')
    // Loaded beforehand: the scroll is no longer than it has to be.
    await tab.call('explain')
    await tab.page.evaluate(() => {
      const seen: string[] = []
      Object.assign(window, { seen })
      addEventListener('scroll', () => seen.push('scroll'), true)
      addEventListener('peakend:beforeshow', () => seen.push('beforeshow'))
    })
    const cdp = await context.newCDPSession(tab.page)
    const scroll = cdp.send('Input.synthesizeScrollGesture', { x: 200, y: 200, yDistance: -3000, speed: 1000, preventFling: true })
    await tab.page.waitForFunction(() => scrollY > 50)
    await heldBack(tab, 'scrolling')
    await scroll
    await tab.until('shown')
    const seen = await tab.page.evaluate(() => (window as unknown as { seen: string[] }).seen)
    expect(seen.indexOf('beforeshow')).toBeGreaterThan(seen.lastIndexOf('scroll'))
  })

  test('the first page of a visit from a search engine, on a phone, until the visitor goes on', async () => {
    const { tab } = await opened('<a href="/next" onclick="history.pushState(null, \'\', \'/next\'); return false">Next</a>', {
      options: devices['Pixel 7'],
      referer: 'https://www.google.com/',
    })
    await heldBack(tab, 'landing')
    await tab.page.getByRole('link').tap()
    await tab.until('shown')
  })

  test('the page asks for quiet', async () => {
    const { tab } = await opened(
      '<section data-peakend="quiet">Paying… <button type="button" onclick="this.parentElement.removeAttribute(\'data-peakend\')">Paid</button></section>',
    )
    await heldBack(tab, 'not-now')
    await press(tab, 'Paid')
    await tab.until('shown')
  })
})

describe('nothing waits that need not', () => {
  test('a message that helps may come right after an error', async () => {
    const { tab } = await opened('<input aria-label="Post code" aria-invalid="true">', { survey: { ...polite, help: true } })
    await tab.call('track', 'polite')
    await tab.until('shown')
  })

  test('from a search engine on a computer, or on a phone from anywhere else', async () => {
    for (const options of [{ referer: 'https://www.google.com/' }, { options: devices['Pixel 7'], referer: 'https://shop.example/' }]) {
      const { tab } = await opened('', options)
      await tab.call('track', 'polite')
      await tab.until('shown')
    }
  })

  test('video without sound, a closed dialog, a menu that is shut', async () => {
    const { tab } = await opened(
      `<audio id="media" loop muted src="${tone()}"></audio><button type="button" onclick="media.play()">Play</button><dialog>Closed</dialog><div popover>Shut</div><div role="dialog" aria-hidden="true">Away</div>`,
    )
    await press(tab, 'Play')
    await tab.page.waitForFunction(() => (document.querySelector('#media') as HTMLMediaElement).currentTime > 0)
    await tab.call('track', 'polite')
    await tab.until('shown')
  })
})

test('the visitor begins to type while what asks is on its way: it waits after all, and comes once', async () => {
  const { site, tab } = await opened('<input aria-label="Name"><button type="button">Next</button>')
  const path = [...site.files.keys()].find((name) => /^\/chunks\/ask\./.test(name)) ?? ''
  const arrive = site.hold(path)
  await tab.call('track', 'polite')
  await expect.poll(() => site.asked.includes(path)).toBe(true)
  await tab.page.getByRole('textbox').click()
  await tab.page.keyboard.type('Zoë')
  arrive()
  expect((await reason(tab))?.code).toBe('typing')
  expect(tab.of('beforeshow')).toEqual([])
  await press(tab, 'Next')
  await tab.until('shown')
  expect(tab.of('beforeshow')).toHaveLength(1)
})

test('it gives up after its patience, and says what it waited for', async () => {
  const { tab, open } = await visit('<div role="dialog" id="newsletter">Newsletter</div>', {
    survey: { ...polite, trigger: { on: 'event', name: 'polite', patienceSeconds: 60 } },
  })
  await tab.page.clock.install()
  await open()
  await heldBack(tab, 'dialog')
  await tab.page.clock.fastForward(59_000)
  expect((await reason(tab))?.code).toBe('dialog')
  expect(tab.of('suppressed')).toEqual([])
  await tab.page.clock.fastForward(2_000)
  expect((await tab.until('suppressed', { survey: 'polite' })).gates).toMatchObject([
    { gate: 'place', code: 'too-late' },
    { gate: 'quiet', code: 'dialog', values: { element: 'div#newsletter' } },
  ])
  await tab.page.evaluate(() => document.querySelector('#newsletter')?.remove())
  expect((await reason(tab))?.code).toBeUndefined()
  expect(tab.of('beforeshow')).toEqual([])
})

test('one question after another: a rest between them', async () => {
  const { tab, open } = await visit('')
  await tab.page.clock.install()
  await open()
  await tab.call('track', 'polite')
  await tab.until('shown')
  await tab.call('hide')
  await tab.card.waitFor({ state: 'detached' })
  await tab.call('track', 'polite')
  await tab.call('explain')
  expect(tab.of('beforeshow')).toHaveLength(1)
  await tab.page.clock.fastForward(31_000)
  await tab.until('shown')
})
