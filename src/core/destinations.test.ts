// @vitest-environment node
import { describe, expect, it } from 'vitest'
import { createPeakend } from '../create'
import type { Options } from '../types'
import { destinationsOf } from './destinations'

const ids = (...urls: string[]) => destinationsOf({ endpoint: urls.map((url) => ({ url })) }).map(({ id }) => id)

describe('names', () => {
  it('an address alone is `main`, which is what devices know it by', () => {
    expect(destinationsOf({ endpoint: '/v1/responses' })).toMatchObject([{ id: 'main', url: '/v1/responses', format: 'cloudevents' }])
  })
  it('of several are their addresses, without what may be a secret in them', () => {
    expect(ids('/v1/responses', 'https://hook.example/x?token=1#y')).toEqual(['/v1/responses', 'https://hook.example/x'])
  })
  it('may be given', () => {
    expect(destinationsOf({ endpoint: [{ url: '/a', id: 'main' }] })).toMatchObject([{ id: 'main' }])
  })
})

it('none without an endpoint', () => expect(destinationsOf({})).toEqual([]))

it('options beside a single address are its own', () => {
  const transform = () => null
  expect(destinationsOf({ endpoint: '/a', transform, requireReceipt: true, contact: true })).toMatchObject([
    { transform, requireReceipt: true, contact: true },
  ])
  expect(destinationsOf({ endpoint: 'https://eu.i.posthog.com/batch/', format: 'posthog', key: 'phc_1' })).toMatchObject([
    { format: 'posthog', key: 'phc_1' },
  ])
})

it('an attribute that says false is off', () => {
  expect(destinationsOf({ endpoint: '/a', requireReceipt: 'false', contact: 'true' } as never)).toMatchObject([
    { requireReceipt: false, contact: true },
  ])
})

describe('a wrong one is a clear error', () => {
  const wrong: readonly (readonly [object, RegExp])[] = [
    [{ endpoint: '' }, /^endpoint: expected a URL, got ""/],
    [{ endpoint: 'http://' }, /^endpoint: expected a URL, got "http:\/\/"/],
    [{ endpoint: 'javascript:alert(1)' }, /^endpoint: expected a URL/],
    [{ endpoint: [] }, /^endpoint: expected at least one destination, got \[\]/],
    [{ endpoint: ['/a'] }, /^endpoint\[0\]: expected a destination: \{ url, … \}, got "\/a"/],
    [{ endpoint: [{}] }, /^endpoint\[0\]\.url: expected a URL, got undefined/],
    [{ endpoint: [{ url: '/a' }, { url: '/a?b' }] }, /^endpoint\[1\]\.id: expected a name that no other destination has, got "\/a"/],
    [{ endpoint: [{ url: '/a', format: 'csv' }] }, /^endpoint\[0\]\.format: expected cloudevents, json, posthog, segment, got "csv"/],
    [{ endpoint: [{ url: '/a', formt: 'json' }] }, /^endpoint\[0\]\.formt: expected one of url, id, /],
    [{ endpoint: [{ url: '/a', format: 'posthog' }] }, /^endpoint\[0\]\.key: expected the key of posthog, got undefined/],
    [{ endpoint: [{ url: '/a', transform: 1 }] }, /^endpoint\[0\]\.transform: expected a function, got 1/],
    [{ endpoint: [{ url: '/a', format: 'json', transform: () => 1 }] }, /^endpoint\[0\]\.transform: expected none beside another format/],
    [{ endpoint: [{ url: '/a', format: 'json', requireReceipt: true }] }, /^endpoint\[0\]\.requireReceipt: expected none/],
    [{ endpoint: [{ url: '/a', id: '' }] }, /^endpoint\[0\]\.id: expected a name/],
    [{ endpoint: [{ url: '/a' }], format: 'json' }, /^format: expected it in each destination/],
    [{ endpoint: '/a', format: 'csv' }, /^format: expected cloudevents/],
    [{ format: 'segment' }, /^key: expected the key of segment/],
    [{ endpoint: '/a', beforeSend: 'x' }, /^beforeSend: expected a function, got "x"/],
  ]
  it.each(wrong)('%j', (options, message) => {
    expect(() => destinationsOf(options as Options)).toThrow(message)
  })
  it.each(wrong)('%j: createPeakend throws it', (options) => {
    expect(() => createPeakend(options as Options)).toThrow(expect.objectContaining({ name: 'PeakendError', code: 'bad-option' }))
  })
})
