import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checkConfig, type Problem } from './check'
import { change, type Json, type Node, valid } from './check-testkit'
import { members } from './check-words'
import { compile } from './compile'
import type { Config, Survey } from './config'
import { designExample } from './reference-example'
import { everyField } from './reference-fields'

const spoilt = (path: string, value?: Json) => checkConfig(change(valid(), path, value))
const errors = (problems: readonly Problem[]) => problems.filter(({ severity }) => severity === 'error')

test('a valid configuration has no problem', () => {
  expect(checkConfig(valid())).toEqual([])
})

test('the example of the design has no problem', () => {
  expect(checkConfig(designExample)).toEqual([])
})

/** Where · what is put there (undefined: removed) · the one message expected. */
const mistakes: readonly [path: string, value: Json | undefined, message: string, code: string][] = [
  ['version', undefined, 'version: expected 1, got nothing.', 'missing'],
  ['version', 2, 'version: expected 1, got 2. It is written for a newer script.', 'unknown-value'],
  ['version', '1', 'version: expected 1, got "1".', 'unknown-value'],
  ['surveys', {}, 'surveys: expected a list, got an empty object.', 'wrong-type'],
  ['surveys.0', null, 'surveys[0]: expected an object, got null.', 'wrong-type'],
  ['surveys.0.id', undefined, 'surveys[0].id: expected a string, got nothing.', 'missing'],
  ['surveys.0.id', '', 'surveys[0].id: expected some text, got "".', 'empty-text'],
  ['surveys.0.id', 7, 'surveys[0].id: expected a string, got 7. Write "7" in quotes.', 'wrong-type'],
  ['surveys.0.prioritty', 3, 'Did you mean "priority"?', 'unknown-key'],
  ['surveys.0.colour', 'red', 'Remove it.', 'unknown-key'],
  [
    'surveys.0.sample',
    50,
    'surveys[0].sample: expected a share from 0 (nobody) to 1 (everybody), got 50. Half of them is 0.5.',
    'out-of-range',
  ],
  [
    'surveys.0.sample',
    '0.5',
    'surveys[0].sample: expected a share from 0 (nobody) to 1 (everybody), got "0.5". Write 0.5 without quotes.',
    'wrong-type',
  ],
  ['surveys.0.wave', 1.5, 'surveys[0].wave: expected a whole number from 0, got 1.5.', 'out-of-range'],
  ['surveys.0.enabled', 'false', 'surveys[0].enabled: expected true or false, got "false". Write false without quotes.', 'wrong-type'],
  ['surveys.0.consent', 'session', 'surveys[0].consent: expected "none", got "session".', 'unknown-value'],
  [
    'surveys.0.frequency',
    { class: 'relation' },
    'surveys[0].frequency.class: expected one of "interaction" or "relationship", got "relation".',
    'unknown-value',
  ],
  [
    'surveys.0.frequency',
    { everyDays: -1 },
    'surveys[0].frequency.everyDays: expected a number of days, 0 or more, got -1.',
    'out-of-range',
  ],
  [
    'surveys.0.from',
    'tomorrow',
    'surveys[0].from: expected a date like "2027-06-30" or an instant like "2027-06-30T08:00:00Z", got "tomorrow".',
    'wrong-date',
  ],
  ['surveys.0.from', '2027-02-30', 'surveys[0].from: expected a date that is in the calendar, got "2027-02-30".', 'wrong-date'],
  ['surveys.0.layout', { at: 'bottom-right' }, 'got "bottom-right".', 'unknown-value'],
  // Triggers: each is judged by the type it names
  [
    'surveys.0.trigger',
    { on: 'scroll', depth: 80 },
    'surveys[0].trigger.depth: expected a share above 0, up to 1 (all of it), got 80.',
    'out-of-range',
  ],
  ['surveys.0.trigger', { on: 'visible', selector: ' ' }, 'surveys[0].trigger.selector: expected some text, got " ".', 'empty-text'],
  ['surveys.0.trigger', { on: 'visible' }, 'surveys[0].trigger.selector: expected a CSS selector, got nothing.', 'missing'],
  ['surveys.0.trigger', { on: 'visible', selector: '#x', share: 0 }, 'surveys[0].trigger.share: expected a share above 0', 'out-of-range'],
  ['surveys.0.trigger', { on: 'dwell', second: 5 }, 'Did you mean "seconds"?', 'unknown-key'],
  ['surveys.0.trigger', { on: 'idle', seconds: 0 }, 'surveys[0].trigger.seconds: expected a number above 0, got 0.', 'out-of-range'],
  [
    'surveys.0.trigger',
    { on: 'exit', selector: '#x' },
    'surveys[0].trigger.selector: expected one of "on", "seconds", "path", "not"',
    'unknown-key',
  ],
  ['surveys.0.trigger', { on: 'returning', visit: 0 }, 'surveys[0].trigger.visit: expected a whole number from 1, got 0.', 'out-of-range'],
  [
    'surveys.0.trigger',
    { on: 'journey' },
    'surveys[0].trigger: expected "after" (the event that ends what is looked back on) or "visit": "last", got neither.',
    'no-end',
  ],
  [
    'surveys.0.trigger',
    { on: 'journey', after: 'x', visit: 'last' },
    'surveys[0].trigger.visit: expected "after" or "visit", got both. Make them two triggers: "trigger" may be a list.',
    'two-ends',
  ],
  [
    'surveys.0.trigger',
    { on: 'journey', visit: 'last', idleSeconds: 20 },
    'surveys[0].trigger.idleSeconds: expected "after" beside it, got none. Remove it.',
    'not-of-this',
  ],
  [
    'surveys.0.trigger',
    { on: 'journey', visit: 'last', withinDays: 8 },
    'surveys[0].trigger.withinDays: expected a number above 0 to 7, got 8.',
    'out-of-range',
  ],
  [
    'surveys.0.questions.0',
    { id: 'csat', type: 'rating', text: 'How?', reportsAs: 'peak', points: 7 },
    'surveys[0].questions[0].points: expected 5 points: "peak" is reported on the one scale of peak and end, got 7.',
    'peak-end-points',
  ],
  [
    'surveys.0.questions.0',
    { id: 'csat', type: 'choice', text: 'Done?', reportsAs: 'resolution', options: [{ id: 'yes', text: 'Yes' }] },
    'surveys[0].questions[0].options: expected the options "yes" and "no": "resolution" is counted by them, got',
    'report-options',
  ],
  [
    'surveys.0.questions.0',
    {
      ...{ id: 'csat', type: 'choice', text: 'Done?', reportsAs: 'success', multiple: true },
      options: [
        { id: 'yes', text: 'Yes' },
        { id: 'no', text: 'No' },
      ],
    },
    'surveys[0].questions[0].multiple: expected one option each: "success" is a share of people, got true.',
    'report-options',
  ],
  [
    'surveys.0.endings.0.link',
    { href: 'javascript:alert(1)', text: 'x' },
    'surveys[0].endings[0].link.href: expected an address that begins with https:, http:, mailto: or tel:',
    'unsafe-address',
  ],
  [
    'surveys.0.split',
    { name: 'x', from: 0.6, to: 0.5 },
    'surveys[0].split.to: expected a number above "from" (0.6), got 0.5.',
    'min-above-max',
  ],
  [
    'surveys.0.trigger',
    { on: 'returning', path: '/' },
    'surveys[0].trigger.path: expected one of "on", "visit", "daysAway"',
    'unknown-key',
  ],
  [
    'surveys.0.trigger',
    { on: 'after', name: 'delivered' },
    'surveys[0].trigger.days: expected a number of days, 0 or more, got nothing.',
    'missing',
  ],
  [
    'surveys.0.trigger',
    { on: 'friction', kinds: ['rage-clicks'] },
    'surveys[0].trigger.kinds[0]: expected one of "rage-click", "dead-click", "failed-submit", "page-error" or "empty-search", got "rage-clicks". Did you mean "rage-click"?',
    'unknown-value',
  ],
  [
    'surveys.0.trigger',
    { on: 'friction', kinds: ['page-error', 'empty-search'] },
    'surveys[0].trigger.selector: expected a CSS selector of what says that a search found nothing, got nothing.',
    'missing',
  ],
  ['surveys.0.trigger', { on: 'sequence' }, 'surveys[0].trigger.steps: expected a list of two steps or more, got nothing.', 'missing'],
  [
    'surveys.0.trigger',
    { on: 'sequence', steps: [{ on: 'event', name: 'x' }] },
    'surveys[0].trigger.steps: expected two steps or more, got a list of 1. One moment is a trigger of its own.',
    'one-step',
  ],
  [
    'surveys.0.trigger',
    { on: 'sequence', steps: [{ on: 'event', name: 'x' }, { on: 'exit' }] },
    'surveys[0].trigger.steps[1].on: expected a step type this version knows (event, page, click), got "exit".',
    'unknown-type',
  ],
  [
    'surveys.0.trigger',
    { on: 'sequence', steps: [{ on: 'event', name: 'x' }, { on: 'page' }] },
    'surveys[0].trigger.steps[1].path: expected a path pattern like "/order/*" or { "matches": "^/order/" }, or a list of them, got nothing.',
    'missing',
  ],
  [
    'surveys.0.trigger',
    {
      on: 'sequence',
      steps: [
        { on: 'event', name: 'x' },
        { on: 'page', path: ['/a', { matches: '(a+)+$' }] },
      ],
    },
    'surveys[0].trigger.steps[1].path[1].matches: expected a pattern that is quick on any text, got "(a+)+$".',
    'unsafe-pattern',
  ],
  // Pages
  [
    'surveys.1.trigger.path',
    { matches: '(' },
    'surveys[1].trigger.path.matches: expected a regular expression, got "(".',
    'broken-pattern',
  ],
  ['surveys.1.trigger.path', { match: '/x' }, 'Did you mean "matches"?', 'unknown-key'],
  ['surveys.1.trigger.path', ['/a', 7], 'surveys[1].trigger.path[1]: expected a string or an object, got 7.', 'wrong-type'],
  [
    'surveys.1.trigger.not',
    7,
    'surveys[1].trigger.not: expected a path pattern like "/order/*" or { "matches": "^/order/" }, or a list of them, got 7.',
    'wrong-type',
  ],
  [
    'surveys.1.trigger.near',
    { matches: '^/x' },
    'surveys[1].trigger.near: expected a path pattern like "/order/*", or a list of them',
    'wrong-type',
  ],
  // Hours and blackouts
  ['surveys.0.hours', { from: '9:00' }, 'surveys[0].hours.from: expected a time of day like "09:30", got "9:00".', 'wrong-time'],
  ['surveys.0.hours', { from: 9 }, 'surveys[0].hours.from: expected a time of day like "09:30", got 9.', 'wrong-type'],
  [
    'surveys.0.hours',
    { from: '09:00', until: '09:00' },
    'surveys[0].hours.until: expected another time than "from" ("09:00"), got "09:00". Leave both out for the whole day.',
    'no-hours',
  ],
  ['surveys.0.hours', { from: '24:00' }, 'surveys[0].hours.until: expected another time than "from" ("24:00")', 'no-hours'],
  ['surveys.0.hours', { days: 'mon' }, 'surveys[0].hours.days: expected a list of days like ["mon", "tue"], got "mon".', 'wrong-type'],
  ['surveys.0.hours', { days: ['tues'] }, 'Did you mean "tue"?', 'unknown-value'],
  [
    'surveys.0.hours',
    { timeZone: 'Europe/Pariss' },
    'surveys[0].hours.timeZone: expected the IANA name of a time zone like "Europe/Paris", got "Europe/Pariss". Leave it out for the visitor’s own.',
    'unknown-time-zone',
  ],
  ['blackouts', [{ from: '2027-11-26' }], 'blackouts[0].until: expected a date like "2027-06-30" or an instant', 'missing'],
  ['blackouts', [{ from: '2027-11-31', until: '2027-12-01' }], 'blackouts[0].from: expected a date that is in the calendar', 'wrong-date'],
  [
    'blackouts',
    [{ from: '2027-11-30', until: '2027-11-26' }],
    'blackouts[0].until: expected an instant after "from" ("2027-11-30"), got "2027-11-26".',
    'from-after-until',
  ],
  // Shares, variants
  ['surveys.0.holdout', 10, 'surveys[0].holdout: expected a share from 0 (nobody) to 1 (everybody), got 10.', 'out-of-range'],
  ['surveys.0.quota', -1, 'surveys[0].quota: expected a whole number from 0, got -1.', 'out-of-range'],
  ['surveys.0.help', 'yes', 'surveys[0].help: expected true or false, got "yes".', 'wrong-type'],
  ['surveys.0.variants', [], 'surveys[0].variants: expected at least one, got an empty list.', 'empty-list'],
  [
    'surveys.0.variants',
    [{ id: 'a' }, { id: 'a' }],
    'surveys[0].variants[1].id: expected an id no other variant has, got "a". The variant at [0] has it too.',
    'duplicate-id',
  ],
  [
    'surveys.0.variants',
    [
      { id: 'a', weight: 0 },
      { id: 'b', weight: 0 },
    ],
    'surveys[0].variants: expected a weight above 0 for at least one variant, got only 0.',
    'no-weight',
  ],
  [
    'surveys.0.variants',
    [{ id: 'a', holdout: true }, { id: 'b' }, { id: 'c', holdout: true }],
    'surveys[0].variants[2].holdout: expected one variant to compare the others with, got a second one.',
    'second-holdout',
  ],
  [
    'surveys.0.variants',
    [{ id: 'a', questions: [{ id: 'q', type: 'gauge', text: 'x' }] }],
    'surveys[0].variants[0].questions[0].type: expected a question type this version knows',
    'unknown-type',
  ],
  [
    'surveys.0.variants',
    [{ id: 'a', questions: [{ id: 'q', type: 'csat', text: 'x', labels: ['a', 'b', 'c'] }] }],
    'surveys[0].variants[0].questions[0].labels: expected 5 labels',
    'label-count',
  ],
  [
    'surveys.0.variants',
    [{ id: 'a', questions: [{ id: 'q', type: 'csat', text: 'x', next: [{ when: { answer: 'csat', is: 1 }, end: 'thanks' }] }] }],
    'surveys[0].variants[0].questions[0].next[0].when.answer: expected the id of a question of this survey ("q"), got "csat".',
    'unknown-question',
  ],
  [
    'surveys.0.variants',
    [
      {
        id: 'a',
        endings: [
          { id: 'bye', text: 'You gave {{answer.csta}}' },
          { id: 'thanks', text: 'x' },
        ],
      },
    ],
    'surveys[0].variants[0].endings[0].text: expected the id of a question of this survey ("csat" or "why"), got "csta".',
    'unknown-question',
  ],
  [
    'surveys.0.variants',
    [{ id: 'a', endings: [{ id: 'bye', text: 'Bye' }] }],
    'surveys[0].variants[0].endings: expected the id of an ending of this survey ("bye"), got "thanks". Rules of the survey’s questions lead to it.',
    'unknown-ending',
  ],
  // References
  [
    'surveys.0.touchpoint',
    'confirmaton',
    'surveys[0].touchpoint: expected the id of a touchpoint ("confirmation"), got "confirmaton". Did you mean "confirmation"?',
    'unknown-touchpoint',
  ],
  ['surveys.0.touchpoint', 3, 'surveys[0].touchpoint: expected the id of a touchpoint, or a touchpoint, got 3.', 'wrong-type'],
  [
    'surveys.0.touchpoint',
    { id: 'x', stage: 'purchse', category: 'sales' },
    'surveys[0].touchpoint.stage: expected one of "discovery", "evaluation", "purchase", "retention" or "advocacy", got "purchse". Did you mean "purchase"?',
    'unknown-value',
  ],
  [
    'surveys.0.audience.all.0.persona',
    'old',
    'surveys[0].audience.all[0].persona: expected the id of a persona ("new"), got "old". List it in "personas".',
    'unknown-persona',
  ],
  [
    'surveys.0.questions.0.next.0.goTo',
    'whi',
    'surveys[0].questions[0].next[0].goTo: expected the id of a question of this survey ("csat" or "why"), got "whi". Did you mean "why"?',
    'unknown-question',
  ],
  [
    'surveys.0.questions.0.next.1.end',
    'bye',
    'surveys[0].questions[0].next[1].end: expected the id of an ending of this survey ("thanks"), got "bye". List it in "endings".',
    'unknown-ending',
  ],
  [
    'surveys.0.questions.0.next.0.when.answer',
    'csta',
    'surveys[0].questions[0].next[0].when.answer: expected the id of a question of this survey ("csat" or "why"), got "csta". Did you mean "csat"?',
    'unknown-question',
  ],
  [
    'surveys.0.questions.1.next',
    [{ when: { answer: 'why', is: 'prize' }, end: 'thanks' }],
    'surveys[0].questions[1].next[0].when.is: expected the id of an option of that question ("price"), got "prize". Did you mean "price"?',
    'unknown-option',
  ],
  [
    'surveys.0.questions.1.text',
    'You said {{answer.cast}}',
    'surveys[0].questions[1].text: expected the id of a question of this survey ("csat" or "why"), got "cast". Did you mean "csat"?',
    'unknown-question',
  ],
  ['surveys.0.questions.1.text', 'Hello {{traits.name}}', 'Did you mean "trait"?', 'unknown-subject'],
  // Doubles
  [
    'surveys.1.id',
    'checkout',
    'surveys[1].id: expected an id no other survey has, got "checkout". The survey at [0] has it too.',
    'duplicate-id',
  ],
  [
    'surveys.0.endings.1',
    { id: 'thanks', text: 'Bye' },
    'surveys[0].endings[1].id: expected an id no other ending has, got "thanks". The ending at [0] has it too.',
    'duplicate-id',
  ],
  // Texts
  [
    'surveys.0.questions.0.text',
    undefined,
    'surveys[0].questions[0].text: expected a text, or an object of texts by language, got nothing.',
    'missing',
  ],
  ['surveys.0.questions.0.text', '', 'surveys[0].questions[0].text: expected some text, got "".', 'empty-text'],
  ['surveys.0.questions.0.text', ' ', 'surveys[0].questions[0].text: expected some text, got " ".', 'empty-text'],
  [
    'surveys.0.questions.0.text',
    {},
    'surveys[0].questions[0].text: expected a text in at least one language, got an empty object. E.g. { "en": "Hello" }.',
    'no-language',
  ],
  ['surveys.0.questions.0.text', { en: '' }, 'surveys[0].questions[0].text.en: expected some text, got "".', 'empty-text'],
  [
    'surveys.0.questions.0.text',
    { en: 3 },
    'surveys[0].questions[0].text.en: expected a string, got 3. Write "3" in quotes.',
    'wrong-type',
  ],
  [
    'surveys.0.questions.0.text',
    5,
    'surveys[0].questions[0].text: expected a text, or an object of texts by language, got 5.',
    'wrong-type',
  ],
  // Types
  [
    'surveys.0.questions.1.type',
    'gauge',
    'surveys[0].questions[1].type: expected a question type this version knows (nps, csat, ces, rating, text, choice, moment, ranking, matrix, slider, date, contact, consent, action, message), got "gauge". The survey is skipped; a newer configuration needs a newer script.',
    'unknown-type',
  ],
  ['surveys.0.questions.1.type', 'choise', 'Did you mean "choice"?', 'unknown-type'],
  [
    'surveys.0.questions.1.type',
    undefined,
    'surveys[0].questions[1].type: expected a question type this version knows (nps, csat, ces, rating, text, choice, moment, ranking, matrix, slider, date, contact, consent, action, message), got nothing.',
    'missing',
  ],
  [
    'surveys.0.questions.1.options',
    undefined,
    'surveys[0].questions[1].options: expected a list of at least one option, got nothing.',
    'missing',
  ],
  ['surveys.0.questions.1.options', [], 'surveys[0].questions[1].options: expected at least one, got an empty list.', 'empty-list'],
  ['surveys.0.questions', [], 'surveys[0].questions: expected at least one, got an empty list.', 'empty-list'],
  [
    'surveys.0.trigger.on',
    'evnt',
    'surveys[0].trigger.on: expected a trigger type this version knows (event, page, click, visible, scroll, exit, dwell, idle, friction, returning, after, sequence, journey, slot, launcher, manual), got "evnt". Did you mean "event"?',
    'unknown-type',
  ],
  ['surveys.0.trigger', { onn: 'page', path: '/' }, 'surveys[0].trigger.onn: expected "on", got "onn". Did you mean "on"?', 'unknown-key'],
  [
    'surveys.0.trigger',
    'order_completed',
    'surveys[0].trigger: expected a trigger like { "on": "page", "path": "/" }, or a list of them, got "order_completed".',
    'wrong-type',
  ],
  [
    'surveys.0.trigger',
    [{ on: 'page', path: '/' }, { on: 'click' }],
    'surveys[0].trigger[1].selector: expected a CSS selector, got nothing.',
    'missing',
  ],
  [
    'surveys.0.trigger.delaySeconds',
    '2',
    'surveys[0].trigger.delaySeconds: expected a number, got "2". Write 2 without quotes.',
    'wrong-type',
  ],
  // Scales
  ['surveys.0.questions.0.points', 12, 'surveys[0].questions[0].points: expected a whole number from 2 to 11, got 12.', 'out-of-range'],
  [
    'surveys.0.questions.0.labels',
    ['Bad', 'So so', 'Good'],
    'surveys[0].questions[0].labels: expected 5 labels, one for each point, or 2 labels, one for each end, got 3.',
    'label-count',
  ],
  [
    'surveys.1.questions.0.labels',
    ['a', 'b', 'c'],
    'surveys[1].questions[0].labels: expected 2 labels, one for each end, got 3.',
    'label-count',
  ],
  ['surveys.0.questions.0.display', 'star', 'Did you mean "stars"?', 'unknown-value'],
  // How it looks, and where
  ['surveys.0.layout', { type: 'card', at: 'top' }, 'surveys[0].layout.at: expected one of "bottom-end"', 'wrong-place'],
  ['surveys.0.layout', { at: 'bottom' }, 'or "top-start" for a card, got "bottom".', 'wrong-place'],
  ['surveys.0.layout', { type: 'bar', at: 'top-end' }, 'expected one of "top" or "bottom" for a bar, got "top-end".', 'wrong-place'],
  ['surveys.0.layout', { type: 'modal', at: 'top' }, 'expected no place: a modal is in the middle, got "top". Remove it.', 'wrong-place'],
  ['surveys.0.layout', { type: 'model' }, 'Did you mean "modal"?', 'unknown-value'],
  ['surveys.0.layout', 'bar', 'expected a layout like { "type": "bar", "at": "bottom" }, got "bar".', 'wrong-type'],
  [
    'surveys.0.variants',
    [{ id: 'a', layout: { type: 'bar', at: 'top-end' } }],
    'surveys[0].variants[0].layout.at: expected',
    'wrong-place',
  ],
  ['surveys.0.theme', { accent: 'red; } * { display: none' }, 'surveys[0].theme.accent: expected one CSS value', 'unsafe-value'],
  ['surveys.0.theme', { dark: { surface: 'url(https://x.example/a.png)' } }, 'surveys[0].theme.dark.surface: expected', 'unsafe-value'],
  ['surveys.0.theme', { acent: '#fff' }, 'Did you mean "accent"?', 'unknown-key'],
  ['theme', { font: 'x}' }, 'theme.font: expected one CSS value', 'unsafe-value'],
  ['privacy', 'vbscript:x', 'privacy: expected an address that begins with', 'unsafe-address'],
  ['privacy', 7, 'privacy: expected an address, or an object of addresses by language, got 7.', 'wrong-type'],
  ['surveys.0.closeAfterSeconds', 0, 'surveys[0].closeAfterSeconds: expected a number above 0, got 0.', 'out-of-range'],
  ['surveys.0.trigger', { on: 'launcher', at: 'left' }, 'surveys[0].trigger.at: expected one of "end"', 'unknown-value'],
  ['surveys.0.trigger', { on: 'slot', oncePer: 'order_id' }, 'surveys[0].trigger.oncePer: expected one of "on"', 'unknown-key'],
  // Rules
  ['surveys.0.questions.0.next.1', {}, 'surveys[0].questions[0].next[1]: expected "goTo" or "end", got an empty object.', 'missing'],
  [
    'surveys.0.questions.0.next.1',
    { goTo: 'why', end: 'thanks' },
    'surveys[0].questions[0].next[1]: expected only one of "goTo" or "end", got an object with "goTo" and "end".',
    'only-one',
  ],
  ['surveys.0.questions.0.next.1', { goto: 'why' }, 'Did you mean "goTo"?', 'unknown-key'],
  // Conditions
  ['surveys.0.questions.0.next.0.when', {}, 'Leave the condition out where it should always hold.', 'condition-empty'],
  [
    'surveys.0.audience',
    'mobile',
    'surveys[0].audience: expected a condition like { "trait": "plan", "is": "pro" }, got "mobile".',
    'wrong-type',
  ],
  [
    'surveys.0.audience',
    { trait: 'plan' },
    'expected an operator ("is", "not", "in", "notIn", "gt", "gte", "lt", "lte", "contains", "startsWith", "endsWith", "matches" or "exists"), got an object with "trait".',
    'no-operator',
  ],
  [
    'surveys.0.audience',
    { is: 'pro' },
    'surveys[0].audience: expected a subject ("trait", "prop", "answer", "context" or "event"), got an object with "is".',
    'no-subject',
  ],
  [
    'surveys.0.audience',
    { trait: 'a', gt: 1, lt: 9 },
    'surveys[0].audience: expected one operator, got an object with "trait", "gt" and "lt". Combine conditions with "all": [ … ].',
    'two-operators',
  ],
  ['surveys.0.audience', { trait: 'a', context: 'b', is: 9 }, 'expected one subject', 'two-subjects'],
  ['surveys.0.audience', { persona: 'new', is: true }, 'alone', 'not-alone'],
  ['surveys.0.audience', { trait: 'a', withinDays: 3, is: 9 }, '"withinDays" and "since" only beside "event"', 'within-days'],
  ['surveys.0.audience', { trait: 'a', iss: 9 }, 'Did you mean "is"?', 'unknown-key'],
  [
    'surveys.0.audience',
    { trait: 'orders', gte: '5' },
    'surveys[0].audience.gte: expected a number, got "5". Write 5 without quotes.',
    'wrong-type',
  ],
  ['surveys.0.audience', { trait: 'orders', in: 'a' }, 'surveys[0].audience.in: expected a list, got "a".', 'wrong-type'],
  ['surveys.0.audience', { any: [] }, 'surveys[0].audience.any: expected at least one, got an empty list.', 'empty-list'],
  [
    'surveys.0.audience',
    { trait: 'x', is: null },
    'surveys[0].audience.is: expected a string or a number or true or false, got null.',
    'wrong-type',
  ],
  [
    'surveys.0.audience',
    { context: 'path', matches: '(a+)+$' },
    'expected a pattern that is quick on any text, got "(a+)+$".',
    'unsafe-pattern',
  ],
  ['surveys.0.audience', { context: 'path', matches: '(' }, 'expected a regular expression, got "(".', 'broken-pattern'],
  [
    'surveys.0.audience',
    { none: [{ all: [{ trait: 'x', is: [] }] }] },
    'surveys[0].audience.none[0].all[0].is: expected a string or a number or true or false, got an empty list.',
    'wrong-type',
  ],
  [
    'personas.0.when',
    { any: [{ persona: 'new' }] },
    'personas[0].when.any[0].persona: expected a condition that is no persona, got "new". A persona is not made of personas: repeat what that one says.',
    'nested-persona',
  ],
  [
    'touchpoints.0.target',
    { metric: 'csat', value: 85, by: '2027-13-01' },
    'touchpoints[0].target.by: expected a date that is in the calendar, got "2027-13-01".',
    'wrong-date',
  ],
]

