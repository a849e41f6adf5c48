/**
 * Takes out of free text what nobody asked for and nobody should keep: e-mail addresses, telephone, card and account numbers, and what stands
 * in the query of an address. Pure, conservative: order, tracking, ticket and invoice numbers, prices, dates and postcodes stay. Each pattern
 * reads a text once: no two of its parts can take the same characters.
 */

/** What people put between digits. */
const gap = '[ \u00a0\u202f./-]'

/** Not of letters that no country has and carriers begin with, nor with check digits that cannot be. */
const iban = new RegExp(
  `\\b(?!RF|LP|SF|[WZ]|J[^O]|U[^A]|X[^K]|Y[^E]|..0[01])[A-Z]{2} ?\\d\\d(?:${gap}?[A-Z\\d]{4}){2,7}(?:${gap}?[A-Z\\d]{1,3})?(?![A-Z\\d])`,
  'gi',
)
/**
 * Check digits: read as a number of base 36 digits, country last, it leaves 1 (ISO 7064, MOD 97-10). An invoice may have such a number, too, of the
 * country RF (ISO 11649): that one stays.
 */
const isIban = (text: string): boolean => {
  const all = text.replace(/[^A-Z\d]/gi, '')
  let rest = 0
  for (const sign of all.slice(4) + all.slice(0, 4)) for (const digit of `${parseInt(sign, 36)}`) rest = (rest * 10 + +digit) % 97
  // Nobody changes between capitals and small letters in the middle: words that follow do.
  return rest === 1 && /^(?!.*[A-Z].*[a-z]).{15}/.test(all)
}
/** Words that follow look like its last groups. */
const withoutIban = (run: string): string => {
  for (let end = run.length; end > 14; end = run.slice(0, end).search(/[^A-Z\d][A-Z\d]*$/i))
    if (isIban(run.slice(0, end))) return `[iban]${run.slice(end)}`
  return run
}

/** What issuers begin with, at their lengths: a barcode, an IMEI or a parcel of the same check digit is none. */
const issuers = /^(4\d{12}(\d{3}){0,2}|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[05689]\d{12}(\d\d)?|(5[0678]|6)\d{14,18})$/
const isCard = (digits: string): boolean => {
  let sum = 0
  let left = digits.length
  // Every second from the right counts twice: Luhn (ISO/IEC 7812-1).
  for (const sign of digits) for (const digit of `${+sign * (2 - (left-- % 2))}`) sum += +digit
  return issuers.test(digits) && sum % 10 === 0
}
/** As they are printed, or without gaps. */
const card = new RegExp(`(?<![\\p{L}\\d_])\\d{4}(${gap}?)(?:\\d{4}\\1\\d{4}\\1\\d{1,7}|\\d{6}\\1\\d{4,5})(?![\\p{L}\\d_])`, 'gu')

/** Every further digit of an international number. */
const more = `(?:[()]*${gap}?[()]*\\d)`
const phone = new RegExp(
  // Not behind letters, digits, or what marks a number as one of something: `CMD-06…`, `#06…`, `n° 06…`, `2026-06…`, or a group of four.
  `(?<![\\p{L}\\d_][-_]?|[#№°][ \u00a0]?|(?<!\\d)\\d{4} )(?:${[
    // International: +33 6 12 34 56 78, +44 (0)20 7946 0958, 0033 6 12 34 56 78.
    `\\+[1-9]${more}{7,14}`,
    `00[1-9]${more}{9,12}`,
    // National with a leading 0: without gaps, in pairs, behind the prefix of an area or a mobile network.
    `0[1-9](?:[ -]?\\d{8,9}|(${gap})\\d\\d(?:\\1\\d\\d){3})`,
    `(?:\\(0[1-9]\\d{1,3}\\)${gap}?|0[1-9]\\d{1,3}${gap})${gap}{0,2}\\d{2,4}(?:${gap}?\\d{2,4}){1,3}`,
    // America, China, Brazil, Spain: (555) 123-4567, 555-123-4567, 138 0013 8000, (11) 91234-5678, 612 34 56 78.
    `\\(\\d{2,3}\\) ?\\d{3,5}${gap}\\d{4}`,
    '(?:1[3-9]|[2-9]\\d)\\d([ .-])\\d{3,4}\\2\\d{4}',
    '[6-9]\\d\\d(?: \\d\\d){3}',
  ].join('|')})(?![\\p{L}\\d_]|[-.,]\\d)`,
  'giu',
)
const digitsOf = (text: string) => text.replace(/\D/g, '')
const isPhone = (digits: string) => /^.{9,15}$/.test(digits)

const mail = /[\p{L}\d._%+'-]{1,64}(?:@|%40)(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/giu
const query = /((?:https?:\/\/|www\.|[a-z\d]\.[a-z]{2,9}\/)[^\s?#]{0,2000})[?#]\S*/gi

/** The text with a mark for each thing that was taken out: `[e-mail]`, `[tel]`, `[card]`, `[iban]`, and `?[…]` for the query of an address. */
export const scrub = (text: string): string => {
  const left = text
    .replace(query, '$1?[…]')
    .replace(mail, '[e-mail]')
    .replace(iban, withoutIban)
    .replace(card, (found) => (isCard(digitsOf(found)) ? '[card]' : found))
    .replace(phone, (found) => (isPhone(digitsOf(found)) ? '[tel]' : found))
  // What stood beside something that is gone may be seen now.
  return left === text ? text : scrub(left)
}
