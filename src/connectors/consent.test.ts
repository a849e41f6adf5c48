import * as fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ConsentLevel } from '../survey/wire'
import { start } from './consent'

/** Starts it as the script does; returns its stop. */
const watchConsent = (handle: { consent: (level: ConsentLevel) => unknown }, options: { connect?: string }) => {
  const stops: (() => unknown)[] = []
  start({ handle, options, stops })
  return () => {
    for (const stop of stops) stop()
  }
}

const page = window as unknown as { peakendConsent?: unknown; dataLayer?: unknown[] | undefined }
const stops: (() => void)[] = []
const watch = () => {
  const set = vi.fn<(level: ConsentLevel) => void>()
  const stop = watchConsent({ consent: set }, {})
  stops.push(stop)
  return { set, stop, heard: () => set.mock.calls.map(([level]) => level) }
}
afterEach(() => {
  for (const stop of stops.splice(0)) stop()
  delete page.peakendConsent
  delete page.dataLayer
})
/** As the snippet of Google writes it: the arguments object itself is pushed. */
function gtag(..._: unknown[]) {
  // biome-ignore lint/complexity/noArguments: an arguments object is what is pushed.
  page.dataLayer?.push(arguments)
}
const consent = (storage: string, command = 'default') => gtag('consent', command, { ad_storage: 'denied', analytics_storage: storage })

describe('the page says it: window.peakendConsent', () => {
  test('now and whenever it changes', () => {
    let tell: (level: ConsentLevel) => void = () => {}
    page.peakendConsent = (set: typeof tell) => {
      tell = set
      set('session')
    }
    const { heard } = watch()
    expect(heard()).toEqual(['session'])
    tell('persistent')
    tell('none')
    expect(heard()).toEqual(['session', 'persistent', 'none'])
  })
  test('its stop is called', () => {
    const stopped = vi.fn()
    page.peakendConsent = () => stopped
    const { stop } = watch()
    expect(stopped).not.toHaveBeenCalled()
    stop()
    expect(stopped).toHaveBeenCalledTimes(1)
  })
  test.each([undefined, null, 3, 'stop', Promise.resolve()])('what it returns need not be a stop: %s', (returned) => {
    page.peakendConsent = () => returned
    const { stop } = watch()
    expect(() => stop()).not.toThrow()
  })
  test('then the data layer is left alone', () => {
    page.peakendConsent = () => {}
    const { heard } = watch()
    expect(page).not.toHaveProperty('dataLayer')
    page.dataLayer = []
    consent('granted')
    expect(heard()).toEqual([])
  })
})

describe('Consent Mode', () => {
  test('what was said before', () => {
    page.dataLayer = []
    consent('denied', 'update')
    expect(watch().heard()).toEqual(['none'])
  })
  test('a default that denies is no refusal: nobody has chosen yet', () => {
    page.dataLayer = []
    consent('denied')
    const { heard } = watch()
    consent('denied')
    expect(heard()).toEqual([])
    consent('granted', 'update')
    expect(heard()).toEqual(['persistent'])
  })
  test('but it takes back a default that granted, as those of single regions do', () => {
    page.dataLayer = []
    consent('granted')
    const { heard } = watch()
    consent('denied')
    expect(heard()).toEqual(['persistent', 'none'])
  })
  test('of several defaults the last one counts', () => {
    page.dataLayer = []
    consent('granted')
    consent('denied')
    expect(watch().heard()).toEqual([])
  })
  test('the last word counts', () => {
    page.dataLayer = []
    consent('denied')
    gtag('js', new Date())
    consent('granted', 'update')
    gtag('config', 'G-1')
    expect(watch().heard()).toEqual(['persistent'])
  })
  test('what is said after, as it is said', () => {
    page.dataLayer = []
    const { heard } = watch()
    expect(heard()).toEqual([])
    consent('granted', 'update')
    expect(heard()).toEqual(['persistent'])
    consent('denied', 'update')
    expect(heard()).toEqual(['persistent', 'none'])
  })
  test('without a data layer one is there for whoever comes later', () => {
    const { heard } = watch()
    page.dataLayer = page.dataLayer ?? []
    consent('granted')
    expect(heard()).toEqual(['persistent'])
  })
  test('several entries in one push', () => {
    page.dataLayer = []
    const { heard } = watch()
    expect(
      page.dataLayer.push(['consent', 'default', { analytics_storage: 'denied' }], { event: 'x' }, [
        'consent',
        'update',
        { analytics_storage: 'granted' },
      ]),
    ).toBe(3)
    expect(heard()).toEqual(['persistent'])
    expect(page.dataLayer).toHaveLength(3)
  })
  test('a command about other storage changes nothing', () => {
    page.dataLayer = []
    consent('granted')
    const { heard } = watch()
    gtag('consent', 'update', { ad_storage: 'denied' })
    gtag('set', 'x', { analytics_storage: 'denied' })
    gtag('consent', 'update')
    gtag('consent', 'update', null)
    expect(heard()).toEqual(['persistent'])
  })
  test.each([null, undefined, 0, 5, 'consent', true, {}, [], { event: 'x' }, [[]], { length: -1 }, { length: 'x' }, Symbol('x'), () => {}])(
    'an entry of another kind is passed on: %s',
    (entry) => {
      page.dataLayer = [entry]
      const { heard } = watch()
      expect(page.dataLayer.push(entry)).toBe(2)
      expect(heard()).toEqual([])
    },
  )
  test('an entry that says it is longer than anything', () => {
    page.dataLayer = []
    watch()
    // Nothing of ours may be thrown into the page's own push.
    expect(() => page.dataLayer?.push({ event: 'view', length: 2 ** 40 })).not.toThrow()
  })
  test('property: no entry throws, and each is passed on', () => {
    fc.assert(
      fc.property(fc.array(fc.anything()), (entries) => {
        page.dataLayer = []
        const { stop } = watch()
        for (const entry of entries) page.dataLayer.push(entry)
        expect([...page.dataLayer]).toEqual(entries)
        stop()
      }),
    )
  })
})