describe('one mistake, one clear sentence', () => {
  test.each(mistakes)('%s = %j', (path, value, message, code) => {
    const found = errors(spoilt(path, value))
    expect(found.map((problem) => problem.message)).toHaveLength(1)
    const [problem] = found
    expect(problem?.code).toBe(code)
    expect(problem?.message).toContain(message)
    expect(problem?.message).toContain(`${problem?.path}: expected ${problem?.expected}, got ${problem?.got}.`)
    if (problem?.hint) expect(problem.message.endsWith(problem.hint)).toBe(true)
  })

  test('the whole is not an object', () => {
    expect(checkConfig(null)).toMatchObject([{ path: '', message: 'configuration: expected an object, got null.' }])
    expect(checkConfig([])).toMatchObject([{ path: '', message: 'configuration: expected an object, got an empty list.' }])
  })

  test('"from" after "until"', () => {
    const config = change(change(valid(), 'surveys.0.from', '2027-02-01'), 'surveys.0.until', '2027-01-01T00:00:00Z')
    expect(checkConfig(config).map(({ message }) => message)).toEqual([
      'surveys[0].until: expected an instant after "from" ("2027-02-01"), got "2027-01-01T00:00:00Z".',
    ])
  })

  test('a key that is no identifier is quoted in the path', () => {
    expect(spoilt('surveys.0.questions.0.text', { 'fr-CA': '' })[0]?.path).toBe('surveys[0].questions[0].text["fr-CA"]')
  })
})

