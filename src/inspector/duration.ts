import type { Words } from './words'

const units = [
  ['d', 86_400],
  ['h', 3600],
  ['min', 60],
  ['s', 1],
] as const

/** `1 min 30 s`, `13 d`: the two largest units, nothing below a second. */
export const duration = (seconds: number, words: Pick<Words, 'units'>): string => {
  let left = Math.max(0, Math.ceil(seconds))
  const parts = units.flatMap(([name, size]) => {
    const count = Math.floor(left / size)
    left -= count * size
    return count ? `${count} ${words.units[name]}` : []
  })
  return parts.slice(0, 2).join(' ') || `0 ${words.units.s}`
}
