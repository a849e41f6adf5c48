import { expect, test } from 'vitest'
import { plain } from '../src/plain'

test.each([
  ['How was it?', 'How was it?'],
  ['Hi {{trait.firstName|there}}, how was it?', 'Hi there, how was it?'],
  ['Hi {{ trait.firstName }}, how was it?', 'Hi …, how was it?'],
  ['{{prop.carrier|The carrier}} brought {{answer.what|}} it', 'The carrier brought … it'],
  ['What {braces} and {{ mean', 'What {braces} and {{ mean'],
])('%s', (text, expected) => expect(plain(text)).toBe(expected))
