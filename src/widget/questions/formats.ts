/** What a visitor writes, as an answer; nothing where it is none. Lenient: whatever a person would understand is right. */

/** Without the blanks around it, and without what cannot be seen: address books copy marks of direction along. */
const bare = (text: string) => text.replace(/\p{Cf}/gu, '').trim()
/** Digits of Arabic, of Persian and of full width end in the same four bits as ours. */
const ascii = (text: string) => bare(text).replace(/[٠-٩۰-۹０-９]/g, (digit) => `${digit.charCodeAt(0) & 15}`)

export const email = (typed: string): string | undefined => bare(typed).match(/^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/)?.[0]

/** 5–17 digits, set out in any way: E.164 has 15 at most, and some write a `(0)` in between. */
export const phone = (typed: string): string | undefined => ascii(typed).match(/^[+(]*(\d[\s()./\u2010-\u2013-]*){5,17}$/)?.[0]

/** With `https://` where nothing is before it. Never an address that runs something. */
export const url = (typed: string): string | undefined => {
  const text = bare(typed)
  const whole = /^[a-z]+:\/\//i.test(text) ? text : `https://${text}`
  try {
    const { protocol, hostname, username } = new URL(whole)
    return /^https?:$/.test(protocol) && /.\../.test(hostname) && !username ? whole : undefined
  } catch {
    return
  }
}

/** Grouped as the language does it; a comma is a decimal one wherever it groups nothing. */
export const number = (typed: string, lang: string): number | undefined => {
  const text = ascii(typed).replace(/[\s'’]/g, '')
  const group = new Intl.NumberFormat(lang).format(12345)[2] as string
  const whole = new RegExp(`^-?\\d{1,3}([${group}]\\d{3})+(?!\\d)`).test(text) ? text.replaceAll(group, '') : text
  // Of 99 digits: what is larger is no number any more.
  return /^-?(\d{1,99}([.,٫]\d*)?|[.,٫]\d+)$/.test(whole) ? Number(whole.replace(/[,٫]/, '.')) : undefined
}
