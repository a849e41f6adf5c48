import type { Destination, Format, Options } from '../types'

const FORMATS: readonly Format[] = ['cloudevents', 'json', 'posthog', 'segment']
/** Where one address is given as a text: what devices have stored is kept under this name. */
const MAIN = 'main'

/** A destination with its name; what a wrong one could be was looked at. */
export type Resolved = Omit<Destination, 'id'> & { readonly id: string; readonly format: Format }

const expect = (isRight: boolean, path: string, expected: string, got: unknown): void => {
  if (!isRight) throw new TypeError(`${path}: expected ${expected}, got ${JSON.stringify(got) ?? typeof got}. Correct it.`)
}
const isText = (value: unknown) => typeof value === 'string' && value.trim() !== ''
const isAddress = (url: unknown): url is string => {
  try {
    // The base is only for paths: what stands alone must be an address that can be posted to.
    return isText(url) && /^https?:$/.test(new URL(url as string, 'https://page').protocol)
  } catch {
    return false
  }
}
const isFunction = (value: unknown) => value === undefined || typeof value === 'function'
/** Attributes of the script give texts. */
const isOn = (value: unknown) => value !== undefined && `${value}` !== 'false'

const resolve = (given: Destination, at: string, known: readonly string[]): Resolved => {
  const { url, format = 'cloudevents', key, transform, requireReceipt, contact } = given
  const isCloudEvents = format === 'cloudevents'
  for (const name of Object.keys(given)) expect(known.includes(name), at + name, `one of ${known.join(', ')}`, name)
  expect(isAddress(url), at === '' ? 'endpoint' : `${at}url`, 'a URL', url)
  expect(FORMATS.includes(format), `${at}format`, FORMATS.join(', '), format)
  expect(key === undefined || isText(key), `${at}key`, 'a key', key)
  expect(!/posthog|segment/.test(format) || isText(key), `${at}key`, `the key of ${format}`, key)
  expect(isFunction(transform), `${at}transform`, 'a function', transform)
  expect(!transform || isCloudEvents, `${at}transform`, 'none beside another format', format)
  expect(!isOn(requireReceipt) || isCloudEvents, `${at}requireReceipt`, 'none beside another format: only CloudEvents get receipts', format)
  const id = given.id ?? (url.split(/[?#]/)[0] as string) // a split has a first part
  expect(isText(id), `${at}id`, 'a name', id)
  return { ...given, id, format, requireReceipt: isOn(requireReceipt), contact: isOn(contact) }
}
const FIELDS = ['url', 'id', 'format', 'key', 'transform', 'requireReceipt', 'contact'] as const

/**
 * Where responses go, by the options `endpoint`, `format`, `key`, `transform`, `contact` and `requireReceipt`; the latter are those of a
 * single address. Throws a TypeError that says which option cannot be right.
 */
export function destinationsOf({ endpoint, beforeSend, format, key, transform, contact, requireReceipt }: Options): Resolved[] {
  const single = { format, key, transform, contact, requireReceipt }
  const given = Object.entries(single).filter(([, value]) => value !== undefined)
  expect(isFunction(beforeSend), 'beforeSend', 'a function', beforeSend)
  if (Array.isArray(endpoint)) {
    expect(endpoint.length > 0, 'endpoint', 'at least one destination', endpoint)
    for (const [name] of given) expect(false, name, 'it in each destination, where there is a list of them', name)
    const all = endpoint.map((destination: Destination, i) => {
      expect(Object(destination) === destination, `endpoint[${i}]`, 'a destination: { url, … }', destination)
      return resolve(destination, `endpoint[${i}].`, FIELDS)
    })
    all.forEach(({ id }, i) => {
      expect(!all.slice(0, i).some((other) => other.id === id), `endpoint[${i}].id`, 'a name that no other destination has', id)
    })
    return all
  }
  // Types that could not be right at any address are told before there is one.
  const found = resolve({ ...Object.fromEntries(given), url: endpoint === undefined ? '/' : endpoint, id: MAIN } as Destination, '', FIELDS)
  return endpoint === undefined ? [] : [found]
}