describe('stop', () => {
  test('hears nothing more, and gives push back', () => {
    page.dataLayer = []
    const { push } = page.dataLayer
    const { heard, stop } = watch()
    expect(page.dataLayer.push).not.toBe(push)
    stop()
    expect(page.dataLayer.push).toBe(push)
    consent('granted')
    expect(heard()).toEqual([])
    expect(page.dataLayer).toHaveLength(1)
  })
  test('a data layer that was not there goes, if nobody used it', () => {
    watch().stop()
    expect(page).not.toHaveProperty('dataLayer')
  })
  test('one that somebody used stays', () => {
    const { stop } = watch()
    page.dataLayer?.push({ event: 'x' })
    stop()
    expect(page.dataLayer).toHaveLength(1)
  })
  test('one that was there stays, though empty', () => {
    const layer: unknown[] = (page.dataLayer = [])
    watch().stop()
    expect(page.dataLayer).toBe(layer)
  })
  test('a push that another script wrapped meanwhile stays wrapped, works, and tells us nothing', () => {
    const layer: unknown[] = (page.dataLayer = [])
    const { heard, stop } = watch()
    const ours = layer.push
    const seen: unknown[] = []
    const theirs = (...entries: unknown[]) => {
      seen.push(...entries)
      return ours.apply(layer, entries)
    }
    layer.push = theirs
    consent('granted')
    expect(heard()).toEqual(['persistent'])
    stop()
    expect(layer.push).toBe(theirs)
    expect(layer.push(['consent', 'update', { analytics_storage: 'denied' }])).toBe(2)
    expect(seen).toHaveLength(2)
    expect(heard()).toEqual(['persistent'])
  })
  test('twice is no matter', () => {
    page.dataLayer = []
    const { stop } = watch()
    stop()
    expect(() => stop()).not.toThrow()
  })
  test('a push that was special before is called as before', () => {
    const layer: unknown[] = (page.dataLayer = [])
    const special = vi.fn(() => 42)
    layer.push = special
    const { stop } = watch()
    expect(layer.push('x')).toBe(42)
    expect(special).toHaveBeenCalledWith('x')
    stop()
    expect(layer.push).toBe(special)
  })
})