test('every mistake is reported at once, in its own survey', () => {
  const config = valid()
  change(config, 'surveys.0.sample', 50)
  change(config, 'surveys.0.questions.0.next.0.goTo', 'whi')
  change(config, 'surveys.0.questions.0.labels', ['x'])
  change(config, 'surveys.0.audience', { context: 'path', matches: '(' })
  change(config, 'surveys.1.questions.0.type', 'gauge')
  change(config, 'personas.0.when', {})
  expect(
    checkConfig(config)
      .map(({ path }) => path)
      .sort(),
  ).toEqual([
    'personas[0].when',
    'surveys[0].audience.matches',
    'surveys[0].questions[0].labels',
    'surveys[0].questions[0].next[0].goTo',
    'surveys[0].sample',
    'surveys[1].questions[0].type',
  ])
})

/** Whether the page leaves a survey out. */
const refuses = (survey: unknown, config: unknown): boolean => {
  try {
    compile(survey as Survey, config as Config, () => undefined)
    return false
  } catch {
    return true
  }
}

const saysNothingStrange = (problems: readonly Problem[]) => {
  for (const { code, message, expected, got } of problems) {
    expect(code).not.toBe('not-plain') // nothing was thrown and caught
    expect(message).not.toMatch(/undefined|\[object|Invalid input|expected ,|NaN/)
    expect(expected && got).toBeTruthy()
  }
}

describe('properties', () => {
  test('any value gets an answer, never an exception', () => {
    fc.assert(fc.property(fc.anything(), (input) => Array.isArray(checkConfig(input))))
    fc.assert(fc.property(fc.jsonValue(), (input) => saysNothingStrange(checkConfig(input))))
    const cycle: { all: unknown[] } = { all: [] }
    cycle.all.push(cycle)
    expect(checkConfig({ ...valid(), personas: [{ id: 'x', when: cycle }] })).not.toEqual([])
  })

  test('a valid configuration with one node replaced or removed is worded', () => {
    const places: [Node, string][] = []
    const collect = (node: Json): void => {
      if (typeof node !== 'object' || node === null) return
      for (const key of Object.keys(node)) {
        places.push([node as Node, key])
        collect((node as Node)[key] ?? null)
      }
    }
    const config = structuredClone(everyField) as unknown as Node
    collect(config)
    fc.assert(
      fc.property(fc.nat(places.length - 1), fc.option(fc.jsonValue({ maxDepth: 2 }), { nil: undefined }), (at, value) => {
        const [parent, key] = places[at] as [Node, string]
        const before = parent[key] as Json
        if (value === undefined) delete parent[key]
        else parent[key] = value as Json
        try {
          const problems = checkConfig(config)
          saysNothingStrange(problems)
          // What the page refuses, the check explains.
          if (members(config.surveys).some((survey) => refuses(survey, config))) expect(errors(problems)).not.toEqual([])
        } finally {
          parent[key] = before
        }
      }),
      { numRuns: 300 },
    )
    expect(checkConfig(config)).toEqual([])
  }, 30_000)
})

test('a version that cannot even be turned into a number is worded like any other', () => {
  const [problem, ...more] = checkConfig({ version: { toString: '' }, surveys: [] }).filter(({ severity }) => severity === 'error')
  expect(problem).toMatchObject({ path: 'version', code: 'unknown-value', expected: '1' })
  expect(more).toEqual([])
})

test('a token of a theme that is more than a value, at the top, in a survey, where it is dark', () => {
  const [survey, ...surveys] = designExample.surveys
  const theme = { accent: 'red; background: blue', surface: 'var(--brand)', shadow: '0 8px 40px rgb(0 0 0 / .2)' }
  const dark = { text: 'url(https://elsewhere.example/)', muted: 'oklch(0.5 0.1 20)' }
  const problems = checkConfig({ ...designExample, theme, surveys: [{ ...survey, theme: { font: 'a}b', dark } }, ...surveys] })
  expect(problems.map(({ path, code }) => [path, code])).toEqual([
    ['theme.accent', 'unsafe-value'],
    ['surveys[0].theme.font', 'unsafe-value'],
    ['surveys[0].theme.dark.text', 'unsafe-value'],
  ])
  expect(problems[0]?.message).toBe('theme.accent: expected one CSS value without ; { } or url(), got "red; background: blue".')
})

test('a selector that is none, where there is a document to try it on', () => {
  const survey = { ...designExample.surveys[0], trigger: { on: 'click', selector: 'a[[' } }
  const errors = checkConfig({ ...designExample, surveys: [survey] }).filter(({ severity }) => severity === 'error')
  expect(errors.map(({ path, got }) => [path, got])).toEqual([['surveys[0].trigger.selector', '"a[["']])
})
