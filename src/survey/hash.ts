/**
 * A small hash, good enough to draw samples and tell instruments apart, and there on plain http too, where `crypto.subtle`
 * is not: FNV-1a, 32 bits, over UTF-16 units, with the finaliser of MurmurHash3 so that near inputs spread over the range.
 */
export const hash = (text: string): number => {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Seven characters or fewer, for keys. */
export const shortHash = (text: string): string => hash(text).toString(36)
