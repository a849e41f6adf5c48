import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isContact } from './contact'
import { isComment, isFreeText } from './free-text'
import { scrub } from './scrub'

const luhn = (digits: string): string => {
  for (let check = 0; check < 10; check++) {
    const all = digits + check
    const sum = [...all].reverse().reduce((sum, sign, i) => sum + (+sign * (1 + (i % 2)) > 9 ? +sign * 2 - 9 : +sign * (1 + (i % 2))), 0)
    if (sum % 10 === 0) return all
  }
  return digits
}
const ibanOf = (country: string, account: string): string => {
  const digits = [...`${account}${country}00`].map((sign) => parseInt(sign, 36)).join('')
  return country + `${98n - (BigInt(digits) % 97n)}`.padStart(2, '0') + account
}
const inFours = (text: string, by = ' ') => text.replace(/(.{4})(?=.)/g, `$1${by}`)

/** Numbers as shops and carriers give them: formats of their own documentation, digits made up. */
const numbers = [
  // Shops: orders, invoices, tickets, vouchers.
  'A-1001',
  'ORD-2026-000123',
  'CMD-0612345678',
  '#0612345678',
  'n° 0612345678',
  'N°0612345678',
  '№ 0612345678',
  'INV-2026-11-00042',
  'FAC20261122-0007',
  'F2026-0612345',
  '302-1234567-1234567',
  '408-9876543-2109876',
  'D01-1234567-8901234',
  'PO 4500012345',
  '4500012345',
  '1000012345',
  '2000345678',
  '0000123456',
  '0012345678',
  '100000001',
  'SO12345678',
  'W123456789',
  'R987654321',
  '#1042',
  '#10 042',
  'ticket 48213',
  'INC0010023',
  'CASE-00123456',
  'REF 7F3K-99QX',
  'BON10',
  'NOEL-2026',
  'KD-4711-0815',
  'RF18539007547034',
  '2026/00001234',
  '20261122-1234',
  'ZD-104829',
  'GH#2281',
  'SKU 400638133393',
  '4006381333931',
  '3017620422003',
  '9782070612758',
  '978-2-07-061275-8',
  // UPS, FedEx, USPS, DHL, Amazon, OnTrac, LaserShip.
  '1Z999AA10123456784',
  '1Z12345E0205271688',
  'T9999999999',
  '926129013',
  '123456789012',
  '7946 1234 5678',
  '020207021381215',
  '61299998820821171811',
  '9400100000000000000000',
  '9400 1000 0000 0000 0000 00',
  '9205 5000 0000 0000 0000 00',
  '9270190164917312345678',
  '420221539101026837331000039521',
  '82000000 00',
  '7000 0000 0000 0000 0000',
  'GM123456789DE',
  'LX12345678901DE',
  'JD014600006281230705',
  'JJD000390007912345678',
  '00340434161094042557',
  '340434161094042557',
  '1234567890',
  '123 4567 8901',
  'TBA123456789012',
  'C11031500001879',
  'D10011354453707',
  '1LS717793482164',
  // La Poste, Chronopost, Colis Privé, Mondial Relay, DPD, GLS, Relais Colis.
  '6A12345678901',
  '8R12345678901',
  '9L12345678901',
  '6M 123 456 789 01',
  'CB123456789FR',
  'RR123456789FR',
  'XY123456789JB',
  'EE123456789FR',
  '2P0123456789',
  'Q520100123456',
  '24681357',
  '12345678',
  '250012345678',
  '15501234567890',
  '09981234567890',
  '05010123456789',
  '1234 5678 9012 34',
  '00AB1234',
  'ZZ98765432',
  '12345678901',
  // Royal Mail, Hermes/Evri, Yodel, Parcelforce; PostNL, bpost, Correos, SEUR, InPost, Poste Italiane, BRT, Posten, PostNord.
  'AB123456789GB',
  'H01HXA0012345678',
  'T00HXA0012345678',
  'JD0002123456789012',
  'PBAB12345678001',
  '3SABCD1234567',
  'JVGL05982912345678',
  '323212345600123456789030',
  'PQ4F6P0704158480181750G',
  'PQ43B40412345670128006B',
  '6800 0000 1234 5678 9012 34',
  '600000000000000000000000',
  '5P1234567890123',
  '12345678901234567890',
  '00370724760123456789',
  '00573313411234567890',
  // China Post, Yanwen, Cainiao, SF, Japan Post, Australia Post, Canada Post, India Post.
  'LP00123456789012',
  'RB123456789CN',
  'UM123456789YP',
  'SF1012345678901',
  '1234-5678-9013',
  '33ABC1234567',
  '7012345678901234',
  'EB123456789IN',
  '4003 0112 3456 7891',
  // Money, dates, times, places, sizes, versions, and the like.
  '129,90 €',
  '1 299,00 EUR',
  '$1,234,567.89',
  '£12.50',
  '1.234.567,89',
  '10 000 000',
  '22/11/2026',
  '22.11.2026',
  '2026-11-22',
  '2026-11-22T10:30:45.123Z',
  '22/11/2026 10:30',
  '01/02/2026 10:45:12',
  '01-02-2026 10:45',
  '10h30',
  '08:15-17:45',
  '75011',
  '75011 69003',
  'SW1A 1AA',
  '12345-6789',
  '1234 AB',
  '1920x1080',
  '42,5',
  '3,14159265358979',
  '192.168.100.200',
  'iOS 17.4.1',
  'v2.14.0',
  '100%',
  '5/10',
  '7 sur 10',
  '24/7',
  '2 x 500 g',
  '48 x 36',
  '1984',
  'A4',
  '@shop',
  'prix/kg',
  '4 111',
  '1234 5678',
  '12 34 56 78',
]
/** What goes, with the mark it leaves; telephone numbers of the ranges kept for films and examples, or made up. */
const identifiers: Readonly<Record<string, readonly string[]>> = {
  '[e-mail]': [
    'jean@example.com',
    'jean.dupont@example.fr',
    'j.d+news@mail.example.co.uk',
    'Jean_Dupont-2@sub.example.org',
    'o’x@example.com'.slice(2),
    'élodie@exemple.fr',
    'a%b@example.io',
    'x@xn--bcher-kva.example',
    'info@bücher.example',
    'JEAN@EXAMPLE.COM',
    'jean%40example.com',
    'ivan@пример.рф',
    '1234567890@qq.com',
    'a.b.c.d@example.museum',
    "o'neil@example.ie",
    'kunde99@example.de',
  ],
  '[tel]': [
    '+33 6 12 34 56 78',
    '+33612345678',
    '+33 (0)6 12 34 56 78',
    '0033 6 12 34 56 78',
    '0033612345678',
    '06 12 34 56 78',
    '0612345678',
    '06.12.34.56.78',
    '06-12-34-56-78',
    '01 99 00 12 34',
    '06\u00a012\u00a034\u00a056\u00a078',
    '06/12/34/56/78',
    '+44 20 7946 0958',
    '+44 (0)20 7946 0958',
    '020 7946 0958',
    '07700 900123',
    '07700900123',
    '(020) 7946 0958',
    '0161 496 0000',
    '+1 555 123 4567',
    '+1 (555) 123-4567',
    '+1-555-123-4567',
    '(555) 123-4567',
    '555-123-4567',
    '555.123.4567',
    '555 123 4567',
    '+15551234567',
    '001 555 123 4567',
    '0015551234567',
    '+49 30 1234567',
    '+49 171 1234567',
    '0171 1234567',
    '0171/1234567',
    '0171-1234567',
    '030/1234567',
    '(030) 1234567',
    '+49 (0)30 1234567',
    '004930123456',
    '+39 333 123 4567',
    '333 123 4567',
    '02 1234 5678'.replace(' ', '1 '),
    '+34 612 34 56 78',
    '612 34 56 78',
    '+34612345678',
    '+351 912 345 678',
    '+32 470 12 34 56',
    '0470 12 34 56',
    '0470/12.34.56',
    '+31 6 12345678',
    '06-12345678',
    '06 12345678',
    '+41 79 123 45 67',
    '079 123 45 67',
    '+43 660 1234567',
    '0660 1234567',
    '+45 12 34 56 78',
    '+46 70 123 45 67',
    '070-123 45 67',
    '+47 912 34 567',
    '+358 40 1234567',
    '040 1234567',
    '+48 601 234 567',
    '+420 601 234 567',
    '+36 20 123 4567',
    '+30 691 234 5678',
    '+90 532 123 45 67',
    '0532 123 45 67',
    '+7 912 345-67-89',
    '+380 50 123 45 67',
    '050 123 45 67',
    '+972 50-123-4567',
    '050-123-4567',
    '+966 50 123 4567',
    '+971 50 123 4567',
    '+20 100 123 4567',
    '+212 612-345678',
    '+234 803 123 4567',
    '+27 82 123 4567',
    '082 123 4567',
    '+91 98765 43210',
    '+91-9876543210',
    '+86 138 0013 8000',
    '138 0013 8000',
    '138-0013-8000',
    '+81 90-1234-5678',
    '090-1234-5678',
    '+82 10-1234-5678',
    '010-1234-5678',
    '+61 412 345 678',
    '0412 345 678',
    '+64 21 123 4567',
    '+55 11 91234-5678',
    '(11) 91234-5678',
    '+52 55 1234 5678',
    '+54 9 11 1234-5678',
    '+56 9 1234 5678',
    '+65 8123 4567',
    '+852 5123 4567',
    '+66 81 234 5678',
    '+354 581 2345',
    '+377 93 10 12 34',
  ],
  '[card]': [
    '4111111111111111',
    '4111 1111 1111 1111',
    '4111-1111-1111-1111',
    '4012888888881881',
    '4222222222222',
    '5555555555554444',
    '5555 5555 5555 4444',
    '5105105105105100',
    '2223003122003222',
    '2223 0031 2200 3222',
    '378282246310005',
    '3782 822463 10005',
    '3714-496353-98431',
    '6011111111111117',
    '6011 0009 9013 9424',
    '30569309025904',
    '3056 930902 5904',
    '3530111333300000',
    '3566 0020 2036 0505',
    '6759649826438453',
    '6200000000000005',
    '6304000000000000',
    '5610591081018250',
    '4111\u00a01111\u00a01111\u00a01111',
    '4111.1111.1111.1111',
  ],
  '[iban]': [
    'FR1420041010050500013M02606',
    'FR14 2004 1010 0505 0001 3M02 606',
    'fr14 2004 1010 0505 0001 3m02 606',
    'DE89370400440532013000',
    'DE89 3704 0044 0532 0130 00',
    'GB29NWBK60161331926819',
    'GB29 NWBK 6016 1331 9268 19',
    'ES9121000418450200051332',
    'IT60X0542811101000000123456',
    'NL91ABNA0417164300',
    'BE68539007547034',
    'BE68 5390 0754 7034',
    'CH9300762011623852957',
    'AT611904300234573201',
    'PT50000201231234567890154',
    'IE29AIBK93115212345678',
    'LU280019400644750000',
    'PL61109010140000071219812874',
    'SE4550000000058398257466',
    'NO9386011117947',
    'DK5000400440116243',
    'FI2112345600000785',
    'CZ6508000000192000145399',
    'SK3112000000198742637541',
    'HU42117730161111101800000000',
    'RO49AAAA1B31007593840000',
    'GR1601101250000000012300695',
    'TR330006100519786457841326',
    'IL620108000000099999999',
    'SA0380000000608010167519',
    'AE070331234567890123456',
    'MC5811222000010123456789030',
    'MT84MALT011000012345MTLCAST001S',
    'BR1800360305000010009795493C1',
    'UA213223130000026007233566001',
    'DE89-3704-0044-0532-0130-00',
  ],
  '?[…]': [
    'https://shop.example/cart?token=s3cret',
    'http://shop.example/#/u/42',
    'https://shop.example?a=1#b',
    'www.shop.example/x?id=7',
    'shop.example/x?mail=a',
    'HTTPS://SHOP.EXAMPLE/A?B',
  ],
}

