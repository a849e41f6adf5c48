/**
 * Every thing that Peakend may write on a visitor's device, once: the table of docs/consent-and-storage.md, `dist/storage.json` for consent platforms,
 * and the tests that compare a browser's storage with it are made of this.
 *
 * @typedef {object} Stored
 * @property {'local storage' | 'session storage' | 'IndexedDB'} where
 * @property {string} name of the key; `<project>` is `default` unless named, `<id>` a random id
 * @property {string} holds
 * @property {string} purpose
 * @property {number | null} days it is kept at most; null: as long as the tab, or until what `keep` says
 * @property {string} keep in words
 * @property {'session' | 'persistent' | 'inspector' | 'refusal' | 'forget'} level the consent level, or what it follows from
 * @property {boolean} rare it comes only with a fault, or with a browser that lacks something
 */

/** @type {(entry: Pick<Stored, 'where' | 'name' | 'holds' | 'purpose' | 'days' | 'keep' | 'level'> & { rare?: boolean }) => Stored} */
const entry = (one) => ({ rare: false, ...one })
const memory =
  'random id and its date, and those before it (after `identify(null)`); whom it asked (survey, time, outcome, a hash of the `oncePer` value; the last 100); number of the visit, last activity, time away before it, what is to happen once in it; where a condition asks for `utm.…` or `referrer`, the referrer without its query and the `utm_…` of its first page; times of events that conditions count (the first of each and the last 49); moments whose question waits, with their properties; how many answers the endpoint still wants; of chats that a connector follows their ids, times, numbers of messages and who answered, the last 5; where a survey looks back on the visit, its moments (ids of touchpoints, when, scales answered there; 40 at most), those of the visit before, and events waiting for stillness with their properties; whether the inspector is open; text typed but not yet stored when the page was left; daily counters not yet sent'
const ask = 'not to ask twice or too often'
const deliver = 'to deliver answers'
/** The records of the database, and what stands for them in session storage. */
const records = [
  {
    key: 'r:<id>',
    holds:
      'a response: what was asked, where, the answers, the respondent’s id (yours, after `identify`); or daily counters. Once complete and acknowledged, only its number and dates',
    purpose: deliver,
    days: 30,
    keep: '30 days; how to reach somebody 7 days; then removed by the next page that sends',
  },
  { key: 'clocks', holds: 'whom it asked, as above', purpose: ask, days: 395, keep: '13 months; the last 100' },
  {
    key: 'respondent',
    holds: 'random id and its date',
    purpose: 'to tell devices apart, under a random number',
    days: 395,
    keep: '13 months from its making, not from the last visit',
  },
  { key: 'meta', holds: 'size of each record', purpose: deliver, days: 30, keep: 'as long as the records' },
  { key: 'swept', holds: 'when old records were last looked for', purpose: 'to remove what is old', days: null, keep: 'until erased' },
  { key: 'backoff:main', holds: 'after a failed request: when to try again', purpose: deliver, days: 30, keep: 'until a request succeeds' },
  {
    key: 'lease:main',
    holds: 'on pages without Web Locks (plain http): which tab sends',
    purpose: deliver,
    days: 1,
    keep: '30 seconds',
    rare: true,
  },
  {
    key: 'x:r:<id>',
    holds: 'a damaged record, set aside',
    purpose: 'so that it does not hold up the others',
    days: 30,
    keep: '30 days',
    rare: true,
  },
]

/** @type {readonly Stored[]} */
export const stored = [
  entry({
    where: 'session storage',
    name: 'peakend:<project>',
    holds: 'as the key in local storage',
    purpose: ask,
    days: null,
    keep: 'the tab',
    level: 'session',
  }),
  ...records
    .filter(({ key }) => key !== 'respondent')
    .map(({ key, ...one }) =>
      entry({
        ...one,
        where: 'session storage',
        name: `peakend:<project>:${key}`,
        holds: 'as in the database',
        days: null,
        keep: 'the tab',
        level: 'session',
      }),
    ),
  entry({
    where: 'session storage',
    name: 'peakend:<project>:inspector',
    holds: 'what the [inspector](inspector.md) saw so far, properties of events included, and where it stands',
    purpose: 'for your team, to try surveys',
    days: null,
    keep: 'until it is closed',
    level: 'inspector',
  }),
  entry({
    where: 'local storage',
    name: 'peakend:<project>',
    holds: memory,
    purpose: ask,
    days: 395,
    keep: 'the ids and whom it asked 13 months; the referrer and `utm_…` until the next visit; the moments of the last visit 7 days, gone with the next page that asks about journeys; the rest until erased',
    level: 'persistent',
  }),
  entry({
    where: 'local storage',
    name: 'peakend:<project>!no',
    holds: 'date of the refusal',
    purpose: 'to respect it in all tabs',
    days: null,
    keep: 'until the next consent',
    level: 'refusal',
  }),
  entry({
    where: 'local storage',
    name: 'peakend:<project>!forget',
    holds: 'the random ids the endpoint is asked to forget, the number and the time of the request',
    purpose: 'to have erased what the visitor asked to erase',
    days: 30,
    keep: 'until the endpoint has acknowledged it, 30 days at most',
    level: 'forget',
  }),
  ...records.map(({ key, ...one }) => entry({ ...one, where: 'IndexedDB', name: key, level: 'persistent' })),
  entry({
    where: 'IndexedDB, a database of its own',
    name: 'peakend:<project>!forget',
    holds: 'the same request, where the device was at `persistent`',
    purpose: 'so that a browser that is killed does not lose it',
    days: 30,
    keep: 'as the key of that name',
    level: 'forget',
  }),
]

const levels = {
  session: '`session`',
  persistent: '`persistent`',
  inspector: 'while it is open',
  refusal: 'after a refusal',
  forget: 'after `forget`',
}
/** The table of the documentation. */
export const storageTable = () =>
  [
    '| where | key | what | why | how long | level |',
    '|---|---|---|---|---|---|',
    ...stored.map(
      ({ where, name, holds, purpose, keep, level }) => `| ${where} | \`${name}\` | ${holds} | ${purpose} | ${keep} | ${levels[level]} |`,
    ),
  ].join('\n')
/** What a consent platform, or a notice, can be fed with. */
export const storageJson = () =>
  JSON.stringify(
    {
      vendor: 'peakend',
      party: 'first',
      cookies: [],
      thirdParties: [],
      database: { name: 'peakend:<project>', store: 'outbox' },
      stored: stored.map(({ rare: _, keep, ...one }) => ({ ...one, retention: keep })),
    },
    null,
    2,
  )
