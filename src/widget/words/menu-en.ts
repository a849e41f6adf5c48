import type { Menu } from './menu'

export const menu: Menu = {
  lang: 'en',
  minimise: 'Minimise',
  later: 'Ask me later',
  never: 'Don’t ask me again',
  whyAsked: 'Why am I being asked?',
  because: {
    did: 'Because of something you have just done on this site.',
    here: 'Because of the page you are on and how you use it.',
    earlier: 'Because of something you did on this site a while ago.',
    back: 'Because you have come back to this site.',
    opened: 'Because this question was opened here.',
  },
  sample: 'Only some visitors, chosen at random, are asked.',
  looked: 'What was looked at:',
  subjects: {
    traits: 'what this site knows of you',
    events: 'what you have done here',
    device: 'the kind of device you use',
    language: 'your language',
    page: 'the page you are on',
    visits: 'how often you have been here',
    origin: 'where you came from',
    site: 'what this page says of itself',
  },
  free: 'You need not answer.',
  stored: {
    none: 'Nothing is stored on this device.',
    session: 'Until you close this tab it remembers that you were asked.',
    persistent: 'This device remembers, under a random number and for 13 months at most, that you were asked.',
  },
  privacy: 'Privacy notice',
}