const around = ['', 'Hello ', '(', 'tel: ', 'Voici ', '“']
const after = ['', ' merci', ')', '.', ', please', '!', '” ok', '\n']

describe('what goes', () => {
  test('there are more than a hundred', () => {
    expect(Object.values(identifiers).flat().length).toBeGreaterThan(100)
  })
  test.each(Object.entries(identifiers).flatMap(([mark, texts]) => texts.map((text) => [mark, text] as const)))('%s: %s', (mark, text) => {
    expect(scrub(text)).toContain(mark)
    if (mark !== '?[…]') expect(scrub(text)).toBe(mark)
  })
  test('wherever it stands in a sentence', () => {
    for (const [mark, texts] of Object.entries(identifiers))
      for (const text of texts)
        for (const before of around)
          for (const rest of after) {
            // What follows an address without a blank is part of its query.
            if (mark === '?[…]' && !/^(\s|$)/.test(rest)) continue
            const found = scrub(before + text + rest)
            expect([text, before, rest, found.includes(mark)]).toEqual([text, before, rest, true])
            if (mark !== '?[…]') expect(found).toBe(before + mark + rest)
          }
  })
  test('several at once, and what is between them stays', () => {
    expect(
      scrub(
        'Order A-1001: call 06 12 34 56 78 or write to jean@example.com, card 4111 1111 1111 1111 (12/28), FR14 2004 1010 0505 0001 3M02 606, 129,90 €',
      ),
    ).toBe('Order A-1001: call [tel] or write to [e-mail], card [card] (12/28), [iban], 129,90 €')
    expect(scrub('See https://shop.example/o/1?t=abc#x then 0612345678/0798765432')).toBe(
      'See https://shop.example/o/1?[…] then [tel]/[tel]',
    )
  })
  test('property: every card number that issuers give', () => {
    const digits = (length: number) =>
      fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((each) => each.join(''))
    const card = fc
      .constantFrom(['4', 14], ['51', 13], ['55', 13], ['2345', 11], ['6011', 11], ['34', 12], ['37', 12])
      .chain(([head, rest]) => digits(rest as number).map((tail) => luhn(`${head}${tail}`)))
    fc.assert(
      fc.property(card, fc.constantFrom('', ' ', '-'), (number, by) => {
        const text = number.length === 15 && by ? number.replace(/(.{4})(.{6})/, `$1${by}$2${by}`) : by ? inFours(number, by) : number
        expect(scrub(`paid with ${text} today`)).toBe('paid with [card] today')
      }),
    )
  })
  test('the word behind an account number stays, also where both together have the right check digits', () => {
    let swallowed = 0
    for (let i = 0; i < 2000; i++) {
      const number = ibanOf('BE', `${i}`.padStart(12, '0'))
      if (scrub(`to ${number} please`) !== 'to [iban] please') swallowed++
    }
    expect(swallowed).toBe(0)
  })
  test('property: every account number with the right check digits', () => {
    const account = fc
      .tuple(
        fc.constantFrom(['FR', 23], ['DE', 18], ['ES', 20], ['NL', 14], ['BE', 12], ['NO', 11], ['MT', 27]),
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 30, maxLength: 30 }),
      )
      .map(([[country, length], digits]) => {
        return ibanOf(country as string, digits.slice(0, length as number).join(''))
      })
    fc.assert(
      fc.property(account, fc.boolean(), (number, grouped) => {
        expect(scrub(`to ${grouped ? inFours(number) : number} please`)).toBe('to [iban] please')
      }),
    )
  })
})

