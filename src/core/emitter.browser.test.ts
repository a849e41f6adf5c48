import { afterEach, describe, expect, test, vi } from 'vitest'
import { createEmitter } from './emitter'

const moment = { type: 'event', name: 'x' } as const
const asks = { survey: 's', moment }
const offs: (() => void)[] = []
afterEach(() => {
  for (const off of offs.splice(0)) off()
})
const onWindow = (type: string, fn: (event: CustomEvent) => void) => {
  const listener = (event: Event) => fn(event as CustomEvent)
  window.addEventListener(type, listener)
  offs.push(() => window.removeEventListener(type, listener))
}

describe('hearing', () => {
  test('listeners of the type get the detail itself, in order', () => {
    const { emit, on } = createEmitter()
    const heard: unknown[] = []
    on('ready', (detail) => heard.push(['first', detail]))
    on('ready', (detail) => heard.push(['second', detail]))
    on('moment', (detail) => heard.push(['moment', detail]))
    const detail = { surveys: ['a'] }
    expect(emit('ready', detail)).toBe(true)
    expect(heard).toEqual([
      ['first', detail],
      ['second', detail],
    ])
  })
  test('window hears it too, as peakend:<type>', () => {
    const { emit } = createEmitter()
    const heard = vi.fn()
    onWindow('peakend:ready', ({ detail }) => heard(detail))
    emit('ready', { surveys: ['a'] })
    expect(heard).toHaveBeenCalledWith({ surveys: ['a'] })
  })
  test('less, where less may be said aloud', () => {
    const { emit, on } = createEmitter()
    const [near, far] = [vi.fn(), vi.fn()]
    on('completed', near)
    onWindow('peakend:completed', ({ detail }) => far(detail))
    const detail = { survey: 's', response: 'r', answers: { csat: 5, why: 'secret' } }
    emit('completed', detail, { ...detail, answers: { csat: 5 } })
    expect(near).toHaveBeenCalledWith(detail)
    expect(JSON.stringify(far.mock.calls)).not.toContain('secret')
  })
  test('two emitters are apart', () => {
    const [a, b] = [createEmitter(), createEmitter()]
    const heard = vi.fn()
    a.on('ready', heard)
    b.emit('ready', { surveys: [] })
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('off', () => {
  test('ends it, for this one alone', () => {
    const { emit, on } = createEmitter()
    const [a, b] = [vi.fn(), vi.fn()]
    const off = on('ready', a)
    on('ready', b)
    off()
    off()
    emit('ready', { surveys: [] })
    expect(a).not.toHaveBeenCalled()
    expect(b).toHaveBeenCalledTimes(1)
  })
  test('the same function twice is heard twice, and each has its off', () => {
    const { emit, on } = createEmitter()
    const fn = vi.fn()
    const off = on('ready', fn)
    on('ready', fn)
    emit('ready', { surveys: [] })
    expect(fn).toHaveBeenCalledTimes(2)
    off()
    emit('ready', { surveys: [] })
    expect(fn).toHaveBeenCalledTimes(3)
  })
  test('from within', () => {
    const { emit, on } = createEmitter()
    const fn = vi.fn(() => off())
    const off = on('ready', fn)
    emit('ready', { surveys: [] })
    emit('ready', { surveys: [] })
    expect(fn).toHaveBeenCalledTimes(1)
  })
})

describe('veto', () => {
  test('nobody', () => expect(createEmitter().emit('beforeshow', asks)).toBe(true))
  test('return false', () => {
    const { emit, on } = createEmitter()
    on('beforeshow', () => false)
    expect(emit('beforeshow', asks)).toBe(false)
  })
  test.each([undefined, null, 0, '', true, 'false', Promise.resolve(false)])('return %j is no veto', (returned) => {
    const { emit, on } = createEmitter()
    on('beforeshow', () => returned)
    expect(emit('beforeshow', asks)).toBe(true)
  })
  test('preventDefault on window', () => {
    onWindow('peakend:beforeshow', (event) => event.preventDefault())
    expect(createEmitter().emit('beforeshow', asks)).toBe(false)
  })
  test('one is enough, and the others are still heard', () => {
    const { emit, on } = createEmitter()
    const after = vi.fn()
    on('beforeshow', () => false)
    on('beforeshow', after)
    expect(emit('beforeshow', asks)).toBe(false)
    expect(after).toHaveBeenCalledTimes(1)
  })
  test('a veto ends with the event', () => {
    const { emit, on } = createEmitter()
    on('beforeshow', () => false)()
    expect(emit('beforeshow', asks)).toBe(true)
  })
})

describe('a listener that throws', () => {
  test('is the page’s own error, and stops nobody', () => {
    const errors: string[] = []
    const caught = (event: ErrorEvent) => {
      errors.push(event.message)
      event.preventDefault()
      event.stopImmediatePropagation()
    }
    // Before any other listener of this window, so that the test runner does not take it for its own.
    window.addEventListener('error', caught, true)
    offs.push(() => window.removeEventListener('error', caught, true))
    const { emit, on } = createEmitter()
    const [after, outside] = [vi.fn(), vi.fn()]
    on('ready', () => {
      throw new Error('theirs')
    })
    on('ready', after)
    onWindow('peakend:ready', outside)
    expect(() => emit('ready', { surveys: [] })).not.toThrow()
    expect(after).toHaveBeenCalledTimes(1)
    expect(outside).toHaveBeenCalledTimes(1)
    expect(errors.join()).toContain('theirs')
  })
})
