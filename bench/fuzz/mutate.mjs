/** Changes of real JSON: what an editor, a merge, a program or somebody hostile makes of it. */

const names = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'valueOf',
  'then',
  'toJSON',
  'length',
  'id',
  'on',
  'type',
  'when',
  'all',
  'next',
  'steps',
  'text',
  'options',
]
const texts = [
  '',
  ' ',
  '\0',
  '\ud800',
  '{{trait.__proto__}}',
  '{{',
  '<img src=x onerror=1>',
  'javascript:1',
  '(a+)+$',
  '(',
  'a{99999}',
  '*',
  ':has(',
  '2026-13-45',
  '24:61',
  'Mars/Olympus',
  'x'.repeat(3000),
  'é'.repeat(300),
  '/../../x.js?',
  ...names,
]
const numbers = [0, -0, -1, 1, 0.5, 2, 7, 1e9, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, 5e-324]
const nested = (/** @type {number} */ depth, /** @type {unknown} */ inner = 1) => {
  let value = inner
  for (let i = 0; i < depth; i++) value = i % 2 ? [value] : { all: [value] }
  return value
}

/** Something where something else belongs. */
export const garbage = (random) => {
  switch (random.below(9)) {
    case 0:
      return null
    case 1:
      return random.next() < 0.5
    case 2:
      return random.pick(numbers)
    case 3:
    case 4:
      return random.pick(texts)
    case 5:
      return []
    case 6:
      return Object.fromEntries([[random.pick(names), random.pick(texts)]])
    case 7:
      return [random.pick(texts), null, random.pick(numbers)]
    default:
      return nested(random.below(40), random.pick(texts))
  }
}

/** Every place of a JSON value that something stands at: its holder and its key. */
const places = (value, found = []) => {
  if (typeof value === 'object' && value !== null)
    for (const key of Object.keys(value)) {
      found.push([value, key])
      places(value[key], found)
    }
  return found
}
/** As JSON does it: a key `__proto__` is a key. */
const put = (holder, key, value) => Object.defineProperty(holder, key, { value, writable: true, enumerable: true, configurable: true })

/** The same few originals are changed a million times. */
const textsOf = new WeakMap()
const textOf = (original) => {
  const text = textsOf.get(original) ?? JSON.stringify(original)
  textsOf.set(original, text)
  return text
}
/** A copy with some places changed. */
export const mutate = (random, original, times = 1 + random.below(4)) => {
  const copy = JSON.parse(textOf(original))
  for (let i = 0; i < times; i++) {
    const all = places(copy)
    if (!all[0]) return garbage(random)
    const [holder, key] = random.pick(all)
    const [other, there] = random.pick(all)
    switch (random.below(7)) {
      case 0:
        delete holder[key]
        break
      case 1: // Swapped for what stands elsewhere: right in shape, wrong in place. A copy: JSON has no circles.
        put(holder, key, JSON.parse(JSON.stringify(other[there] ?? null)))
        break
      case 2:
        if (Array.isArray(holder)) holder.push(JSON.parse(JSON.stringify(holder[key] ?? null)))
        else put(holder, random.pick(names), holder[key])
        break
      case 3:
        put(holder, key, [holder[key]])
        break
      default:
        put(holder, key, garbage(random))
    }
  }
  return JSON.parse(JSON.stringify(copy))
}

/** Text that was JSON once: cut, doubled, flipped. */
export const corrupt = (random, text) => {
  const at = random.below(text.length)
  const end = at + random.below(30)
  return random.pick([
    () => text.slice(0, at),
    () => text.slice(0, at) + text.slice(end),
    () => text.slice(0, end) + text.slice(at),
    () => text.slice(0, at) + random.pick(['"', '}', ']', ',', '\\', '\0', '9e999', 'null', '<']) + text.slice(at),
    () => '['.repeat(at) + text,
  ])()
}

/** The smallest case that still fails: places taken away as long as it does. */
export const shrink = async (value, fails) => {
  let smallest = value
  for (let again = true; again; ) {
    again = false
    const count = places(smallest).length
    for (let i = 0; i < count; i++) {
      const copy = JSON.parse(JSON.stringify(smallest))
      const [holder, key] = places(copy)[i] ?? []
      if (!holder) break
      if (Array.isArray(holder)) holder.splice(Number(key), 1)
      else delete holder[key]
      if (await fails(copy)) {
        smallest = copy
        again = true
        break
      }
    }
  }
  return smallest
}