describe('consent platforms', () => {
  const platform = window as unknown as Record<string, unknown>
  afterEach(() => {
    for (const name of ['__tcfapi', 'didomiOnReady', '_axcb', 'tarteaucitron', 'axeptioSettings']) delete platform[name]
    vi.useRealTimers()
  })
  const tcf = () => {
    const listeners: ((data: unknown, success: boolean) => void)[] = []
    const removed: unknown[] = []
    platform['__tcfapi'] = (command: string, _: number, fn: (data: unknown, success: boolean) => void, id?: unknown) => {
      if (command === 'addEventListener') listeners.push(fn)
      else removed.push(id)
    }
    const say = (eventStatus: string, consents: object, more = {}) => {
      for (const fn of listeners) fn({ gdprApplies: true, eventStatus, listenerId: 7, publisher: { consents }, ...more }, true)
    }
    return { say, removed }
  }
  test('TCF: the site’s own purposes 1 and 9, once the visitor has chosen; its stop removes the listener', () => {
    const { say, removed } = tcf()
    const { heard, stop } = watch()
    say('cmpuishown', {})
    expect(heard()).toEqual([])
    say('tcloaded', { 1: true, 8: true })
    say('useractioncomplete', { 1: true, 9: true })
    say('useractioncomplete', { 1: true }, { publisher: { consents: { 1: true }, legitimateInterests: { 9: true } } })
    say('useractioncomplete', {}, { publisher: { consents: {}, legitimateInterests: { 1: true, 9: true } } })
    expect(heard()).toEqual(['none', 'persistent', 'persistent', 'none'])
    stop()
    expect(removed).toEqual([7])
  })
  test('TCF where the law does not apply', () => {
    const { say } = tcf()
    const { heard } = watch()
    say('tcloaded', {}, { gdprApplies: false })
    expect(heard()).toEqual(['persistent'])
  })
  test('where a platform of more authority is there, that of less is not heard, unless the first does not know us', () => {
    const { say } = tcf()
    page.dataLayer = []
    const { heard } = watch()
    consent('granted', 'update')
    expect(heard()).toEqual([])
    say('tcloaded', {}, { publisher: undefined })
    expect(heard()).toEqual(['persistent'])
  })
  test('one platform only, by the name it has for us', () => {
    tcf().say('tcloaded', { 1: true, 9: true })
    platform['tarteaucitron'] = { services: { feedback: {} }, state: { feedback: true } }
    const set = vi.fn()
    stops.push(watchConsent({ consent: set }, { connect: 'tarteaucitron:feedback' }))
    expect(set.mock.calls).toEqual([['persistent']])
  })
  test.each(['intercom tarteaucitron:feedback ga4', 'ga4\ttarteaucitron:feedback'])('that one among chats and shops: %s', (connect) => {
    tcf().say('tcloaded', { 1: true, 9: true })
    platform['tarteaucitron'] = { services: { feedback: {} }, state: { feedback: true } }
    const set = vi.fn()
    stops.push(watchConsent({ consent: set }, { connect }))
    expect(set.mock.calls).toEqual([['persistent']])
  })
  test.each(['intercom ga4', 'constructor', 'tcfx', 'my-own'])('where none is named, all are heard: %s', (connect) => {
    const { say } = tcf()
    const set = vi.fn()
    stops.push(watchConsent({ consent: set }, { connect }))
    say('tcloaded', { 1: true, 9: true })
    expect(set.mock.calls).toEqual([['persistent']])
  })
  test('one that arrives late is heard, and what it throws goes nowhere', () => {
    vi.useFakeTimers()
    const { heard } = watch()
    platform['tarteaucitron'] = { services: { peakend: {} }, state: {} }
    platform['__tcfapi'] = () => {
      throw new Error('theirs')
    }
    vi.advanceTimersByTime(1000)
    expect(heard()).toEqual([])
    ;(platform['tarteaucitron'] as { state: Record<string, boolean> }).state['peakend'] = false
    document.dispatchEvent(new Event('peakend_disallowed'))
    expect(heard()).toEqual(['none'])
  })
  test('Didomi: the vendor of our name, as Didomi numbers it; Axeptio: the vendor of our name', () => {
    const ready: ((didomi: unknown) => void)[] = []
    platform['didomiOnReady'] = ready
    const { heard } = watch()
    const statuses: ((status?: boolean) => void)[] = []
    const didomi = {
      getRequiredVendorIds: () => ['google', 'c:peakend-x7'],
      isConsentRequired: () => true,
      getObservableOnUserConsentStatusForVendor: (id: string) => ({
        subscribe: (fn: () => void) => void (id === 'c:peakend-x7' && statuses.push(fn)),
      }),
    }
    for (const fn of ready) fn(didomi)
    for (const status of [undefined, true, false]) for (const fn of statuses) fn(status)
    expect(heard()).toEqual(['persistent', 'none'])
  })
})
