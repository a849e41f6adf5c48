/**
 * Takes out of free text what nobody asked for and nobody should keep: e-mail addresses, telephone, card and account numbers, and what stands
 * in the query of an address. Pure, conservative: order, tracking, ticket and invoice numbers, prices, dates and postcodes stay. Each pattern
 * reads a text once: no two of its parts can take the same characters.
 */

/** Length of an IBAN by country (ISO 13616, the registry of SWIFT). */
const ibans: Readonly<Record<number, string>> = {
  15: 'NO',
  16: 'BE',
  18: 'DK|F[IKO]|GL|NL|SD',
  19: 'MK|SI',
  20: 'AT|BA|EE|KZ|LT|LU|MN|XK',
  21: 'CH|HR|L[IV]',
  22: 'B[GH]|CR|DE|GB|GE|IE|ME|RS|VA',
  23: 'AE|GI|I[LQ]|OM|SO|TL',
  24: 'AD|CZ|ES|MD|PK|RO|S[AEK]|TN|VG',
  25: 'LY|PT|ST',
  26: 'IS|TR',
  27: 'DJ|FR|GR|IT|M[CR]|SM',
  28: 'A[LZ]|BY|CY|DO|GT|H[NU]|LB|NI|PL|SV',
  29: 'BR|EG|PS|QA|UA',
  30: 'JO|KW|MU|YE',
  31: 'MT|SC',
  32: 'LC',
  33: 'RU',
}
const iban = new RegExp(
  `\\b(?:${Object.entries(ibans)
    .map(([length, countries]) => `(?:${countries})\\d\\d(?:[ \u00a0\u202f.-]?[A-Z\\d]){${+length - 4}}`)
    .join('|')})(?![A-Z\\d])`,
  'gi',
)
/** Check digits: read as a number of base 36 digits, country last, it leaves 1 (ISO 7064, MOD 97-10). */
const isIban = (text: string): boolean => {
  const all = text.replace(/[^A-Z\d]/gi, '')
  let rest = 0
  for (const sign of all.slice(4) + all.slice(0, 4)) for (const digit of `${parseInt(sign, 36)}`) rest = (rest * 10 + +digit) % 97
  return rest === 1
}

/** What issuers begin with, at their lengths: a barcode, an IMEI or a parcel of the same check digit is none. */
const issuers = /^(4(\d{12}|\d{15}|\d{18})|(5[1-5]|2[2-7])\d{14}|3[47]\d{13}|3[0689]\d{12}|35\d{14}|(5[0678]|6)\d{14,17}|6\d{18})$/
const isCard = (digits: string): boolean => {
  let sum = 0
  for (let i = 0; i < digits.length; i++) {
    const digit = +(digits.at(-1 - i) as string) * (1 + (i % 2)) // in bounds
    sum += digit > 9 ? digit - 9 : digit
  }
  return issuers.test(digits) && sum % 10 === 0
}
/** Cards among groups of digits that stand beside each other. */
const withoutCards = (run: string): string => {
  const parts = run.split(/(\D+)/)
  for (let from = 0; from < parts.length; from += 2)
    for (let to = from, digits = ''; to < parts.length; to += 2) {
      digits += parts[to]
      if (digits.length > 19) break
      if (isCard(digits)) {
        parts.splice(from, to - from + 1, '[card]')
        break
      }
    }
  return parts.join('')
}

/** Not behind letters, digits, or what marks a number as one of something: `CMD-06…`, `#06…`, `n° 06…`, `2026-06…`. */
const before = '(?<![\\p{L}\\d_][-_]?|[#№°][ \u00a0]?)'
const gap = '[ \u00a0\u202f.\\-/]'
const phone = new RegExp(
  `${before}(?:${[
    // International: +33 6 12 34 56 78, +44 (0)20 7946 0958.
    '\\+[1-9](?:[ \u00a0\u202f().\\-/]{0,3}\\d){7,14}',
    '00(?:1\\d{10}|[2-9]\\d{8,12}|[1-9]\\d{0,2}(?:[ \u00a0\u202f.\\-/]\\d{1,4}){2,6})',
    // National with a leading 0: without gaps, in pairs, behind an area or mobile prefix.
    '0[1-9]\\d{8,9}',
    `0[1-9](${gap})\\d\\d(?:\\1\\d\\d){3}`,
    '0[1-9][ -]\\d{7,8}',
    `\\(?0[1-9]\\d{1,3}\\)?[ \u00a0\u202f./-]{1,3}\\d{2,4}(?:[ \u00a0\u202f.-]?\\d{2,4}){1,3}`,
    // America: (555) 123-4567, 555-123-4567.
    '\\([2-9]\\d\\d\\) ?\\d{3}[ .-]\\d{4}',
    '[2-9]\\d\\d([ .-])\\d{3}\\2\\d{4}',
    // Brazil: (11) 91234-5678.
    '\\(\\d\\d\\) ?9?\\d{4}[ -]?\\d{4}',
    // Spain, China: 612 34 56 78, 138 0013 8000.
    '[6789]\\d\\d(?: \\d\\d){3}',
    '1[3-9]\\d([ -])\\d{4}\\3\\d{4}',
  ].join('|')})(?![\\p{L}\\d_]|[-.,]\\d)`,
  'giu',
)
const isPhone = (digits: string) => digits.length > 8 && digits.length < 16

const mail = /[\p{L}\d._%+'-]{1,64}(?:@|%40)(?:[\p{L}\d-]{1,63}\.){1,8}\p{L}{2,24}/giu
const query = /((?:https?:\/\/|www\.|[a-z\d]\.[a-z]{2,9}\/)[^\s?#]{0,2000})[?#]\S*/gi

/** The text with a mark for each thing that was taken out: `[e-mail]`, `[tel]`, `[card]`, `[iban]`, and `?[…]` for the query of an address. */
export const scrub = (text: string): string =>
  text
    .replace(query, '$1?[…]')
    .replace(mail, '[e-mail]')
    .replace(iban, (found) => (isIban(found) ? '[iban]' : found))
    .replace(/(?<![\p{L}\d_])\d(?:[ \u00a0\u202f.-]?\d){12,}(?![\p{L}\d_])/gu, withoutCards)
    .replace(phone, (found) => (isPhone(found.replace(/\D/g, '')) ? '[tel]' : found))