describe('what stays', () => {
  test('there are more than a hundred', () => {
    expect(numbers.length).toBeGreaterThan(100)
  })
  test.each(numbers)('%s', (text) => {
    for (const before of ['', 'My order ', '(', 'parcel: '])
      for (const rest of after) expect(scrub(before + text + rest)).toBe(before + text + rest)
  })
  test('property: a long plain number that is no card, whatever its length', () => {
    // 13 to 19 digits whose last is not the check digit.
    const plain = fc
      .bigInt({ min: 10n ** 12n, max: 10n ** 18n })
      .map(String)
      .filter((digits) => luhn(digits.slice(0, -1)) !== digits)
    fc.assert(
      fc.property(plain, (digits) => {
        expect(scrub(`parcel ${digits} late`)).toBe(`parcel ${digits} late`)
      }),
    )
  })
  test('property: an account number with a wrong digit is none', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99 }).filter((check) => check !== 89),
        (check) => {
          const text = `DE${`${check}`.padStart(2, '0')}370400440532013000`
          expect(scrub(text)).toBe(text)
        },
      ),
    )
  })
  test('property: words', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\p{L} .,!?;:'()-]{0,200}$/u), (text) => {
        expect(scrub(text)).toBe(text)
      }),
    )
  })
})

test('property: scrubbed text has nothing left to scrub', () => {
  const piece = fc.oneof(
    fc.constantFrom(...Object.values(identifiers).flat(), ...numbers),
    fc.string({ maxLength: 12 }),
    fc.constantFrom(' ', '-', '/', '.', '@', '?'),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const once = scrub(pieces.join(''))
      expect(scrub(once)).toBe(once)
    }),
    { numRuns: 500 },
  )
})

test('ten thousand characters of anything are read in one go', () => {
  const evil = [
    'a',
    '1',
    '0',
    '+',
    'a.',
    'a@',
    'a@a.',
    '06 ',
    '00',
    '+3',
    '4111 ',
    'FR14 ',
    'FR1420',
    'www.',
    'a.bc/',
    'http://a',
    '(',
    '%40',
    '12-',
    '0612-',
    ' ',
    '1 1',
    'DE89 3704 ',
  ]
  for (const each of evil) for (const end of ['', '!', 'x']) scrub(each.repeat(10_000 / each.length) + end)
}, 5000)

test('what is read is what is free text and no way to reach somebody', () => {
  const types = [
    'text',
    'text.text',
    'text.email',
    'text.phone',
    'text.number',
    'contact',
    'choice',
    'matrix',
    'action',
    'csat',
    'consent',
    undefined,
  ]
  // A text is one answer.
  for (const type of types)
    for (const key of /^text/.test(`${type}`) ? ['q'] : ['q', 'q.part']) {
      const typeOf = () => type
      expect([type, key, isComment(key, typeOf)]).toEqual([type, key, isFreeText(key, typeOf) && !isContact(key, typeOf)])
    }
})
