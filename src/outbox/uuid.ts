let lastMs = 0
let counter = 0

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')

/**
 * UUIDv7 of `nowMs`: time-ordered, so that records page in the order they were made.
 * From `getRandomValues`, because `crypto.randomUUID` does not exist on plain http.
 * Within one page the ids rise even in one millisecond or when the clock steps back
 * (RFC 9562 §6.2, method 1: `rand_a` counts, starting at a random value with its top bit clear).
 */
export function uuidv7(nowMs: number): string {
  const random = crypto.getRandomValues(new Uint16Array(5))
  const [a = 0, b = 0, c = 0, d = 0, e = 0] = random
  if (nowMs > lastMs) {
    lastMs = Math.floor(nowMs)
    counter = e & 0x7ff
  } else if (++counter > 0xfff) {
    counter = 0
    lastMs++
  }
  const time = hex(lastMs, 12)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(counter, 3)}-${hex((a & 0x3fff) | 0x8000, 4)}-${hex(b, 4)}${hex(c, 4)}${hex(d, 4)}`
}
